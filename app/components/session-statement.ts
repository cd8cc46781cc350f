import type { StatementLineId } from "#app/reconciliation/statement.ts";
import type { LedgerRow, SessionReport, StatementRow } from "#app/reports/session.server.ts";

import { isZero } from "./amounts.ts";
import type { StatementLine } from "./statement.tsx";
import { automaticReason, STATEMENT_NOTES, STATEMENT_WORDS } from "./words.ts";

/** Sums that only lead to the next line: not set in bold, so that the eye finds those that matter. */
const STEPS: readonly StatementLineId[] = ["counted_at_open", "cash_sales", "net_cash_sales", "adjustments"];

/** A session's statement in words: what is not known yet, not final, or merely repeated says so. */
export function statementLines({
  row,
  statement,
  ledger,
}: Pick<SessionReport, "row" | "statement" | "ledger">): StatementLine[] {
  return statement.map((line) => {
    if (line.id === "expected_at_close" && row.status === "open") return expectedNow(line, ledger);
    const repeats = repeatsExpectation(line.id, ledger);
    return repeats ? { ...lineOf(line), note: "Nobody counted: it repeats what was expected" } : lineOf(line);
  });
}

function lineOf({ id, amount, kind, note }: StatementRow): StatementLine {
  const words = note && STATEMENT_NOTES[note];
  const isStep = kind === "subtotal" && STEPS.includes(id);
  const line = { id, label: STATEMENT_WORDS[id], kind: isStep ? ("step" as const) : kind };
  // Until Shopify has the totals it gives zeros, which say nothing; what is more than that is so far.
  if (note === "totals_pending") return { ...line, amount: null, isPending: true };
  if (amount === null || (note === "open" && isZero(amount))) return { ...line, amount: null, unknown: words };
  if (note === "open") return { ...line, amount, note: "So far" };
  // The line's own name says whose it is, and a discrepancy of nothing came from nowhere.
  return id === "own_discrepancy" || isZero(amount) ? { ...line, amount } : { ...line, amount, note: words };
}

/** What an open drawer should hold by now: its last balance. */
function expectedNow(line: StatementRow, ledger: LedgerRow[] | null): StatementLine {
  return {
    ...{ id: line.id, label: "Expected now", kind: line.kind },
    amount: ledger?.at(-1)?.runningBalance ?? null,
    unknown: "Known when the session’s ledger has been read",
    note: "As far as this session’s own ledger goes",
  };
}

/** Whether a count is one that Shopify made by itself. */
function repeatsExpectation(id: StatementLineId, ledger: LedgerRow[] | null): boolean {
  const type = id === "counted_at_open" ? "OPENING" : id === "counted_at_close" ? "CLOSING" : null;
  return ledger?.some((row) => row.type === type && automaticReason(row.reason) !== null) ?? false;
}
