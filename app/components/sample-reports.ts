import type { WireMoney } from "#app/money/money.ts";
import type { CurrencyFigures, PlaceRow, SessionRow, TrendPoint } from "#app/reports/figures.ts";
import type { SessionFilters } from "#app/reports/filters.ts";
import type { LocationRow } from "#app/reports/location-totals.server.ts";
import type { CheckRow, LedgerRow, SessionReport, StatementRow } from "#app/reports/session.server.ts";
import type { SyncStatus } from "#app/reports/sync-status.server.ts";

// What reports of a small shop in New York look like, for the tests of the components that show them.

export const NOW = "2026-11-23T14:00:00Z";

/** "-12.40" as an amount of US dollars. */
export function usd(amount: string): WireMoney {
  return { amount, currency: "USD" };
}

export const sampleFilters: SessionFilters = {
  range: { from: "2026-10-25", to: "2026-11-23" },
  preset: "last_30_days",
  comparison: "previous_period",
  by: "closing",
  locations: [],
  drawers: [],
  sessions: [],
  statuses: [],
  sign: null,
  devices: [],
  people: [],
  checks: [],
  reviews: [],
  assignee: null,
  minAbs: null,
  currency: null,
  search: null,
  sort: "closed_desc",
  after: null,
  before: null,
  ignored: [],
};

export const sampleSync: SyncStatus = {
  state: "idle",
  sessions: 214,
  ledgersPending: 0,
  asOf: "2026-11-23T13:58:00Z",
  error: null,
  errorCode: null,
  retriesAt: null,
  historyFrom: "2025-10-23T00:00:00Z",
  isHistoryComplete: true,
  isFirstSync: false,
  missingScopes: [],
  derivation: null,
};

/** A session that closed 42.40 short after it had opened 2.00 over. */
export const sampleSession: SessionRow = {
  id: "4711",
  status: "closed",
  reconciliation: "short",
  businessDate: "2026-11-22",
  openedAt: "2026-11-22T14:02:00Z",
  closedAt: "2026-11-22T22:31:00Z",
  timeZone: "America/New_York",
  locationId: "1",
  location: "Main Street",
  drawerId: "12",
  drawer: "Till 2",
  deviceId: "77",
  openedBy: "Ana Pérez",
  closedBy: "Ben Okafor",
  currency: "USD",
  expectedAtClose: usd("642.40"),
  countedAtClose: usd("600.00"),
  totalDiscrepancy: usd("-40.40"),
  openingDiscrepancy: usd("2.00"),
  closingDiscrepancy: usd("-42.40"),
  netCashSales: usd("440.40"),
  tolerance: usd("1.00"),
  failedChecks: [],
  totalsReady: true,
  isLedgerRead: true,
  isStale: false,
  isRestated: false,
  isLegacy: false,
  review: "needs",
};

/** Thirty days with a bad one in the middle. */
export const sampleTrend: TrendPoint[] = Array.from({ length: 30 }, (_, index) => {
  const cents = (index * 37) % 11;
  const short = index === 17 ? "-182.40" : `-${cents}.${index % 10}0`;
  const over = `${(index * 7) % 6}.50`;
  const net = (Number(over) + Number(short)).toFixed(2);
  const date = new Date(Date.UTC(2026, 9, 25 + index)).toISOString().slice(0, 10);
  return { date, net: usd(net), over: usd(over), short: usd(short), sessions: 6 + (index % 4) };
});

