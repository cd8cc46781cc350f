import sql, { type Sql } from "sql-template-tag";
import type { DateRange } from "#app/calendar/dates.ts";
import { db } from "#app/db.server.ts";
import type { SessionFilters } from "#app/reports/filters.ts";
import type { Shop } from "#app/shop.server.ts";
import { comparedRange } from "#app/reports/period-figures.server.ts";

// The least SQL with a report's figures in it: no more columns, rows and joins than the page shows. Written by hand
// beside the app's own queries, so that a report that comes to do too much is seen to.

/** Runs statements side by side, as the reports do. */
export async function runAll(statements: readonly Sql[]): Promise<void> {
  await Promise.all(statements.map((statement) => db().query(statement)));
}

const DAILY = sql`sum(sessions) AS n, sum(beyond_tolerance) AS b, sum(pending) AS p, sum(not_counted) AS u,
  sum(counted_at_open) AS f1, sum(cash_sales) AS f2, sum(cash_refunds) AS f3, sum(net_cash_sales) AS f4,
  sum(adjustments) AS f5, sum(expected_at_close) AS f6, sum(counted_at_close) AS f7, sum(opening_discrepancy) AS f8,
  sum(closing_discrepancy) AS f9, sum(over) AS o, sum(short) AS s`;

const SUMS = sql`count(*) AS n, count(*) FILTER (WHERE reconciliation IN ('over', 'short')) AS b,
  sum(greatest(total_discrepancy, 0)) AS o, sum(least(total_discrepancy, 0)) AS s`;

const ALL_SUMS = sql`${SUMS}, sum(cash_sales) AS f1, sum(cash_refunds) AS f2, sum(net_cash_sales) AS f3,
  sum(adjustments) AS f4, sum(expected_at_close) AS f5, sum(counted_at_close) AS f6, sum(opening_discrepancy) AS f7,
  sum(closing_discrepancy) AS f8`;

function daily(shop: Shop, range: DateRange | null, groupBy: Sql): Sql {
  const within = range ? sql`business_date BETWEEN ${range.from}::date AND ${range.to}::date` : sql`TRUE`;
  return sql`SELECT ${groupBy}, ${DAILY} FROM daily_total WHERE shop_id = ${shop.id} AND ${within} GROUP BY ${groupBy}`;
}

function grouped(shop: Shop, range: DateRange | null, groupBy: Sql, options: { sums?: Sql; where?: Sql } = {}): Sql {
  const { sums = SUMS, where = sql`TRUE` } = options;
  return sql`SELECT ${groupBy}, ${sums} FROM payment_session
    WHERE shop_id = ${shop.id} AND ${closedWithin(range)} AND ${where} GROUP BY ${groupBy}`;
}

function closedWithin(range: DateRange | null): Sql {
  if (range === null) return sql`closing_business_date IS NOT NULL`;
  return sql`closing_business_date BETWEEN ${range.from}::date AND ${range.to}::date`;
}

function worst(shop: Shop, range: DateRange | null, where: Sql): Sql {
  return sql`SELECT * FROM payment_session
    WHERE shop_id = ${shop.id} AND ${closedWithin(range)} AND abs_discrepancy > 0 AND ${where}
    ORDER BY abs_discrepancy DESC, id DESC LIMIT 5`;
}

const CURRENCY = sql`currency`;

/** Days, the period before, the places, the worst, the open ones. */
export function bareOverview(shop: Shop, filters: SessionFilters): Sql[] {
  const before = comparedRange(filters);
  return [
    daily(shop, filters.range, sql`business_date, currency`),
    ...(before ? [daily(shop, before, CURRENCY)] : []),
    grouped(shop, filters.range, sql`location_id, currency`),
    ...["USD", "EUR", "JPY"].map((currency) => worst(shop, filters.range, sql`currency = ${currency}`)),
    sql`SELECT * FROM payment_session WHERE shop_id = ${shop.id} AND is_open ORDER BY opened_at, id LIMIT 50`,
  ];
}

/** The places with all their figures, what they were before, their trends, and the foot. */
export function bareLocationTotals(shop: Shop, filters: SessionFilters): Sql[] {
  const before = comparedRange(filters);
  return [
    grouped(shop, filters.range, sql`location_id, currency`, { sums: ALL_SUMS }),
    grouped(shop, filters.range, sql`location_id, currency, closing_business_date`),
    daily(shop, filters.range, CURRENCY),
    ...(before ? [grouped(shop, before, sql`location_id, currency`), daily(shop, before, CURRENCY)] : []),
  ];
}

/** The location's days, what they were before, its drawers and its worst sessions. */
export function bareLocation(shop: Shop, filters: SessionFilters, locationId: string): Sql[] {
  const before = comparedRange(filters);
  const where = sql`location_id = ${locationId}::bigint`;
  return [
    grouped(shop, filters.range, sql`closing_business_date, currency`, { sums: ALL_SUMS, where }),
    grouped(shop, filters.range, sql`drawer_id, currency`, { where }),
    ...(before ? [grouped(shop, before, CURRENCY, { where })] : []),
    worst(shop, filters.range, where),
  ];
}

/** Fifty rows in the order of an expression, from a position on, and the totals above them. */
export function bareList(
  shop: Shop,
  range: DateRange | null,
  page: { from: Sql; orderBy: Sql; isDescending: boolean; after: { value: Sql; id: string } | null },
): Sql[] {
  const { from, orderBy, isDescending, after } = page;
  const [direction, beyond] = isDescending ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
  const position = after ? sql`(${orderBy}, s.id) ${beyond} (${after.value}, ${after.id}::bigint)` : sql`TRUE`;
  return [
    sql`SELECT * FROM payment_session WHERE shop_id = ${shop.id} AND id = ANY(ARRAY(
      SELECT s.id FROM ${from} WHERE s.shop_id = ${shop.id} AND ${closedWithin(range)} AND ${position}
      ORDER BY ${orderBy} ${direction}, s.id ${direction} LIMIT 51))`,
    daily(shop, range, CURRENCY),
  ];
}

/** A session, its ledger, and who opened before and after it on the drawer. */
export function bareSession(shop: Shop, id: string): Sql[] {
  const mine = (column: Sql) => sql`(SELECT ${column} FROM payment_session
    WHERE shop_id = ${shop.id} AND id = ${id}::bigint)`;
  const onDrawer = (bound: Sql, direction: Sql) => sql`SELECT * FROM payment_session
    WHERE shop_id = ${shop.id} AND drawer_id = ${mine(sql`drawer_id`)} AND opened_at ${bound} ${mine(sql`opened_at`)}
    ORDER BY drawer_id ${direction}, opened_at ${direction} LIMIT 1`;
  return [
    sql`SELECT * FROM payment_session WHERE shop_id = ${shop.id} AND id = ${id}::bigint`,
    sql`SELECT * FROM cash_activity WHERE shop_id = ${shop.id} AND session_id = ${id}::bigint ORDER BY position`,
    onDrawer(sql`<`, sql`DESC`),
    onDrawer(sql`>`, sql`ASC`),
  ];
}
