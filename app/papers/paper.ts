import type { WireMoney } from "#app/money/money.ts";
import type { AdjustmentSum } from "#app/reports/adjustment-sums.server.ts";
import type { LocationDay } from "#app/reports/location-day.server.ts";
import type { SessionReport } from "#app/reports/session.server.ts";
import type { Shop } from "#app/shop.server.ts";

// What a Z-report holds: everything that is printed but its number, as it was when it was issued. It is stored as it
// stands here, so that a number prints the same paper for ever; what is added later has to be optional.

export type Paper = SessionPaper | DayPaper;

interface OfShop {
  shop: { name: string; timeZone: string; currency: string | null };
}

export interface SessionPaper extends OfShop {
  kind: "session";
  session: Pick<SessionReport, "row" | "statement" | "checks" | "restatements" | "openingNote" | "closingNote"> & {
    ledger: NonNullable<SessionReport["ledger"]>;
  };
  adjustments: AdjustmentSum[];
}

export interface DayPaper extends OfShop {
  kind: "day";
  day: LocationDay;
}

/** A session's paper; null while its ledger is still to be read. */
export function sessionPaper(shop: Shop, report: SessionReport, adjustments: AdjustmentSum[]): SessionPaper | null {
  const { row, statement, checks, restatements, openingNote, closingNote, ledger } = report;
  if (ledger === null) return null;
  const session = { row, statement, checks, restatements, openingNote, closingNote, ledger };
  return { kind: "session", shop: nameOf(shop), session, adjustments };
}

/** A location's day as a paper. */
export function dayPaper(shop: Shop, day: LocationDay): DayPaper {
  return { kind: "day", shop: nameOf(shop), day };
}

function nameOf({ name, domain, timeZone, currency }: Shop): OfShop["shop"] {
  return { name: name ?? domain, timeZone, currency };
}

/** What the paper is about, as one text: the issues of a subject follow each other. */
export function subjectOf(paper: Paper): string {
  return paper.kind === "session"
    ? `session:${paper.session.row.id}`
    : `day:${paper.day.location.id}:${paper.day.date}`;
}

/** Whose numbers the paper takes: its location's, or where that is not known its drawer's. */
export function placeOf(paper: Paper): string {
  if (paper.kind === "day") return `location:${paper.day.location.id}`;
  const { locationId, drawerId } = paper.session.row;
  return locationId === null ? `drawer:${drawerId}` : `location:${locationId}`;
}

/** The sessions that stand on a paper. */
export function sessionsOn(paper: Paper): string[] {
  return paper.kind === "session" ? [paper.session.row.id] : paper.day.sessions.map(({ id }) => id);
}

type Fact = string | number | null;

/**
 * The paper's figures, which its number stands for: amounts, times, and what people wrote beside cash that they moved.
 * Names, tolerance and checks are left out: they may change without any figure having changed.
 */
export function figuresOf(paper: Paper): Fact[][] {
  return paper.kind === "session" ? sessionFigures(paper) : dayFigures(paper);
}

const amountOf = (amount: WireMoney | null): Fact => amount && amount.amount;

function sessionFigures({ session: { row, statement, ledger } }: SessionPaper): Fact[][] {
  return [
    [row.id, row.currency, row.openedAt, row.closedAt],
    ...statement.map(({ id, amount }) => [id, amountOf(amount)]),
    ...ledger.map((line) => [
      ...[line.time, line.type, amountOf(line.amount), amountOf(line.expected), amountOf(line.counted)],
      ...[amountOf(line.discrepancy), line.reason, line.note],
    ]),
  ];
}

function dayFigures({ day }: DayPaper): Fact[][] {
  return [
    [day.location.id, day.date],
    ...day.sessions.map((session) => [
      ...[session.id, session.currency, session.openedAt, session.closedAt, amountOf(session.netCashSales)],
      ...[amountOf(session.expectedAtClose), amountOf(session.countedAtClose), amountOf(session.openingDiscrepancy)],
      ...[amountOf(session.closingDiscrepancy), amountOf(session.totalDiscrepancy)],
      ...[amountOf(session.closingAdjustment), amountOf(session.closingBalance)],
    ]),
    ...day.currencies.flatMap(({ currency, statement }) =>
      Object.entries(statement).map(([figure, amount]) => [currency, figure, amountOf(amount as WireMoney)]),
    ),
    ...day.adjustments.map(({ type, reason, count, amount }) => [type, reason, count, amount.currency, amount.amount]),
  ];
}
