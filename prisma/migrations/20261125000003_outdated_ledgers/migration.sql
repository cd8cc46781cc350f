-- AlterTable
ALTER TABLE "payment_session" ADD COLUMN     "ledger_outdated_at" TIMESTAMPTZ(6);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- Ledgers still to be read, newest first: what there is none of, and what there is more to be had of.
DROP INDEX "payment_session_ledger_to_read";
CREATE INDEX "payment_session_ledger_to_read" ON "payment_session" ("shop_id", "opened_at" DESC, "id" DESC)
    WHERE "ledger_read_at" IS NULL OR "ledger_outdated_at" IS NOT NULL;
