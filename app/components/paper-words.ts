import type { Layout } from "#app/papers/paper-request.ts";
import type { PrintRefusal } from "#app/papers/print-paper.server.ts";

// Every word of the printed papers, and of asking for one.

export const LAYOUT_WORDS: Record<Layout, { content: string; helpText: string }> = {
  sheet: { content: "Z-report, A4 or Letter", helpText: "Statement, adjustments, counts and two signatures" },
  ledger: { content: "Z-report with ledger, A4 or Letter", helpText: "And every line of the session’s ledger" },
  slip: { content: "Z-report, 80 mm slip", helpText: "For a receipt printer" },
};

export const PRINT_TEXT = {
  button: "Print",
  session: "This session, on paper",
  day: "A day of this location, on paper",
  dayLabel: "Business day",
  dayHelp: "The sessions that were closed on it",
  blocked: "The browser did not open a new tab.",
  open: "Open the Z-report",
  failed: (reason: string) => `The Z-report could not be made. ${reason} Try again.`,
  unreachable: "Till Ledger could not be reached.",
  noAnswer: (status: number) => `The server answered with ${status}.`,
} as const;

/** Why there is no paper yet, for the person who asked for it. */
export const PRINT_REFUSAL_WORDS: Record<PrintRefusal, string> = {
  no_such_session: "This shop has no session with this address.",
  no_such_day: "This shop has no such location, or there is no such day.",
  no_sessions: "No session was closed at this location on that day. Choose another one.",
  session_open: "The session is still open. It has a Z-report once it is closed.",
  totals_pending:
    "Shopify is still computing totals that belong on it. They come by themselves, mostly within minutes.",
  ledger_not_read: "The session’s ledger is still being read from Shopify. It comes by itself.",
  ledger_not_granted:
    "Sessions from before March 2026 have a ledger only with permission to read orders. Grant it on the page of such a session, then print.",
  ledgers_not_read: "Ledgers of that day are still being read from Shopify. They come by themselves.",
};

export const NO_PAPER_NAMED = "Name a session, or a location and a date, and a layout.";

export const PAPER_TEXT = {
  title: (number: string) => `Z-report no. ${number}`,
  print: "Print",
  screenNote: "Choose your printer’s own paper and a scale of 100 %.",
  original: "Original",
  copy: (copy: string) => `Copy ${copy}`,
  replaces: (number: string) => `Replaces no. ${number}: figures have changed since.`,
  replacedBy: (number: string) => `No longer holds: replaced by no. ${number}.`,
  restated: (date: string) =>
    `Shopify gave other figures on ${date}, after the session was closed. These are the present ones.`,
  drawerPlace: (id: string) => `Drawer ${id}`,
  facts: "What this is of",
  location: "Location",
  drawer: "Drawer",
  device: "Device",
  session: "Session",
  opened: "Opened",
  closed: "Closed",
  noteAtOpen: "Note at open",
  noteAtClose: "Note at close",
  nobodyCounted: "nobody counted",
  businessDay: "Business day",
  sessionsClosed: "Sessions closed",
  clock: "Times in",
  stillOpen: "Still open",
  stillOpenNote: (count: string) => `${count}, on no Z-report of a day before they are closed`,
  result: "Discrepancy",
  amountsIn: (name: string, code: string) => `All amounts in ${name} (${code}).`,
  signConvention: "A discrepancy is what was counted less what was expected.",
  tolerance: (amount: string) => `Up to ${amount} is within tolerance.`,
  statement: "Statement",
  overAndShort: "Over and short",
  over: "Over",
  short: "Short",
  net: "Net discrepancy",
  beyondTolerance: "Sessions beyond tolerance",
  notCounted: "Sessions closed without a count",
  adjustments: "Put in and taken out",
  noAdjustments: "Nothing was put in or taken out but by sales, refunds and change.",
  putIn: "Put in, together",
  takenOut: "Taken out, together",
  noReason: "No reason given",
  what: "What",
  times: "Times",
  amount: "Amount",
  counts: "Counts",
  time: "Time",
  who: "Who",
  expected: "Expected",
  counted: "Counted",
  difference: "Difference",
  balance: "Balance",
  atClose: "Taken out at close",
  ofWhichCarriedIn: (amount: string) => `of which carried in ${amount}`,
  carriedIn: (amount: string) => `carried in ${amount}`,
  restatedMark: "restated",
  checks: "Checks",
  checkOff: (title: string, amount: string) => `${title}: off by ${amount}`,
  ledger: (count: string) => `Ledger, ${count} lines`,
  sessions: "Sessions",
  signatures: "Signatures",
  closedBy: "Closed by",
  checkedBy: "Checked by",
  dayClosedBy: "Cash handed over by",
  signHere: "Name, date, signature",
  issued: (when: string, who: string) => `Issued ${when} by ${who}.`,
  printed: (when: string, who: string) => `Printed ${when} by ${who}.`,
  person: (id: string) => `staff member ${id}`,
  figures: (fingerprint: string) => `Figures ${fingerprint}`,
  unknown: "not known",
} as const;
