import sql, { type Sql } from "sql-template-tag";
import { addDays, type BusinessDate, type DateRange, daysBetween, eachDay } from "#app/calendar/dates.ts";
import { previousRange, previousYearRange } from "#app/calendar/ranges.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { CurrencyFigures, PeriodStatement, TrendPoint } from "./figures.ts";
import { FIRST_DATE, isNarrowed, LAST_DATE, type SessionFilters } from "./filters.ts";
import { scopeDate, sessionScope } from "./session-scope.server.ts";
import { wire } from "./session-records.server.ts";
import type { ToleranceInForce } from "./tolerances.server.ts";

/** Sums over sessions of one currency, in minor units. Over, short and what follows from them: closed sessions alone. */
export interface FigureSums {
  sessions: number;
  closed: number;
  beyondTolerance: number;
  pending: number;
  notCounted: number;
  countedAtOpen: bigint;
  cashSales: bigint;
  cashRefunds: bigint;
  netCashSales: bigint;
  adjustments: bigint;
  expectedAtClose: bigint;
  countedAtClose: bigint;
  openingDiscrepancy: bigint;
  /** The opening discrepancies of closed sessions alone: the part of `over` and `short` that was carried in. */
  carriedIn: bigint;
  closingDiscrepancy: bigint;
  over: bigint;
  short: bigint;
}

/** The sums of one day and currency; an earlier period comes as one row without a date. */
export interface DayFigures extends FigureSums {
  period: "current" | "previous";
  date: BusinessDate | null;
  currency: string;
}

/** The total discrepancies of closed `payment_session s`, those above nothing apart from those below. */
export const OVER_AND_SHORT = sql`
  coalesce(sum(s.total_discrepancy) FILTER (WHERE s.total_discrepancy > 0 AND NOT s.is_open), 0)::int8 AS over,
  coalesce(sum(s.total_discrepancy) FILTER (WHERE s.total_discrepancy < 0 AND NOT s.is_open), 0)::int8 AS short`;

/** The columns of FigureSums over `payment_session s`. What is not known adds nothing. */
export const FIGURE_SUMS = sql`count(*)::int AS sessions, count(*) FILTER (WHERE NOT s.is_open)::int AS closed,
  count(*) FILTER (WHERE s.reconciliation IN ('over', 'short'))::int AS "beyondTolerance",
  count(*) FILTER (WHERE s.reconciliation = 'pending')::int AS pending,
  count(*) FILTER (WHERE s.reconciliation = 'not_counted')::int AS "notCounted",
  sum(s.counted_at_open)::int8 AS "countedAtOpen",
  sum(s.cash_sales)::int8 AS "cashSales", sum(s.cash_refunds)::int8 AS "cashRefunds",
  sum(s.net_cash_sales)::int8 AS "netCashSales", coalesce(sum(s.adjustments), 0)::int8 AS adjustments,
  coalesce(sum(s.expected_at_close), 0)::int8 AS "expectedAtClose",
  coalesce(sum(s.counted_at_close), 0)::int8 AS "countedAtClose",
  sum(s.opening_discrepancy)::int8 AS "openingDiscrepancy",
  coalesce(sum(s.opening_discrepancy) FILTER (WHERE NOT s.is_open), 0)::int8 AS "carriedIn",
  coalesce(sum(s.closing_discrepancy), 0)::int8 AS "closingDiscrepancy",
  ${OVER_AND_SHORT}`;

// The daily totals hold a row a day of closed sessions; summing it is a hundred times cheaper than the sessions.
const DAILY_SUMS = sql`sum(t.sessions)::int AS sessions, sum(t.sessions)::int AS closed,
  sum(t.beyond_tolerance)::int AS "beyondTolerance", sum(t.pending)::int AS pending,
  sum(t.not_counted)::int AS "notCounted", sum(t.counted_at_open)::int8 AS "countedAtOpen",
  sum(t.cash_sales)::int8 AS "cashSales", sum(t.cash_refunds)::int8 AS "cashRefunds",
  sum(t.net_cash_sales)::int8 AS "netCashSales", sum(t.adjustments)::int8 AS adjustments,
  sum(t.expected_at_close)::int8 AS "expectedAtClose", sum(t.counted_at_close)::int8 AS "countedAtClose",
  sum(t.opening_discrepancy)::int8 AS "openingDiscrepancy", sum(t.opening_discrepancy)::int8 AS "carriedIn",
  sum(t.closing_discrepancy)::int8 AS "closingDiscrepancy",
  sum(t.over)::int8 AS over, sum(t.short)::int8 AS short`;

