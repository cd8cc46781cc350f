import type { ExceptionKind } from "#app/reports/exception-filters.ts";

// The words of Exceptions. Each kind says what was found and by which rule; none says why, or that somebody did something.

export const EXCEPTIONS_TITLE = "Exceptions";

export const EXCEPTION_KIND_WORDS: Record<ExceptionKind, string> = {
  stale_open: "Still open",
  opened_automatically: "Opened by itself",
  closed_automatically: "Closed by itself",
  not_counted: "Not counted",
  carry_over_gap: "Carry-over gap",
  arithmetic: "Does not add up",
  silent_adjustment: "No reason given",
  restated: "Restated by Shopify",
  repeated_shorts: "Short again and again",
  too_perfect: "Too perfect",
};

interface Rules {
  staleHours: string;
  windowDays: string;
  windowEvents: string;
}

/** The rule of each kind, with its threshold as the shop has set it. */
export const EXCEPTION_RULES: Record<ExceptionKind, (rules: Rules) => string> = {
  stale_open: ({ staleHours }) =>
    `A session that has been open for more than ${staleHours} hours. Set in the settings.`,
  opened_automatically: () => "Shopify opened the session by itself, so its opening count repeats the expectation.",
  closed_automatically: () => "Shopify closed the session by itself, so its closing count repeats the expectation.",
  not_counted: () => "The session was closed without a closing count.",
  carry_over_gap: () => "Expected at open is not what the session before left in the drawer, to the cent.",
  arithmetic: () => "Figures of the session contradict each other or its ledger, to the cent.",
  silent_adjustment: () => "Cash was put in or taken out with neither a reason nor a note.",
  restated: () => "Shopify changed figures of the session after it was closed and its totals were final.",
  repeated_shorts: ({ windowDays, windowEvents }) =>
    `A drawer, or a person in what was theirs alone, was short beyond tolerance in ${windowEvents} or more sessions within ${windowDays} days. Set in the settings.`,
  too_perfect: () =>
    "10 or more counts in a row of a drawer or a person balanced to the cent, which is less likely than 1 in 1,000 at the share of balanced counts that others at the location have.",
};

export const EXCEPTION_WORDS = {
  all: "All",
  allCounted: (count: string) => `All (${count})`,
  dismissedView: (count: string) => `Dismissed (${count})`,
  kinds: "Kinds of exception",
  rules: "What counts as an exception",
  list: "Exceptions, the latest first",
  none: "No exception on these days",
  noneWhy: "Every session of these days was opened, counted and closed as it should be, and its figures add up.",
  noneNarrowed: "No exception fits. Take a filter away, or look at more days.",
  noneDismissed: "None of these days was dismissed.",
  nextPage: "Older exceptions",
  firstPage: "Back to the latest",
  anyLocation: "All locations",
  anyDrawer: "All drawers",
  location: "Location",
  drawer: "Drawer",
  filters: "Places",

  dismiss: "Dismiss",
  dismissOf: (kind: string, place: string) => `Dismiss: ${kind}, ${place}`,
  dismissTitle: "Dismiss this exception?",
  dismissWhat:
    "It goes from the list and stays in the trail, with your name and reason. It comes back when what it rests on changes.",
  reason: "Reason",
  reasonHelp: "What you found, for whoever looks here next.",
  reasonMissing: "Say why, in a few words.",
  cancel: "Cancel",
  restore: "Restore",
  restoreOf: (kind: string, place: string) => `Restore: ${kind}, ${place}`,
  undo: "Undo",
  dismissed: "Dismissed.",
  restored: "Restored.",
  failed: "That did not work: the exception is not known any more. Load the page again.",
  dismissedBy: (who: string, when: string, reason: string) => `Dismissed by ${who}, ${when}: ${reason}`,
  user: (id: string) => `user ${id}`,
} as const;

export const EVIDENCE_WORDS = {
  openFor: (hours: string) => `Open for ${hours}`,
  expectedNow: "expected now",
  openedByItself: "opened by itself",
  closedByItself: "closed by itself",
  automatic: (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}; nobody counted`,
  notCounted: "Closed without a closing count",
  gap: (left: string, expected: string) => `The session before left ${left}, this one expected ${expected}`,
  gapUnknown: (expected: string) => `This session expected ${expected}`,
  gapHours: (hours: string) => `${hours} between them`,
  gapPeople: (before: string, after: string) => `closed by ${before}, opened by ${after}`,
  checks: (checks: string) => `Does not hold: ${checks}`,
  silent: (amount: string, when: string, who: string | null) => `${amount} ${when}${who === null ? "" : `, ${who}`}`,
  restated: (before: string, after: string, when: string) =>
    `Total discrepancy ${before} before, ${after} now; found ${when}`,
  restatedElse: (when: string) => `Figures changed; found ${when}`,
  repeated: (count: string, days: string) => `${count} sessions short beyond tolerance within ${days} days`,
  perfect: (length: string, since: string) => `${length} counts in a row balanced to the cent, since ${since}`,
  peers: (balanced: string, counts: string, share: string) => `others: ${balanced} of ${counts} (${share})`,
  chance: (odds: string) => `less likely than 1 in ${odds} at that share`,
  aboutDrawer: "Drawer",
  aboutPerson: "Person",
  more: (count: string) => `and ${count} more`,
} as const;

export const OVERVIEW_EXCEPTIONS = {
  heading: "Exceptions",
  empty: "None on these days.",
  all: "All exceptions",
} as const;
