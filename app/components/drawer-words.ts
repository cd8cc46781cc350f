import type { DrawerBalance } from "#app/reports/drawer-balances.server.ts";
import type { DrawerOrderKey } from "#app/reports/drawer-query.ts";

// The English of the pages of drawers.

export const DRAWER_HEADINGS: Record<DrawerOrderKey, string> = {
  name: "Drawer",
  location: "Location",
  balance: "In it now",
  sessions: "Sessions",
  expectedAtClose: "Expected",
  countedAtClose: "Counted",
  short: "Short",
  over: "Over",
  net: "Net",
  rate: "Beyond",
  gaps: "Gaps",
  last: "Last session",
};

/** Where the figure of what is in a drawer comes from. */
export const BALANCE_WORDS: Record<DrawerBalance["from"], (when: string) => string> = {
  shopify: (when) => when,
  open_session: (when) => `expected, ${when}`,
  last_session: (when) => `left ${when}`,
};

export const DRAWERS = {
  title: "Drawers",
  caption: (range: string) => `Cash by drawer, ${range}`,
  total: "Total",
  totalOf: (currency: string) => `Total, ${currency}`,
  gapsOf: (gaps: string, isOne: boolean) => `${gaps} ${isOne ? "gap" : "gaps"}`,
  lostAndFound: (lost: string | null, found: string | null) =>
    [lost && `${lost} lost`, found && `${found} found`].filter(Boolean).join(", "),
  inIt: (amount: string) => `${amount} in it`,
  beyondTolerance: " tolerance",
  noBalance: "Shopify gives no balance for this drawer",
  noSession: "No session yet",
  runsNow: "open now",
  beyond: (count: string) => `${count} beyond tolerance`,
  gapsExplained:
    "A gap: at opening the drawer did not hold what the session before had left in it. Something went missing or turned up in between.",
  missing: {
    title: "No such drawer",
    explanation: "This shop has no drawer with this address. It may have been deleted in Shopify.",
    back: "All drawers",
  },
  page: (page: string, pages: string, count: string) => `Page ${page} of ${pages}, ${count} rows`,
  previous: "Previous page",
  next: "Next page",
};

export const LOCATION_CHOICE = { label: "Location", all: "All locations" };

export const DRAWER = {
  now: "In the drawer now",
  unknownNow: "Neither Shopify nor a session says",
  lastSession: "Last session",
  runningSession: "Session running",
  sessions: "All sessions of these days",
  noSession: "No session on these days.",
};

export const HANDOVERS = {
  heading: "From session to session",
  none: "On these days the drawer did not pass from one counted session straight to another.",
  allEven: (count: string) => `All ${count} times the drawer held at opening what the session before had left in it.`,
  summary: (gaps: string, count: string) =>
    `${gaps} of ${count} times the drawer did not hold at opening what the session before had left in it`,
  showAll: "Show every handover",
  showGaps: "Show gaps alone",
  onlyLatest: (shown: string, count: string) => `The latest ${shown} of ${count}; choose fewer days for earlier ones.`,
  caption: "How the drawer passed from session to session",
  closed: "Closed",
  opened: "Opened",
  between: "Between",
  left: "Left",
  expected: "Expected",
  counted: "Counted",
  gap: "Gap",
  books: (amount: string) => `${amount} of it in Shopify’s balance, before anyone counted`,
  leftAndCounted: (left: string, counted: string) => `left ${left}, counted ${counted}`,
  gapLabel: (side: "over" | "short" | "even") => (side === "short" ? "lost" : side === "over" ? "found" : ""),
};

export const REMOVALS = {
  heading: "Out of the drawer",
  explanation:
    "What left the drawer and was no sale, change or refund: pickups, pay-outs, and what was taken out at closing.",
  none: "Nothing was taken out of the drawer on these days.",
  noneUnexplained: "Every pickup and pay-out of these days has a reason or a note.",
  caption: "What left the drawer",
  total: "In all",
  duringSessions: "Pickups and pay-outs",
  atClosing: "At closing",
  unexplained: "Explained by nobody",
  closingNote: (amount: string) =>
    `At closing the register asks for no reason; ${amount} of what was taken out then has no note either.`,
  unread: (sessions: string) =>
    `The ledgers of ${sessions} are still to be read: of these only what was taken out at closing is shown.`,
  showAll: "Show all",
  showUnexplained: "Show what nobody explained",
  onlyLatest: (shown: string, count: string) => `The latest ${shown} of ${count}; choose fewer days for earlier ones.`,
  when: "When",
  what: "What",
  who: "Who",
  why: "Note",
  amount: "Amount",
  silent: "Neither reason nor note",
  noNote: "No note",
};

export const DEVICES = {
  heading: "Devices",
  caption: "Devices that worked on the drawer",
  none: "No session on these days.",
  device: "Device",
  unknown: "Not known",
  notShown: "Shopify names the device of a session only with permission to read orders.",
  sessions: "Sessions",
  lastUsed: "Last used",
};

export const SHARED_USE = {
  heading: "Used by several at once",
  none: "No two sessions ran on this drawer at the same time.",
  summary: (count: string, isOne: boolean, hours: string) =>
    `${count} ${isOne ? "time" : "times"}, ${hours} in all. What was off then belongs to everyone who handled cash, not to the one who closed.`,
  onlyLatest: (shown: string) => `The latest ${shown}:`,
  still: "still",
  session: (device: string | null, people: string) => [device && `device ${device}`, people].filter(Boolean).join(", "),
  unnamed: (id: string) => `session ${id}`,
};
