import sql from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { ReviewEventKind, SeenFigures, StoredReview } from "#app/reconciliation/review.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { positionText } from "./session-sort-columns.server.ts";
import { zoneOf } from "./session-records.server.ts";
import { scopeTime, sessionScope } from "./session-scope.server.ts";

/** One line of one session's trail, with what it takes to read it alone. */
export interface TrailRecord extends SeenFigures {
  sessionId: string;
  timeZone: string;
  number: number;
  at: Date;
  kind: ReviewEventKind;
  stored: StoredReview;
  /** Null: Shopify. */
  userId: string | null;
  user: string | null;
  closedIt: boolean | null;
  cause: string | null;
  comment: string | null;
  assigneeId: string | null;
  assignee: string | null;
  dueOn: BusinessDate | null;
}

const EVENTS_PER_CHUNK = 1_000;

/** The trails of every filtered session, sessions by the time that the filters count by, then id; a chunk at a time. */
export async function* streamTrail(shop: Shop, filters: SessionFilters): AsyncGenerator<TrailRecord[], void> {
  const time = scopeTime(filters);
  let beyond = sql`TRUE`;
  const { settings } = await getSettings(shop, dataOf(shop));
  const ownCauses = new Map(settings.causeCodes.map(({ id, label }) => [`own:${id}`, label]));
  for (;;) {
    const chunk = await dataOf(shop).query<TrailRecord & { time: string }>(sql`
      SELECT s.id::text AS "sessionId", ${zoneOf(shop)} AS "timeZone", ${positionText(time)} AS "time", e.number, e.at,
        e.kind, e.review_state AS stored, e.user_id AS "userId", actor.name AS "user", e.closed_it AS "closedIt",
        e.cause, e.comment, e.assignee AS "assigneeId", helper.name AS assignee, e.due_on AS "dueOn", e.reconciliation,
        e.currency, e.total_discrepancy AS "totalDiscrepancy", e.opening_discrepancy AS "openingDiscrepancy",
        e.closing_discrepancy AS "closingDiscrepancy", e.expected_at_close AS "expectedAtClose",
        e.counted_at_close AS "countedAtClose", e.tolerance
      FROM payment_session s
      JOIN review_event e ON e.shop_id = s.shop_id AND e.session_id = s.id
      LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
      LEFT JOIN staff_member actor ON actor.shop_id = e.shop_id AND actor.id::text = e.user_id
      LEFT JOIN staff_member helper ON helper.shop_id = e.shop_id AND helper.id::text = e.assignee
      WHERE ${sessionScope(shop, filters)} AND ${beyond}
      ORDER BY ${time}, s.id, e.number LIMIT ${EVENTS_PER_CHUNK}`);
    // A cause of the shop's own by the name that the shop gives it; the others have the names of the dictionary.
    for (const event of chunk) event.cause = ownCauses.get(event.cause ?? "") ?? event.cause;
    if (chunk.length > 0) yield chunk;
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < EVENTS_PER_CHUNK) return;
    beyond = sql`(${time}, s.id, e.number) > (${last.time}::timestamptz, ${last.sessionId}::bigint, ${last.number}::int)`;
  }
}
