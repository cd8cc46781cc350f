/** What Shopify says of the bucket after a request; the bucket belongs to one app on one shop. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface CostGovernor {
  /** Milliseconds to wait until the bucket holds what such a query cost last time; 0 while either is unknown. */
  waitBefore(costKey: string): number;
  /** Takes the query's points out of the bucket until its answer says how many are left. */
  begin(costKey: string): Ticket;
  /** The wait after a THROTTLED answer, which did not execute. */
  waitAfterThrottle(requestedCost: number | null): number;
}

export interface Ticket {
  /** `throttle` null: Shopify did not say (an answer that never came, or a server that does not report cost). */
  end(throttle: ThrottleStatus | null, requestedCost: number | null): void;
}

/** Shopify's own advice for a THROTTLED answer. */
const LEAST_WAIT_MS = 1_000;

/** Remembers the bucket of one shop. Share one between everything in the process that asks this shop. */
export function createCostGovernor(now: () => number): CostGovernor {
  const costOf = new Map<string, number>();
  let known: (ThrottleStatus & { at: number }) | null = null;
  let inFlight = 0;

  const available = (): number => {
    if (known === null) return Number.POSITIVE_INFINITY;
    // A clock that was set back has restored nothing; it must not take points away for as long as it was set back.
    const elapsedMs = Math.max(0, now() - known.at);
    const restored = known.currentlyAvailable + (elapsedMs / 1000) * known.restoreRate;
    return Math.min(known.maximumAvailable, restored) - inFlight;
  };
  const waitFor = (points: number): number => {
    if (known === null || known.restoreRate <= 0) return 0;
    // More than the bucket holds can never be waited for: let Shopify say so.
    const missing = Math.min(points, known.maximumAvailable) - available();
    return missing <= 0 ? 0 : Math.ceil((missing / known.restoreRate) * 1000);
  };

  return {
    waitBefore: (costKey) => waitFor(costOf.get(costKey) ?? 0),
    waitAfterThrottle: (requestedCost) => Math.max(LEAST_WAIT_MS, waitFor(requestedCost ?? 0)),
    begin: (costKey) => {
      const points = costOf.get(costKey) ?? 0;
      inFlight += points;
      return {
        end: (throttle, requestedCost) => {
          inFlight -= points;
          if (requestedCost !== null) costOf.set(costKey, requestedCost);
          if (throttle !== null) known = { ...throttle, at: now() };
        },
      };
    },
  };
}
