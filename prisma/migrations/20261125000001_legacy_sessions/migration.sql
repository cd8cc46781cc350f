-- AlterTable: what the API from before March 2026 does not give
ALTER TABLE "payment_session" ADD COLUMN "is_legacy" BOOLEAN NOT NULL DEFAULT false,
    ALTER COLUMN "adjustments" DROP NOT NULL,
    ALTER COLUMN "total_sales" DROP NOT NULL,
    ALTER COLUMN "total_refunds" DROP NOT NULL,
    ALTER COLUMN "net_sales" DROP NOT NULL;

-- AlterTable
ALTER TABLE "session_version" ALTER COLUMN "adjustments" DROP NOT NULL,
    ALTER COLUMN "total_sales" DROP NOT NULL,
    ALTER COLUMN "total_refunds" DROP NOT NULL,
    ALTER COLUMN "net_sales" DROP NOT NULL;

-- CreateTable
CREATE TABLE "legacy_session" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "location_id" BIGINT,
    "device_id" BIGINT,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "given" TEXT NOT NULL,
    "fetched_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "legacy_session_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "legacy_device" (
    "shop_id" INTEGER NOT NULL,
    "device_id" BIGINT NOT NULL,
    "found" INTEGER NOT NULL,

    CONSTRAINT "legacy_device_pkey" PRIMARY KEY ("shop_id","device_id")
);

-- CreateTable
CREATE TABLE "legacy_history" (
    "shop_id" INTEGER NOT NULL,
    "read_from" TIMESTAMPTZ(6),
    "is_complete" BOOLEAN NOT NULL DEFAULT false,
    "refused" TEXT,
    "held_back" INTEGER NOT NULL DEFAULT 0,
    "is_in_doubt" BOOLEAN NOT NULL DEFAULT false,
    "checked_at" TIMESTAMPTZ(6),

    CONSTRAINT "legacy_history_pkey" PRIMARY KEY ("shop_id")
);

-- CreateIndex: those that overlap with a payment session that came or changed
CREATE INDEX "legacy_session_opened" ON "legacy_session"("shop_id", "opened_at", "id");

-- What Prisma's schema cannot express: partial indexes and check constraints.

-- What overlaps with a time began at most two days before it, or is one of these.
CREATE INDEX "legacy_session_long" ON "legacy_session" ("shop_id", "opened_at")
    WHERE "closed_at" IS NULL OR "closed_at" - "opened_at" > '48:00:00'::interval;
CREATE INDEX "payment_session_long" ON "payment_session" ("shop_id", "opened_at")
    WHERE "closed_at" IS NULL OR "closed_at" - "opened_at" > '48:00:00'::interval;

-- The two APIs number their sessions apart, so the older one's stand below zero.
ALTER TABLE "payment_session"
    ADD CONSTRAINT "payment_session_legacy" CHECK ("is_legacy" = ("id" < 0)),
    ADD CONSTRAINT "payment_session_whole" CHECK ("is_legacy" OR ("adjustments" IS NOT NULL
        AND "total_sales" IS NOT NULL AND "total_refunds" IS NOT NULL AND "net_sales" IS NOT NULL));

ALTER TABLE "legacy_session" ADD CONSTRAINT "legacy_session_id" CHECK ("id" > 0);

ALTER TABLE "sync_run" DROP CONSTRAINT "sync_run_kind",
    ADD CONSTRAINT "sync_run_kind" CHECK ("kind" IN ('backfill', 'poll', 'ledgers', 'legacy'));
