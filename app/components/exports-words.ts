// The English of the exports page.

/** What each report is called, and what a row of it is. A report that is not here is called as its file. */
export const REPORT_WORDS: Readonly<Record<string, { name: string; rows: string }>> = {
  sessions: { name: "Sessions", rows: "A line for each session: what was expected, counted and off." },
  activities: { name: "Cash activities", rows: "Every line of every ledger, with its running balance." },
  "review-trail": { name: "Review trail", rows: "Who said what of each session, and the figures they saw." },
  "location-totals": { name: "Location totals", rows: "A line for each location and currency." },
  "daily-totals": { name: "Daily totals", rows: "A line for each business day and currency." },
  drawers: { name: "Drawers", rows: "A line for each drawer, with what it carried over and holds now." },
  staff: { name: "Staff", rows: "A line for each person and currency." },
  exceptions: { name: "Exceptions", rows: "A line for each exception, with what it rests on." },
  "journal-quickbooks": {
    name: "QuickBooks journal",
    rows: "Journal entries to import into QuickBooks Online: whole days, debits equal to credits.",
  },
  "journal-xero": {
    name: "Xero journal",
    rows: "Manual journals to import into Xero: whole days, debits equal to credits, in one currency.",
  },
};

export const FORMAT_WORDS: Readonly<Record<string, string>> = { csv: "CSV", xlsx: "Excel (XLSX)" };

export const EXPORTS = {
  title: "Exports",
};

export const CHOICE = {
  heading: "What to export",
  report: "Report",
  format: "Format",
  currency: "Currency",
  anyCurrency: "Any",
};

export const OPTION_WORDS = {
  per: { label: "A line for each location of a day" },
  bom: { label: "Mark the file as UTF-8, for Excel", help: "Without it, Excel may show accented letters wrongly." },
  echo: {
    label: "Say at the top of the file what was asked for",
    help: "For reading. An import into another program wants the file without.",
  },
};

export const PREVIEW = {
  heading: "Preview",
  caption: (report: string) => `The first rows of ${report}`,
  first: (shown: string) => `The first ${shown}, as they stand in the file`,
  rows: (count: string, isOne: boolean) => `${count} ${isOne ? "row" : "rows"}`,
  moreThan: (count: string) => `More than ${count} rows`,
  none: "No rows",
  noneWhy: "Nothing in these days fits these filters. Look at more days, or take a filter away.",
  direct: "Few enough to be saved at once.",
  long: "So many take a while. The file is made in the background, and waits here for seven days; you may leave this page.",
  download: "Download",
  prepare: "Prepare the file",
  keep: "Keep it here for 7 days",
  keepWhy: "For somebody else to fetch, or for later.",
  refused: "This cannot be exported so",
  failed: "The preview could not be read.",
  again: "Try again",
  loading: "Reading the first rows",
  downloadFailed: (reason: string) => `The download failed. ${reason} Try again.`,
  unreachable: "Till Ledger could not be reached.",
};

export const ANSWERS = {
  queued: "The file is being made. It appears under Files.",
  joined: "This file is being made already.",
  tooMany: (limit: string) =>
    `${limit} files are waiting or being made, which is as many as a shop may have. Cancel one, or wait until one is ready.`,
  unknown: "This file is not here any more.",
};

export const JOBS = {
  heading: "Files",
  caption: "Files made in the background, the latest first",
  none: "Nothing here yet",
  noneWhy: "Long files are made in the background and wait here for seven days.",
  states: {
    queued: "Waiting",
    running: "Being made",
    done: "Ready",
    failed: "Failed",
    cancelled: "Cancelled",
    expired: "Expired",
  },
  waiting: "It is next when a place is free.",
  rowsOf: (rows: string, expected: string) => `${rows} of ${expected} rows`,
  rowsSoFar: (rows: string) => `${rows} rows so far`,
  until: (day: string) => `here until ${day}`,
  expired: "Its seven days are over.",
  askedBy: (person: string, when: string) => `${person}, ${when}`,
  cancel: "Cancel",
  cancelOf: (name: string) => `Cancel ${name}`,
  download: "Download",
  downloadOf: (name: string) => `Download ${name}`,
  again: "Make it again",
  againOf: (name: string) => `Make ${name} again`,
  live: (ready: string, unfinished: string) => `${ready} ready, ${unfinished} being made`,
};

/** Why a file could not be made, and what to do. Nothing of what is in Till Ledger is lost by any of these. */
export const FAILURES: Readonly<Record<string, string>> = {
  DATABASE_FULL:
    "Till Ledger has no room left for the file; your figures are all there. Choose fewer days, or try again when there is room.",
  DATABASE_GONE: "Till Ledger’s own database could not be reached. Your figures are all there: make the file again.",
  BROKEN_OFF: "Making it broke off three times. Choose fewer days, which makes a smaller file.",
  REFUSED: "What was asked for can no longer be exported so. Choose it anew.",
  INTERNAL: "Something went wrong in Till Ledger. Your figures are all there: make the file again.",
};

export const HISTORY = {
  heading: "Who took what",
  caption: "Files that were taken, the latest first",
  none: "Nobody has taken a file yet.",
  kept: "Every file that anyone takes is noted, for two years.",
  when: "When",
  who: "Who",
  what: "What",
  of: "Days and filters",
  rows: "Rows",
  size: "Size",
  outcome: "Result",
  madeBefore: "from Files",
  outcomes: {
    complete: "Taken",
    under_way: "Under way",
    cut_off: "Broken off",
    failed: "Failed",
    unknown: "Not known",
  },
  outcomeWhy: {
    complete: "All of it was sent.",
    under_way: "It is being sent.",
    cut_off: "Whoever took it went away before its end.",
    failed: "It could not be read to its end.",
    unknown: "Till Ledger stopped while it was being sent.",
  },
  unknownCount: "Not known",
  page: (page: string, pages: string, count: string) => `Page ${page} of ${pages}, ${count} files`,
  previous: "Previous page",
  next: "Next page",
};

export const ASKED = {
  person: (id: string) => `Staff ${id}`,
  allDays: "All days",
  from: (day: string) => `From ${day}`,
  until: (day: string) => `Until ${day}`,
  byOpening: "by day of opening",
  sessions: (count: string, isOne: boolean) => `${count} chosen ${isOne ? "session" : "sessions"}`,
  per: "each location",
  bom: "for Excel",
  echo: "with what was asked for",
};
