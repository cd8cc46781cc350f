import type { DateRange } from "#app/calendar/dates.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { TrendPoint } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";

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
  openingDiscrepancy: WireMoney;
  closingDiscrepancy: WireMoney;
  over: WireMoney;
  short: WireMoney;
  net: WireMoney;
  absolute: WireMoney;
  beyondTolerance: number;
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
  throw new Error(`Not written yet: ${shop.domain} ${filters.by} ${now.toISOString()}`);
}
