// The English of how figures are computed.

export const COMPUTED = {
  /** The name of the button: `of` is the figure, or whose figures. */
  button: (of: string) => `How ${of} is computed`,
  buttonOfAll: (of: string) => `How the figures of ${of} are computed`,
  sessions: "Show the sessions",
  person: "Show the person",
} as const;

/** Names of figures, in the middle of a sentence. */
export const FIGURE_NAMES = {
  net: "net discrepancy",
  short: "short",
  over: "over",
  beyond: "the share beyond tolerance",
  statement: "the statement",
  expectedNow: "expected cash",
  balance: "what is in the drawer",
  alone: "what was theirs alone",
  perThousand: "the rate per 1,000",
  test: "shorts and overs",
  session: "the session’s outcome",
} as const;

/** What stands at the lines of an arithmetic. */
export const COMPUTED_LINES = {
  over: "Over",
  short: "Short",
  net: "Net discrepancy",
  own: "Came about in these sessions",
  carriedIn: "Carried in from before them",
  total: "Total discrepancy",
  atClosing: "Found at closing",
  midSession: "Found at counts in mid-session",
  ownResult: "Own discrepancy",
  countedAtClose: "Counted at close",
  expectedAtClose: "Expected at close, taken off",
  uncounted: "Expected where nobody counted, and what is not final",
  otherDays: (count: string, isOne: boolean) => `${count} other ${isOne ? "day" : "days"}`,
  cashSales: "Cash sales",
  cashRefunds: "Cash refunds, taken off",
  netCashSales: "Net cash sales",
  shopifysRest: "More in Shopify’s own figure",
  countedAtOpen: "Counted at open",
  expectedAtOpen: "Expected at open, taken off",
  atOpening: "Discrepancy at open",
  adjustments: "Adjustments",
  expectedNow: "Expected now",
  inTheDrawer: "In the drawer",
  lost: "Lost between sessions",
  found: "Found between sessions",
  gaps: "Carry-over gaps",
  beyond: "Sessions beyond tolerance",
  closed: "Closed sessions",
  share: "Share",
  ownSessions: "Sessions with a part of theirs alone",
  allSessions: "Sessions that they did anything in",
  ownCash: "Cash of theirs alone",
  perThousand: "Net for each 1,000 of it",
  shortSessions: "Sessions short",
  offSessions: "Sessions off",
  offBy: "Off by",
  tolerance: "Tolerance, taken off",
  beyondBy: "Beyond tolerance by",
  notExplained: "Not explained by the counts",
} as const;

export const COMPUTED_NOTES = {
  sign: "A discrepancy is what was counted less what was expected: short is below zero.",
  asShopify: "The total discrepancies of closed sessions, as Shopify gives them.",
  ofClosed: (sessions: string, isOne: boolean) => `Of ${sessions} closed ${isOne ? "session" : "sessions"}.`,
  notCounted: (sessions: string, isOne: boolean) =>
    `${sessions} of them ${isOne ? "was" : "were"} closed without a count.`,
  pending: (sessions: string, isOne: boolean) =>
    `${sessions} of them ${isOne ? "has" : "have"} totals that Shopify is still computing.`,
  tolerance: (amount: string) => `Up to ${amount} is within tolerance.`,
  toleranceOrShare: (amount: string, share: string) =>
    `Up to ${amount}, or ${share} of the cash handled where that is more, is within tolerance.`,
  ownTolerance: (locations: string, isOne: boolean) =>
    `${locations} ${isOne ? "location has a tolerance" : "locations have tolerances"} of ${isOne ? "its" : "their"} own.`,
  eachTolerance: "Each session by the tolerance of its location and currency.",
  rate: "Net times 1,000, divided by the cash; to a hundredth.",
  withinBy: (amount: string) => `It is within its tolerance of ${amount}.`,
  statusTolerance: (amount: string) => `Its tolerance is ${amount}.`,
  oneDevice: "By what this session alone sold and took out so far.",
  sumOfSessions: "Expected and counted are the sums of what Shopify gives for each session.",
  checks: "Whether Shopify’s own figures agree with each other stands under Checks.",
} as const;
