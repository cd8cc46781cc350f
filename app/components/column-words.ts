import type { ColumnId, ColumnList } from "#app/views/columns.ts";

// Every word of the choice of columns.

export const COLUMN_TEXT = {
  button: "Columns",
  help: "For you alone, wherever you sign in. Exports keep all their columns.",
  standard: "Back to standard",
  failed: "This could not be kept. It holds until you leave the page.",
} as const;

export const COLUMN_TITLES: Record<ColumnList, string> = {
  sessions: "Columns of the sessions",
  locations: "Columns of the locations",
  drawers: "Columns of the drawers",
  staff: "Columns of the staff",
};

export const COLUMN_WORDS: { [List in ColumnList]: Record<ColumnId<List>, string> } = {
  sessions: {
    discrepancy: "Discrepancy",
    expected: "Expected",
    counted: "Counted",
    drawer: "Drawer",
    location: "Location",
    opened: "Opened",
    closed: "Closed",
    staff: "Staff",
    review: "Review",
    openingDiscrepancy: "Found at opening",
    closingDiscrepancy: "Found at closing",
    netCashSales: "Net cash sales",
    tolerance: "Tolerance",
    businessDay: "Business day",
    device: "Device",
  },
  locations: {
    sessions: "Sessions",
    netCashSales: "Net cash sales",
    expectedAtClose: "Expected",
    countedAtClose: "Counted",
    short: "Short",
    over: "Over",
    net: "Net",
    rate: "Beyond tolerance",
    trend: "By day",
    cashSales: "Cash sales",
    cashRefunds: "Cash refunds",
    adjustments: "Adjustments",
    openingDiscrepancy: "Found at opening",
    closingDiscrepancy: "Found at closing",
    absolute: "Over and short together",
  },
  drawers: {
    balance: "In it now",
    sessions: "Sessions",
    expectedAtClose: "Expected",
    countedAtClose: "Counted",
    short: "Short",
    over: "Over",
    net: "Net",
    rate: "Beyond tolerance",
    gaps: "Gaps",
    last: "Last session",
  },
  staff: {
    ownSessions: "Sessions alone",
    ownCash: "Cash handled",
    short: "Short",
    over: "Over",
    net: "Net",
    perThousand: "Per 1,000",
    chance: "Short / over",
    reached: "Limits reached",
  },
};
