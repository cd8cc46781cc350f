/**
 * The columns of each list that a person may take away (true: they stand there unless told) or add (false), in their order. A list's
 * first column is always there: it names the row and leads to it.
 */
export const LIST_COLUMNS = {
  sessions: {
    discrepancy: true,
    openingDiscrepancy: false,
    closingDiscrepancy: false,
    expected: true,
    counted: true,
    netCashSales: false,
    tolerance: false,
    drawer: true,
    location: true,
    opened: true,
    closed: true,
    businessDay: false,
    staff: true,
    device: false,
    review: true,
  },
  locations: {
    sessions: true,
    cashSales: false,
    cashRefunds: false,
    netCashSales: true,
    adjustments: false,
    expectedAtClose: true,
    countedAtClose: true,
    openingDiscrepancy: false,
    closingDiscrepancy: false,
    short: true,
    over: true,
    absolute: false,
    net: true,
    rate: true,
    trend: true,
  },
  drawers: {
    balance: true,
    sessions: true,
    expectedAtClose: true,
    countedAtClose: true,
    short: true,
    over: true,
    net: true,
    rate: true,
    gaps: true,
    last: true,
  },
  staff: {
    ownSessions: true,
    ownCash: true,
    short: true,
    over: true,
    net: true,
    perThousand: true,
    chance: true,
    reached: true,
  },
} as const satisfies Record<string, Record<string, boolean>>;

export type ColumnList = keyof typeof LIST_COLUMNS;
export type ColumnId<List extends ColumnList> = keyof (typeof LIST_COLUMNS)[List] & string;
/** "sessions.drawer": a column of a list, by which its heading is found. */
export type ColumnKey = { [List in ColumnList]: `${List}.${ColumnId<List>}` }[ColumnList];

/** A choice of columns: those of the standard that are taken away, and the others that are added. */
export interface ColumnAsk {
  list: ColumnList;
  hidden: string[];
  added: string[];
}