export const sampleFigures: CurrencyFigures = {
  currency: "USD",
  net: { current: usd("-312.90"), previous: usd("-280.10") },
  over: { current: usd("84.50"), previous: usd("84.50") },
  short: { current: usd("-397.40"), previous: usd("-364.60") },
  absolute: { current: usd("481.90"), previous: usd("449.10") },
  sessions: { current: 214, previous: 208 },
  beyondTolerance: { current: 19, previous: 24 },
  pending: 1,
  notCounted: 3,
  tolerance: { amount: usd("1.00"), shareBps: 0, ownAt: 0 },
  statement: {
    countedAtOpen: usd("42800.00"),
    cashSales: usd("96412.35"),
    cashRefunds: usd("1204.10"),
    netCashSales: usd("95208.25"),
    adjustments: usd("-350.00"),
    midSessionDiscrepancy: usd("-1.50"),
    otherMovements: usd("1.50"),
    expectedAtClose: usd("137658.25"),
    countedAtClose: usd("137348.85"),
    closingDiscrepancy: usd("-309.40"),
    ownDiscrepancy: usd("-310.90"),
    openingDiscrepancy: usd("-2.00"),
    totalDiscrepancy: usd("-312.90"),
  },
  trend: sampleTrend,
};

export const samplePlace: PlaceRow = {
  kind: "location",
  id: "1",
  name: "Main Street",
  currency: "USD",
  sessions: 96,
  net: usd("-212.40"),
  over: usd("32.00"),
  short: usd("-244.40"),
  absolute: usd("276.40"),
  beyondTolerance: 11,
};

export const sampleLocation: LocationRow = {
  id: "1",
  kind: "location",
  name: "Main Street",
  currency: "USD",
  sessions: 96,
  cashSales: usd("46412.35"),
  cashRefunds: usd("604.10"),
  netCashSales: usd("45808.25"),
  adjustments: usd("-150.00"),
  expectedAtClose: usd("64858.25"),
  countedAtClose: usd("64645.85"),
  openingDiscrepancy: usd("0.00"),
  carriedIn: usd("0.00"),
  closingDiscrepancy: usd("-212.40"),
  over: usd("32.00"),
  short: usd("-244.40"),
  net: usd("-212.40"),
  absolute: usd("276.40"),
  beyondTolerance: 11,
  closed: 96,
  rate: 0.1146,
  previousNet: usd("-120.00"),
  trend: sampleTrend,
};

const line = (
  id: StatementRow["id"],
  kind: StatementRow["kind"],
  amount: string,
  note?: StatementRow["note"],
): StatementRow => ({
  id,
  label: id,
  amount: usd(amount),
  kind,
  note,
});

const booked = (position: number, time: string, row: Partial<LedgerRow>): LedgerRow => ({
  position,
  time: `2026-11-22T${time}Z`,
  kind: "transaction",
  type: "SALE",
  amount: usd("0.00"),
  runningBalance: usd("0.00"),
  expected: null,
  counted: null,
  discrepancy: null,
  staff: "Ana Pérez",
  reason: null,
  note: null,
  orderId: null,
  orderName: null,
  giftCardId: null,
  ...row,
});

export const sampleLedger: LedgerRow[] = [
  booked(1, "14:02:00", {
    kind: "count",
    type: "OPENING",
    amount: usd("2.00"),
    runningBalance: usd("202.00"),
    expected: usd("200.00"),
    counted: usd("202.00"),
    discrepancy: usd("2.00"),
  }),
  booked(2, "14:40:00", { amount: usd("50.00"), runningBalance: usd("252.00"), orderId: "901", orderName: "#1042" }),
  booked(3, "14:40:00", { type: "CHANGE", amount: usd("-7.60"), runningBalance: usd("244.40") }),
  booked(4, "16:05:00", { amount: usd("398.00"), runningBalance: usd("642.40"), orderId: "902", orderName: "#1043" }),
  booked(5, "18:30:00", {
    kind: "adjustment",
    type: "ADJUSTMENT",
    amount: usd("-40.00"),
    runningBalance: usd("602.40"),
    reason: "PETTY_CASH",
    note: "Window cleaner",
  }),
  booked(6, "19:10:00", { amount: usd("40.00"), runningBalance: usd("642.40") }),
  booked(7, "22:31:00", {
    kind: "count",
    type: "CLOSING",
    amount: usd("-42.40"),
    runningBalance: usd("600.00"),
    expected: usd("642.40"),
    counted: usd("600.00"),
    discrepancy: usd("-42.40"),
    staff: "Ben Okafor",
  }),
];

