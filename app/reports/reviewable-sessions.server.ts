import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { orderOf } from "./session-order.server.ts";
import { SESSION_TABLES } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";

export interface ReviewableSessions {
  /** In the order of the list. */
  ids: string[];
  /** How many more there are. */
  left: number;
}

/**
 * The closed sessions of a filtered list that nobody has settled or taken in hand, as many as are wanted. Those that are
 * reviewed are left out here, so that the next go begins where this one ended.
 */
export async function findReviewable(shop: Shop, filters: SessionFilters, most: number): Promise<ReviewableSessions> {
  const { orderBy } = orderOf(filters);
  const wanted = sql`${sessionScope(shop, filters)} AND NOT s.is_open
    AND (s.review_state IS NULL OR s.review_state = 'reopened')`;
  // Counted apart: a window over the rows would join names to every one of them, and sort them all.
  const rows = await dataOf(shop).query<{ id: string; found: number }>(sql`
    SELECT s.id::text AS id, (SELECT count(*)::int FROM payment_session s WHERE ${wanted}) AS found
    FROM ${SESSION_TABLES} WHERE ${wanted} ORDER BY ${orderBy} LIMIT ${most}`);
  return { ids: rows.map(({ id }) => id), left: (rows[0]?.found ?? 0) - rows.length };
}
