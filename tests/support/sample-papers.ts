import { sampleFigures, sampleReport, sampleSession, usd } from "#app/components/sample-reports.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { DayPaper, SessionPaper } from "#app/papers/paper.ts";
import type { PrintedPaper } from "#app/papers/read-paper.server.ts";
import type { DayCurrency, DaySession } from "#app/reports/location-day.server.ts";

// Papers as they come, and as they come at worst: amounts of 15 digits, names without a space, more lines than a page.

const SHOP = { name: "Harbor & Pine", timeZone: "America/New_York", currency: "USD" };

/** A paper as it is printed for the first time. */
export function printedPaper(paper: PrintedPaper["paper"], changes: Partial<PrintedPaper> = {}): PrintedPaper {
  return {
    ...{
      paper,
      place: "location:1",
      number: 1204,
      copy: 1,
      reviews: [],
      replaces: null,
      replacedBy: null,
      layout: "sheet",
    },
    ...{ fingerprint: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
    ...{ issuedAt: "2026-11-22T22:40:00Z", issuedBy: "Ana Lima", printedAt: "2026-11-23T14:00:00Z", printedBy: "1001" },
    ...changes,
  };
}

const { row, statement, checks, openingNote, closingNote } = sampleReport;
const ledger = sampleReport.ledger ?? [];

export const typicalSession: SessionPaper = {
  kind: "session",
  shop: SHOP,
  session: { row, statement, checks, restatements: [], openingNote, closingNote, ledger },
  adjustments: [
    { type: "ADJUSTMENT", reason: "CASH_FLOAT", count: 1, amount: usd("20.00") },
    { type: "ADJUSTMENT", reason: "PETTY_CASH", count: 2, amount: usd("-60.00") },
    { type: "CLOSING_ADJUSTMENT", reason: null, count: 1, amount: usd("-400.00") },
  ],
};

const huge = (amount: WireMoney) => ({ ...amount, amount: amount.amount.replace(/\d+/, "9999999999999") });
const hugeOrNull = (amount: WireMoney | null) => amount && huge(amount);
const JAPANESE = "東京都中央区銀座四丁目本店レジカウンター一番窓口";
const UNBROKEN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3);
const LINES = 120;

export const worstSession: SessionPaper = {
  kind: "session",
  shop: { ...SHOP, name: UNBROKEN },
  session: {
    row: {
      ...row,
      ...{ location: JAPANESE, drawer: JAPANESE, openedBy: "山田太郎左衛門之助", closedBy: UNBROKEN, isRestated: true },
      ...{ totalDiscrepancy: huge(row.totalDiscrepancy), openingDiscrepancy: huge(row.openingDiscrepancy) },
    },
    statement: statement.map((line) => ({ ...line, amount: hugeOrNull(line.amount) })),
    checks: checks.map((check) => ({ ...check, residual: hugeOrNull(check.residual) })),
    restatements: [{ at: "2026-11-23T13:00:00Z", changes: [], closedAt: null }],
    openingNote: UNBROKEN,
    closingNote: JAPANESE.repeat(6),
    ledger: Array.from({ length: LINES }, (_, index) => {
      const line = ledger[index % ledger.length] ?? (ledger[0] as (typeof ledger)[number]);
      return {
        ...line,
        ...{ position: index + 1, staff: "山田太郎左衛門之助", note: index % 9 === 0 ? UNBROKEN : line.note },
        ...{
          amount: huge(line.amount),
          runningBalance: huge(line.runningBalance),
          expected: hugeOrNull(line.expected),
        },
        ...{ counted: hugeOrNull(line.counted), discrepancy: hugeOrNull(line.discrepancy) },
      };
    }),
  },
  adjustments: typicalSession.adjustments.map((sum) => ({ ...sum, reason: UNBROKEN, amount: huge(sum.amount) })),
};

function daySession(index: number, currency: string, amount: (amount: WireMoney) => WireMoney): DaySession {
  const of = (decimal: string) => amount({ amount: decimal, currency });
  const { openedAt, closedAt, closedBy, openedBy, timeZone, reconciliation } = sampleSession;
  return {
    ...{ id: String(5000 + index), drawerId: String(index), drawer: `Till ${index + 1}`, deviceId: null },
    ...{ openedAt, closedAt, closedBy, openedBy, timeZone, reconciliation, currency },
    ...{ totalsReady: true, isLegacy: false, isRestated: index % 5 === 0, netCashSales: of("400.00") },
    ...{ expectedAtClose: of("600.00"), countedAtClose: of("587.60"), openingDiscrepancy: of("2.00") },
    ...{ closingDiscrepancy: of("-12.40"), totalDiscrepancy: of("-10.40") },
    ...{ closingAdjustment: of("-387.60"), closingBalance: of("200.00") },
  };
}

function dayCurrency(currency: string, amount: (amount: WireMoney) => WireMoney): DayCurrency {
  const { over, short, net, sessions, beyondTolerance, pending, notCounted } = sampleFigures;
  const of = (given: WireMoney) => amount({ ...given, currency });
  const change = ({ current }: typeof net) => ({ current: of(current), previous: null });
  const figures = Object.entries(sampleFigures.statement).map(([name, figure]) => [name, of(figure as WireMoney)]);
  return {
    ...{ currency, over: change(over), short: change(short), net: change(net) },
    ...{ sessions, beyondTolerance, pending, notCounted },
    statement: Object.fromEntries(figures) as DayCurrency["statement"],
  };
}

const same = (amount: WireMoney) => amount;

export const typicalDay: DayPaper = {
  kind: "day",
  shop: SHOP,
  day: {
    location: { id: "1", name: "Main Street", timeZone: "America/New_York" },
    date: "2026-11-22",
    currencies: [dayCurrency("USD", same)],
    sessions: Array.from({ length: 4 }, (_, index) => daySession(index, "USD", same)),
    adjustments: typicalSession.adjustments,
    unreadLedgers: 0,
    stillOpen: 1,
  },
};

const whole = (amount: WireMoney) => ({ ...huge(amount), amount: huge(amount).amount.replace(/\.\d+$/, "99") });

export const worstDay: DayPaper = {
  ...typicalDay,
  day: {
    ...typicalDay.day,
    location: { id: "1", name: JAPANESE, timeZone: "Asia/Tokyo" },
    currencies: [dayCurrency("USD", huge), dayCurrency("JPY", whole)],
    sessions: Array.from({ length: 40 }, (_, index) => ({
      ...daySession(index, index % 2 ? "JPY" : "USD", index % 2 ? whole : huge),
      ...{ drawer: JAPANESE, closedBy: index % 7 === 0 ? UNBROKEN : "山田太郎左衛門之助" },
    })),
    adjustments: worstSession.adjustments,
  },
};
