const DAY_MS = 86_400_000;

/** A closed session that was off, of one person or one drawer. */
export interface PolicyEvent {
  readonly sessionId: string;
  readonly at: Date;
  /** Theirs, not carried in; short is negative. */
  readonly amount: bigint;
  readonly isBeyondTolerance: boolean;
}

/** What a shop has set. */
export interface PolicyWindow {
  readonly windowDays: number;
  /** So many sessions beyond tolerance in the window. */
  readonly windowEvents: number;
}

/** With the amounts, in minor units of one currency. */
export interface PolicyLimits extends PolicyWindow {
  /** One session off by this much. */
  readonly single: bigint;
  /** So much short in the window. */
  readonly windowSum: bigint;
}

export const POLICY_RULES = ["single", "window_sum", "window_events"] as const;
export type PolicyRule = (typeof POLICY_RULES)[number];

export interface PolicyCrossing {
  readonly rule: PolicyRule;
  /** The largest, or the sum of them. */
  readonly amount: bigint;
  /** What crossed it, the latest first. */
  readonly events: readonly PolicyEvent[];
}

/** What the events of one window come to. */
export interface PolicySums {
  /** The size of the largest. */
  readonly largest: bigint;
  /** The shorts together, without a sign. */
  readonly short: bigint;
  readonly beyond: number;
}

/** Which limits a window reaches. */
export function reachedLimits({ largest, short, beyond }: PolicySums, limits: PolicyLimits): PolicyRule[] {
  const isReached: Record<PolicyRule, boolean> = {
    single: largest > 0n && largest >= limits.single,
    window_sum: short > 0n && short >= limits.windowSum,
    window_events: beyond >= limits.windowEvents,
  };
  return POLICY_RULES.filter((rule) => isReached[rule]);
}

/** The limits that the events of one window reach, each with what reached it. */
export function policyCrossings(events: readonly PolicyEvent[], limits: PolicyLimits): PolicyCrossing[] {
  const byRule: Record<PolicyRule, PolicyEvent[]> = {
    single: latestFirst(events).filter(({ amount }) => sizeOf(amount) >= limits.single),
    window_sum: latestFirst(events).filter(({ amount }) => amount < 0n),
    window_events: latestFirst(events).filter(({ isBeyondTolerance }) => isBeyondTolerance),
  };
  const largest = events.reduce((found, { amount }) => (sizeOf(amount) > sizeOf(found) ? amount : found), 0n);
  const sums = { largest: sizeOf(largest), short: -sumOf(byRule.window_sum), beyond: byRule.window_events.length };
  return reachedLimits(sums, limits).map((rule) => ({
    rule,
    amount: rule === "single" ? largest : sumOf(byRule[rule]),
    events: byRule[rule],
  }));
}

/**
 * The latest window of so many days that holds enough shorts beyond tolerance and ends with one that `isShown`: its
 * events, the latest first. Null: there is none.
 */
export function repeatedShorts<Event extends PolicyEvent>(
  events: readonly Event[],
  { windowDays, windowEvents, isShown }: PolicyWindow & { isShown: (event: Event) => boolean },
): readonly Event[] | null {
  const shorts = latestFirst(events.filter(({ amount, isBeyondTolerance }) => amount < 0n && isBeyondTolerance));
  for (const [index, last] of shorts.entries()) {
    if (!isShown(last)) continue;
    const window = shorts.slice(index).filter(({ at }) => isWithin(at, last.at, windowDays));
    if (window.length >= windowEvents) return window;
  }
  return null;
}

function isWithin(at: Date, end: Date, days: number): boolean {
  return at <= end && at.getTime() > end.getTime() - days * DAY_MS;
}

function latestFirst<Event extends PolicyEvent>(events: readonly Event[]): Event[] {
  return events.toSorted(
    (a, b) => b.at.getTime() - a.at.getTime() || (BigInt(a.sessionId) < BigInt(b.sessionId) ? 1 : -1),
  );
}

const sizeOf = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
const sumOf = (events: readonly PolicyEvent[]): bigint => events.reduce((sum, { amount }) => sum + amount, 0n);
