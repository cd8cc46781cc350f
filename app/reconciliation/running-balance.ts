import type { ActivityFacts } from "./facts.ts";

/**
 * What the drawer holds after each activity: it starts from expected at open and each activity adds its own cash.
 * A count's cash is what it found over or short, so after a count the balance is what was counted.
 */
export function runningBalances(expectedAtOpen: bigint, activities: readonly Pick<ActivityFacts, "cash">[]): bigint[] {
  let balance = expectedAtOpen;
  return activities.map(({ cash }) => (balance += cash));
}
