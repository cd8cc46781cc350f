import { type Check, judge, notComputable, type Reading, type Term, term } from "./check.ts";
import { closingDiscrepancy, midSessionDiscrepancy, openingDiscrepancy } from "./discrepancy.ts";
import { type ActivityFacts, cashOf, isLegacy, type SessionFacts } from "./facts.ts";

/** What is known of the session on the drawer before this one. */
export interface PreviousSession {
  readonly id: string;
  readonly closedAt: Date | null;
  readonly closingBalance: bigint | null;
  readonly closedBy?: string | null;
}

/**
 * Expected at close = counted at open + what was booked since: sales, change, refunds, pay-ins and pay-outs, cash
 * payouts. It starts from what was counted, not from what was expected (so on a live store). A mid-session count may
 * correct it or not. On a shared drawer the other sessions' events in the window count, or each session by itself.
 */
export function checkRollForward(
  session: SessionFacts,
  activities: readonly ActivityFacts[] | null,
  drawerEvents: readonly ActivityFacts[] | null,
): Check {
  const id = "expected_rolls_forward";
  if (session.expectedAtClose === null) return notComputable(id, "not_counted");
  if (!activities) return notComputable(id, "ledger_not_read");
  if (!drawerEvents) return notComputable(id, "drawer_ledger_not_read");
  const booked = [
    term("counted_at_open", session.countedAtOpen),
    term("sales_tendered", cashOf(activities, "SALE")),
    term("change_given", cashOf(activities, "CHANGE")),
    term("refunds", cashOf(activities, "REFUND")),
    term("pay_ins_and_outs", cashOf(activities, "ADJUSTMENT")),
    term("cash_payouts", cashOf(activities, "CASH_PAYOUT")),
  ];
  const corrections = term("mid_session_discrepancy", midSessionDiscrepancy(activities));
  const windows = othersWithin(session, drawerEvents);
  const readings: Reading[] = windows.flatMap((others) => [
    { id: "counts_correct", terms: [...booked, corrections, ...othersTerm(others, midSessionDiscrepancy(others))] },
    { id: "counts_do_not_correct", terms: [...booked, ...othersTerm(others, 0n)] },
  ]);
  if (windows.some((others) => others.length)) {
    readings.push({ id: "own_events_counts_correct", terms: [...booked, corrections] });
    readings.push({ id: "own_events_counts_do_not_correct", terms: booked });
  }
  return judge(id, term("expected_at_close", session.expectedAtClose), readings);
}

/**
 * The other sessions' events that moved the drawer while this one was open. Times are whole seconds, and registers
 * that share a drawer are closed together: what happened in the very second of the opening or the closing count may
 * have come before or after it, so each way is a window of its own.
 */
function othersWithin(session: SessionFacts, events: readonly ActivityFacts[]): ActivityFacts[][] {
  const opened = session.openedAt.getTime();
  const closed = session.closedAt?.getTime() ?? Infinity;
  const inside = events.filter(({ time }) => time.getTime() > opened && time.getTime() < closed);
  const atOpening = events.filter(({ time }) => time.getTime() === opened);
  const atClosing = events.filter(({ time }) => time.getTime() === closed);
  const windows = [inside];
  if (atClosing.length) windows.push([...inside, ...atClosing]);
  if (atOpening.length) windows.push(...windows.map((window) => [...atOpening, ...window]));
  return windows;
}

function othersTerm(others: readonly ActivityFacts[], corrections: bigint): Term[] {
  return others.length ? [term("other_sessions_on_drawer", bookedBy(others) + corrections)] : [];
}

/** All that others did to the drawer, their opening and closing counts included: those set the balance for certain. */
function bookedBy(others: readonly ActivityFacts[]): bigint {
  return others.reduce((total, { kind, type, cash, discrepancy }) => {
    if (kind !== "count") return total + cash;
    return type === "MID_SESSION" ? total : total + (discrepancy ?? 0n);
  }, 0n);
}

/** Total discrepancy = opening + mid-session + closing, or opening + closing where earlier counts correct nothing. */
export function checkDiscrepancy(session: SessionFacts, activities: readonly ActivityFacts[] | null): Check {
  const id = "discrepancy_adds_up";
  const atClose = closingDiscrepancy(session);
  if (atClose === null) return notComputable(id, "not_counted");
  const opening = term("opening_discrepancy", openingDiscrepancy(session));
  const middle = term("mid_session_discrepancy", midSessionDiscrepancy(activities ?? []));
  const closing = term("closing_discrepancy", atClose);
  const check = judge(id, term("total_discrepancy", session.totalDiscrepancy), [
    { id: "with_mid_session", terms: [opening, middle, closing] },
    { id: "without_mid_session", terms: [opening, closing] },
  ]);
  return check.outcome === "fails" && !activities ? notComputable(id, "ledger_not_read") : check;
}

/** Closing balance = counted at close + closing adjustment; "the counted balance" may also mean before it. */
export function checkClosingBalance(session: SessionFacts): Check {
  const id = "closing_balance";
  if (isLegacy(session)) return notComputable(id, "legacy_not_given");
  if (session.countedAtClose === null || session.closingBalance === null) return notComputable(id, "not_counted");
  const counted = term("counted_at_close", session.countedAtClose);
  const adjustment = term("closing_adjustment", session.closingAdjustment ?? 0n);
  return judge(id, term("closing_balance", session.closingBalance), [
    { id: "after_adjustment", terms: [counted, adjustment] },
    { id: "before_adjustment", terms: [counted] },
  ]);
}

/**
 * Expected at open = what the previous session on the drawer left in it. All of it is fixed when the session opens,
 * so it is computed for open and pending sessions too.
 */
export function checkCarryOver(
  session: SessionFacts,
  previous: PreviousSession | null,
  isHistoryComplete: boolean,
): Check {
  const id = "carry_over";
  if (!previous) return notComputable(id, isHistoryComplete ? "no_previous_session" : "history_starts_here");
  if (previous.closedAt === null) return notComputable(id, "previous_open");
  if (previous.closedAt > session.openedAt) return notComputable(id, "drawer_shared_overlap");
  if (isLegacy(previous)) return notComputable(id, "legacy_not_given");
  if (previous.closingBalance === null) return notComputable(id, "previous_not_counted");
  return judge(id, term("expected_at_open", session.expectedAtOpen), [
    { id: "previous_closing_balance", terms: [term("previous_closing_balance", previous.closingBalance)] },
  ]);
}
