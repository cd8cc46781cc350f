import type {
  ReviewAct,
  ReviewCause,
  ReviewEventKind,
  ReviewRefusal,
  ReviewState,
} from "#app/reconciliation/review.ts";
import type { PersonRow } from "#app/reports/people.server.ts";
import type { FieldTrouble, ReviewField } from "#app/review/review-form.ts";
import type { SkipReason } from "#app/review/review-in-bulk.server.ts";

// Every word of the review: states, causes, what was done and why something was not.

export const REVIEW_WORDS: Record<ReviewState, string> = {
  needs: "Needs review",
  reviewed: "Reviewed",
  escalated: "Escalated",
  reopened: "Reopened",
  none: "No review needed",
};

export const CAUSE_WORDS: Record<ReviewCause, string> = {
  counting_error: "Counting error",
  wrong_change: "Wrong change given",
  sale_rung_wrong: "Sale left out or rung twice",
  refund_rung_wrong: "Refund left out or rung twice",
  wrong_tender: "Wrong payment method chosen",
  unrecorded_pay_out: "Paid out without a record",
  unrecorded_pickup: "Cash picked up without a record",
  wrong_float: "Float set or counted wrong",
  carried_in: "Carried in from before",
  counterfeit: "Counterfeit money",
  suspected_theft: "Suspected theft",
  not_explained: "Not explained",
  other: "Other",
};

/** What an act is called where it is chosen, and what sends it off. */
export const ACT_WORDS: Record<ReviewAct, { choose: string; send: string; done: string }> = {
  reviewed: { choose: "Mark reviewed", send: "Mark reviewed", done: "Marked reviewed" },
  escalated: { choose: "Escalate", send: "Escalate", done: "Escalated" },
  commented: { choose: "Comment", send: "Add comment", done: "Comment added" },
  reopened: { choose: "Reopen", send: "Reopen", done: "Reopened" },
};

export const EVENT_WORDS: Record<ReviewEventKind, string> = {
  reviewed: "Reviewed",
  escalated: "Escalated",
  commented: "Comment",
  reopened: "Reopened",
  restated: "Restated by Shopify",
};

export const REFUSAL_WORDS: Record<ReviewRefusal, string> = {
  not_final: "The session’s figures are not final yet. It can be reviewed when it is closed and its totals are there.",
  already_reviewed: "It is reviewed already. Reopen it first, or add a comment.",
  not_reviewed: "There is no review to take back.",
  own_session: "You closed this session, and the shop’s settings want somebody else to review it.",
};

/** Why a session was left out of a bulk review, after its number: "3 are escalated". */
export const SKIP_WORDS: Record<SkipReason, { one: string; many: string }> = {
  not_final: { one: "is not final yet", many: "are not final yet" },
  already_reviewed: { one: "was reviewed already", many: "were reviewed already" },
  not_reviewed: { one: "has no review", many: "have no review" },
  own_session: {
    one: "you closed yourself, which the settings do not let you review",
    many: "you closed yourself, which the settings do not let you review",
  },
  escalated: { one: "is escalated: open it to settle it", many: "are escalated: open each to settle it" },
  changed: { one: "has changed since you looked", many: "have changed since you looked" },
  busy: { one: "is being read from Shopify just now", many: "are being read from Shopify just now" },
};

const TROUBLE_WORDS: Partial<Record<ReviewField, Partial<Record<FieldTrouble, string>>>> = {
  cause: { missing: "Choose a cause", unknown: "Choose a cause that is still in use" },
  comment: { missing: "Write what the next reader should know", too_long: "At most 2,000 characters, please" },
  assignee: { missing: "Choose a person", unknown: "This person is not known here any more" },
  due_on: {
    missing: "Choose a day",
    unknown: "A day such as 2026-11-30, please",
    past: "This day has passed",
    too_far: "At most a year from now, please",
  },
};

/** What to mend in a field; undefined: nothing. */
export function troubleWords(field: ReviewField, trouble: FieldTrouble | undefined): string | undefined {
  return trouble && (TROUBLE_WORDS[field]?.[trouble] ?? "This is not understood");
}

export const REVIEW_TEXT = {
  heading: "Review",
  open: "Review",
  openMore: "Comment or reopen",
  openEarly: "Comment or escalate",
  openAnyway: "Review or comment",
  cancel: "Cancel",
  what: "What to do",
  cause: "Cause",
  chooseCause: "Choose a cause",
  comment: "Comment",
  optional: "Comment (optional)",
  assignee: "To whom",
  choosePerson: "Choose a person",
  due: "Due on",
  peopleHelp: "People who have used Till Ledger, and staff whose names Shopify shares.",
  ownTold: "You closed this session. It is better that somebody else reviews it; if you do, the trail says so.",
  ownForbidden: "You closed this session, so somebody else has to review it. You can comment or escalate.",
  closerUnknown: "Shopify does not say who closed this session, so nobody can be kept from reviewing their own.",
  conflictTitle: "Nothing was saved: somebody was here before you",
  conflictFigures: "Nothing was saved: the figures have changed",
  conflictWhat: "Since you opened this form:",
  conflictFiguresWhat:
    "Shopify or the settings gave other figures since you opened this form. They are on the page now.",
  conflictAgain: "What you wrote is still here. You can send it again, knowing this.",
  failed: "It could not be saved. Try again.",
  trail: "Trail",
  noTrail: "Nobody has said anything yet.",
  saw: "saw",
  ownClosing: "closed it themselves",
  shopify: "Shopify",
  you: "you",
  overdue: "overdue",
  mine: "Escalated to me",
  escalatedTo: "Escalated to person",
  anyAssignee: "To anyone or nobody",
} as const;

/** A person's name; by number where Shopify does not share it. */
export function personName({ id, name }: PersonRow, me?: string): string {
  const known = name ?? `Person ${id}`;
  return id === me ? `${known} (${REVIEW_TEXT.you})` : known;
}

/** The word for a cause: the built-in ones', or the shop's own by what its settings call it. */
export function causeWord(cause: string, own: readonly { id: string; label: string }[]): string {
  if (Object.hasOwn(CAUSE_WORDS, cause)) return CAUSE_WORDS[cause as ReviewCause];
  const id = cause.replace(/^own:/, "");
  return own.find((code) => code.id === id)?.label ?? id;
}

export const BULK_TEXT = {
  region: "Chosen sessions",
  chosen: "chosen",
  match: "match, all chosen",
  chooseAll: "Choose all",
  clear: "Clear",
  exportTitle: "What is chosen, as CSV",
  page: "Choose all on this page",
  choose: "Choose",
  leftAlone:
    "What is escalated, not final or already reviewed is left as it is, and so is what has changed since this list was read.",
  atOnce: (most: string) => `At once, the first ${most} of them that nobody has reviewed.`,
  tooMany: (most: string) => `At most ${most} at once: take some away.`,
  reviewed: (sessions: string) => `${sessions} marked reviewed`,
  skipped: (count: string, why: string) => `${count} ${why}.`,
  left: (count: string) => `${count} more match: choose all again to go on.`,
} as const;

export const COUNT_TEXT = {
  needs: "Needs review",
  ofTheDays: "in these days",
  mine: "Escalated to you",
  overdue: "overdue",
} as const;
