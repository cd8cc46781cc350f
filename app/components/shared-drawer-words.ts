// The English of what a session's page says of its drawer: the timeline of its cash, and who shared it.

export const BALANCE = {
  between: (lowest: string, highest: string) => `Balance between ${lowest} and ${highest}`,
  count: "Count",
  countOff: "Count that found something off",
  balance: "Balance",
  amount: "Amount",
  found: "Found",
};

export const SHARED = {
  previous: "Previous session on the drawer",
  next: "Next session on the drawer",
  heading: "Shared drawer",
  explanation:
    "Other sessions ran on this drawer at the same time. What a count finds off belongs to everyone who handled cash since the count before it.",
  unread: "The ledger of one of them is still to be read from Shopify; who handled what follows then.",
  sessionsCaption: "Sessions on the drawer at the same time",
  session: "Session",
  thisOne: "this session",
  hours: "Hours",
  handled: "Handled meanwhile",
  entries: "Entries",
  discrepancy: "Discrepancy",
  device: (id: string) => `device ${id}`,
  unnamed: (id: string) => `session ${id}`,
  open: "still open",
  countsCaption: "Who handled what between two counts",
  between: "Between two counts",
  who: "Who handled what",
  nobody: "nobody handled cash",
  found: "Found at the count",
  noCount: "not counted since",
  onlyLatest: (shown: string) => `The latest ${shown} are shown.`,
};
