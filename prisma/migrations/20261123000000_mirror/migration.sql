-- The mirror of a shop's cash sessions and what the app keeps beside it, as prisma/schema.prisma describes it.

-- CreateTable
CREATE TABLE "shop" (
    "id" SERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT,
    "currency" TEXT,
    "time_zone" TEXT,
    "granted_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "uninstalled_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_session" (
    "shop_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL,
    "scope" TEXT,
    "expires_at" TIMESTAMPTZ(6),
    "user_id" BIGINT,
    "sealed" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_session_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "location" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "fetched_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "location_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "cash_drawer" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "location_id" BIGINT,
    "balance" BIGINT,
    "currency" TEXT,
    "fetched_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "cash_drawer_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "staff_member" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "fetched_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "staff_member_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "payment_session" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "location_id" BIGINT,
    "drawer_id" BIGINT NOT NULL,
    "device_id" BIGINT,
    "currency" TEXT NOT NULL,
    "is_open" BOOLEAN NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "opened_by" BIGINT,
    "closed_by" BIGINT,
    "opening_note" TEXT,
    "closing_note" TEXT,
    "expected_at_open" BIGINT NOT NULL,
    "counted_at_open" BIGINT NOT NULL,
    "expected_at_close" BIGINT,
    "counted_at_close" BIGINT,
    "closing_adjustment" BIGINT,
    "closing_balance" BIGINT,
    "cash_sales" BIGINT NOT NULL,
    "cash_refunds" BIGINT NOT NULL,
    "net_cash_sales" BIGINT NOT NULL,
    "adjustments" BIGINT NOT NULL,
    "total_discrepancy" BIGINT NOT NULL,
    "total_sales" BIGINT NOT NULL,
    "total_refunds" BIGINT NOT NULL,
    "net_sales" BIGINT NOT NULL,
    "totals_ready" BOOLEAN NOT NULL,
    "opening_business_date" DATE NOT NULL,
    "closing_business_date" DATE,
    "opening_discrepancy" BIGINT NOT NULL,
    "closing_discrepancy" BIGINT,
    "reconciliation" TEXT NOT NULL,
    "tolerance" BIGINT NOT NULL,
    "abs_discrepancy" BIGINT NOT NULL,
    "failed_checks" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "previous_id" BIGINT,
    "carry_over_gap" BIGINT,
    "ledger_read_at" TIMESTAMPTZ(6),
    "fetched_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payment_session_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "cash_activity" (
    "shop_id" INTEGER NOT NULL,
    "session_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "cash" BIGINT NOT NULL,
    "expected" BIGINT,
    "counted" BIGINT,
    "discrepancy" BIGINT,
    "staff_id" BIGINT,
    "reason_code" TEXT,
    "note" TEXT,
    "order_id" BIGINT,
    "order_name" TEXT,
    "gift_card_id" BIGINT,

    CONSTRAINT "cash_activity_pkey" PRIMARY KEY ("shop_id","session_id","position")
);

-- CreateTable
CREATE TABLE "daily_total" (
    "shop_id" INTEGER NOT NULL,
    "business_date" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "sessions" INTEGER NOT NULL,
    "beyond_tolerance" INTEGER NOT NULL,
    "not_counted" INTEGER NOT NULL,
    "pending" INTEGER NOT NULL,
    "counted_at_open" BIGINT NOT NULL,
    "cash_sales" BIGINT NOT NULL,
    "cash_refunds" BIGINT NOT NULL,
    "net_cash_sales" BIGINT NOT NULL,
    "adjustments" BIGINT NOT NULL,
    "expected_at_close" BIGINT NOT NULL,
    "counted_at_close" BIGINT NOT NULL,
    "opening_discrepancy" BIGINT NOT NULL,
    "closing_discrepancy" BIGINT NOT NULL,
    "over" BIGINT NOT NULL,
    "short" BIGINT NOT NULL,

    CONSTRAINT "daily_total_pkey" PRIMARY KEY ("shop_id","business_date","currency")
);

-- CreateTable
CREATE TABLE "sync_run" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "window_from" TIMESTAMPTZ(6),
    "window_to" TIMESTAMPTZ(6),
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "activities" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "points" INTEGER NOT NULL DEFAULT 0,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error" TEXT,
    "queued_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "lease_until" TIMESTAMPTZ(6),
    "not_before" TIMESTAMPTZ(6),

    CONSTRAINT "sync_run_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "sync_state" (
    "shop_id" INTEGER NOT NULL,
    "history_from" TIMESTAMPTZ(6),
    "history_complete" BOOLEAN NOT NULL DEFAULT false,
    "polled_until" TIMESTAMPTZ(6),
    "as_of" TIMESTAMPTZ(6),
    "reference_read_at" TIMESTAMPTZ(6),
    "read_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "sync_state_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "shop_id" INTEGER NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

-- CreateTable
CREATE TABLE "download_ticket" (
    "shop_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "download_ticket_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE INDEX "payment_session_closing_date" ON "payment_session"("shop_id", "closing_business_date");

-- CreateIndex
CREATE INDEX "payment_session_opened" ON "payment_session"("shop_id", "opened_at", "id");

-- CreateIndex
CREATE INDEX "payment_session_closed" ON "payment_session"("shop_id", "closed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payment_session_abs_discrepancy" ON "payment_session"("shop_id", "abs_discrepancy" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payment_session_location_closed" ON "payment_session"("shop_id", "location_id", "closed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payment_session_drawer_opened" ON "payment_session"("shop_id", "drawer_id", "opened_at", "id");

-- CreateIndex
CREATE INDEX "sync_run_latest" ON "sync_run"("shop_id", "queued_at" DESC);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- What the poll fetches again: open sessions and those whose totals were not ready.
CREATE INDEX "payment_session_to_poll" ON "payment_session" ("shop_id", "id") WHERE "is_open" OR NOT "totals_ready";

-- Ledgers still to be read, newest first.
CREATE INDEX "payment_session_ledger_to_read" ON "payment_session" ("shop_id", "opened_at" DESC, "id" DESC) WHERE "ledger_read_at" IS NULL;

-- One unfinished run per shop.
CREATE UNIQUE INDEX "sync_run_unfinished" ON "sync_run" ("shop_id") WHERE "state" IN ('queued', 'running', 'waiting');

ALTER TABLE "payment_session"
    ADD CONSTRAINT "payment_session_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT "payment_session_reconciliation" CHECK ("reconciliation" IN ('open', 'pending', 'not_counted', 'balanced', 'within_tolerance', 'over', 'short')),
    ADD CONSTRAINT "payment_session_tolerance" CHECK ("tolerance" >= 0),
    ADD CONSTRAINT "payment_session_abs_discrepancy" CHECK ("abs_discrepancy" = abs("total_discrepancy"));

ALTER TABLE "cash_activity"
    ADD CONSTRAINT "cash_activity_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT "cash_activity_position" CHECK ("position" >= 1),
    ADD CONSTRAINT "cash_activity_kind" CHECK ("kind" IN ('transaction', 'adjustment', 'count'));

ALTER TABLE "sync_run"
    ADD CONSTRAINT "sync_run_kind" CHECK ("kind" IN ('backfill', 'poll', 'ledgers')),
    ADD CONSTRAINT "sync_run_state" CHECK ("state" IN ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled'));
