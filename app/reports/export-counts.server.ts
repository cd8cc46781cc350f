import sql, { type Sql } from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { RowCount } from "./export-choice.ts";
import type { SessionFilters } from "./filters.ts";
import { sessionScope } from "./session-scope.server.ts";

/** Lists that are as long as the mirror, and are counted without being read. */
export const COUNTED = ["sessions", "activities", "review-trail"] as const;
export type CountedList = (typeof COUNTED)[number];

/** Nobody needs to know it more exactly before asking for the file, and the page is not to wait for the whole of a table. */
const MOST_COUNTED = 500_000;

const ROWS: Record<CountedList, (scope: Sql) => Sql> = {
  sessions: (scope) => sql`SELECT 1 FROM payment_session s WHERE ${scope}`,
  activities: (scope) => sql`SELECT 1 FROM payment_session s
    JOIN cash_activity a ON a.shop_id = s.shop_id AND a.session_id = s.id WHERE ${scope}`,
  "review-trail": (scope) => sql`SELECT 1 FROM payment_session s
    JOIN review_event e ON e.shop_id = s.shop_id AND e.session_id = s.id WHERE ${scope}`,
};

/** How many rows a list has under these filters. */
export async function countRows(shop: Shop, list: CountedList, filters: SessionFilters): Promise<RowCount> {
  const rows = ROWS[list](sessionScope(shop, filters));
  const [found] = await dataOf(shop).query<{ rows: number }>(
    sql`SELECT count(*)::int AS rows FROM (${rows} LIMIT ${MOST_COUNTED + 1}) listed`,
  );
  const count = found?.rows ?? 0;
  return { rows: Math.min(count, MOST_COUNTED), isExact: count <= MOST_COUNTED };
}
