import { isoUtc } from "#app/calendar/iso.ts";
import type { WireMoney } from "#app/money/money.ts";
import { type Check, type CheckId, runChecks } from "#app/reconciliation/checks.ts";
import { handoverOf } from "#app/reconciliation/handover.ts";
import { type Hint, type HintKind, hintsFor } from "#app/reconciliation/hints.ts";
import { runningBalances } from "#app/reconciliation/running-balance.ts";
import { type StatementLine, statementOf } from "#app/reconciliation/statement.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionRow } from "./figures.ts";
import { isSignedId } from "./filters.ts";
import { readFormerVersions, type Restatement, restatementsOf } from "./restatements.server.ts";
import { missingScopes } from "./scopes.ts";
import {
  type ActivityRow,
  type DrawerRecord,
  readDrawerEvents,
  readLedger,
  readWithNeighbours,
} from "./session-drawer.server.ts";
import { readSharedDrawer, type SharedDrawer } from "./session-shared.server.ts";
import { hoursBetween, type SessionRecord, toSessionRow, wire, wireOrNull } from "./session-records.server.ts";

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
  /** Whether there is more to be had of the ledger: names and orders, since a permission was granted. */
  isLedgerOutdated: boolean;
  /** The neighbours on the drawer. */
  previous: NeighbourRow | null;
  next: NeighbourRow | null;
  /** The sessions that ran on the drawer at the same time; null where none did. */
  shared: SharedDrawer | null;
  /** How its final figures changed afterwards, the latest change first. */
  restatements: Restatement[];
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
  adjustments: WireMoney | null;
  openingDiscrepancy: WireMoney;
  closingDiscrepancy: WireMoney | null;
  totalDiscrepancy: WireMoney;
  totalSales: WireMoney | null;
  totalRefunds: WireMoney | null;
  netSales: WireMoney | null;
  tolerance: WireMoney;
}

/** Labels are ids; the page holds the words. */
export interface StatementRow {
  id: StatementLine["id"];
  label: string;
  amount: WireMoney | null;
  kind: StatementLine["kind"];
  note?: StatementLine["note"];
}

export interface CheckRow {
  id: CheckId;
  outcome: Check["outcome"];
  residual: WireMoney | null;
  /** Why it cannot be computed. */
  reason: Check["reason"];
  /** Which documented reading fits. */
  reading: Check["reading"];
  terms: { label: Check["terms"][number]["label"]; amount: WireMoney }[];
}

export interface HintRow {
  kind: HintKind;
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
  /**
   * What went missing or turned up between the two: counted at open of the later session less the closing balance of
   * the earlier one. Null where that cannot be told: nobody counted, or the drawer did not pass from the one to the other.
   */
  gap: WireMoney | null;
  /** From the closing of the earlier to the opening of the later; negative where they overlap. */
  hoursBetween: number | null;
  openedBy: string | null;
  closedBy: string | null;
  totalDiscrepancy: WireMoney;
}

/** One session reconciled: statement, checks, hints, ledger, neighbours; null when the shop has no such session. */
export async function getSession(shop: Shop, sessionId: string, now: Date = new Date()): Promise<SessionReport | null> {
  if (!isSignedId(sessionId)) return null;
  const [{ session, previous, next }, versions, activities, drawer] = await Promise.all([
    readWithNeighbours(shop, sessionId),
    readFormerVersions(shop, sessionId),
    readLedger(shop, sessionId),
    readDrawerEvents(shop, sessionId),
  ]);
  if (session === null) return null;
  const ledger = session.isLedgerRead ? activities : null;
  const { currency, tolerance, isHistoryComplete } = session;
  const checks = runChecks({ session, activities: ledger, previous, ...drawer, isHistoryComplete });
  const hints = hintsFor({ session, activities: ledger, previousOnDrawer: previous, nextOnDrawer: next, tolerance });
  return {
    row: toSessionRow(session, { by: "closing", now }),
    head: toFigures(session),
    openingNote: session.openingNote,
    closingNote: session.closingNote,
    statement: statementOf(session, ledger).map((line) => ({ ...line, amount: wireOrNull(line.amount, currency) })),
    checks: checks.map((check) => toCheckRow(check, currency)),
    hints: hints.map((hint) => toHintRow(hint, currency)),
    ledger: ledger && toLedger(session, ledger),
    isLedgerOutdated: session.isLedgerOutdated,
    previous: previous && toNeighbour(previous, { earlier: previous, later: session }),
    next: next && toNeighbour(next, { earlier: session, later: next }),
    shared: drawer.isDrawerShared ? await readSharedDrawer(shop, session) : null,
    restatements: restatementsOf(session, versions),
    hours: hoursBetween(session.openedAt, session.closedAt ?? now),
    missingScopes: missingScopes(shop),
  };
}

