import { type ActivityFacts, magnitude, type SessionFacts } from "./facts.ts";

export const STATUSES = ["open", "pending", "not_counted", "balanced", "within_tolerance", "over", "short"] as const;

export type Status = (typeof STATUSES)[number];

/** What of a ledger tells the status: who counted at close. */
export type ClosingFacts = Pick<ActivityFacts, "type" | "reasonCode">;

/** Whether Shopify recorded this by itself: its reason codes are AUTO_START_SESSION_CHECKOUT and the like. */
export function isAutomatic(reasonCode: string | null): boolean {
  return reasonCode?.startsWith("AUTO_") ?? false;
}

/**
 * What became of a session, by Shopify's own total discrepancy. A closing count that Shopify made by itself merely
 * repeats the expectation, so nobody counted; that is known only once the ledger is read.
 */
export function statusOf(
  session: Pick<SessionFacts, "isOpen" | "countedAtClose" | "totalsReady" | "totalDiscrepancy">,
  tolerance: bigint,
  activities: readonly ClosingFacts[] | null = null,
): Status {
  if (session.isOpen) return "open";
  if (session.countedAtClose === null || wasClosedAutomatically(activities)) return "not_counted";
  if (!session.totalsReady) return "pending";
  const total = session.totalDiscrepancy;
  if (total === 0n) return "balanced";
  if (magnitude(total) <= tolerance) return "within_tolerance";
  return total > 0n ? "over" : "short";
}

function wasClosedAutomatically(activities: readonly ClosingFacts[] | null): boolean {
  return activities?.some(({ type, reasonCode }) => type === "CLOSING" && isAutomatic(reasonCode)) ?? false;
}
