import { type ActivityFacts, magnitude } from "./facts.ts";
import type { FoundHint, Subject } from "./hint.ts";

interface Count {
  readonly expected: bigint;
  readonly counted: bigint;
}

/**
 * Two neighbouring digits swapped change a number by nine times their difference, at their place: 9 × d × 10^k.
 * Strong when swapping two digits of what was expected gives what was counted. Weak when the difference has that
 * form alone, as 28 of the 10,000 amounts up to 100.00 have by chance: the swap may be in another figure.
 */
export function digitsHint(subject: Subject, activities: readonly ActivityFacts[] | null): FoundHint | null {
  if (!isNineTimesADigit(magnitude(subject.amount))) return null;
  const { of, amount } = subject;
  for (const { expected, counted } of countsBehind(subject, activities)) {
    const pair = swappedPair(expected, counted);
    if (!pair) continue;
    return { strength: 90, hint: { kind: "divisible_by_nine", evidence: { of, amount, expected, counted, ...pair } } };
  }
  const evidence = { of, amount, expected: null, counted: null, digitsExpected: null, digitsCounted: null };
  return { strength: 30, hint: { kind: "divisible_by_nine", evidence } };
}

function isNineTimesADigit(size: bigint): boolean {
  if (size === 0n || size % 9n !== 0n) return false;
  return /^[1-9]0*$/.test((size / 9n).toString());
}

/** The counts that found exactly this discrepancy. */
function countsBehind({ session, of, amount }: Subject, activities: readonly ActivityFacts[] | null): Count[] {
  const counts: { expected: bigint | null; counted: bigint | null }[] =
    of === "opening"
      ? [{ expected: session.expectedAtOpen, counted: session.countedAtOpen }]
      : [
          { expected: session.expectedAtClose, counted: session.countedAtClose },
          ...(activities ?? []).filter(({ type }) => type === "MID_SESSION"),
        ];
  return counts.flatMap(({ expected, counted }) =>
    expected !== null && counted !== null && counted - expected === amount ? [{ expected, counted }] : [],
  );
}

/** The neighbouring digits whose swap turns one number into the other. */
function swappedPair(expected: bigint, counted: bigint): { digitsExpected: string; digitsCounted: string } | null {
  if (expected < 0n || counted < 0n) return null;
  const length = Math.max(expected.toString().length, counted.toString().length);
  const [before, after] = [expected.toString().padStart(length, "0"), counted.toString().padStart(length, "0")];
  const at = [...before].findIndex((digit, index) => digit !== after[index]);
  const [digitsExpected, digitsCounted] = [before.slice(at, at + 2), after.slice(at, at + 2)];
  const isSwap =
    digitsExpected === [...digitsCounted].reverse().join("") && before.slice(at + 2) === after.slice(at + 2);
  return isSwap ? { digitsExpected, digitsCounted } : null;
}
