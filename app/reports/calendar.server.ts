import sql, { type Sql } from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { daysOfMonth, type Month, weeksOf } from "#app/calendar/months.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { CalendarQuery } from "./calendar-query.ts";
import { type LocationOption, readLocationOptions } from "./location-options.server.ts";
import { shopClock } from "./page-filters.server.ts";
import { OVER_AND_SHORT } from "./period-figures.server.ts";
import { placeColumns } from "./place-figures.server.ts";
import { wire } from "./session-records.server.ts";

/** A month of business days, by location, in each currency. */
export interface Calendar {
  month: Month;
  /** The shop's business day now; it may lie outside the month. */
  today: BusinessDate;
  /** Weeks of seven days that begin as the shop's weeks do; null beside the month. */
  weeks: (BusinessDate | null)[][];
  /** One a currency, the one with most sessions first. */
  currencies: CurrencyCalendar[];
  /** What the page offers to look at alone; empty without read_locations. */
  locations: LocationOption[];
  /** Of places, beyond those of this page. */
  page: number;
  pages: number;
}

export interface CurrencyCalendar {
  currency: string;
  places: PlaceMonth[];
  /** Of every place of the currency, on this page or not. */
  total: PlaceMonth;
}

/** A location's month, a drawer's where its location is not known, or that of all of them together. */
export interface PlaceMonth {
  /** Null for all of them. */
  id: string | null;
  kind: "location" | "drawer";
  name: string | null;
  /** By date; a day without a session has none. */
  days: Record<BusinessDate, DayCell>;
  /** One for each of the calendar's weeks, of the month's own days; null without a session. */
  weeks: (DayCell | null)[];
  month: DayCell;
}

export interface DayCell {
  state: DayState;
  /** Over and short of the closed sessions taken together. */
  net: WireMoney;
  over: WireMoney;
  short: WireMoney;
  /** Closed on the day. */
  sessions: number;
  beyondTolerance: number;
  /** Opened on the day and not closed since. */
  open: number;
}

/**
 * What a day comes to in a word. The first that is true: sessions are beyond their tolerance and come to over or short
 * together (`both`: they cancel out), one was not counted, one still runs, totals are to come, something is off within tolerance.
 */
export type DayState = "over" | "short" | "both" | "not_counted" | "open" | "pending" | "within_tolerance" | "balanced";

/** The sums of one place, day and currency, in minor units. */
export interface DaySums {
  over: bigint;
  short: bigint;
  sessions: number;
  beyondTolerance: number;
  notCounted: number;
  pending: number;
  withinTolerance: number;
  open: number;
}

interface CellRecord extends DaySums {
  kind: "location" | "drawer";
  id: string;
  name: string | null;
  currency: string;
  date: BusinessDate;
}

/** Places that a page holds: five weeks of so many rows are what a person can look through. */
export const PLACES_PER_PAGE = 20;

/** The days of a month by the business day of closing; what still runs stands on the day on which it was opened. */
export async function getCalendar(shop: Shop, query: CalendarQuery, now: Date = new Date()): Promise<Calendar> {
  const [{ today, weekStart }, cells, locations] = await Promise.all([
    shopClock(shop, now),
    readCells(shop, query),
    readLocationOptions(shop),
  ]);
  const byCurrency = Map.groupBy(cells, ({ currency }) => currency);
  const currencies = [...byCurrency].sort(([a, some], [b, others]) => bySessions(some, others) || (a < b ? -1 : 1));
  const most = Math.max(1, ...currencies.map(([, own]) => new Set(own.map(placeOf)).size));
  const pages = Math.ceil(most / PLACES_PER_PAGE);
  const page = Math.min(query.page, pages);
  const weeks = weeksOf(query.month, weekStart);
  return {
    month: query.month,
    today,
    weeks,
    currencies: currencies.map(([currency, own]) => toCurrencyCalendar(own, { currency, weeks, page })),
    locations,
    page,
    pages,
  };
}

