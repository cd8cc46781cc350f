import type { Status } from "./status.ts";

// The rules of review: what a person may do to a session, and what it leads to. The trail is the truth; the state is
// what the trail comes to.

/** What is kept of a session's review; null: nobody has said anything but comments. */
export type StoredReview = "reviewed" | "escalated" | "reopened" | null;

/** What a page shows: a session beyond tolerance needs a review that nobody has given yet. */
export const REVIEW_STATES = ["needs", "reviewed", "escalated", "reopened", "none"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** What a person does. */
export const REVIEW_ACTS = ["reviewed", "escalated", "commented", "reopened"] as const;
export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** What stands in the trail: acts of people, and that Shopify gave other figures. */
export type ReviewEventKind = ReviewAct | "restated";

/** Why a session was off, as far as it was found out. A shop adds its own in its settings. */
export const REVIEW_CAUSES = [
  "counting_error",
  "wrong_change",
  "sale_rung_wrong",
  "refund_rung_wrong",
  "wrong_tender",
  "unrecorded_pay_out",
  "unrecorded_pickup",
  "wrong_float",
  "carried_in",
  "counterfeit",
  "suspected_theft",
  "not_explained",
  "other",
] as const;

/** What a session of this status and trail shows. */
export function reviewStateOf(stored: StoredReview, status: Status): ReviewState {
  if (stored !== null) return stored;
  return isBeyondTolerance(status) ? "needs" : "none";
}

function isBeyondTolerance(status: Status): boolean {
  return status === "over" || status === "short";
}

/** The acts that a session's state leaves open. */
export function actsFor(stored: StoredReview, status: Status): ReviewAct[] {
  return REVIEW_ACTS.filter((act) => refusalOf(act, { stored, status }) === null);
}

/** Why an act is not to be had: the session's figures may still change, or its state has no use for it. */
export type ReviewRefusal = "not_final" | "already_reviewed" | "not_reviewed" | "own_session";

export interface Reviewed {
  stored: StoredReview;
  status: Status;
  /** Whether the one who acts had closed the session; null: it is not known who did. */
  closedIt?: boolean | null;
  /** What the shop wants of a person who reviews a session that they closed. */
  fourEyes?: "told" | "forbidden";
}

/**
 * Why this act cannot be done to the session; null: it can. An open or pending session can be talked about and handed
 * on, but not settled: nobody has seen its final figures.
 */
export function refusalOf(act: ReviewAct, { stored, status, closedIt, fourEyes }: Reviewed): ReviewRefusal | null {
  if (act === "commented") return null;
  if (act === "reopened") return stored === "reviewed" || stored === "escalated" ? null : "not_reviewed";
  if (stored === "reviewed") return "already_reviewed";
  if (act === "escalated") return null;
  if (status === "open" || status === "pending") return "not_final";
  return closedIt === true && fourEyes === "forbidden" ? "own_session" : null;
}

/** What the trail comes to when this is appended to it. */
export function stateAfter(stored: StoredReview, kind: ReviewEventKind): StoredReview {
  if (kind === "commented") return stored;
  // What was reviewed were other figures. What is escalated is in somebody's hands already, and stays there.
  if (kind === "restated") return stored === "reviewed" ? "reopened" : stored;
  return kind;
}

/** The figures that a person sees when they act, in minor units. */
export interface SeenFigures {
  reconciliation: Status;
  currency: string;
  totalDiscrepancy: bigint;
  openingDiscrepancy: bigint;
  closingDiscrepancy: bigint | null;
  expectedAtClose: bigint | null;
  countedAtClose: bigint | null;
  tolerance: bigint;
}

/**
 * What a form says that its writer had seen: how long the trail was, and the figures. Another text when it comes in
 * means that somebody else was there first, or that the figures have changed.
 */
export function seenVersion(trailLength: number, figures: SeenFigures): string {
  const { reconciliation, currency, ...amounts } = figures;
  const ordered = [
    amounts.totalDiscrepancy,
    amounts.openingDiscrepancy,
    amounts.closingDiscrepancy,
    amounts.expectedAtClose,
    amounts.countedAtClose,
    amounts.tolerance,
  ];
  return [trailLength, reconciliation, currency, ...ordered.map((amount) => amount ?? "unknown")].join("/");
}

/** How long the trail was that a form's writer had seen; null: no version of ours. */
export function trailLengthIn(version: string): number | null {
  const length = /^(\d{1,9})\//.exec(version)?.[1];
  return length === undefined ? null : Number(length);
}
