import { closingDiscrepancy, midSessionDiscrepancy, openingDiscrepancy, ownDiscrepancy } from "./discrepancy.ts";
import { type ActivityFacts, cashOf, isLegacy, magnitude, type SessionFacts } from "./facts.ts";

export type StatementLineId =
  | "expected_at_open"
  | "counted_at_open"
  | "opening_discrepancy"
  | "sales_tendered"
  | "change_given"
  | "cash_sales"
  | "cash_refunds"
  | "net_cash_sales"
  | "pay_ins"
  | "pay_outs"
  | "cash_payouts"
  | "adjustments"
  | "mid_session_discrepancy"
  | "expected_at_close"
  | "counted_at_close"
  | "closing_discrepancy"
  | "closing_adjustment"
  | "closing_balance"
  | "own_discrepancy"
  | "total_discrepancy";

/** carried_in and own say whose a discrepancy is; the others say why an amount is not known, or not final. */
export type StatementNote = "carried_in" | "own" | "open" | "not_counted" | "not_given" | "totals_pending";

export interface StatementLine {
  readonly id: StatementLineId;
  /** The same id: the words belong to the page. */
  readonly label: string;
  /** Null: not known, for the reason in `note`. */
  readonly amount: bigint | null;
  readonly kind: "start" | "flow" | "subtotal" | "discrepancy" | "final";
  readonly note?: StatementNote;
}

/**
 * The session as an accountant writes it, top to bottom. Shopify's totals stand as given, except that refunds are
 * subtracted whichever sign they came with. The parts of a total (change, pay-ins, pay-outs) need the ledger and
 * stand above it, those that are nothing are left out. Its two parts tell own from carried in.
 */
export function statementOf(session: SessionFacts, activities: readonly ActivityFacts[] | null): StatementLine[] {
  return [
    line("expected_at_open", session.expectedAtOpen, "start"),
    line("counted_at_open", session.countedAtOpen, "subtotal"),
    line("opening_discrepancy", openingDiscrepancy(session), "discrepancy", "carried_in"),
    ...salesLines(session, activities),
    ...adjustmentLines(session, activities),
    ...midSessionLines(activities),
    ...closingLines(session, activities),
  ];
}

function salesLines(session: SessionFacts, activities: readonly ActivityFacts[] | null): StatementLine[] {
  const change = cashOf(activities ?? [], "CHANGE");
  const parts =
    change === 0n
      ? []
      : [line("sales_tendered", cashOf(activities ?? [], "SALE"), "flow"), line("change_given", change, "flow")];
  return [
    ...parts,
    line("cash_sales", session.cashSales, parts.length ? "subtotal" : "flow", provisional(session)),
    line("cash_refunds", -magnitude(session.cashRefunds), "flow", provisional(session)),
    line("net_cash_sales", session.netCashSales, "subtotal", provisional(session)),
  ];
}

function adjustmentLines(session: SessionFacts, activities: readonly ActivityFacts[] | null): StatementLine[] {
  const adjustments = (activities ?? []).filter(({ type }) => type === "ADJUSTMENT").map(({ cash }) => cash);
  const parts = [
    line("pay_ins", sumOf(adjustments.filter((cash) => cash > 0n)), "flow"),
    line("pay_outs", sumOf(adjustments.filter((cash) => cash < 0n)), "flow"),
    line("cash_payouts", cashOf(activities ?? [], "CASH_PAYOUT"), "flow"),
  ].filter(({ amount }) => amount !== 0n);
  const note = session.adjustments === null ? "not_given" : provisional(session);
  return [...parts, line("adjustments", session.adjustments, parts.length ? "subtotal" : "flow", note)];
}

function midSessionLines(activities: readonly ActivityFacts[] | null): StatementLine[] {
  if (!activities?.some(({ type }) => type === "MID_SESSION")) return [];
  return [line("mid_session_discrepancy", midSessionDiscrepancy(activities), "discrepancy", "own")];
}

function closingLines(session: SessionFacts, activities: readonly ActivityFacts[] | null): StatementLine[] {
  const unknown = session.isOpen ? "open" : "not_counted";
  const closing = (id: StatementLineId, amount: bigint | null, kind: StatementLine["kind"], note?: StatementNote) =>
    line(id, amount, kind, amount === null ? unknown : note);
  const left = (id: StatementLineId, amount: bigint | null, kind: StatementLine["kind"]) =>
    isLegacy(session) && !session.isOpen ? line(id, amount, kind, "not_given") : closing(id, amount, kind);
  return [
    closing("expected_at_close", session.expectedAtClose, "subtotal"),
    closing("counted_at_close", session.countedAtClose, "subtotal"),
    closing("closing_discrepancy", closingDiscrepancy(session), "discrepancy", "own"),
    left("closing_adjustment", session.closingAdjustment, "flow"),
    left("closing_balance", session.closingBalance, "final"),
    closing("own_discrepancy", ownDiscrepancy(session, activities), "discrepancy", provisional(session) ?? "own"),
    line("total_discrepancy", session.totalDiscrepancy, "discrepancy", provisional(session)),
  ];
}

/** Why a total may still change. */
function provisional(session: SessionFacts): StatementNote | undefined {
  if (session.isOpen) return "open";
  return session.totalsReady ? undefined : "totals_pending";
}

function line(
  id: StatementLineId,
  amount: bigint | null,
  kind: StatementLine["kind"],
  note?: StatementNote,
): StatementLine {
  return { id, label: id, amount, kind, ...(note ? { note } : {}) };
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
