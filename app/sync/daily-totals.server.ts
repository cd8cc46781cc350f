import sql, { join, raw } from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Each column of daily_total as it follows from the day's closed sessions. */
const TOTALS: readonly (readonly [name: string, aggregate: string])[] = [
  ["sessions", "count(*)"],
  ["beyond_tolerance", "count(*) FILTER (WHERE reconciliation IN ('over', 'short'))"],
  ["not_counted", "count(*) FILTER (WHERE reconciliation = 'not_counted')"],
  ["pending", "count(*) FILTER (WHERE reconciliation = 'pending')"],
  ["counted_at_open", "sum(counted_at_open)"],
  ["cash_sales", "sum(cash_sales)"],
  ["cash_refunds", "sum(cash_refunds)"],
  ["net_cash_sales", "sum(net_cash_sales)"],
  ["adjustments", "coalesce(sum(adjustments), 0)"],
  ["expected_at_close", "coalesce(sum(expected_at_close), 0)"],
  ["counted_at_close", "coalesce(sum(counted_at_close), 0)"],
  ["opening_discrepancy", "sum(opening_discrepancy)"],
  ["closing_discrepancy", "coalesce(sum(closing_discrepancy), 0)"],
  ["over", "coalesce(sum(total_discrepancy) FILTER (WHERE total_discrepancy > 0), 0)"],
  ["short", "coalesce(sum(total_discrepancy) FILTER (WHERE total_discrepancy < 0), 0)"],
];

/** Sums the given business days anew; a day that lost its last session loses its totals. */
export async function recomputeDailyTotals(tx: Queryable, shop: Shop, days: Iterable<string>): Promise<void> {
  const dates = [...new Set(days)].sort();
  if (dates.length === 0) return;
  await tx.execute(sql`
    DELETE FROM daily_total total
    WHERE total.shop_id = ${shop.id}::int AND total.business_date = ANY(${dates}::date[]) AND NOT EXISTS (
      SELECT FROM payment_session session
      WHERE session.shop_id = total.shop_id AND session.closing_business_date = total.business_date
        AND session.currency = total.currency
    )`);
  const names = TOTALS.map(([name]) => name);
  await tx.execute(sql`
    INSERT INTO daily_total AS mine (shop_id, business_date, currency, ${raw(names.join(", "))})
    SELECT shop_id, closing_business_date, currency, ${raw(TOTALS.map(([, aggregate]) => aggregate).join(", "))}
    FROM payment_session
    WHERE shop_id = ${shop.id}::int AND closing_business_date = ANY(${dates}::date[])
    GROUP BY shop_id, closing_business_date, currency
    ORDER BY closing_business_date, currency
    ON CONFLICT (shop_id, business_date, currency) DO UPDATE
    SET ${join(names.map((name) => raw(`${name} = EXCLUDED.${name}`)))}
    WHERE (${raw(names.map((name) => `mine.${name}`).join(", "))})
      IS DISTINCT FROM (${raw(names.map((name) => `EXCLUDED.${name}`).join(", "))})`);
}