function readCells(shop: Shop, query: CalendarQuery): Promise<CellRecord[]> {
  const { from, to } = daysOfMonth(query.month);
  const { locationId, drawerId } = placeColumns("location");
  const at = query.locations.length === 0 ? sql`TRUE` : sql`s.location_id = ANY(${query.locations}::bigint[])`;
  const sums = (date: Sql, where: Sql) => sql`
    SELECT ${locationId} AS location_id, ${drawerId} AS drawer_id, s.currency, ${date} AS date, ${OVER_AND_SHORT},
      count(*) FILTER (WHERE NOT s.is_open)::int AS sessions,
      count(*) FILTER (WHERE s.reconciliation IN ('over', 'short'))::int AS "beyondTolerance",
      count(*) FILTER (WHERE s.reconciliation = 'not_counted')::int AS "notCounted",
      count(*) FILTER (WHERE s.reconciliation = 'pending')::int AS pending,
      count(*) FILTER (WHERE s.reconciliation = 'within_tolerance')::int AS "withinTolerance",
      count(*) FILTER (WHERE s.is_open)::int AS open
    FROM payment_session s WHERE s.shop_id = ${shop.id} AND ${at} AND ${where} GROUP BY 1, 2, 3, 4`;
  const closed = sql`NOT s.is_open AND s.closing_business_date BETWEEN ${from}::date AND ${to}::date`;
  const open = sql`s.is_open AND s.opening_business_date BETWEEN ${from}::date AND ${to}::date`;
  return dataOf(shop).query<CellRecord>(sql`
    SELECT CASE WHEN c.drawer_id IS NULL THEN 'location' ELSE 'drawer' END AS kind,
      coalesce(c.drawer_id, c.location_id)::text AS id, coalesce(d.name, l.name) AS name, c.*, c.date::text AS date
    FROM (
      ${sums(sql`s.closing_business_date`, closed)} UNION ALL ${sums(sql`s.opening_business_date`, open)}
    ) c
    LEFT JOIN location l ON l.shop_id = ${shop.id} AND l.id = c.location_id
    LEFT JOIN cash_drawer d ON d.shop_id = ${shop.id} AND d.id = c.drawer_id`);
}

interface Layout {
  currency: string;
  weeks: Calendar["weeks"];
}

function toCurrencyCalendar(
  cells: readonly CellRecord[],
  { page, ...layout }: Layout & { page: number },
): CurrencyCalendar {
  const places = [...Map.groupBy(cells, placeOf).values()].sort((a, b) => byName(a[0], b[0]));
  return {
    currency: layout.currency,
    places: places
      .slice((page - 1) * PLACES_PER_PAGE, page * PLACES_PER_PAGE)
      .map((own) => toMonth(own, own[0] ?? null, layout)),
    total: toMonth(cells, null, layout),
  };
}

function toMonth(
  cells: readonly CellRecord[],
  place: Pick<CellRecord, "kind" | "id" | "name"> | null,
  { currency, weeks }: Layout,
): PlaceMonth {
  const days = [...Map.groupBy(cells, ({ date }) => date)];
  const ofWeek = (week: Calendar["weeks"][number]) => cells.filter(({ date }) => week.includes(date));
  return {
    ...{ id: place?.id ?? null, kind: place?.kind ?? "location", name: place?.name ?? null },
    days: Object.fromEntries(days.map(([date, own]) => [date, toCell(own, currency)])),
    weeks: weeks.map(ofWeek).map((own) => (own.length === 0 ? null : toCell(own, currency))),
    month: toCell(cells, currency),
  };
}

function toCell(parts: readonly DaySums[], currency: string): DayCell {
  const sums = parts.reduce<DaySums>(
    (total, part) => ({
      over: total.over + part.over,
      short: total.short + part.short,
      sessions: total.sessions + part.sessions,
      beyondTolerance: total.beyondTolerance + part.beyondTolerance,
      notCounted: total.notCounted + part.notCounted,
      pending: total.pending + part.pending,
      withinTolerance: total.withinTolerance + part.withinTolerance,
      open: total.open + part.open,
    }),
    NOTHING,
  );
  return {
    state: dayStateOf(sums),
    net: wire(sums.over + sums.short, currency),
    over: wire(sums.over, currency),
    short: wire(sums.short, currency),
    sessions: sums.sessions,
    beyondTolerance: sums.beyondTolerance,
    open: sums.open,
  };
}

const NOTHING: DaySums = {
  ...{ over: 0n, short: 0n, sessions: 0, beyondTolerance: 0, notCounted: 0, pending: 0, withinTolerance: 0, open: 0 },
};

/** The word for what the sessions of a day come to. */
export function dayStateOf({ over, short, beyondTolerance, ...counts }: DaySums): DayState {
  const net = over + short;
  if (beyondTolerance > 0) return net === 0n ? "both" : net < 0n ? "short" : "over";
  if (counts.notCounted > 0) return "not_counted";
  if (counts.open > 0) return "open";
  if (counts.pending > 0) return "pending";
  return counts.withinTolerance > 0 ? "within_tolerance" : "balanced";
}

function placeOf({ kind, id }: Pick<CellRecord, "kind" | "id">): string {
  return `${kind} ${id}`;
}

function bySessions(some: readonly DaySums[], others: readonly DaySums[]): number {
  const count = (cells: readonly DaySums[]) => cells.reduce((sum, { sessions, open }) => sum + sessions + open, 0);
  return count(others) - count(some);
}

const BY_NAME = new Intl.Collator("en", { numeric: true });

function byName(a: CellRecord | undefined, b: CellRecord | undefined): number {
  return (
    BY_NAME.compare(a?.name ?? "", b?.name ?? "") ||
    Number(a?.kind === "drawer") - Number(b?.kind === "drawer") ||
    (BigInt(a?.id ?? 0) < BigInt(b?.id ?? 0) ? -1 : 1)
  );
}
