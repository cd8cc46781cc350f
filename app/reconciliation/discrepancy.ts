import type { ActivityFacts, SessionFacts } from "./facts.ts";

/**
 * The sign convention, here and nowhere else: discrepancy = counted - expected. Over is positive (more cash than the
 * books say), short is negative. Shopify's own figures were seen to have the same sign on a live store.
 */
export function discrepancyOf(figures: { counted: bigint; expected: bigint }): bigint {
  return figures.counted - figures.expected;
}

/** What the count at open found against what the drawer was expected to hold: carried in from before this session. */
export function openingDiscrepancy(session: Pick<SessionFacts, "countedAtOpen" | "expectedAtOpen">): bigint {
  return discrepancyOf({ counted: session.countedAtOpen, expected: session.expectedAtOpen });
}

/** What the count at close found; null while nobody has counted. */
export function closingDiscrepancy(session: Pick<SessionFacts, "countedAtClose" | "expectedAtClose">): bigint | null {
  if (session.countedAtClose === null || session.expectedAtClose === null) return null;
  return discrepancyOf({ counted: session.countedAtClose, expected: session.expectedAtClose });
}

/** What the counts between opening and closing found, together. */
export function midSessionDiscrepancy(activities: readonly ActivityFacts[]): bigint {
  return activities.reduce(
    (total, { type, discrepancy }) => (type === "MID_SESSION" ? total + (discrepancy ?? 0n) : total),
    0n,
  );
}

/**
 * What went wrong in this session itself: its closing discrepancy and those of its mid-session counts. Whether a
 * mid-session count corrects the expectation, Shopify does not say. Where its total is opening + closing alone, it
 * does not: the closing discrepancy then holds what the earlier counts had found, which must not count twice.
 * Without the ledger: the closing discrepancy. Null while nobody has counted at close.
 */
export function ownDiscrepancy(session: SessionFacts, activities: readonly ActivityFacts[] | null): bigint | null {
  const closing = closingDiscrepancy(session);
  if (closing === null || activities === null) return closing;
  if (session.totalDiscrepancy === openingDiscrepancy(session) + closing) return closing;
  return closing + midSessionDiscrepancy(activities);
}
