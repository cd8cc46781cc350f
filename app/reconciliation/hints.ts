import { digitsHint } from "./hint-digits.ts";
import { neighbourHints } from "./hint-neighbours.ts";
import { roundAmountHint } from "./hint-round-amount.ts";
import { equalsTransactionHint, twiceTransactionHint } from "./hint-transactions.ts";
import { type FoundHint, type Hint, type HintKind, HINT_KINDS, type Subject } from "./hint.ts";
import { openingDiscrepancy, ownDiscrepancy } from "./discrepancy.ts";
import { type ActivityFacts, magnitude, type SessionFacts } from "./facts.ts";
import { statusOf } from "./status.ts";
import { defaultTolerance, toleranceFor } from "./tolerance.ts";

export { type Hint, type HintKind, HINT_KINDS };

export interface HintInput {
  readonly session: SessionFacts;
  /** Null while the ledger is not read: hints that need it are left out. */
  readonly activities: readonly ActivityFacts[] | null;
  readonly previousOnDrawer: SessionFacts | null;
  readonly nextOnDrawer: SessionFacts | null;
  /** A discrepancy within it asks for no explanation; the currency's default unless told. */
  readonly tolerance?: bigint;
}

/**
 * Possible causes of a discrepancy, likeliest first, each with the facts that speak for it: possibilities, never
 * accusations. About the session's own discrepancy; where that is within tolerance, about the opening one.
 */
export function hintsFor(input: HintInput): Hint[] {
  const subject = subjectOf(input);
  if (!subject) return [];
  const { activities, previousOnDrawer, nextOnDrawer } = input;
  const found: (FoundHint | null)[] = [
    ...neighbourHints(subject, { previous: previousOnDrawer, next: nextOnDrawer }),
    digitsHint(subject, activities),
    floatHint(subject),
    // The ledger's transactions come after the opening count and cannot explain it.
    subject.of === "own" && activities ? equalsTransactionHint(subject, activities) : null,
    subject.of === "own" && activities ? twiceTransactionHint(subject, activities) : null,
    roundAmountHint(subject),
  ];
  return found
    .filter((hint) => hint !== null)
    .sort((a, b) => b.strength - a.strength)
    .map(({ hint }) => hint);
}

function subjectOf({ session, activities, tolerance }: HintInput): Subject | null {
  const allowed = tolerance ?? toleranceFor(session, defaultTolerance(session.currency));
  const status = statusOf(session, allowed, activities);
  if (status === "open" || status === "pending" || status === "not_counted") return null;
  const own = ownDiscrepancy(session, activities);
  const opening = openingDiscrepancy(session);
  if (own !== null && magnitude(own) > allowed) return { session, of: "own", amount: own, tolerance: allowed };
  if (magnitude(opening) > allowed) return { session, of: "opening", amount: opening, tolerance: allowed };
  return null;
}

/**
 * The float left out of a count, or counted on top: the discrepancy is exactly what the drawer began with, or, where
 * the day's takings were still in it then, what it was left with.
 */
function floatHint({ session, of, amount }: Subject): FoundHint | null {
  const size = magnitude(amount);
  const isFloat = { counted_at_open: session.countedAtOpen, expected_at_open: session.expectedAtOpen };
  const float = (["counted_at_open", "expected_at_open"] as const).find((figure) => isFloat[figure] === size);
  if (float) return { strength: 80, hint: { kind: "equals_float", evidence: { of, amount, float } } };
  // What was left at close came after the opening count and cannot explain it.
  if (of === "own" && session.closingBalance === size) {
    return { strength: 75, hint: { kind: "equals_float", evidence: { of, amount, float: "closing_balance" } } };
  }
  return null;
}
