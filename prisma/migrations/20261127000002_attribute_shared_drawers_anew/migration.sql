-- What the first count after an uncounted session found was given to those in that session's own ledger, though another
-- register may have sold into the drawer beside it. Null is "not known yet": the next run of each shop works it out anew.
UPDATE "payment_session" mine SET "attributed_to_one" = NULL, "attributed_to_several" = NULL
FROM "payment_session" before
WHERE before."shop_id" = mine."shop_id" AND before."id" = mine."previous_id" AND before."reconciliation" = 'not_counted'
  AND mine."attributed_to_one" IS NOT NULL;
