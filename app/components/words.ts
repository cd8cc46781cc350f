import type { Preset } from "#app/calendar/ranges.ts";
import type { CheckId, NotComputableReason, ReadingId, TermLabel } from "#app/reconciliation/check.ts";
import type { HintKind } from "#app/reconciliation/hint.ts";
import type { StatementLineId, StatementNote } from "#app/reconciliation/statement.ts";
import type { Status } from "#app/reconciliation/status.ts";
import type { ComparedFigure } from "#app/reports/drawer-comparison.server.ts";
import type { LocationFigure } from "#app/reports/location-comparison.server.ts";
import type { RestatedFigure } from "#app/reports/restatements.server.ts";
import type { Comparison, SessionFilters, StatusFilter } from "#app/reports/filters.ts";

// Every word that stands for an id of the reports and rules. The tables are typed by those ids, so that an id without
// a word does not compile.

export const SIDE_WORDS = { over: "over", short: "short" } as const;

export const STATUS_WORDS: Record<Status, string> = {
  open: "Open",
  pending: "Pending",
  not_counted: "Not counted",
  balanced: "Balanced",
  within_tolerance: "Within tolerance",
  over: "Over",
  short: "Short",
};

export const STATUS_FILTER_WORDS: Record<StatusFilter, string> = {
  closed: "Closed",
  ...STATUS_WORDS,
  restated: "Restated by Shopify",
  legacy: "Older cash tracking",
};

export const PRESET_WORDS: Record<Preset, string> = {
  today: "Today",
  yesterday: "Yesterday",
  last_7_days: "Last 7 days",
  last_30_days: "Last 30 days",
  last_90_days: "Last 90 days",
  this_week: "This week",
  last_week: "Last week",
  this_month: "This month",
  last_month: "Last month",
  this_year: "This year",
  last_12_months: "Last 12 months",
  all: "All time",
};

export const COMPARISON_WORDS: Record<Comparison, string> = {
  previous_period: "Previous period",
  previous_year: "Previous year",
  none: "Nothing",
};

export const BASIS_WORDS: Record<SessionFilters["by"], string> = { closing: "Closing", opening: "Opening" };

/** The choices of a select, from a table of words. */
export function optionsOf<Id extends string>(words: Record<Id, string>): { value: Id; label: string }[] {
  return (Object.entries(words) as [Id, string][]).map(([value, label]) => ({ value, label }));
}

/** The word for an id that a report gave as plain text; the id itself, made readable, where the table has none. */
export function wordFor(words: Readonly<Record<string, string>>, id: string): string {
  return Object.hasOwn(words, id) ? (words[id] ?? id) : readable(id);
}

