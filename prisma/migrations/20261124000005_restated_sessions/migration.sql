-- AlterTable
ALTER TABLE "payment_session" ADD COLUMN     "restated_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "session_version" (
    "shop_id" INTEGER NOT NULL,
    "session_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "seen_from" TIMESTAMPTZ(6) NOT NULL,
    "seen_until" TIMESTAMPTZ(6) NOT NULL,
    "currency" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(6) NOT NULL,
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

    CONSTRAINT "session_version_pkey" PRIMARY KEY ("shop_id","session_id","version")
);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- Restated sessions are few, and asked for by themselves.
CREATE INDEX "payment_session_restated" ON "payment_session" ("shop_id", "closed_at" DESC, "id" DESC) WHERE "restated_at" IS NOT NULL;

ALTER TABLE "session_version"
    ADD CONSTRAINT "session_version_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT "session_version_number" CHECK ("version" >= 1);
