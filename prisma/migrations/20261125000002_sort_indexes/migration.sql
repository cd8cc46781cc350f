-- The list by signed discrepancy, short or over first, from any position.
-- CreateIndex
CREATE INDEX "payment_session_discrepancy" ON "payment_session"("shop_id", "total_discrepancy", "id");
