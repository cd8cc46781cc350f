import type { TFunction } from "i18next";

import type { StatementLineId } from "#app/reconciliation/statement.ts";
import type { LedgerRow, SessionReport, StatementRow } from "#app/reports/session.server.ts";

import { isZero } from "./amounts.ts";
import { automaticReason } from "./id-words.ts";
import type { StatementLine } from "./statement.tsx";

/** Sums that only lead to the next line: not set in bold, so that the eye finds those that matter. */
const STEPS: readonly StatementLineId[] = ["counted_at_open", "cash_sales", "net_cash_sales", "adjustments"];

/** A session's statement in words: what is not known yet, not final, or merely repeated says so. */
export function statementLines(
  t: TFunction,
  { row, statement, ledger }: Pick<SessionReport, "row" | "statement" | "ledger">,
): StatementLine[] {
  return statement.map((line) => {
    if (line.id === "expected_at_close" && row.status === "open") return expectedNow(t, line, ledger);
    const repeats = repeatsExpectation(t, line.id, ledger);
    return repeats ? { ...lineOf(t, line), note: t("sessionStatement.notCounted") } : lineOf(t, line);
  });
}

function lineOf(t: TFunction, { id, amount, kind, note }: StatementRow): StatementLine {
  const words = note && t(`statementNote.${note}`);
  const isStep = kind === "subtotal" && STEPS.includes(id);
  const line = { id, label: t(`statement.${id}`), kind: isStep ? ("step" as const) : kind };
  // Until Shopify has the totals it gives zeros, which say nothing; what is more than that is so far.
  if (note === "totals_pending") return { ...line, amount: null, isPending: true };
  if (amount === null || (note === "open" && isZero(amount))) return { ...line, amount: null, unknown: words };
  if (note === "open") return { ...line, amount, note: t("sessionStatement.soFar") };
  // The line's own name says whose it is, and a discrepancy of nothing came from nowhere.
  return id === "own_discrepancy" || isZero(amount) ? { ...line, amount } : { ...line, amount, note: words };
}

/** What an open drawer should hold by now: its last balance. */
function expectedNow(t: TFunction, line: StatementRow, ledger: LedgerRow[] | null): StatementLine {
  return {
    ...{ id: line.id, label: t("sessionStatement.expectedNow"), kind: line.kind },
    amount: ledger?.at(-1)?.runningBalance ?? null,
    unknown: t("common.knownWithLedger"),
    note: t("sessionStatement.ownLedgerOnly"),
  };
}

/** Whether a count is one that Shopify made by itself. */
function repeatsExpectation(t: TFunction, id: StatementLineId, ledger: LedgerRow[] | null): boolean {
  const type = id === "counted_at_open" ? "OPENING" : id === "counted_at_close" ? "CLOSING" : null;
  return ledger?.some((row) => row.type === type && automaticReason(t, row.reason) !== null) ?? false;
}
