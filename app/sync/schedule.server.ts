import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { hasCome } from "./runs.server.ts";

/** While a session is open, sales change it; otherwise a new one may open any time, but nobody waits for it. */
const POLL_OPEN_SHOP_S = 60;
const POLL_QUIET_SHOP_S = 300;

/**
 * Queues what is due for the shops that have no unfinished run: a failed run once more, the history while it is
 * incomplete, a poll, and ledgers that are still to be read. Answers how many. A shop without any run has never been
 * visited; one whose last run was cancelled, or failed for good, waits for a visit. Ledgers that a run could not read
 * have another turn after the next poll.
 */
export async function queueDueRuns(now: Date): Promise<number> {
  return db().execute(sql`
    INSERT INTO sync_run (shop_id, kind, state, queued_at)
    SELECT shop.id, due.kind, 'queued', ${now}::timestamptz
    FROM shop
    JOIN LATERAL (
      SELECT state, kind, not_before, activities FROM sync_run WHERE shop_id = shop.id ORDER BY id DESC LIMIT 1
    ) last ON TRUE
    LEFT JOIN sync_state mirror ON mirror.shop_id = shop.id
    CROSS JOIN LATERAL (
      SELECT ${now}::timestamptz - make_interval(secs => CASE WHEN EXISTS (
        SELECT FROM payment_session WHERE shop_id = shop.id AND is_open
      ) THEN ${POLL_OPEN_SHOP_S}::int ELSE ${POLL_QUIET_SHOP_S}::int END) AS polled_before
    ) pace
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN last.state = 'failed' AND last.not_before IS NOT NULL AND ${hasCome(sql`last.not_before`, now)} THEN last.kind
        WHEN last.state <> 'done' THEN NULL
        WHEN mirror.history_complete IS NOT TRUE THEN 'backfill'
        WHEN mirror.polled_until <= pace.polled_before THEN 'poll'
        -- Polled in the future: by a clock that has been set back since.
        WHEN mirror.polled_until > ${now}::timestamptz + make_interval(secs => ${POLL_OPEN_SHOP_S}::int) THEN 'poll'
        WHEN EXISTS (
          SELECT FROM payment_session
          WHERE shop_id = shop.id AND ledger_read_at IS NULL AND NOT is_open AND totals_ready
        ) AND (last.kind <> 'ledgers' OR last.activities > 0) THEN 'ledgers'
      END AS kind
    ) due
    WHERE shop.uninstalled_at IS NULL AND due.kind IS NOT NULL
    ON CONFLICT DO NOTHING`);
}
