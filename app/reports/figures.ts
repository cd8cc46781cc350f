import type { BusinessDate } from "#app/calendar/dates.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { ReviewState } from "#app/reconciliation/review.ts";
import type { Status } from "#app/reconciliation/status.ts";
import type { ToleranceInForce } from "./tolerances.server.ts";

// What several reports are made of. JSON-safe: money as WireMoney, instants as ISO UTC, ids as decimal strings.

/** A figure beside the same one of the period compared with; null without a comparison. */
export interface MoneyChange {
  current: WireMoney;
  previous: WireMoney | null;
}

export interface CountChange {
  current: number;
  previous: number | null;
}

/**
 * One currency's figures. `over`, `short` (negative), `net` and `absolute` sum the total discrepancies of closed
 * sessions, as Shopify gives them; the statement shows carried in (opening) and own (closing) apart.
 */
export interface CurrencyFigures {
  currency: string;
  net: MoneyChange;
  over: MoneyChange;
  short: MoneyChange;
  absolute: MoneyChange;
  sessions: CountChange;
  beyondTolerance: CountChange;
  pending: number;
  notCounted: number;
  tolerance: ToleranceInForce;
  statement: PeriodStatement;
  trend: TrendPoint[];
}

export interface PeriodStatement {
  countedAtOpen: WireMoney;
  cashSales: WireMoney;
  cashRefunds: WireMoney;
  netCashSales: WireMoney;
  adjustments: WireMoney;
  /** Found at counts during the sessions: the total less what was found at opening and at closing. */
  midSessionDiscrepancy: WireMoney;
  /**
   * What expected at close holds beyond the lines above it: cash of other devices on a shared drawer, and sessions whose
   * figures are not final.
   */
  otherMovements: WireMoney;
  expectedAtClose: WireMoney;
  countedAtClose: WireMoney;
  closingDiscrepancy: WireMoney;
  /** Closing and mid-session: what went wrong in these sessions. */
  ownDiscrepancy: WireMoney;
  /** Carried in from before them; of those that still run it is in no total yet. */
  openingDiscrepancy: WireMoney;
  totalDiscrepancy: WireMoney;
}

export interface TrendPoint {
  date: BusinessDate;
  net: WireMoney;
  over: WireMoney;
  short: WireMoney;
  sessions: number;
}

/** A location's share of the discrepancies, or a drawer's where its location is not known. */
export interface PlaceRow {
  kind: "location" | "drawer";
  id: string | null;
  name: string | null;
  currency: string;
  sessions: number;
  net: WireMoney;
  over: WireMoney;
  short: WireMoney;
  absolute: WireMoney;
  beyondTolerance: number;
}

/** One line of a list of sessions. Null: not known. */
export interface SessionRow {
  id: string;
  status: "open" | "closed";
  reconciliation: Status;
  /** Of closing; of opening while the session is open or the list goes by opening. */
  businessDate: BusinessDate;
  openedAt: string;
  closedAt: string | null;
  /** The location's zone where it is known, else the shop's. */
  timeZone: string;
  locationId: string | null;
  location: string | null;
  drawerId: string;
  drawer: string | null;
  deviceId: string | null;
  /** Names where they are known (read_users). */
  openedBy: string | null;
  closedBy: string | null;
  currency: string;
  expectedAtClose: WireMoney | null;
  countedAtClose: WireMoney | null;
  totalDiscrepancy: WireMoney;
  openingDiscrepancy: WireMoney;
  closingDiscrepancy: WireMoney | null;
  netCashSales: WireMoney;
  tolerance: WireMoney;
  failedChecks: string[];
  totalsReady: boolean;
  isLedgerRead: boolean;
  /** Open for longer than the shop says that a shift lasts. */
  isStale: boolean;
  /** Its final figures were others before: the session's page has both. */
  isRestated: boolean;
  /** From before Shopify's rebuild of March 2026. */
  isLegacy: boolean;
  review: ReviewState;
}
