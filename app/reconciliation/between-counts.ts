import type { ActivityFacts } from "./facts.ts";
import { isAutomatic } from "./status.ts";

/** A line of a drawer's ledger: whose session it belongs to, and who booked it. */
export interface DrawerActivity extends Pick<
  ActivityFacts,
  "time" | "kind" | "type" | "cash" | "discrepancy" | "reasonCode"
> {
  readonly sessionId: string;
  readonly staff: string | null;
}

/** What a session did to the drawer between two counts. */
export interface Handled {
  readonly sessionId: string;
  /** What it added, pay-outs and change taken off. */
  readonly cash: bigint;
  readonly entries: number;
  /** The people who booked it, in the order of their first entry; those not known are left out. */
  readonly staff: readonly string[];
}

/** From one count of a drawer to the next: who handled its cash, and what the count at the end found. */
export interface Stretch {
  readonly from: Date;
  /** Null: nobody has counted since. */
  readonly count: { readonly at: Date; readonly sessionId: string; readonly discrepancy: bigint | null } | null;
  /** In the order of their first entry. */
  readonly handled: readonly Handled[];
}

/**
 * A drawer's activities in order of time, cut at its counts. What a count finds came about since the count before it,
 * whoever made that. Where Shopify opened or closed a session by itself nobody counted, and nothing is cut. A stretch in which
 * nothing was handled and nothing was found says nothing and is left out.
 */
export function betweenCounts(activities: readonly DrawerActivity[], from: Date): Stretch[] {
  const stretches: Stretch[] = [];
  let since = from;
  let handled: DrawerActivity[] = [];
  for (const activity of activities) {
    if (activity.kind === "count" && isAutomatic(activity.reasonCode)) continue;
    if (activity.kind !== "count") {
      handled.push(activity);
      continue;
    }
    const { time: at, sessionId, discrepancy } = activity;
    stretches.push({ from: since, count: { at, sessionId, discrepancy }, handled: bySession(handled) });
    since = at;
    handled = [];
  }
  stretches.push({ from: since, count: null, handled: bySession(handled) });
  return stretches.filter(({ count, handled: own }) => own.length > 0 || (count?.discrepancy ?? 0n) !== 0n);
}

function bySession(activities: readonly DrawerActivity[]): Handled[] {
  return [...Map.groupBy(activities, ({ sessionId }) => sessionId)].map(([sessionId, own]) => ({
    sessionId,
    cash: own.reduce((total, { cash }) => total + cash, 0n),
    entries: own.length,
    staff: [...new Set(own.flatMap(({ staff }) => staff ?? []))],
  }));
}
