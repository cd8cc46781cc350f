import type { ReviewEventKind } from "#app/reconciliation/review.ts";

// The words of the Z-reports that were issued, and of the review as it stands on one.

export const ISSUED_WORDS = {
  title: "Z-reports",
  link: "Z-reports issued so far",
  back: "Locations",
  place: "Numbers of",
  unnamed: (place: string) => `no longer named (${place})`,
  gapless: (last: string) => `No. 1 to ${last}, none missing.`,
  onlyOne: "No. 1, none missing.",
  gapTitle: "Numbers are missing",
  gap: (missing: string, last: string, isOne: boolean) =>
    isOne
      ? `1 of the numbers 1 to ${last} is not there. It was not taken away by Till Ledger: ask whoever runs the database.`
      : `${missing} of the numbers 1 to ${last} are not there. They were not taken away by Till Ledger: ask whoever runs the database.`,
  caption: "Z-reports, the latest number first",
  number: "No.",
  of: "Of",
  session: (drawer: string) => `Session, ${drawer}`,
  day: (date: string) => `Business day ${date}`,
  drawerGone: "drawer without a name",
  issued: "Issued",
  by: (when: string, who: string) => `${when}, ${who}`,
  person: (id: string) => `staff member ${id}`,
  printed: "Printed",
  original: "Original only",
  copies: (copies: string, isOne: boolean) => (isOne ? "Original and 1 copy" : `Original and ${copies} copies`),
  last: (when: string) => `last ${when}`,
  state: "State",
  inForce: "In force",
  replacedBy: (number: string) => `Replaced by no. ${number}`,
  replaces: (number: string) => `replaces no. ${number}`,
  again: "Print again",
  againOf: (number: string) => `Print no. ${number} again, as it was issued`,
  older: "Older numbers",
  newest: "Back to the latest",
  none: "No Z-report yet",
  noneWhy:
    "A Z-report gets its number when somebody prints it: open a closed session or a location, and choose Print. Here stands each number, what it is of, and who printed it.",
} as const;

export const PAPER_REVIEW_WORDS = {
  heading: "Review",
  needs: "Beyond tolerance, not reviewed yet.",
  event: (what: string, when: string, who: string) => `${what} ${when} by ${who}`,
  cause: (sentence: string, cause: string) => `${sentence}: ${cause}.`,
  until: (sentence: string, assignee: string, due: string) => `${sentence}, to ${assignee}, until ${due}.`,
  plain: (sentence: string) => `${sentence}.`,
  ofSession: (session: string, sentence: string) => `${session}: ${sentence}`,
  shopify: "Shopify",
} as const;

/** What was done, as a sentence begins. */
export const PAPER_REVIEW_ACTS: Record<ReviewEventKind, string> = {
  reviewed: "Reviewed",
  escalated: "Escalated",
  reopened: "Opened again",
  commented: "Commented on",
  restated: "Opened again, for other figures,",
};
