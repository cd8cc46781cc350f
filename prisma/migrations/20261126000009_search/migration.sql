-- Search finds a session by what is written or counted in it; docs/performance.md says why by btrees.

-- AlterTable
ALTER TABLE "payment_session" ADD COLUMN     "has_words" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "session_word" (
    "shop_id" INTEGER NOT NULL,
    "session_id" BIGINT NOT NULL,
    -- In "C" a word's prefix is a range, on every engine and machine; the row-level security of the second fence lets
    -- an index be used for comparisons alone.
    "word" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "session_word_pkey" PRIMARY KEY ("shop_id","session_id","word")
);

-- CreateIndex
CREATE INDEX "session_word_word" ON "session_word"("shop_id", "word", "session_id");

-- CreateIndex
CREATE INDEX "payment_session_counted" ON "payment_session"("shop_id", "counted_at_close", "id");

-- CreateIndex
CREATE INDEX "payment_session_expected" ON "payment_session"("shop_id", "expected_at_close", "id");


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- Sessions whose notes are still to be cut into words: after the upgrade all of them, then none.
CREATE INDEX "payment_session_without_words" ON "payment_session" ("shop_id", "id") WHERE NOT "has_words";

-- Who opened and who closed; a shop without read_users has nobody in them.
CREATE INDEX "payment_session_opened_by" ON "payment_session" ("shop_id", "opened_by", "id") WHERE "opened_by" IS NOT NULL;
CREATE INDEX "payment_session_closed_by" ON "payment_session" ("shop_id", "closed_by", "id") WHERE "closed_by" IS NOT NULL;

-- The order of a sale, what moved, and what a count found.
CREATE INDEX "cash_activity_order" ON "cash_activity" ("shop_id", "order_name", "session_id") WHERE "order_name" IS NOT NULL;
CREATE INDEX "cash_activity_cash" ON "cash_activity" ("shop_id", "cash", "session_id") WHERE "cash" <> 0;
CREATE INDEX "cash_activity_discrepancy" ON "cash_activity" ("shop_id", "discrepancy", "session_id") WHERE "discrepancy" <> 0;