/** "AUTO_END_SESSION_LOGOUT" as "Auto end session logout". */
export function readable(id: string): string {
  const text = id.replaceAll("_", " ").trim().toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const STATEMENT_WORDS: Record<StatementLineId, string> = {
  expected_at_open: "Expected at open",
  counted_at_open: "Counted at open",
  opening_discrepancy: "Discrepancy at open",
  sales_tendered: "Cash taken for sales",
  change_given: "Change given",
  cash_sales: "Cash sales",
  cash_refunds: "Cash refunds",
  net_cash_sales: "Net cash sales",
  pay_ins: "Paid in",
  pay_outs: "Paid out",
  cash_payouts: "Cash payouts",
  adjustments: "Adjustments",
  mid_session_discrepancy: "Found at counts in mid-session",
  expected_at_close: "Expected at close",
  counted_at_close: "Counted at close",
  closing_discrepancy: "Discrepancy at close",
  closing_adjustment: "Closing adjustment",
  closing_balance: "Closing balance, left in the drawer",
  own_discrepancy: "This session’s own discrepancy",
  total_discrepancy: "Total discrepancy, as Shopify gives it",
};

/** The figures of a session that can be restated; the last three are of all tenders, and no line of its statement. */
export const RESTATED_WORDS: Record<RestatedFigure, string> = {
  ...STATEMENT_WORDS,
  closing_balance: "Closing balance",
  total_discrepancy: "Total discrepancy",
  total_sales: "Total sales, all tenders",
  total_refunds: "Total refunds, all tenders",
  net_sales: "Net sales, all tenders",
};

/** What a note of the statement says of its line: whose a discrepancy is, or why an amount is missing. */
export const STATEMENT_NOTES: Record<StatementNote, string> = {
  carried_in: "Carried in from before this session",
  own: "Came about in this session",
  open: "Known when the session is closed",
  not_counted: "Nobody counted when the session was closed",
  not_given: "Shopify’s older cash tracking does not give it",
  totals_pending: "Shopify is still computing this session’s totals",
};

export const CHECK_WORDS: Record<CheckId, { title: string; passes: string }> = {
  sales_add_up: {
    title: "Cash sales add up",
    passes: "The ledger's sales and change come to the session's cash sales.",
  },
  refunds_add_up: {
    title: "Cash refunds add up",
    passes: "The ledger's refunds come to the session's cash refunds.",
  },
  net_adds_up: { title: "Net cash sales add up", passes: "Sales less refunds come to the session's net cash sales." },
  adjustments_add_up: {
    title: "Adjustments add up",
    passes: "The ledger's pay-ins and pay-outs come to the session's adjustments.",
  },
  expected_rolls_forward: {
    title: "Expected cash rolls forward",
    passes: "Counted at open, and what was booked since, come to expected at close.",
  },
  discrepancy_adds_up: {
    title: "The discrepancy adds up",
    passes: "The discrepancies of the counts come to the session's total discrepancy.",
  },
  closing_balance: {
    title: "The closing balance adds up",
    passes: "Counted at close and the closing adjustment come to the closing balance.",
  },
  carry_over: {
    title: "Carried over from the session before",
    passes: "Expected at open is what the session before left in the drawer.",
  },
};

export const TERM_WORDS: Record<TermLabel, string> = {
  sales_tendered: "Sales in the ledger",
  change_given: "Change given",
  refunds: "Refunds in the ledger",
  cash_sales: "Cash sales",
  cash_refunds: "Cash refunds",
  net_cash_sales: "Net cash sales",
  pay_ins_and_outs: "Paid in and out",
  cash_payouts: "Cash payouts",
  closing_adjustment: "Closing adjustment",
  adjustments: "Adjustments",
  expected_at_open: "Expected at open",
  counted_at_open: "Counted at open",
  mid_session_discrepancy: "Found at counts in mid-session",
  other_sessions_on_drawer: "Other sessions on the drawer",
  expected_at_close: "Expected at close",
  counted_at_close: "Counted at close",
  opening_discrepancy: "Discrepancy at open",
  closing_discrepancy: "Discrepancy at close",
  total_discrepancy: "Total discrepancy",
  closing_balance: "Closing balance",
  previous_closing_balance: "Closing balance of the session before",
};

export const REASON_WORDS: Record<NotComputableReason, string> = {
  open: "The session is still open.",
  totals_pending: "Shopify is still computing the session’s totals.",
  not_counted: "Nobody counted when the session was closed.",
  ledger_not_read: "The ledger is still to be read from Shopify.",
  drawer_ledger_not_read: "Another session shares the drawer, and its ledger is still to be read.",
  no_previous_session: "This is the first session on the drawer.",
  history_starts_here: "The session before it is still to be read from Shopify.",
  previous_open: "An earlier session on the drawer is still open, and took part in what the drawer holds.",
  previous_not_counted: "Nobody counted when the session before it was closed.",
  drawer_shared_overlap: "The session before it on the drawer ran at the same time.",
  legacy_not_given: "Shopify’s older cash tracking does not give it.",
};

/** Where Shopify’s words allow several meanings of a figure: which of them this session’s figures fit. */
export const READING_WORDS: Record<ReadingId, string> = {
  change_counted: "It fits with sales as cash tendered, from which the change is taken off.",
  change_apart: "It fits with sales as their price, with the change left out.",
  refunds_as_magnitude: "It fits with refunds as an amount without a sign.",
  refunds_as_negative: "It fits with refunds as an amount below zero.",
  change_apart_refunds_as_magnitude: "It fits with the change taken off, and refunds as an amount without a sign.",
  change_apart_refunds_as_negative: "It fits with the change taken off, and refunds as an amount below zero.",
  without_closing_adjustment: "It fits without the closing adjustment.",
  with_closing_adjustment: "It fits with the closing adjustment.",
  without_payouts: "It fits without cash payouts.",
  without_payouts_with_closing_adjustment: "It fits without cash payouts, and with the closing adjustment.",
  counts_correct: "It fits with counts in mid-session correcting what is expected.",
  counts_do_not_correct: "It fits with counts in mid-session leaving what is expected as it was.",
  own_events_counts_correct:
    "It fits with this session’s own cash alone, and counts in mid-session correcting what is expected.",
  own_events_counts_do_not_correct: "It fits with this session’s own cash alone.",
  with_mid_session: "It fits with the counts in mid-session.",
  without_mid_session: "It fits without the counts in mid-session.",
  after_adjustment: "It fits as the balance after the closing adjustment.",
  before_adjustment: "It fits as the balance before the closing adjustment.",
  previous_closing_balance: "It fits with what the session before left in the drawer.",
};

/** The reasons that time will take away. */
export const PASSING_REASONS: readonly NotComputableReason[] = [
  "open",
  "totals_pending",
  "ledger_not_read",
  "drawer_ledger_not_read",
  "history_starts_here",
  "previous_open",
];

export const OUTCOME_WORDS = { passes: "Passes", fails: "Off", not_computable: "Not computed" } as const;

export const HINT_WORDS: Record<HintKind, { title: string; possibility: string }> = {
  equals_transaction: {
    title: "Equals one transaction",
    possibility: "It may have been left out, or rung up twice.",
  },
  twice_transaction: {
    title: "Twice one transaction",
    possibility: "It may have been entered with the wrong sign, such as a sale as a refund.",
  },
  equals_float: {
    title: "Equals the float",
    possibility: "The float may have been left out of a count, or counted twice.",
  },
  divisible_by_nine: {
    title: "Divisible by nine",
    possibility: "Two neighbouring digits may have been swapped while the figure was typed.",
  },
  round_amount: {
    title: "A round amount",
    possibility: "Cash may have been taken out or put in without being recorded, such as a pickup.",
  },
  cancelled_by_neighbour: {
    title: "Cancelled by a neighbouring session",
    possibility: "The cash may have been counted in the wrong session.",
  },
};

/** What stands at a line of the ledger that a hint speaks of. */
export const HINT_MARKS: Partial<Record<HintKind, string>> = {
  equals_transaction: "Equals the discrepancy",
  twice_transaction: "Half of the discrepancy",
  divisible_by_nine: "Perhaps two digits swapped",
};

/** The figures that a float is known by. */
export const FLOAT_WORDS: Record<string, string> = {
  counted_at_open: "what was counted at open",
  expected_at_open: "what was expected at open",
  closing_balance: "what was left in the drawer at close",
};

export const ACTIVITY_WORDS: Record<string, string> = {
  SALE: "Sale",
  CHANGE: "Change given",
  REFUND: "Refund",
  ADJUSTMENT: "Adjustment",
  CASH_PAYOUT: "Cash payout",
  CLOSING_ADJUSTMENT: "Closing adjustment",
  OPENING: "Opening count",
  MID_SESSION: "Mid-session count",
  CLOSING: "Closing count",
};

/** How Shopify opens and closes sessions by itself; its count then repeats what was expected. */
const AUTOMATIC_REASONS: Record<string, string> = {
  AUTO_START_SESSION_CHECKOUT: "opened by itself at the first cash payment",
  AUTO_END_SESSION_LOGOUT: "closed by itself when the staff member logged out",
  AUTO_END_SESSION_LOCATION_CHANGE: "closed by itself when the device changed its location",
};

/** The words for a reason by which Shopify acted of its own accord; null for what a person chose. */
export function automaticReason(reason: string | null): string | null {
  if (!reason?.startsWith("AUTO_")) return null;
  return Object.hasOwn(AUTOMATIC_REASONS, reason) ? (AUTOMATIC_REASONS[reason] ?? null) : "by itself";
}

/** What is compared with Shopify's totals of a drawer. */
export const COMPARED_WORDS: Record<ComparedFigure, string> = {
  sales: "Sales",
  refunds: "Refunds",
  net_sales: "Net sales",
  adjustments: "Adjustments",
  discrepancies: "Discrepancies",
};

/** What is compared with Shopify's totals of a location's day. */
export const COMPARED_DAY_WORDS: Record<LocationFigure, string> = {
  opened: "Sessions opened",
  closed: "Sessions closed",
  net_cash: "Net cash",
  discrepancies: "Discrepancies",
};

/** What came of a comparison by location and day, where that is more than its figures. */
export const COMPARISON_RESULT_WORDS: Record<string, { title: string; explanation: string }> = {
  denied: {
    title: "Shopify does not show you its totals",
    explanation:
      "It shows them to people with the point of sale permission “View payment tracking session history” or “View " +
      "payment tracking sessions in the POS channel”. The store owner, or whoever manages users in Shopify’s settings, " +
      "can give it to you. Nothing else in Till Ledger depends on it.",
  },
  waiting: {
    title: "Shopify is still answering",
    explanation: "The comparison goes on by itself. What came of it stands here in a few minutes.",
  },
  nothing: {
    title: "There is nothing to compare yet",
    explanation: "No location with a cash drawer has a full day that Till Ledger has read.",
  },
  failed: {
    title: "Shopify’s totals could not be read",
    explanation: "Nothing was changed, and your figures are as before. Try again in a few minutes.",
  },
};

/** What a run of the sync reads. */
export const RUN_KIND_WORDS: Record<string, string> = {
  backfill: "History",
  poll: "Update",
  ledgers: "Ledgers",
  ...{ legacy: "Older cash tracking", derive: "Figures worked out anew" },
};

/** A register from before March 2026 stands in for a drawer, often under the name that its drawer has now. */
export function registerName(drawerId: string, name: string): string {
  return drawerId.startsWith("-") ? `${name} (older cash tracking)` : name;
}

/** Sessions of Shopify’s cash tracking as it was before March 2026. */
export const LEGACY_WORDS = {
  badge: "Older cash tracking",
  heading: "From Shopify’s older cash tracking",
  differs:
    "Shopify rebuilt cash tracking in March 2026. This session is as the older version gives it: for one register, " +
    "without counts in mid-session, without what was taken out and what stayed in the drawer at the closing, and without " +
    "sales by other means of payment.",
  ledgerNeedsOrders:
    "The ledger of a session from Shopify’s older cash tracking can be read with permission to read orders.",
};

export const RUN_STATE_WORDS: Record<string, string> = {
  queued: "Waiting",
  running: "Reading",
  waiting: "Waiting for Shopify",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** Of sessions that could not be read: what that means for the figures, and what happens next. */
export const UNREAD_WORDS = {
  affected:
    "Shopify gave them in a form that Till Ledger does not understand. All other sessions are here; no total holds " +
    "these, or it holds them as they were read before.",
  missing: "missing",
  mirrored: "as last read, or without its ledger,",
  next:
    "They are tried again once a day, and when you choose “Read the last weeks again”. If they stay, tell our support " +
    "their numbers.",
} as const;

export const LEDGER_KIND_WORDS = {
  transaction: "Sales and refunds",
  adjustment: "Adjustments",
  count: "Counts",
} as const;

export const SCOPE_WORDS: Record<string, { title: string; without: string }> = {
  read_cash_tracking: {
    title: "Cash sessions cannot be read",
    without: "Till Ledger reports on the cash sessions of your Shopify POS. It needs your permission to read them.",
  },
  read_locations: {
    title: "Locations are not shown",
    without: "Without permission to read locations, each drawer is shown by itself.",
  },
  read_users: {
    title: "Names of staff are not shown",
    without: "With permission to read users, you see who opened and closed each session.",
  },
  read_orders: {
    title: "Orders are not linked",
    without: "With permission to read orders, each sale in the ledger leads to its order.",
  },
  read_gift_cards: {
    title: "Gift cards are not shown",
    without: "With permission to read gift cards, a cash payout names the card it was made for.",
  },
};
