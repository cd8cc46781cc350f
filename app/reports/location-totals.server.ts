import sql from "sql-template-tag";
import { addDays, type BusinessDate, type DateRange, daysBetween } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { TrendPoint } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";
import { shopClock } from "./page-filters.server.ts";
import {
  comparedRange,
  type DayFigures,
  type FigureSums,
  readDayFigures,
  shownRange,
  sumOf,
  trendPoint,
} from "./period-figures.server.ts";
import { comparePlaces, placeColumns, type PlaceFigures, readPlaceFigures } from "./place-figures.server.ts";
import { hasScope } from "./scopes.ts";
import { wire } from "./session-records.server.ts";
import { scopeDate, sessionScope } from "./session-scope.server.ts";

export interface LocationTotals {
  range: DateRange;
  comparedWith: DateRange | null;
  /** One a location and currency, by name, then id, then currency. */
  rows: LocationRow[];
  /** One a currency: the foot of the table. */
  totals: LocationRow[];
  /** Drawers stand in where the shop has not granted read_locations. */
  standIn: "location" | "drawer";
}

export interface LocationRow {
  /** A location's id, or a drawer's where `kind` says so; null in the foot. */
  id: string | null;
  kind: "location" | "drawer";
  name: string | null;
  currency: string;
  sessions: number;
  cashSales: WireMoney;
  cashRefunds: WireMoney;
  netCashSales: WireMoney;
  adjustments: WireMoney;
  expectedAtClose: WireMoney;
  countedAtClose: WireMoney;
  /** Of all sessions, as the file has it; `carriedIn` is that of the closed ones, which is part of the net. */
  openingDiscrepancy: WireMoney;
  carriedIn: WireMoney;
  closingDiscrepancy: WireMoney;
  over: WireMoney;
  short: WireMoney;
  net: WireMoney;
  absolute: WireMoney;
  beyondTolerance: number;
  closed: number;
  /** Sessions beyond tolerance as a share of the closed ones, 0 to 1; null without any. */
  rate: number | null;
  /** Net of the period compared with; null without a comparison. */
  previousNet: WireMoney | null;
  trend: TrendPoint[];
}

/** What each location's cash came to over a period, a row a location and currency. */
export async function getLocationTotals(
  shop: Shop,
  filters: SessionFilters,
  now: Date = new Date(),
): Promise<LocationTotals> {
  const [clock, places, days] = await Promise.all([
    shopClock(shop, now),
    readPlaces(shop, filters),
    readDayFigures(shop, filters),
  ]);
  const range = shownRange(filters, days, clock.today);
  const comparedWith = comparedRange(filters);
  const trends = await readTrends(shop, filters, range);
  const current = places.filter(({ period }) => period === "current");
  const previous = new Map(
    places.filter(({ period }) => period === "previous").map((place) => [keyOf(place), place] as const),
  );
  const netBefore = (sums: FigureSums | undefined) => comparedWith && (sums ? sums.over + sums.short : 0n);
  return {
    range,
    comparedWith,
    rows: current.map((place) => ({
      ...toLocationRow(place, place.currency, netBefore(previous.get(keyOf(place)))),
      id: place.id,
      kind: place.kind,
      name: place.name,
      trend: trends.get(keyOf(place)) ?? [],
    })),
    totals: totalsOf(days, comparedWith !== null),
    standIn: hasScope(shop, "read_locations") ? "location" : "drawer",
  };
}

/**
 * The figures of each place in the order of a list: by name, then id, then currency. Those of the period compared with
 * stand among them.
 */
export async function readPlaces(shop: Shop, filters: SessionFilters): Promise<PlaceFigures[]> {
  const places = await readPlaceFigures(shop, filters, "location");
  return places.sort(comparePlaces);
}

/** A tiny trend has room for about this many points. */
const TREND_POINTS = 31;

interface TrendRow extends Pick<FigureSums, "over" | "short" | "sessions"> {
  id: string;
  kind: "location" | "drawer";
  currency: string;
  bucket: number;
}

