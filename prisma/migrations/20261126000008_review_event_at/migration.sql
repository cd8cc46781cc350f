-- What people did to sessions since somebody was last here: the digest of the overview.
-- CreateIndex
CREATE INDEX "review_event_at" ON "review_event"("shop_id", "at");
