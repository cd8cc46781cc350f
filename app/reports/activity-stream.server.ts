import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { positionText } from "./session-order.server.ts";
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
    const chunk = await db().query<ChunkRow>(sql`
      WITH page AS (
        SELECT s.shop_id, s.id, s.currency, s.expected_at_open, ${time} AS time, ${zoneOf(shop)} AS zone
        FROM payment_session s LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
        WHERE ${sessionScope(shop, filters)} AND ${beyond}
        ORDER BY ${time}, s.id LIMIT ${SESSIONS_PER_CHUNK}
      )
      SELECT page.id::text AS "sessionId", page.zone AS "timeZone", page.currency, ledger.*,
        ${positionText(sql`page.time`)} AS "sessionTime"
      FROM page LEFT JOIN LATERAL (${LEDGER_OF_PAGE}) ledger ON TRUE
      ORDER BY page.time, page.id, ledger.position`);
    const activities = chunk.filter((row): row is ActivityRow => row.position !== null);
    if (activities.length > 0) yield activities;
    const last = chunk.at(-1);
    if (last === undefined) return;
    beyond = sql`(${time}, s.id) > (${last.sessionTime}::timestamptz, ${last.sessionId}::bigint)`;
  }
}

type ActivityRow = ActivityRecord & { sessionTime: string };
/** A session without a ledger still says how far the reading is. */
type ChunkRow = ActivityRow | (Omit<ActivityRow, "position"> & { position: null });

// The order inside keeps the planner from turning this into one pass over all activities of the shop.
const LEDGER_OF_PAGE = sql`
  SELECT a.position, a.occurred_at AS "time", a.kind, a.type, a.cash,
    (page.expected_at_open + sum(a.cash) OVER (ORDER BY a.position))::int8 AS "runningBalance",
    a.expected, a.counted, a.discrepancy, a.staff_id::text AS "staffId", staff.name AS staff,
    a.reason_code AS reason, a.note, a.order_id::text AS "orderId", a.gift_card_id::text AS "giftCardId"
  FROM cash_activity a LEFT JOIN staff_member staff ON staff.shop_id = a.shop_id AND staff.id = a.staff_id
  WHERE a.shop_id = page.shop_id AND a.session_id = page.id ORDER BY a.position`;