async function readTrends(shop: Shop, filters: SessionFilters, range: DateRange): Promise<Map<string, TrendPoint[]>> {
  const daysPerPoint = Math.ceil((daysBetween(range.from, range.to) + 1) / TREND_POINTS);
  const { locationId, drawerId } = placeColumns("location");
  const date = scopeDate(filters);
  const rows = await dataOf(shop).query<TrendRow>(sql`
    SELECT coalesce(${drawerId}, ${locationId})::text AS id,
      CASE WHEN ${drawerId} IS NULL THEN 'location' ELSE 'drawer' END AS kind, s.currency,
      (${date} - ${range.from}::date) / ${daysPerPoint}::int AS bucket, count(*)::int AS sessions,
      coalesce(sum(s.total_discrepancy) FILTER (WHERE s.total_discrepancy > 0 AND NOT s.is_open), 0)::int8 AS over,
      coalesce(sum(s.total_discrepancy) FILTER (WHERE s.total_discrepancy < 0 AND NOT s.is_open), 0)::int8 AS short
    FROM payment_session s WHERE ${sessionScope(shop, filters)} AND ${date} IS NOT NULL
    GROUP BY 1, 2, 3, 4 ORDER BY 4`);
  const buckets = Math.floor(daysBetween(range.from, range.to) / daysPerPoint) + 1;
  const dates = Array.from({ length: buckets }, (_, bucket) => addDays(range.from, bucket * daysPerPoint));
  return pointsByPlace(rows, dates);
}

function pointsByPlace(rows: readonly TrendRow[], dates: readonly BusinessDate[]): Map<string, TrendPoint[]> {
  const found = new Map<string, Map<number, TrendRow>>();
  const currencies = new Map<string, string>();
  for (const row of rows) {
    const key = keyOf(row);
    currencies.set(key, row.currency);
    found.set(key, (found.get(key) ?? new Map<number, TrendRow>()).set(row.bucket, row));
  }
  return new Map(
    [...found].map(([key, points]) => [
      key,
      dates.map((date, bucket) => trendPoint(date, points.get(bucket) ?? EMPTY_POINT, currencies.get(key) ?? "")),
    ]),
  );
}

const EMPTY_POINT = { over: 0n, short: 0n, sessions: 0 };

function keyOf({ kind, id, currency }: { kind: string; id: string; currency: string }): string {
  return `${kind} ${id} ${currency}`;
}

function totalsOf(days: readonly DayFigures[], isCompared: boolean): LocationRow[] {
  const currencies = [...new Set(days.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const ofCurrency = days.filter((day) => day.currency === currency);
    const before = sumOf(ofCurrency.filter(({ period }) => period === "previous"));
    const current = ofCurrency.filter(({ period }) => period === "current");
    return {
      ...toLocationRow(sumOf(current), currency, isCompared ? before.over + before.short : null),
      id: null,
      kind: "location",
      name: null,
      trend: [],
    };
  });
}

function toLocationRow(
  sums: FigureSums,
  currency: string,
  previousNet: bigint | null,
): Omit<LocationRow, "id" | "kind" | "name" | "trend"> {
  return {
    currency,
    sessions: sums.sessions,
    cashSales: wire(sums.cashSales, currency),
    cashRefunds: wire(sums.cashRefunds, currency),
    netCashSales: wire(sums.netCashSales, currency),
    adjustments: wire(sums.adjustments, currency),
    expectedAtClose: wire(sums.expectedAtClose, currency),
    countedAtClose: wire(sums.countedAtClose, currency),
    openingDiscrepancy: wire(sums.openingDiscrepancy, currency),
    carriedIn: wire(sums.carriedIn, currency),
    closingDiscrepancy: wire(sums.closingDiscrepancy, currency),
    over: wire(sums.over, currency),
    short: wire(sums.short, currency),
    net: wire(sums.over + sums.short, currency),
    absolute: wire(sums.over - sums.short, currency),
    beyondTolerance: sums.beyondTolerance,
    closed: sums.closed,
    rate: sums.closed === 0 ? null : sums.beyondTolerance / sums.closed,
    previousNet: previousNet === null ? null : wire(previousNet, currency),
  };
}
