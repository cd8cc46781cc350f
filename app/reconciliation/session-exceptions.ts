import type { CheckId } from "./check.ts";
import type { ActivityFacts, SessionFacts } from "./facts.ts";
import { isAutomatic } from "./status.ts";

/** What about one session a person would want to see, by itself and for ever: no clock and no other session decides it. */
export const SESSION_EXCEPTIONS = [
  "opened_automatically",
  "closed_automatically",
  "not_counted",
  "carry_over_gap",
  "arithmetic",
  "silent_adjustment",
  "restated",
] as const;

export type SessionException = (typeof SESSION_EXCEPTIONS)[number];

export interface ExceptionInput {
  readonly session: Pick<SessionFacts, "isOpen" | "countedAtClose">;
  /** What is known of the ledger, which may be none of it (yet). */
  readonly activities: readonly ActivityFacts[];
  readonly failedChecks: readonly CheckId[];
  readonly isRestated: boolean;
}

/** The kinds of exception that a session is, in the order above. */
export function sessionExceptions({
  session,
  activities,
  failedChecks,
  isRestated,
}: ExceptionInput): SessionException[] {
  const isAutomaticCount = (type: string) =>
    activities.some((activity) => activity.type === type && isAutomatic(activity.reasonCode));
  const holds: Record<SessionException, boolean> = {
    opened_automatically: isAutomaticCount("OPENING"),
    closed_automatically: isAutomaticCount("CLOSING"),
    // Closed by a person, who did not count.
    not_counted: !session.isOpen && session.countedAtClose === null,
    carry_over_gap: failedChecks.includes("carry_over"),
    arithmetic: failedChecks.some((check) => check !== "carry_over"),
    silent_adjustment: activities.some(isSilent),
    restated: isRestated,
  };
  return SESSION_EXCEPTIONS.filter((kind) => holds[kind]);
}

/** A pay-in or pay-out of which the ledger says neither why nor what for. A cash payout's type says why. */
export function isSilent({ type, reasonCode, note }: ActivityFacts): boolean {
  return type === "ADJUSTMENT" && reasonCode === null && (note === null || note.trim() === "");
}
