import { magnitude } from "./facts.ts";

export const CHECK_IDS = [
  "sales_add_up",
  "refunds_add_up",
  "net_adds_up",
  "adjustments_add_up",
  "expected_rolls_forward",
  "discrepancy_adds_up",
  "closing_balance",
  "carry_over",
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/** Why a check cannot be computed (yet). */
export type NotComputableReason =
  | "open"
  | "totals_pending"
  | "not_counted"
  | "ledger_not_read"
  | "drawer_ledger_not_read"
  | "no_previous_session"
  | "history_starts_here"
  | "previous_open"
  | "previous_not_counted"
  | "drawer_shared_overlap"
  /** Of a session from before March 2026. */
  | "legacy_not_given";

/** Which of several documented or plausible meanings of a figure fits, where the session can tell them apart. */
export type ReadingId =
  | "change_counted"
  | "change_apart"
  | "refunds_as_magnitude"
  | "refunds_as_negative"
  | "change_apart_refunds_as_magnitude"
  | "change_apart_refunds_as_negative"
  | "without_closing_adjustment"
  | "with_closing_adjustment"
  | "without_payouts"
  | "without_payouts_with_closing_adjustment"
  | "counts_correct"
  | "counts_do_not_correct"
  | "own_events_counts_correct"
  | "own_events_counts_do_not_correct"
  | "with_mid_session"
  | "without_mid_session"
  | "after_adjustment"
  | "before_adjustment"
  | "previous_closing_balance";

export type TermLabel =
  | "sales_tendered"
  | "change_given"
  | "refunds"
  | "cash_sales"
  | "cash_refunds"
  | "net_cash_sales"
  | "pay_ins_and_outs"
  | "cash_payouts"
  | "closing_adjustment"
  | "adjustments"
  | "expected_at_open"
  | "counted_at_open"
  | "mid_session_discrepancy"
  | "other_sessions_on_drawer"
  | "expected_at_close"
  | "counted_at_close"
  | "opening_discrepancy"
  | "closing_discrepancy"
  | "total_discrepancy"
  | "closing_balance"
  | "previous_closing_balance";

export interface Term {
  readonly label: TermLabel;
  /** With the sign that it enters the sum with. */
  readonly amount: bigint;
}

export interface Check {
  readonly id: CheckId;
  readonly outcome: "passes" | "fails" | "not_computable";
  /** Shopify's figure less the sum of its parts, by the nearest reading; 0 when the check passes. */
  readonly residual: bigint | null;
  readonly reason: NotComputableReason | null;
  /** Null when the readings come to the same, or none fits. */
  readonly reading: ReadingId | null;
  /** All but the last add up to what the figure should be; the last is what Shopify gives. */
  readonly terms: readonly Term[];
}

export interface Reading {
  readonly id: ReadingId;
  readonly terms: readonly Term[];
}

/** Compares a figure with what each reading says that it should be, the likeliest first: one that fits is enough. */
export function judge(id: CheckId, stated: Term, readings: readonly Reading[]): Check {
  const judged = readings.map((reading) => ({ reading, residual: stated.amount - totalOf(reading.terms) }));
  const nearest = judged.reduce((best, next) => (magnitude(next.residual) < magnitude(best.residual) ? next : best));
  const passes = nearest.residual === 0n;
  const asNear = judged.filter(({ residual }) => residual === nearest.residual).map(({ reading }) => reading.id);
  const isTelling = readings.some((reading) => !asNear.includes(reading.id));
  return {
    id,
    outcome: passes ? "passes" : "fails",
    residual: nearest.residual,
    reason: null,
    reading: passes && isTelling ? nearest.reading.id : null,
    terms: [...nearest.reading.terms, stated],
  };
}

/** A check that says why it cannot be computed, which is neither a pass nor a failure. */
export function notComputable(id: CheckId, reason: NotComputableReason): Check {
  return { id, outcome: "not_computable", residual: null, reason, reading: null, terms: [] };
}

/** A term of a check's arithmetic. */
export function term(label: TermLabel, amount: bigint): Term {
  return { label, amount };
}

function totalOf(terms: readonly Term[]): bigint {
  return terms.reduce((total, { amount }) => total + amount, 0n);
}
