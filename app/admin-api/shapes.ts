/** What the app keeps of Shopify's shapes: ids are the numbers of GIDs, money counts minor units, times are Dates. */
export interface Named {
  id: string;
  name: string;
}

export interface SessionFigures {
  expectedAtOpen: bigint;
  countedAtOpen: bigint;
  expectedAtClose: bigint | null;
  countedAtClose: bigint | null;
  closingAdjustment: bigint | null;
  closingBalance: bigint | null;
  cashSales: bigint;
  cashRefunds: bigint;
  netCashSales: bigint;
  /** Null, as the three of all tenders, where the API from before March 2026 does not give it. */
  adjustments: bigint | null;
  totalDiscrepancy: bigint;
  totalSales: bigint | null;
  totalRefunds: bigint | null;
  netSales: bigint | null;
}

export interface SessionRow extends SessionFigures {
  /** Below zero for a session of the API from before March 2026, which numbers them by itself. */
  id: string;
  currency: string;
  isOpen: boolean;
  openedAt: Date;
  closedAt: Date | null;
  openingNote: string | null;
  closingNote: string | null;
  totalsReady: boolean;
  drawer: Named;
  /** Null where the scopes do not show it. */
  location: Named | null;
  deviceId: string | null;
  openedBy: Named | null;
  closedBy: Named | null;
}

export interface ActivityRow {
  time: Date;
  kind: "transaction" | "adjustment" | "count";
  type: string;
  cash: bigint;
  expected: bigint | null;
  counted: bigint | null;
  discrepancy: bigint | null;
  staff: Named | null;
  reasonCode: string | null;
  note: string | null;
  orderId: string | null;
  orderName: string | null;
  giftCardId: string | null;
}

export interface Page<Row> {
  rows: Row[];
  /** Null after the last page. */
  nextCursor: string | null;
  /** Whether Shopify says that pages come before this one. */
  hasPrevious: boolean;
  /** Rows that could not be read; the others are good. */
  malformed: Error[];
}

export interface SessionWithLedger {
  session: SessionRow;
  /** Whole, in the order of time. */
  activities: ActivityRow[];
}
