-- What nobody has reviewed yet, newest first: the tab "Needs review" and the count on the overview. The condition is
-- that of NEEDS_REVIEW in reports/session-scope.server.ts, word for word, so that the planner sees that it is the same.
-- A write of a session that does not wait leaves it alone. The included columns are what the list's count and totals
-- ask for: without them they fetch every row that waits.
CREATE INDEX "payment_session_needs_review" ON "payment_session" ("shop_id", "closed_at" DESC, "id" DESC)
    INCLUDE ("closing_business_date", "is_open", "currency", "total_discrepancy")
    WHERE "review_state" = 'reopened' OR ("review_state" IS NULL AND "reconciliation" IN ('over', 'short'));

-- What somebody has settled, handed on or taken back, newest first: review=reviewed and its like.
CREATE INDEX "payment_session_reviewed" ON "payment_session" ("shop_id", "closed_at" DESC, "id" DESC)
    INCLUDE ("review_state", "closing_business_date", "is_open", "currency", "total_discrepancy")
    WHERE "review_state" IS NOT NULL;