function toFigures(session: DrawerRecord): SessionFigures {
  const amount = (minor: bigint) => wire(minor, session.currency);
  const amountOrNull = (minor: bigint | null) => wireOrNull(minor, session.currency);
  return {
    expectedAtOpen: amount(session.expectedAtOpen),
    countedAtOpen: amount(session.countedAtOpen),
    expectedAtClose: amountOrNull(session.expectedAtClose),
    countedAtClose: amountOrNull(session.countedAtClose),
    closingAdjustment: amountOrNull(session.closingAdjustment),
    closingBalance: amountOrNull(session.closingBalance),
    cashSales: amount(session.cashSales),
    cashRefunds: amount(session.cashRefunds),
    netCashSales: amount(session.netCashSales),
    adjustments: amountOrNull(session.adjustments),
    openingDiscrepancy: amount(session.openingDiscrepancy),
    closingDiscrepancy: amountOrNull(session.closingDiscrepancy),
    totalDiscrepancy: amount(session.totalDiscrepancy),
    totalSales: amountOrNull(session.totalSales),
    totalRefunds: amountOrNull(session.totalRefunds),
    netSales: amountOrNull(session.netSales),
    tolerance: amount(session.tolerance),
  };
}

function toCheckRow(check: Check, currency: string): CheckRow {
  return {
    ...check,
    residual: wireOrNull(check.residual, currency),
    terms: check.terms.map(({ label, amount }) => ({ label, amount: wire(amount, currency) })),
  };
}

function toHintRow({ kind, evidence }: Hint, currency: string): HintRow {
  const facts = Object.entries(evidence).map(([name, fact]: [string, bigint | string | number | null]) => [
    name,
    typeof fact === "bigint" ? wire(fact, currency) : fact,
  ]);
  return { kind, evidence: Object.fromEntries(facts) as HintRow["evidence"] };
}

function toLedger({ currency, expectedAtOpen }: SessionRecord, activities: readonly ActivityRow[]): LedgerRow[] {
  const balances = runningBalances(expectedAtOpen, activities);
  return activities.map((activity, index) => ({
    position: activity.position,
    time: isoUtc(activity.time),
    kind: activity.kind,
    type: activity.type,
    amount: wire(activity.cash, currency),
    runningBalance: wire(balances[index] ?? 0n, currency),
    expected: wireOrNull(activity.expected, currency),
    counted: wireOrNull(activity.counted, currency),
    discrepancy: wireOrNull(activity.discrepancy, currency),
    staff: activity.staff,
    reason: activity.reasonCode,
    note: activity.note,
    orderId: activity.orderId,
    orderName: activity.orderName,
    giftCardId: activity.giftCardId,
  }));
}

function toNeighbour(
  neighbour: SessionRecord,
  { earlier, later }: { earlier: SessionRecord; later: SessionRecord },
): NeighbourRow {
  const { currency } = neighbour;
  // On a shared drawer the one that closed last before is another session, or one was open all along.
  const isHandedOver = later.previousId === earlier.id && earlier.currency === later.currency;
  return {
    id: neighbour.id,
    drawer: neighbour.drawer,
    openedAt: isoUtc(neighbour.openedAt),
    closedAt: neighbour.closedAt && isoUtc(neighbour.closedAt),
    closingBalance: wireOrNull(neighbour.closingBalance, currency),
    gap:
      isHandedOver && earlier.closingBalance !== null
        ? wire(handoverOf(earlier.closingBalance, later).gap, currency)
        : null,
    hoursBetween: earlier.closedAt && hoursBetween(earlier.closedAt, later.openedAt),
    openedBy: neighbour.openedBy,
    closedBy: neighbour.closedBy,
    totalDiscrepancy: wire(neighbour.totalDiscrepancy, currency),
  };
}
