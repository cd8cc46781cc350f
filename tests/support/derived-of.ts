import { isDeepStrictEqual } from "node:util";
import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { deriveSessions } from "#app/sync/derive-sessions.server.ts";

/** Daily totals summed from the sessions as they stand. */
const summed = ({ id }: Shop) => sql`
  SELECT closing_business_date::text AS day, currency, count(*)::int AS sessions,
    sum(net_cash_sales)::int8 AS net, sum(opening_discrepancy)::int8 AS opening,
    coalesce(sum(closing_discrepancy), 0)::int8 AS closing,
    coalesce(sum(total_discrepancy) FILTER (WHERE total_discrepancy > 0), 0)::int8 AS over,
    coalesce(sum(total_discrepancy) FILTER (WHERE total_discrepancy < 0), 0)::int8 AS short,
    (count(*) FILTER (WHERE reconciliation IN ('over', 'short')))::int AS beyond,
    (count(*) FILTER (WHERE reconciliation = 'not_counted'))::int AS not_counted,
    (count(*) FILTER (WHERE reconciliation = 'pending'))::int AS pending
  FROM payment_session WHERE shop_id = ${id}::int AND NOT is_open GROUP BY 1, 2 ORDER BY 1, 2`;

const kept = ({ id }: Shop) => sql`
  SELECT business_date::text AS day, currency, sessions, net_cash_sales AS net, opening_discrepancy AS opening,
    closing_discrepancy AS closing, over, short, beyond_tolerance AS beyond, not_counted, pending
  FROM daily_total WHERE shop_id = ${id}::int ORDER BY 1, 2`;

/** Where what follows from the mirrored sessions is not what is kept: status, tolerance, checks, daily totals. */
export async function derivedDifferences(shop: Shop): Promise<string[]> {
  const isSummedRight = isDeepStrictEqual(await db().query(kept(shop)), await db().query(summed(shop)));
  const rows = await db().query<{ id: string }>(
    sql`SELECT id::text AS id FROM payment_session WHERE shop_id = ${shop.id}::int`,
  );
  const ids = rows.map(({ id }) => id);
  const changed = await db().transaction((tx) => deriveSessions(tx, shop, ids));
  const wrong = changed.slice(0, 2).map((id) => `derived anew: session ${id}`);
  return isSummedRight ? wrong : ["daily totals are not the sum of their sessions", ...wrong];
}
