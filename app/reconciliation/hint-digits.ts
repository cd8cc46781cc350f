import { type ActivityFacts, magnitude } from "./facts.ts";
import type { FoundHint, Subject, SwappedFigure } from "./hint.ts";

/**
 * Two neighbouring digits swapped change a number by nine times their difference, at their place: 9 × d × 10^k.
 * Every ninth amount is divisible by nine, and cash is off by round amounts, so that alone says nothing: there has to
 * be a figure in which swapping two digits explains the discrepancy. Best the very count that found it.
 */
export function digitsHint(subject: Subject, activities: readonly ActivityFacts[] | null): FoundHint | null {
  if (subject.amount % 9n !== 0n) return null;
  const inCounts = firstSwapped(countsThatFound(subject, activities ?? []));
  const swapped = inCounts ?? firstSwapped(figuresBehind(subject, activities ?? []));
  if (!swapped) return null;
  const { of, amount } = subject;
  return {
    strength: inCounts ? 90 : 65,
    hint: { kind: "divisible_by_nine", evidence: { of, amount, ...swapped, ...pairOf(swapped) } },
  };
}

function firstSwapped(figures: readonly SwappedFigure[]) {
  return figures.find((figure) => isSwap(figure.entered, figure.meant)) ?? null;
}

/** The counts that found exactly this: they should have been what was expected. */
function countsThatFound({ session, of, amount }: Subject, activities: readonly ActivityFacts[]): SwappedFigure[] {
  const lineOf = (type: string) => activities.find((activity) => activity.type === type)?.position ?? null;
  const found = (figure: SwappedFigure["figure"], position: number | null, counted: bigint | null) =>
    counted === null ? [] : [{ figure, position, entered: counted, meant: counted - amount }];
  if (of === "opening") return found("opening_count", lineOf("OPENING"), session.countedAtOpen);
  const isAtClose = session.countedAtClose !== null && session.countedAtClose - amount === session.expectedAtClose;
  return [
    ...(isAtClose ? found("closing_count", lineOf("CLOSING"), session.countedAtClose) : []),
    ...activities
      .filter(({ type, discrepancy }) => type === "MID_SESSION" && discrepancy === amount)
      .flatMap(({ position, counted }) => found("mid_session_count", position, counted)),
  ];
}

/** What the expectation was made from by hand: had it been more by the discrepancy, the count would have been right. */
function figuresBehind({ session, of, amount }: Subject, activities: readonly ActivityFacts[]): SwappedFigure[] {
  if (of === "opening") return [];
  const opening = activities.find(({ type }) => type === "OPENING")?.position ?? null;
  const entered = session.countedAtOpen;
  return [
    { figure: "opening_count", position: opening, entered, meant: entered + amount },
    ...activities
      .filter(({ type }) => type === "ADJUSTMENT" || type === "CASH_PAYOUT")
      .map(({ position, cash }) => ({ figure: "adjustment" as const, position, entered: cash, meant: cash + amount })),
  ];
}

/** Whether swapping two neighbouring digits turns one amount into the other. */
function isSwap(entered: bigint, meant: bigint): boolean {
  if (entered < 0n !== meant < 0n || entered === meant) return false;
  const { before, after, at } = compareDigits(entered, meant);
  return before[at] === after[at + 1] && before[at + 1] === after[at] && before.slice(at + 2) === after.slice(at + 2);
}

function pairOf({ entered, meant }: SwappedFigure): { digitsEntered: string; digitsMeant: string } {
  const { before, after, at } = compareDigits(entered, meant);
  return { digitsEntered: before.slice(at, at + 2), digitsMeant: after.slice(at, at + 2) };
}

/** Both amounts with as many digits, and where they first differ. */
function compareDigits(entered: bigint, meant: bigint): { before: string; after: string; at: number } {
  const [a, b] = [magnitude(entered).toString(), magnitude(meant).toString()];
  const length = Math.max(a.length, b.length);
  const [before, after] = [a.padStart(length, "0"), b.padStart(length, "0")];
  return { before, after, at: [...before].findIndex((digit, index) => digit !== after[index]) };
}
