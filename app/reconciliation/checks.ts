import { type Check, type CheckId, type NotComputableReason, notComputable } from "./check.ts";
import {
  checkCarryOver,
  checkClosingBalance,
  checkDiscrepancy,
  checkRollForward,
  type PreviousSession,
} from "./check-drawer.ts";
import { checkAdjustments, checkNet, checkRefunds, checkSales } from "./check-totals.ts";
import type { ActivityFacts, SessionFacts } from "./facts.ts";

export type { Check, CheckId, PreviousSession };

export interface CheckInput {
  readonly session: SessionFacts;
  /** Null while the ledger is not read. */
  readonly activities: readonly ActivityFacts[] | null;
  /**
   * Of the sessions that opened earlier on the drawer, the one that closed last, those still open coming first: one
   * that was not closed by then shares the drawer with this session and hides what was carried over.
   */
  readonly previous: PreviousSession | null;
  /** Activities of the other sessions on the drawer. Null while the ledger of one that overlaps is not read. */
  readonly drawerEvents: readonly ActivityFacts[] | null;
  /** Whether any other session on the drawer overlaps this one; `drawerEvents` matter only then. */
  readonly isDrawerShared: boolean;
  /** Whether the mirror reaches back to the drawer's first session; unless it does, a missing one proves nothing. */
  readonly isHistoryComplete?: boolean;
}

/**
 * Does Shopify's arithmetic hold? Shopify publishes no formulas, so its figures are taken as given and every identity
 * that they should satisfy is tried, exactly: sums of decimals leave no rounding to forgive.
 */
export function runChecks(input: CheckInput): Check[] {
  const { session, activities, previous, isHistoryComplete = true } = input;
  const drawerEvents = input.isDrawerShared ? input.drawerEvents : [];
  return [
    whenFinal("sales_add_up", session, () => checkSales(session, activities)),
    whenFinal("refunds_add_up", session, () => checkRefunds(session, activities)),
    whenFinal("net_adds_up", session, () => checkNet(session, activities)),
    whenFinal("adjustments_add_up", session, () => checkAdjustments(session, activities)),
    whenFinal("expected_rolls_forward", session, () => checkRollForward(session, activities, drawerEvents)),
    whenFinal("discrepancy_adds_up", session, () => checkDiscrepancy(session, activities)),
    whenFinal("closing_balance", session, () => checkClosingBalance(session)),
    checkCarryOver(session, previous, isHistoryComplete),
  ];
}

/** The ids of the checks that fail. */
export function failedChecks(checks: readonly Check[]): CheckId[] {
  return checks.filter(({ outcome }) => outcome === "fails").map(({ id }) => id);
}

function whenFinal(id: CheckId, session: SessionFacts, check: () => Check): Check {
  const reason = provisionalReason(session);
  return reason ? notComputable(id, reason) : check();
}

function provisionalReason(session: SessionFacts): NotComputableReason | null {
  if (session.isOpen) return "open";
  return session.totalsReady ? null : "totals_pending";
}
