-- Sessions of which a check fails, newest first: `check=` of the sessions' list and of the files. The condition is that of
-- withFailedChecks in reports/session-scope.server.ts. Few sessions have any, so the index is small, and the array beside
-- the key tells which without fetching the row.
CREATE INDEX "payment_session_failed_checks" ON "payment_session" ("shop_id", "closed_at" DESC, "id" DESC)
    INCLUDE ("failed_checks")
    WHERE "failed_checks" <> ARRAY[]::TEXT[];
