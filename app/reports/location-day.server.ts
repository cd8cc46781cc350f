import sql from "sql-template-tag";
import { type BusinessDate, isBusinessDate } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import { type AdjustmentSum, readAdjustmentSums } from "./adjustment-sums.server.ts";
import type { CurrencyFigures, SessionRow } from "./figures.ts";
import { parseFilters, type SessionFilters } from "./filters.ts";
import { getLocation } from "./location.server.ts";
import {
  SESSION_TABLES,
  sessionColumns,
  type SessionRecord,
  toSessionRow,
  wireOrNull,
} from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";

/** What was closed at one location on one business day. */
export interface LocationDay {
  location: { id: string; name: string; timeZone: string };
  date: BusinessDate;
  /** One a currency. */
  currencies: DayCurrency[];
  /** In the order of their closing. */
  sessions: DaySession[];
  adjustments: AdjustmentSum[];
  /** Ledgers that are still to be read: without them the adjustments are not all there. */
  unreadLedgers: number;
  /** Opened by the end of the day and still open: on no day's report yet. */
  stillOpen: number;
}

export type DayCurrency = Pick<
  CurrencyFigures,
  "currency" | "over" | "short" | "net" | "sessions" | "beyondTolerance" | "pending" | "notCounted" | "statement"
>;

export interface DaySession extends Pick<
  SessionRow,
  | "id"
  | "drawerId"
  | "drawer"
  | "deviceId"
  | "openedAt"
  | "closedAt"
  | "openedBy"
  | "closedBy"
  | "timeZone"
  | "currency"
  | "reconciliation"
  | "totalsReady"
  | "netCashSales"
  | "expectedAtClose"
  | "countedAtClose"
  | "openingDiscrepancy"
  | "closingDiscrepancy"
  | "totalDiscrepancy"
  | "isRestated"
  | "isLegacy"
> {
  closingAdjustment: WireMoney | null;
  closingBalance: WireMoney | null;
}

/** One location's business day, by closing; null when the shop has no such location, or there is no such day. */
export async function getLocationDay(
  shop: Shop,
  locationId: string,
  date: string,
  now: Date = new Date(),
): Promise<LocationDay | null> {
  if (!isBusinessDate(date)) return null;
  const filters = filtersOfDay(locationId, date);
  const location = await getLocation(shop, locationId, filters, now);
  if (location === null) return null;
  const [records, adjustments, [open]] = await Promise.all([
    dataOf(shop).query<SessionRecord>(sql`
      SELECT ${sessionColumns(shop)} FROM ${SESSION_TABLES}
      WHERE ${sessionScope(shop, filters)} ORDER BY s.closed_at, s.id`),
    readAdjustmentSums(shop, filters),
    dataOf(shop).query<{ sessions: number }>(sql`
      SELECT count(*)::int AS sessions FROM payment_session s
      WHERE s.shop_id = ${shop.id} AND s.location_id = ${locationId}::bigint AND s.is_open
        AND s.opening_business_date <= ${date}::date`),
  ]);
  return {
    location: location.location,
    date,
    currencies: location.currencies.map(toDayCurrency),
    sessions: records.map((record) => toDaySession(record, now)),
    adjustments,
    unreadLedgers: records.filter(({ isLedgerRead }) => !isLedgerRead).length,
    stillOpen: open?.sessions ?? 0,
  };
}

function filtersOfDay(locationId: string, date: BusinessDate): SessionFilters {
  const query = new URLSearchParams({ location: locationId, from: date, to: date, by: "closing", compare: "none" });
  return parseFilters(query, { today: date, defaultPreset: "today" });
}

function toDayCurrency(figures: CurrencyFigures): DayCurrency {
  const { currency, over, short, net, sessions, beyondTolerance, pending, notCounted, statement } = figures;
  return { currency, over, short, net, sessions, beyondTolerance, pending, notCounted, statement };
}

function toDaySession(record: SessionRecord, now: Date): DaySession {
  const row = toSessionRow(record, { by: "closing", now });
  const { id, drawerId, drawer, deviceId, openedAt, closedAt, openedBy, closedBy, timeZone, currency } = row;
  const { reconciliation, totalsReady, netCashSales, expectedAtClose, countedAtClose, isRestated, isLegacy } = row;
  const { openingDiscrepancy, closingDiscrepancy, totalDiscrepancy } = row;
  return {
    ...{ id, drawerId, drawer, deviceId, openedAt, closedAt, openedBy, closedBy, timeZone, currency },
    ...{ reconciliation, totalsReady, netCashSales, expectedAtClose, countedAtClose, isRestated, isLegacy },
    ...{ openingDiscrepancy, closingDiscrepancy, totalDiscrepancy },
    closingAdjustment: wireOrNull(record.closingAdjustment, currency),
    closingBalance: wireOrNull(record.closingBalance, currency),
  };
}
