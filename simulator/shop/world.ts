import type { Clock } from "./clock.ts";

/**
 * A shop as the stand-in holds it: plain records, in memory. Money is a count of minor units; instants are Dates.
 * Ids are the numbers of Shopify's GIDs. Nothing here computes; simulator/shop/commands.ts does.
 */
export interface World {
  shop: ShopRecord;
  locations: Map<string, LocationRecord>;
  drawers: Map<string, DrawerRecord>;
  devices: Map<string, DeviceRecord>;
  staff: Map<string, StaffRecord>;
  reasonCodes: Map<string, ReasonCodeRecord>;
  sessions: Map<string, SessionRecord>;
  /** What the API from before the rebuild of March 2026 shows: numbered by itself, so ids of `sessions` come again here. */
  legacySessions: Map<string, LegacySessionRecord>;
  /** Grows with every command, so that what was sorted or indexed from the sessions can be kept until it changes. */
  revision: number;
  /** The shop's own time; tests and the demo may move it. */
  clock: Clock;
  now(): Date;
  nextId(): string;
  /** "#1001", "#1002": what a merchant calls an order. */
  nextOrderName(): string;
}

export interface ShopRecord {
  id: string;
  domain: string;
  name: string;
  currency: string;
  ianaTimezone: string;
  /** Decides the restore rate of the bucket: 100, 200, 1000 or 2000 points a second. */
  plan: "standard" | "advanced" | "plus" | "enterprise";
  email: string;
}

export interface LocationRecord {
  id: string;
  name: string;
  isActive: boolean;
  /** Cash management data exists only for locations with a POS Pro subscription. */
  hasPosPro: boolean;
  countryCode: string;
  provinceCode: string | null;
  city: string;
  /** The stand-in's own knowledge, for opening hours; Shopify does not publish it. */
  timeZone: string;
  currency: string;
}

export interface DrawerRecord {
  id: string;
  name: string;
  locationId: string;
  currency: string;
  balance: bigint;
}

export interface DeviceRecord {
  id: string;
  drawerId: string | null;
  /** A device has at most one open session. */
  activeSessionId: string | null;
}

export interface StaffRecord {
  id: string;
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  locationId: string | null;
  active: boolean;
}

export interface ReasonCodeRecord {
  id: string;
  kind: "custom" | "default" | "system";
  code: string;
}

export interface SessionRecord {
  id: string;
  locationId: string;
  drawerId: string;
  deviceId: string;
  currency: string;
  openingTime: Date;
  closingTime: Date | null;
  openingStaffId: string;
  closingStaffId: string | null;
  openingNote: string | null;
  closingNote: string | null;
  expectedCashAtOpen: bigint;
  cashCountedAtOpen: bigint;
  expectedCashAtClose: bigint | null;
  cashCountedAtClose: bigint | null;
  closingAdjustment: bigint | null;
  closingBalance: bigint | null;
  totalCashSales: bigint;
  totalCashRefunds: bigint;
  netCashSales: bigint;
  totalAdjustments: bigint;
  totalDiscrepancy: bigint;
  totalSales: bigint;
  totalRefunds: bigint;
  netSales: bigint;
  totalsReady: boolean;
  /** What the totals still lack while they are not ready; see `settleTotals`. */
  lateTotals: LateTotals | null;
  activities: ActivityRecord[];
}

/**
 * A shift as the API from before March 2026 has it: by device, under the name of its register, without a drawer, without
 * counts in mid-session and without any figure of other tenders.
 */
export interface LegacySessionRecord {
  id: string;
  registerName: string;
  cashTrackingEnabled: boolean;
  /** What the drawer saw: times, place, people, notes, transactions. */
  shift: SessionRecord;
  expectedOpeningBalance: bigint | null;
  openingBalance: bigint;
  expectedClosingBalance: bigint | null;
  /** What was counted at the closing, before anything was taken out. */
  closingBalance: bigint | null;
  /** Without what was taken out after the closing count; `adjustments` has that as well. */
  totalAdjustments: bigint | null;
  totalDiscrepancy: bigint | null;
  adjustments: LegacyAdjustmentRecord[];
}

export interface LegacyAdjustmentRecord {
  id: string;
  time: Date;
  cash: bigint;
  note: string | null;
  staffId: string;
}

export interface LateTotals {
  readyAt: Date;
  cashSales: bigint;
  cashRefunds: bigint;
}

interface ActivityBase {
  time: Date;
  staffId: string;
  /** Signed: what the activity added to the drawer. A count's is its discrepancy: the drawer then holds what was counted. */
  cash: bigint;
}
export interface TransactionRecord extends ActivityBase {
  kind: "transaction";
  type: "SALE" | "CHANGE" | "REFUND";
  orderTransactionId: string;
  orderId: string;
  orderName: string;
}
export interface AdjustmentRecord extends ActivityBase {
  kind: "adjustment";
  type: "ADJUSTMENT" | "CASH_PAYOUT" | "CLOSING_ADJUSTMENT";
  reasonCodeId: string | null;
  note: string | null;
  giftCardId: string | null;
}
export interface CountRecord extends ActivityBase {
  kind: "count";
  type: "OPENING" | "MID_SESSION" | "CLOSING";
  counted: bigint;
  expected: bigint;
  discrepancy: bigint;
  reasonCodeId: string | null;
  note: string | null;
}
export type ActivityRecord = TransactionRecord | AdjustmentRecord | CountRecord;
