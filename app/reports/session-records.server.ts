import sql, { type Sql } from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { toDecimal, type WireMoney } from "#app/money/money.ts";
import { isLegacy } from "#app/reconciliation/facts.ts";
import { type ReviewState, reviewStateOf, type StoredReview } from "#app/reconciliation/review.ts";
import type { Status } from "#app/reconciliation/status.ts";
import { DEFAULT_SETTINGS } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionRow } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";

/** A mirrored session with the names around it, as the database gives it: minor units, Dates, null for not known. */
export interface SessionRecord {
  id: string;
  isOpen: boolean;
  locationId: string | null;
  location: string | null;
  drawerId: string;
  drawer: string | null;
  deviceId: string | null;
  currency: string;
  timeZone: string;
  openedAt: Date;
  closedAt: Date | null;
  openingBusinessDate: BusinessDate;
  closingBusinessDate: BusinessDate | null;
  openedById: string | null;
  openedBy: string | null;
  closedById: string | null;
  closedBy: string | null;
  openingNote: string | null;
  closingNote: string | null;
  expectedAtOpen: bigint;
  countedAtOpen: bigint;
  expectedAtClose: bigint | null;
  countedAtClose: bigint | null;
  closingAdjustment: bigint | null;
  closingBalance: bigint | null;
  cashSales: bigint;
  cashRefunds: bigint;
  netCashSales: bigint;
  adjustments: bigint | null;
  totalDiscrepancy: bigint;
  totalSales: bigint | null;
  totalRefunds: bigint | null;
  netSales: bigint | null;
  totalsReady: boolean;
  openingDiscrepancy: bigint;
  closingDiscrepancy: bigint | null;
  reconciliation: Status;
  tolerance: bigint;
  failedChecks: string[];
  previousId: string | null;
  isLedgerRead: boolean;
  isLedgerOutdated: boolean;
  isRestated: boolean;
  /** The shop's own: open for longer is stale. */
  staleHours: number;
  storedReview: StoredReview;
}

/** The zone whose clock a session's people read: the location's where it is known, else the shop's. */
export function zoneOf(shop: Shop): Sql {
  return sql`coalesce(l.time_zone, ${shop.timeZone})`;
}

/** After how many hours the shop takes an open session for a forgotten one. Looked up once a statement, not once a row. */
function staleHoursOf(shop: Shop): Sql {
  return sql`coalesce((
    SELECT (setting.chosen ->> 'staleHours')::int FROM shop_setting setting WHERE setting.shop_id = ${shop.id}
  ), ${DEFAULT_SETTINGS.staleHours}::int)`;
}

/** The columns of a SessionRecord; select them from SESSION_TABLES. */
export function sessionColumns(shop: Shop): Sql {
  return sql`s.id::text AS "id", s.is_open AS "isOpen",
    s.location_id::text AS "locationId", l.name AS "location", s.drawer_id::text AS "drawerId", d.name AS "drawer",
    s.device_id::text AS "deviceId", s.currency, ${zoneOf(shop)} AS "timeZone",
    s.opened_at AS "openedAt", s.closed_at AS "closedAt",
    s.opening_business_date AS "openingBusinessDate", s.closing_business_date AS "closingBusinessDate",
    s.opened_by::text AS "openedById", opener.name AS "openedBy",
    s.closed_by::text AS "closedById", closer.name AS "closedBy",
    s.opening_note AS "openingNote", s.closing_note AS "closingNote",
    s.expected_at_open AS "expectedAtOpen", s.counted_at_open AS "countedAtOpen",
    s.expected_at_close AS "expectedAtClose", s.counted_at_close AS "countedAtClose",
    s.closing_adjustment AS "closingAdjustment", s.closing_balance AS "closingBalance",
    s.cash_sales AS "cashSales", s.cash_refunds AS "cashRefunds", s.net_cash_sales AS "netCashSales", s.adjustments,
    s.total_discrepancy AS "totalDiscrepancy", s.total_sales AS "totalSales", s.total_refunds AS "totalRefunds",
    s.net_sales AS "netSales", s.totals_ready AS "totalsReady",
    s.opening_discrepancy AS "openingDiscrepancy", s.closing_discrepancy AS "closingDiscrepancy",
    s.reconciliation, s.tolerance, s.failed_checks AS "failedChecks", s.previous_id::text AS "previousId",
    s.ledger_read_at IS NOT NULL AS "isLedgerRead", s.ledger_outdated_at IS NOT NULL AS "isLedgerOutdated",
    s.restated_at IS NOT NULL AS "isRestated", s.review_state AS "storedReview",
    ${staleHoursOf(shop)} AS "staleHours"`;
}

/** Sessions with the names around them. */
export const SESSION_TABLES = sql`payment_session s
  LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
  LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id
  LEFT JOIN staff_member opener ON opener.shop_id = s.shop_id AND opener.id = s.opened_by
  LEFT JOIN staff_member closer ON closer.shop_id = s.shop_id AND closer.id = s.closed_by`;

/** A record as a line of a list. */
export function toSessionRow(record: SessionRecord, options: { by: SessionFilters["by"]; now: Date }): SessionRow {
  const { currency } = record;
  const amount = (minor: bigint): WireMoney => wire(minor, currency);
  return {
    id: record.id,
    status: record.isOpen ? "open" : "closed",
    reconciliation: record.reconciliation,
    businessDate: (options.by === "closing" ? record.closingBusinessDate : null) ?? record.openingBusinessDate,
    openedAt: isoUtc(record.openedAt),
    closedAt: record.closedAt && isoUtc(record.closedAt),
    timeZone: record.timeZone,
    locationId: record.locationId,
    location: record.location,
    drawerId: record.drawerId,
    drawer: record.drawer,
    deviceId: record.deviceId,
    openedBy: record.openedBy,
    closedBy: record.closedBy,
    currency,
    expectedAtClose: wireOrNull(record.expectedAtClose, currency),
    countedAtClose: wireOrNull(record.countedAtClose, currency),
    totalDiscrepancy: amount(record.totalDiscrepancy),
    openingDiscrepancy: amount(record.openingDiscrepancy),
    closingDiscrepancy: wireOrNull(record.closingDiscrepancy, currency),
    netCashSales: amount(record.netCashSales),
    tolerance: amount(record.tolerance),
    failedChecks: record.failedChecks,
    totalsReady: record.totalsReady,
    isLedgerRead: record.isLedgerRead,
    isStale: isStale(record, options.now),
    isRestated: record.isRestated,
    isLegacy: isLegacy(record),
    review: reviewOf(record),
  };
}

/** What has become of the session's review. */
export function reviewOf(record: Pick<SessionRecord, "storedReview" | "reconciliation">): ReviewState {
  return reviewStateOf(record.storedReview, record.reconciliation);
}

/** Whether the session has been open for longer than the shop says that a shift lasts. */
export function isStale(record: { isOpen: boolean; openedAt: Date; staleHours: number }, now: Date): boolean {
  return record.isOpen && hoursBetween(record.openedAt, now) > record.staleHours;
}

/** Hours from one instant to the other, to a hundredth. */
export function hoursBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 36_000) / 100;
}

/** An amount of minor units as it travels. */
export function wire(minor: bigint, currency: string): WireMoney {
  return { amount: toDecimal(minor, currency), currency };
}

/** An amount that may not be known. */
export function wireOrNull(minor: bigint | null, currency: string): WireMoney | null {
  return minor === null ? null : wire(minor, currency);
}
