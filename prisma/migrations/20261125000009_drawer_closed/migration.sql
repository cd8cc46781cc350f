-- One drawer's page over a period, and the sessions list narrowed to a drawer. Without it the period is read for every
-- drawer of the shop: 23 ms a page at 100,000 sessions and growing with the shop, 11 ms and steady with it. 5 MB there.
CREATE INDEX "payment_session_drawer_closed" ON "payment_session"("shop_id", "drawer_id", "closed_at" DESC, "id" DESC);
