import { closingDiscrepancy, openingDiscrepancy } from "./discrepancy.ts";
import { magnitude, type SessionFacts } from "./facts.ts";
import type { FoundHint, Subject } from "./hint.ts";

interface Counterpart {
  readonly side: "previous" | "next";
  readonly figure: "opening" | "closing";
  readonly sessionId: string;
  readonly neighbourAmount: bigint | null;
}

/**
 * A discrepancy that the session before or after on the drawer has with the opposite sign: a miscount corrects itself
 * at the next count. One hint a side.
 */
export function neighbourHints(
  subject: Subject,
  neighbours: { previous: SessionFacts | null; next: SessionFacts | null },
): FoundHint[] {
  const { previous, next } = neighbours;
  return [previous ? before(previous) : [], next && subject.of === "own" ? after(next) : []].flatMap((side) => {
    const hint = side.map((counterpart) => hintFrom(subject, counterpart)).find((found) => found !== null);
    return hint ? [hint] : [];
  });
}

function before(session: SessionFacts): Counterpart[] {
  const of = { side: "previous", sessionId: session.id } as const;
  return [{ ...of, figure: "closing", neighbourAmount: closingDiscrepancy(session) }];
}

/** The next count comes first; where the opening was taken over uncounted it is the one after. */
function after(session: SessionFacts): Counterpart[] {
  const of = { side: "next", sessionId: session.id } as const;
  return [
    { ...of, figure: "opening", neighbourAmount: openingDiscrepancy(session) },
    { ...of, figure: "closing", neighbourAmount: closingDiscrepancy(session) },
  ];
}

function hintFrom({ of, amount, tolerance }: Subject, counterpart: Counterpart): FoundHint | null {
  const { neighbourAmount } = counterpart;
  if (neighbourAmount === null || magnitude(neighbourAmount) <= tolerance) return null;
  const remainder = amount + neighbourAmount;
  if (magnitude(remainder) > tolerance || amount > 0n === neighbourAmount > 0n) return null;
  return {
    strength: remainder === 0n ? 85 : 65,
    hint: { kind: "cancelled_by_neighbour", evidence: { of, amount, ...counterpart, neighbourAmount, remainder } },
  };
}
