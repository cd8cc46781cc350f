/** A payment session as Shopify gave it. Every amount is in minor units of `currency`. Null: not known (yet). */
export interface SessionFacts {
  readonly id: string;
  readonly currency: string;
  readonly isOpen: boolean;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** Whether Shopify says that the totals below are final. */
  readonly totalsReady: boolean;
  readonly expectedAtOpen: bigint;
  readonly countedAtOpen: bigint;
  readonly expectedAtClose: bigint | null;
  readonly countedAtClose: bigint | null;
  /** What was put in (positive) or taken out (negative) after the closing count. */
  readonly closingAdjustment: bigint | null;
  /** What stayed in the drawer. */
  readonly closingBalance: bigint | null;
  readonly cashSales: bigint;
  readonly cashRefunds: bigint;
  readonly netCashSales: bigint;
  /** Null where a session from before March 2026 does not give it. */
  readonly adjustments: bigint | null;
  readonly totalDiscrepancy: bigint;
}

/**
 * Whether a session is of the API from before March 2026: those have numbers of their own, kept below zero. It says
 * neither what was taken out at the closing nor what stayed in the drawer.
 */
export function isLegacy({ id }: Pick<SessionFacts, "id">): boolean {
  return id.startsWith("-");
}

export type ActivityKind = "transaction" | "adjustment" | "count";

/**
 * One line of a session's ledger, in order of time. `cash` is what it added to the drawer: change, refunds and
 * pay-outs are negative, and a count adds what it found over or short.
 */
export interface ActivityFacts {
  /** From 1. */
  readonly position: number;
  readonly time: Date;
  readonly kind: ActivityKind;
  /** SALE, CHANGE, REFUND · ADJUSTMENT, CASH_PAYOUT, CLOSING_ADJUSTMENT · OPENING, MID_SESSION, CLOSING. */
  readonly type: string;
  readonly cash: bigint;
  /** Of counts alone, as are `counted` and `discrepancy`. */
  readonly expected: bigint | null;
  readonly counted: bigint | null;
  readonly discrepancy: bigint | null;
  readonly reasonCode: string | null;
  readonly note: string | null;
}

/** Sums the cash of the activities of one type. */
export function cashOf(activities: readonly ActivityFacts[], type: string): bigint {
  return activities.reduce((total, activity) => (activity.type === type ? total + activity.cash : total), 0n);
}

/** An amount without its sign. */
export function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
