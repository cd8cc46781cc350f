import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import { runningBalances } from "#app/reconciliation/running-balance.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { positionText } from "./session-sort-columns.server.ts";
import { zoneOf } from "./session-records.server.ts";
import { scopeTime, sessionScope } from "./session-scope.server.ts";

/** One line of one ledger, with what it takes to read it alone. */
export interface ActivityRecord {
  sessionId: string;
  timeZone: string;
  currency: string;
  position: number;
  time: Date;
  kind: "transaction" | "adjustment" | "count";
  type: string;
  cash: bigint;
  /** From the session's expected at open, each activity adding its own cash. */
  runningBalance: bigint;
  expected: bigint | null;
  counted: bigint | null;
  discrepancy: bigint | null;
  staffId: string | null;
  staff: string | null;
  reason: string | null;
  note: string | null;
  orderId: string | null;
  giftCardId: string | null;
}

/** A session's ledger holds some tens of lines, so a chunk is a few thousand. */
const SESSIONS_PER_CHUNK = 100;

/**
 * The ledgers of every filtered session, sessions by the time that the filters count by, then id. A chunk holds whole
 * ledgers; a session whose ledger is still to be read has none.
 */
export async function* streamActivities(shop: Shop, filters: SessionFilters): AsyncGenerator<ActivityRecord[], void> {
  const time = scopeTime(filters);
  let beyond = sql`TRUE`;
  for (;;) {
    // The page first: left to itself, the planner reads every ledger that is left before it keeps a hundred.
    const sessions = await dataOf(shop).query<SessionLedger>(sql`
      WITH page AS MATERIALIZED (
        SELECT s.id, s.currency, s.expected_at_open, ${time} AS time, ${zoneOf(shop)} AS zone
        FROM payment_session s LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
        WHERE ${sessionScope(shop, filters)} AND ${beyond}
        ORDER BY ${time}, s.id LIMIT ${SESSIONS_PER_CHUNK}
      )
      SELECT page.id::text AS "sessionId", page.currency, page.expected_at_open AS "expectedAtOpen",
        page.zone AS "timeZone", ${positionText(sql`page.time`)} AS "sessionTime", ledger.lines
      FROM page CROSS JOIN LATERAL (${linesOf(shop)}) ledger ORDER BY page.time, page.id`);
    const activities = sessions.flatMap(toRecords);
    if (activities.length > 0) yield activities;
    const last = sessions.at(-1);
    if (last === undefined || sessions.length < SESSIONS_PER_CHUNK) return;
    beyond = sql`(${time}, s.id) > (${last.sessionTime}::timestamptz, ${last.sessionId}::bigint)`;
  }
}

type Same = "sessionId" | "timeZone" | "currency";
type Amount = "cash" | "expected" | "counted" | "discrepancy";
/** An activity as JSON has it: amounts as text, because a number there is not exact; the time in milliseconds. */
type Line = Omit<ActivityRecord, Same | Amount | "time" | "runningBalance"> &
  Record<Exclude<Amount, "cash">, string | null> & { cash: string; time: number };

interface SessionLedger extends Pick<ActivityRecord, Same> {
  expectedAtOpen: bigint;
  sessionTime: string;
  lines: Line[] | null;
}

// A whole ledger in one cell: both engines spend more on handing over a cell than on what is in it, and PGlite several
// times more (a line of 18 cells each: 34 ms for a hundred ledgers; as JSON: 16 ms).
const linesOf = (shop: Shop) => sql`
  SELECT json_agg(line) AS lines FROM (
    SELECT a.position, floor(extract(epoch FROM a.occurred_at) * 1000)::int8 AS "time", a.kind, a.type,
      a.cash::text, a.expected::text, a.counted::text, a.discrepancy::text,
      a.staff_id::text AS "staffId", staff.name AS staff, a.reason_code AS reason, a.note,
      a.order_id::text AS "orderId", a.gift_card_id::text AS "giftCardId"
    FROM cash_activity a LEFT JOIN staff_member staff ON staff.shop_id = a.shop_id AND staff.id = a.staff_id
    WHERE a.shop_id = ${shop.id} AND a.session_id = page.id ORDER BY a.position
  ) line`;

function toRecords({ sessionId, timeZone, currency, expectedAtOpen, lines }: SessionLedger): ActivityRecord[] {
  const activities = (lines ?? []).map((line) => ({
    ...line,
    ...{ sessionId, timeZone, currency },
    time: new Date(line.time),
    cash: BigInt(line.cash),
    expected: minorOrNull(line.expected),
    counted: minorOrNull(line.counted),
    discrepancy: minorOrNull(line.discrepancy),
    runningBalance: 0n,
  }));
  const balances = runningBalances(expectedAtOpen, activities);
  for (const [index, activity] of activities.entries()) activity.runningBalance = balances[index] ?? 0n;
  return activities;
}

function minorOrNull(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
