import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionRow } from "./figures.ts";

export interface SessionReport {
  row: SessionRow;
  head: SessionFigures;
  openingNote: string | null;
  closingNote: string | null;
  statement: StatementRow[];
  checks: CheckRow[];
  hints: HintRow[];
  /** Null while the ledger is still to be read. */
  ledger: LedgerRow[] | null;
  /** The neighbours on the drawer. */
  previous: NeighbourRow | null;
  next: NeighbourRow | null;
  /** Between opening and closing, or until now. */
  hours: number;
  /** Optional scopes that the shop has not granted and that would show more here. */
  missingScopes: string[];
}

/** Shopify's figures as given; null: not known (yet). */
export interface SessionFigures {
  expectedAtOpen: WireMoney;
  countedAtOpen: WireMoney;
  expectedAtClose: WireMoney | null;
  countedAtClose: WireMoney | null;
  closingAdjustment: WireMoney | null;
  closingBalance: WireMoney | null;
  cashSales: WireMoney;
  cashRefunds: WireMoney;
  netCashSales: WireMoney;
  adjustments: WireMoney;
  openingDiscrepancy: WireMoney;
  closingDiscrepancy: WireMoney | null;
  totalDiscrepancy: WireMoney;
  totalSales: WireMoney;
  totalRefunds: WireMoney;
  netSales: WireMoney;
  tolerance: WireMoney;
}

/** Labels are ids; the page holds the words. */
export interface StatementRow {
  id: string;
  label: string;
  amount: WireMoney | null;
  kind: "start" | "flow" | "subtotal" | "discrepancy" | "final";
  note?: string;
}

export interface CheckRow {
  id: string;
  outcome: "passes" | "fails" | "not_computable";
  residual: WireMoney | null;
  /** Why it cannot be computed: a code. */
  reason: string | null;
  /** Which documented reading fits. */
  reading: string | null;
  terms: { label: string; amount: WireMoney }[];
}

export interface HintRow {
  kind: string;
  /** The facts behind the hint: amounts as WireMoney, instants as ISO UTC, counts and ids as text. */
  evidence: Record<string, WireMoney | string | number | null>;
}

export interface LedgerRow {
  /** From 1. */
  position: number;
  time: string;
  kind: "transaction" | "adjustment" | "count";
  type: string;
  amount: WireMoney;
  /** From expected at open, each activity adding its own cash. */
  runningBalance: WireMoney;
  expected: WireMoney | null;
  counted: WireMoney | null;
  discrepancy: WireMoney | null;
  staff: string | null;
  reason: string | null;
  note: string | null;
  orderId: string | null;
  orderName: string | null;
  giftCardId: string | null;
}

export interface NeighbourRow {
  id: string;
  drawer: string | null;
  openedAt: string;
  closedAt: string | null;
  closingBalance: WireMoney | null;
  /** Expected at open of the later session less the closing balance of the earlier one. */
  gap: WireMoney | null;
  /** From the closing of the earlier to the opening of the later; negative where they overlap. */
  hoursBetween: number | null;
  openedBy: string | null;
  closedBy: string | null;
  totalDiscrepancy: WireMoney;
}

/** One session reconciled: statement, checks, hints, ledger, neighbours; null when the shop has no such session. */
export async function getSession(shop: Shop, sessionId: string, now: Date = new Date()): Promise<SessionReport | null> {
  throw new Error(`Not written yet: ${shop.domain} ${sessionId} ${now.toISOString()}`);
}