/** The figures of the filtered sessions by day and currency, and of the period compared with. */
export function readDayFigures(shop: Shop, filters: SessionFilters): Promise<DayFigures[]> {
  return dataOf(shop).query<DayFigures>(
    isInDailyTotals(filters) ? fromDailyTotals(shop, filters) : fromSessions(shop, filters),
  );
}

/** What a list shows above its rows. */
export type CurrencyTotals = Pick<FigureSums, "sessions" | "over" | "short"> & { currency: string };

/** The totals of the filtered sessions by currency: over three years, a row a day would be three thousand to read. */
export function readCurrencyTotals(shop: Shop, filters: SessionFilters): Promise<CurrencyTotals[]> {
  return dataOf(shop).query<CurrencyTotals>(
    isInDailyTotals(filters)
      ? sql`SELECT t.currency, sum(t.sessions)::int AS sessions, sum(t.over)::int8 AS over, sum(t.short)::int8 AS short
          FROM daily_total t WHERE ${dailyScope(shop, filters.range)} GROUP BY t.currency ORDER BY t.currency`
      : sql`SELECT s.currency, count(*)::int AS sessions, ${OVER_AND_SHORT}
          FROM payment_session s WHERE ${sessionScope(shop, filters)} GROUP BY s.currency ORDER BY s.currency`,
  );
}

function isInDailyTotals(filters: SessionFilters): boolean {
  return filters.by === "closing" && !isNarrowed(filters);
}

function dailyScope(shop: Shop, range: DateRange | null): Sql {
  if (range === null) return sql`t.shop_id = ${shop.id}`;
  return sql`t.shop_id = ${shop.id} AND t.business_date BETWEEN ${range.from}::date AND ${range.to}::date`;
}

function fromDailyTotals(shop: Shop, filters: SessionFilters): Sql {
  const current = sql`SELECT 'current' AS period, t.business_date::text AS date, t.currency, ${DAILY_SUMS}
    FROM daily_total t WHERE ${dailyScope(shop, filters.range)} GROUP BY t.business_date, t.currency`;
  const compared = comparedRange(filters);
  if (compared === null) return current;
  return sql`${current} UNION ALL SELECT 'previous', NULL, t.currency, ${DAILY_SUMS}
    FROM daily_total t WHERE ${dailyScope(shop, compared)} GROUP BY t.currency`;
}

function fromSessions(shop: Shop, filters: SessionFilters): Sql {
  const date = scopeDate(filters);
  const current = sql`SELECT 'current' AS period, ${date}::text AS date, s.currency, ${FIGURE_SUMS}
    FROM payment_session s WHERE ${sessionScope(shop, filters)} GROUP BY ${date}, s.currency`;
  const compared = comparedRange(filters);
  if (compared === null) return current;
  return sql`${current} UNION ALL SELECT 'previous', NULL, s.currency, ${FIGURE_SUMS}
    FROM payment_session s WHERE ${sessionScope(shop, filters, compared)} GROUP BY s.currency`;
}

// Beyond it there is no earlier period to compare with that a shop could have lived through.
const LONGEST_COMPARED_DAYS = 3_660;

/** The period compared with; null where there is none: everything, or a range open at one end. */
export function comparedRange({ range, comparison }: SessionFilters): DateRange | null {
  if (range === null || comparison === "none") return null;
  if (range.from === FIRST_DATE || range.to === LAST_DATE) return null;
  if (daysBetween(range.from, range.to) > LONGEST_COMPARED_DAYS) return null;
  return comparison === "previous_year" ? previousYearRange(range) : previousRange(range);
}

