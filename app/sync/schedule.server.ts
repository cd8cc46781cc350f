import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { IS_DERIVATION_MISSING } from "./derive-missing.server.ts";
import { IS_LEDGER_DUE } from "./read-ledgers.server.ts";
import { LEGACY_LEDGER_SCOPES } from "./read-legacy-ledgers.server.ts";
import { hasCome } from "./runs.server.ts";

/** While a session is open, sales change it; one in which nothing has happened for a day was forgotten. */
const POLL_TRADING_S = 60;
const FORGOTTEN_AFTER_H = 24;
/** In the hours in which the shop trades a session may open any minute, but nobody waits for it. */
const POLL_IN_HOURS_S = 300;
const POLL_OUT_OF_HOURS_S = 1_200;
/**
 * Its hours: when a session was open at this time of this weekday in the last weeks, an hour earlier or later, which
 * also covers clocks that were changed meanwhile. As instants of those weeks, which an index leads to.
 */
const WEEKS_SEEN = 4;
const HOURS_MARGIN_H = 1;
/** A refusal may end, a legacy session be closed: looked at again so often. */
const DOUBT_AFTER_H = 24;
/** Sessions that opened longer before that are not looked for. */
const LONGEST_SHIFT_H = 24;

/**
 * Queues what is due for the shops that have no unfinished run: a failed run once more, the history while it is
 * incomplete, a poll, figures to work out anew, sessions from before March 2026, and ledgers that are still to be read
 * or to be worked out. Answers how many. A shop without any run has never been visited; one whose last run was cancelled,
 * or failed for good, waits for a visit. Ledgers that a run could not read have another turn after the next poll.
 */
export async function queueDueRuns(now: Date): Promise<number> {
  return db().execute(sql`
    INSERT INTO sync_run (shop_id, kind, state, queued_at)
    SELECT shop.id, due.kind, 'queued', ${now}::timestamptz
    FROM shop
    JOIN LATERAL (
      -- Figures worked out anew say nothing of how the reading from Shopify went before.
      SELECT state, kind, not_before, sessions, activities FROM sync_run
      WHERE shop_id = shop.id AND (kind <> 'derive' OR state <> 'done') ORDER BY id DESC LIMIT 1
    ) last ON TRUE
    LEFT JOIN sync_state mirror ON mirror.shop_id = shop.id
    LEFT JOIN legacy_history legacy ON legacy.shop_id = shop.id
    CROSS JOIN LATERAL (
      SELECT ${now}::timestamptz - make_interval(secs => CASE
        WHEN EXISTS (
          SELECT FROM payment_session WHERE shop_id = shop.id AND is_open
            AND fetched_at > ${now}::timestamptz - make_interval(hours => ${FORGOTTEN_AFTER_H}::int)
        ) THEN ${POLL_TRADING_S}::int
        -- Not due either way: the hours need not be looked up.
        WHEN mirror.polled_until > ${now}::timestamptz - make_interval(secs => ${POLL_IN_HOURS_S}::int)
          THEN ${POLL_IN_HOURS_S}::int
        WHEN EXISTS (
          SELECT FROM generate_series(1, ${WEEKS_SEEN}::int) AS weeks (ago), LATERAL (
            SELECT ${now}::timestamptz - make_interval(weeks => weeks.ago) AS at
          ) week JOIN payment_session session ON session.shop_id = shop.id
            AND session.opened_at > week.at - make_interval(hours => ${LONGEST_SHIFT_H}::int)
            AND session.opened_at < week.at + make_interval(hours => ${HOURS_MARGIN_H}::int)
            AND coalesce(session.closed_at, 'infinity') > week.at - make_interval(hours => ${HOURS_MARGIN_H}::int)
        ) THEN ${POLL_IN_HOURS_S}::int
        ELSE ${POLL_OUT_OF_HOURS_S}::int
      END) AS polled_before
    ) pace
    CROSS JOIN LATERAL (
      SELECT CASE
        WHEN last.state = 'failed' AND last.not_before IS NOT NULL AND ${hasCome(sql`last.not_before`, now)} THEN last.kind
        WHEN last.state = 'failed' AND last.kind <> 'derive'
          AND EXISTS (SELECT FROM derivation WHERE shop_id = shop.id AND finished_at IS NULL) THEN 'derive'
        WHEN last.state <> 'done' THEN NULL
        WHEN mirror.history_complete IS NOT TRUE THEN 'backfill'
        WHEN mirror.polled_until <= pace.polled_before THEN 'poll'
        -- Polled in the future: by a clock that has been set back since.
        WHEN mirror.polled_until > ${now}::timestamptz + make_interval(secs => ${POLL_TRADING_S}::int) THEN 'poll'
        WHEN EXISTS (SELECT FROM derivation WHERE shop_id = shop.id AND finished_at IS NULL) THEN 'derive'
        WHEN legacy.shop_id IS NULL OR (NOT legacy.is_complete AND legacy.refused IS NULL) THEN 'legacy'
        WHEN legacy.is_in_doubt
          AND legacy.checked_at < ${now}::timestamptz - make_interval(hours => ${DOUBT_AFTER_H}::int) THEN 'legacy'
        WHEN (last.kind <> 'ledgers' OR last.activities > 0 OR last.sessions > 0) AND (
          EXISTS (
            SELECT FROM payment_session
            WHERE shop_id = shop.id AND ${IS_LEDGER_DUE} AND NOT is_open AND totals_ready
              AND (NOT is_legacy OR (legacy.refused IS NULL AND shop.granted_scopes && ${LEGACY_LEDGER_SCOPES}::text[]))
          ) OR EXISTS (
            SELECT FROM payment_session
            WHERE shop_id = shop.id AND ${IS_DERIVATION_MISSING}
          )
        ) THEN 'ledgers'
      END AS kind
    ) due
    WHERE shop.uninstalled_at IS NULL AND due.kind IS NOT NULL
    ON CONFLICT DO NOTHING`);
}