export const sampleChecks: CheckRow[] = [
  {
    id: "sales_add_up",
    outcome: "passes",
    residual: usd("0.00"),
    reason: null,
    reading: "change_counted",
    terms: [
      { label: "sales_tendered", amount: usd("488.00") },
      { label: "change_given", amount: usd("-7.60") },
      { label: "cash_sales", amount: usd("480.40") },
    ],
  },
  {
    id: "closing_balance",
    outcome: "fails",
    residual: usd("-1.20"),
    reason: null,
    reading: null,
    terms: [
      { label: "counted_at_close", amount: usd("600.00") },
      { label: "closing_adjustment", amount: usd("-400.00") },
      { label: "closing_balance", amount: usd("198.80") },
    ],
  },
  {
    id: "carry_over",
    outcome: "not_computable",
    residual: null,
    reason: "no_previous_session",
    reading: null,
    terms: [],
  },
];

export const sampleReport: SessionReport = {
  row: sampleSession,
  head: {
    expectedAtOpen: usd("200.00"),
    countedAtOpen: usd("202.00"),
    expectedAtClose: usd("642.40"),
    countedAtClose: usd("600.00"),
    closingAdjustment: usd("-400.00"),
    closingBalance: usd("200.00"),
    cashSales: usd("480.40"),
    cashRefunds: usd("0.00"),
    netCashSales: usd("480.40"),
    adjustments: usd("-40.00"),
    openingDiscrepancy: usd("2.00"),
    closingDiscrepancy: usd("-42.40"),
    totalDiscrepancy: usd("-40.40"),
    totalSales: usd("1480.40"),
    totalRefunds: usd("0.00"),
    netSales: usd("1480.40"),
    tolerance: usd("1.00"),
  },
  openingNote: null,
  closingNote: "Counted twice, could not find it",
  statement: [
    line("expected_at_open", "start", "200.00"),
    line("counted_at_open", "subtotal", "202.00"),
    line("opening_discrepancy", "discrepancy", "2.00", "carried_in"),
    line("cash_sales", "flow", "480.40"),
    line("cash_refunds", "flow", "0.00"),
    line("net_cash_sales", "subtotal", "480.40"),
    line("adjustments", "flow", "-40.00"),
    line("expected_at_close", "subtotal", "642.40"),
    line("counted_at_close", "subtotal", "600.00"),
    line("closing_discrepancy", "discrepancy", "-42.40", "own"),
    line("closing_adjustment", "flow", "-400.00"),
    line("closing_balance", "final", "200.00"),
    line("own_discrepancy", "discrepancy", "-42.40", "own"),
    line("total_discrepancy", "discrepancy", "-40.40"),
  ],
  checks: sampleChecks,
  hints: [
    {
      kind: "equals_transaction",
      evidence: {
        of: "own",
        amount: usd("-42.40"),
        position: 2,
        positions: "2",
        matches: 1,
        type: "SALE",
        cash: usd("42.40"),
        explanation: "booked",
      },
    },
  ],
  ledger: sampleLedger,
  previous: {
    id: "4690",
    drawer: "Till 2",
    openedAt: "2026-11-21T14:00:00Z",
    closedAt: "2026-11-21T22:30:00Z",
    closingBalance: usd("200.00"),
    gap: usd("0.00"),
    hoursBetween: 15.5,
    openedBy: "Ana Pérez",
    closedBy: "Ana Pérez",
    totalDiscrepancy: usd("0.00"),
  },
  next: null,
  hours: 8.5,
  isLedgerOutdated: false,
  shared: null,
  restatements: [],
  missingScopes: ["read_gift_cards"],
};