/** The range in words that a page can show: an open end becomes the first day that holds a session, or today. */
export function shownRange(filters: SessionFilters, rows: readonly DayFigures[], today: BusinessDate): DateRange {
  const dates = rows.flatMap(({ date }) => date ?? []).sort();
  const { from, to } = filters.range ?? { from: FIRST_DATE, to: LAST_DATE };
  const last = to === LAST_DATE ? later(dates.at(-1) ?? today, later(today, from)) : to;
  return { from: from === FIRST_DATE ? earlier(dates[0] ?? today, last) : from, to: last };
}

/** Folds the days into one entry a currency, the one with most sessions first. */
export function toCurrencyFigures(
  rows: readonly DayFigures[],
  periods: { range: DateRange; comparedWith: DateRange | null },
  toleranceOf: (currency: string) => ToleranceInForce,
): CurrencyFigures[] {
  return currenciesOf(rows).map((currency) => {
    const ofCurrency = rows.filter((row) => row.currency === currency);
    const days = ofCurrency.filter(({ period }) => period === "current");
    const current = sumOf(days);
    const previous = periods.comparedWith && sumOf(ofCurrency.filter(({ period }) => period === "previous"));
    const change = (figure: (sums: FigureSums) => bigint) => ({
      current: wire(figure(current), currency),
      previous: previous && wire(figure(previous), currency),
    });
    return {
      currency,
      net: change(({ over, short }) => over + short),
      over: change(({ over }) => over),
      short: change(({ short }) => short),
      absolute: change(({ over, short }) => over - short),
      sessions: { current: current.sessions, previous: previous && previous.sessions },
      beyondTolerance: { current: current.beyondTolerance, previous: previous && previous.beyondTolerance },
      pending: current.pending,
      notCounted: current.notCounted,
      tolerance: toleranceOf(currency),
      statement: statementOf(current, currency),
      trend: trendOf(days, currency, periods.range),
    };
  });
}

/** The period as a statement whose lines add up: what the sums leave open stands in a line of its own. */
function statementOf(sums: FigureSums, currency: string): PeriodStatement {
  const total = sums.over + sums.short;
  const midSession = total - sums.carriedIn - sums.closingDiscrepancy;
  // Shopify gives refunds as a magnitude; either sign takes them off.
  const refunds = sums.cashRefunds < 0n ? -sums.cashRefunds : sums.cashRefunds;
  const inLines = sums.countedAtOpen + sums.cashSales - refunds + sums.adjustments + midSession;
  return {
    countedAtOpen: wire(sums.countedAtOpen, currency),
    cashSales: wire(sums.cashSales, currency),
    cashRefunds: wire(sums.cashRefunds, currency),
    netCashSales: wire(sums.netCashSales, currency),
    adjustments: wire(sums.adjustments, currency),
    midSessionDiscrepancy: wire(midSession, currency),
    otherMovements: wire(sums.expectedAtClose - inLines, currency),
    expectedAtClose: wire(sums.expectedAtClose, currency),
    countedAtClose: wire(sums.countedAtClose, currency),
    closingDiscrepancy: wire(sums.closingDiscrepancy, currency),
    ownDiscrepancy: wire(sums.closingDiscrepancy + midSession, currency),
    openingDiscrepancy: wire(sums.carriedIn, currency),
    totalDiscrepancy: wire(total, currency),
  };
}

function currenciesOf(rows: readonly DayFigures[]): string[] {
  const sessions = new Map<string, number>();
  for (const row of rows) {
    sessions.set(row.currency, (sessions.get(row.currency) ?? 0) + (row.period === "current" ? row.sessions : 0));
  }
  return [...sessions].sort(([a, most], [b, next]) => next - most || (a < b ? -1 : 1)).map(([currency]) => currency);
}

const NOTHING: FigureSums = {
  sessions: 0,
  closed: 0,
  beyondTolerance: 0,
  pending: 0,
  notCounted: 0,
  countedAtOpen: 0n,
  cashSales: 0n,
  cashRefunds: 0n,
  netCashSales: 0n,
  adjustments: 0n,
  expectedAtClose: 0n,
  countedAtClose: 0n,
  openingDiscrepancy: 0n,
  carriedIn: 0n,
  closingDiscrepancy: 0n,
  over: 0n,
  short: 0n,
};

