-- Deliveries come in any order: what a later one said must not be undone by an earlier one that comes after it.
ALTER TABLE "webhook_delivery" ADD COLUMN "triggered_at" TIMESTAMPTZ(6);
