import type { ActivityFacts } from "./facts.ts";
import type { FoundHint, Subject } from "./hint.ts";

/** More matches than this and the amount is a common price, which explains nothing. */
const FEW = 3;

interface Candidate {
  readonly position: number;
  readonly type: string;
  readonly cash: bigint;
}

/** The discrepancy is exactly one transaction: booked without cash moving (or twice), or moved without being booked. */
export function equalsTransactionHint(subject: Subject, activities: readonly ActivityFacts[]): FoundHint | null {
  const candidates = candidatesIn(activities);
  const booked = candidates.filter(({ cash }) => cash === -subject.amount);
  const missing = candidates.filter(({ cash }) => cash === subject.amount);
  const explanation = booked.length ? "booked" : "missing";
  const evidence = evidenceOf(subject, booked.length ? booked : missing);
  if (!evidence) return null;
  const strength = (explanation === "booked" ? 75 : 55) - (evidence.matches > 1 ? 10 : 0);
  return { strength, hint: { kind: "equals_transaction", evidence: { ...evidence, explanation } } };
}

/** The discrepancy is what a transaction entered with the wrong sign leaves: a sale booked as a refund, or back. */
export function twiceTransactionHint(subject: Subject, activities: readonly ActivityFacts[]): FoundHint | null {
  const matches = candidatesIn(activities).filter(({ cash }) => cash * -2n === subject.amount);
  const evidence = evidenceOf(subject, matches);
  if (!evidence) return null;
  return { strength: evidence.matches > 1 ? 60 : 70, hint: { kind: "twice_transaction", evidence } };
}

function evidenceOf({ of, amount }: Subject, matches: readonly Candidate[]) {
  const [first] = matches;
  if (!first || matches.length > FEW) return null;
  const positions = matches.map(({ position }) => position).join(", ");
  return { of, amount, ...first, positions, matches: matches.length };
}

/**
 * What can have been left out, doubled or reversed: sales (with the change that follows them, since nobody forgets
 * the one without the other), refunds, pay-ins and pay-outs. Counts and the closing adjustment cannot.
 */
function candidatesIn(activities: readonly ActivityFacts[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { position, type, kind, cash } of activities) {
    const last = candidates.at(-1);
    if (type === "CHANGE" && last?.type === "SALE") {
      candidates[candidates.length - 1] = { ...last, cash: last.cash + cash };
    } else if (kind === "transaction" || type === "ADJUSTMENT" || type === "CASH_PAYOUT") {
      candidates.push({ position, type, cash });
    }
  }
  return candidates.filter(({ cash }) => cash !== 0n);
}
