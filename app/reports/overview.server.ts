import sql from "sql-template-tag";
import type { DateRange } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { CurrencyFigures, PlaceRow, SessionRow } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";
import { shopClock } from "./page-filters.server.ts";
import {
  comparedRange,
  findNearestRange,
  readDayFigures,
  shownRange,
  toCurrencyFigures,
} from "./period-figures.server.ts";
import { readPlaceFigures, toPlaceRows } from "./place-figures.server.ts";
import { hasScope } from "./scopes.ts";
import {
  hoursBetween,
  isStale,
  SESSION_TABLES,
  sessionColumns,
  type SessionRecord,
  toSessionRow,
  wire,
} from "./session-records.server.ts";
import { openNowScope } from "./session-scope.server.ts";
import { readTolerances } from "./tolerances.server.ts";
import { bySize, worstSessions } from "./worst-sessions.server.ts";

/** The overview names the places that matter; the Locations page holds them all. */
const PLACES_PER_CURRENCY = 10;
/** More open sessions than this are counted, not listed. */
const OPEN_ROWS = 50;

export interface Overview {
  range: DateRange;
  comparedWith: DateRange | null;
  /** One a currency, the one with most sessions first; never added. */
  currencies: CurrencyFigures[];
  /** Largest absolute discrepancy first. */
  where: PlaceRow[];
  worst: SessionRow[];
  /** Stale ones first, then the longest open. Of every date: they run now. */
  openNow: OpenRow[];
  /** Of all open sessions; `openNow` holds the longest open of them. */
  openCount: number;
  /** When the range is empty: the nearest range of the same length that holds a session. */
  nearestRange: DateRange | null;
  shopHasSessions: boolean;
  /** Whether it may be known who closed a session (read_users). */
  hasPeople: boolean;
}

export interface OpenRow {
  id: string;
  openedAt: string;
  timeZone: string;
  locationId: string | null;
  location: string | null;
  drawerId: string;
  drawer: string | null;
  openedBy: string | null;
  /** What the drawer should hold by what is mirrored: counted at open, net cash sales and adjustments. */
  expectedNow: WireMoney;
  countedAtOpen: WireMoney;
  netCashSales: WireMoney;
  adjustments: WireMoney;
  hoursOpen: number;
  isStale: boolean;
}

/** The figures of a period, where they come from, and what runs now. */
export async function getOverview(shop: Shop, filters: SessionFilters, now: Date = new Date()): Promise<Overview> {
  const [clock, days, places, records, toleranceOf] = await Promise.all([
    shopClock(shop, now),
    readDayFigures(shop, filters),
    readPlaceFigures(shop, { ...filters, comparison: "none" }, "location"),
    readWorstAndOpen(shop, filters),
    readTolerances(shop),
  ]);
  const range = shownRange(filters, days, clock.today);
  const comparedWith = comparedRange(filters);
  const open = records.filter(({ part }) => part === "open");
  const isEmpty = !days.some(({ period }) => period === "current");
  const { nearestRange, shopHasSessions } = isEmpty
    ? await findNearestRange(shop, filters, range)
    : { nearestRange: null, shopHasSessions: true };
  return {
    range,
    comparedWith,
    currencies: toCurrencyFigures(days, { range, comparedWith }, toleranceOf),
    where: toPlaceRows(places, PLACES_PER_CURRENCY),
    worst: records
      .filter(({ part }) => part === "worst")
      .sort(bySize)
      .map((record) => toSessionRow(record, { by: filters.by, now })),
    openNow: open.sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime()).map((record) => toOpenRow(record, now)),
    openCount: open[0]?.openCount ?? 0,
    nearestRange,
    shopHasSessions,
    hasPeople: hasScope(shop, "read_users"),
  };
}

type PartRecord = SessionRecord & { part: "worst" | "open"; openCount: number };

function readWorstAndOpen(shop: Shop, filters: SessionFilters): Promise<PartRecord[]> {
  return dataOf(shop).query<PartRecord>(sql`
    SELECT 'worst' AS part, 0 AS "openCount", worst.* FROM (${worstSessions(shop, filters)}) worst
    UNION ALL
    SELECT 'open' AS part, open.* FROM (
      SELECT count(*) OVER ()::int AS "openCount", ${sessionColumns(shop)} FROM ${SESSION_TABLES}
      WHERE ${openNowScope(shop, filters)} ORDER BY s.opened_at, s.id LIMIT ${OPEN_ROWS}
    ) open`);
}

function toOpenRow(record: SessionRecord, now: Date): OpenRow {
  return {
    id: record.id,
    openedAt: isoUtc(record.openedAt),
    timeZone: record.timeZone,
    locationId: record.locationId,
    location: record.location,
    drawerId: record.drawerId,
    drawer: record.drawer,
    openedBy: record.openedBy,
    expectedNow: wire(record.countedAtOpen + record.netCashSales + (record.adjustments ?? 0n), record.currency),
    countedAtOpen: wire(record.countedAtOpen, record.currency),
    netCashSales: wire(record.netCashSales, record.currency),
    adjustments: wire(record.adjustments ?? 0n, record.currency),
    hoursOpen: hoursBetween(record.openedAt, now),
    isStale: isStale(record, now),
  };
}