/** Adds up figures of one currency. */
export function sumOf(rows: readonly FigureSums[]): FigureSums {
  return rows.reduce<FigureSums>(
    (total, row) => ({
      sessions: total.sessions + row.sessions,
      closed: total.closed + row.closed,
      beyondTolerance: total.beyondTolerance + row.beyondTolerance,
      pending: total.pending + row.pending,
      notCounted: total.notCounted + row.notCounted,
      countedAtOpen: total.countedAtOpen + row.countedAtOpen,
      cashSales: total.cashSales + row.cashSales,
      cashRefunds: total.cashRefunds + row.cashRefunds,
      netCashSales: total.netCashSales + row.netCashSales,
      adjustments: total.adjustments + row.adjustments,
      expectedAtClose: total.expectedAtClose + row.expectedAtClose,
      countedAtClose: total.countedAtClose + row.countedAtClose,
      openingDiscrepancy: total.openingDiscrepancy + row.openingDiscrepancy,
      carriedIn: total.carriedIn + row.carriedIn,
      closingDiscrepancy: total.closingDiscrepancy + row.closingDiscrepancy,
      over: total.over + row.over,
      short: total.short + row.short,
    }),
    NOTHING,
  );
}

// A longer range shows the days between its first session and its last; a shorter one shows all of its days, so that
// the chart's axis is the range that was asked for.
const LONGEST_FULL_TREND_DAYS = 400;

function trendOf(days: readonly DayFigures[], currency: string, range: DateRange): TrendPoint[] {
  const byDate = new Map(days.flatMap((day) => (day.date === null ? [] : [[day.date, day] as const])));
  const dates = [...byDate.keys()].sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isLong = daysBetween(range.from, range.to) > LONGEST_FULL_TREND_DAYS;
  const shown = isLong ? eachDay(first, last) : eachDay(range.from, range.to);
  return shown.map((date) => trendPoint(date, byDate.get(date) ?? NOTHING, currency));
}

/** A day's discrepancies as a point of a trend. */
export function trendPoint(
  date: BusinessDate,
  { over, short, sessions }: Pick<FigureSums, "over" | "short" | "sessions">,
  currency: string,
): TrendPoint {
  return {
    date,
    net: wire(over + short, currency),
    over: wire(over, currency),
    short: wire(short, currency),
    sessions,
  };
}

/** The nearest range of the same length that holds a filtered session; null when there is none. */
export async function findNearestRange(
  shop: Shop,
  filters: SessionFilters,
  range: DateRange,
): Promise<{ nearestRange: DateRange | null; shopHasSessions: boolean }> {
  const [found] = await dataOf(shop).query<{
    before: string | null;
    after: string | null;
    shopHasSessions: boolean;
  }>(sql`
    SELECT max(day) FILTER (WHERE day < ${range.from}::date)::text AS before,
      min(day) FILTER (WHERE day > ${range.to}::date)::text AS after,
      EXISTS (SELECT 1 FROM payment_session WHERE shop_id = ${shop.id}) AS "shopHasSessions"
    FROM (SELECT ${scopeDate(filters)} AS day FROM payment_session s WHERE ${sessionScope(shop, filters, null)}) days`);
  const { before = null, after = null, shopHasSessions = false } = found ?? {};
  const length = daysBetween(range.from, range.to);
  const back = before === null ? Infinity : daysBetween(before, range.from);
  const ahead = after === null ? Infinity : daysBetween(range.to, after);
  if (before !== null && back <= ahead) {
    return { nearestRange: { from: addDays(before, -length), to: before }, shopHasSessions };
  }
  return { nearestRange: after === null ? null : { from: after, to: addDays(after, length) }, shopHasSessions };
}

function earlier(a: BusinessDate, b: BusinessDate): BusinessDate {
  return a < b ? a : b;
}

function later(a: BusinessDate, b: BusinessDate): BusinessDate {
  return a > b ? a : b;
}
