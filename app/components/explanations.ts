import { absolute, compare, fromWire } from "#app/money/money.ts";
import type { CurrencyFigures, TrendPoint } from "#app/reports/figures.ts";
import type { DrawerBalance } from "#app/reports/drawer-balances.server.ts";
import type { DrawerRow } from "#app/reports/drawers.server.ts";
import type { LocationRow } from "#app/reports/location-totals.server.ts";
import type { OpenRow } from "#app/reports/overview.server.ts";
import type { ToleranceInForce } from "#app/reports/tolerances.server.ts";

import { isNegative, isZero, negated } from "./amounts.ts";
import { type Explanation, lessOf, type Share, type Sum, sumOf, type Term, totalOf } from "./arithmetic.ts";
import { COMPUTED_LINES, COMPUTED_NOTES } from "./computed-words.ts";
import type { ShopFormat } from "./shop-format.tsx";

// How the figures of each report come about. All of it is of the report's own row: nothing is fetched to explain a figure.

type OverAndShort = Pick<LocationRow, "over" | "short" | "net">;

/** Over and short, which come to the net. */
export function netOf({ over, short, net }: OverAndShort): Sum {
  const sides = [
    { label: COMPUTED_LINES.over, amount: over },
    { label: COMPUTED_LINES.short, amount: short },
  ];
  return sumOf(COMPUTED_LINES.net, net, sides, COMPUTED_LINES.shopifysRest);
}

function shareOf(beyond: number, closed: number): Share {
  const part = { label: COMPUTED_LINES.beyond, count: beyond };
  return { kind: "share", label: COMPUTED_LINES.share, part, whole: { label: COMPUTED_LINES.closed, count: closed } };
}

/** The net of a period: by its sides, and by where it came from. */
export function explainNet(figures: CurrencyFigures, format: ShopFormat): Explanation {
  const { net, over, short, statement } = figures;
  const sources = [
    { label: COMPUTED_LINES.own, amount: statement.ownDiscrepancy },
    { label: COMPUTED_LINES.carriedIn, amount: statement.openingDiscrepancy },
  ];
  return {
    arithmetic: [
      netOf({ over: over.current, short: short.current, net: net.current }),
      sumOf(COMPUTED_LINES.net, net.current, sources, COMPUTED_LINES.shopifysRest),
    ],
    notes: [...countedOf(figures, format), COMPUTED_NOTES.sign],
  };
}

/** One side of a period, by the days that weigh most. */
export function explainSide(figures: CurrencyFigures, side: "over" | "short", format: ShopFormat): Explanation {
  const amount = figures[side].current;
  const days = daysOfSide(figures.trend, side, format);
  return {
    arithmetic:
      days.length === 0
        ? []
        : [
            sumOf(
              side === "over" ? COMPUTED_LINES.over : COMPUTED_LINES.short,
              amount,
              days,
              COMPUTED_LINES.shopifysRest,
            ),
          ],
    notes: [COMPUTED_NOTES.asShopify, ...countedOf(figures, format)],
  };
}

/** So many are named; the others come in one line. */
const NAMED_DAYS = 5;

function daysOfSide(trend: readonly TrendPoint[], side: "over" | "short", format: ShopFormat): Term[] {
  const days = trend
    .filter((point) => !isZero(point[side]))
    .toSorted((a, b) => compare(absolute(fromWire(b[side])), absolute(fromWire(a[side]))));
  const named = days.length <= NAMED_DAYS + 1 ? days : days.slice(0, NAMED_DAYS);
  const others = days.slice(named.length);
  const terms = named.map((point) => ({ label: format.day(point.date), amount: point[side] }));
  if (others.length === 0) return terms;
  const label = COMPUTED_LINES.otherDays(format.count(others.length), others.length === 1);
  return [...terms, { label, amount: totalOf(others.map((point) => point[side])) }];
}

/** The share of a period's sessions beyond tolerance, and what that was. */
export function explainBeyond(figures: CurrencyFigures, format: ShopFormat): Explanation {
  const { beyondTolerance, sessions, tolerance } = figures;
  return {
    arithmetic: [shareOf(beyondTolerance.current, sessions.current)],
    notes: [...toleranceInWords(tolerance, format), ...countedOf(figures, format)],
  };
}

/** What is within tolerance. */
export function toleranceInWords({ amount, shareBps, ownAt }: ToleranceInForce, format: ShopFormat): string[] {
  const money = format.money(amount);
  return [
    shareBps === 0
      ? COMPUTED_NOTES.tolerance(money)
      : COMPUTED_NOTES.toleranceOrShare(money, format.share(shareBps / 10_000)),
    ...(ownAt === 0 ? [] : [COMPUTED_NOTES.ownTolerance(format.count(ownAt), ownAt === 1)]),
  ];
}

function countedOf({ sessions, notCounted, pending }: CurrencyFigures, { count }: ShopFormat): string[] {
  return [
    COMPUTED_NOTES.ofClosed(count(sessions.current), sessions.current === 1),
    ...(notCounted === 0 ? [] : [COMPUTED_NOTES.notCounted(count(notCounted), notCounted === 1)]),
    ...(pending === 0 ? [] : [COMPUTED_NOTES.pending(count(pending), pending === 1)]),
  ];
}

/** What the lines of a period's statement leave to be added up: the discrepancies. */
export function explainStatement({ statement }: CurrencyFigures): Explanation {
  const { countedAtClose, expectedAtClose, closingDiscrepancy, midSessionDiscrepancy } = statement;
  const { ownDiscrepancy, openingDiscrepancy, totalDiscrepancy } = statement;
  return {
    arithmetic: [
      closingOf({ countedAtClose, expectedAtClose, closingDiscrepancy }),
      sumOf(
        COMPUTED_LINES.ownResult,
        ownDiscrepancy,
        [
          { label: COMPUTED_LINES.atClosing, amount: closingDiscrepancy },
          { label: COMPUTED_LINES.midSession, amount: midSessionDiscrepancy },
        ],
        COMPUTED_LINES.shopifysRest,
      ),
      sumOf(
        COMPUTED_LINES.total,
        totalDiscrepancy,
        [
          { label: COMPUTED_LINES.own, amount: ownDiscrepancy },
          { label: COMPUTED_LINES.carriedIn, amount: openingDiscrepancy },
        ],
        COMPUTED_LINES.shopifysRest,
      ),
    ],
    notes: [COMPUTED_NOTES.sign, COMPUTED_NOTES.asShopify],
  };
}

type Closing = Pick<LocationRow, "countedAtClose" | "expectedAtClose" | "closingDiscrepancy">;

function closingOf({ countedAtClose, expectedAtClose, closingDiscrepancy }: Closing): Sum {
  const terms = [
    { label: COMPUTED_LINES.countedAtClose, amount: countedAtClose },
    lessOf(COMPUTED_LINES.expectedAtClose, expectedAtClose),
  ];
  return sumOf(COMPUTED_LINES.atClosing, closingDiscrepancy, terms, COMPUTED_LINES.uncounted);
}

/** A row of the locations. */
export function explainLocation(row: LocationRow): Explanation {
  const { cashSales, cashRefunds, netCashSales, net, openingDiscrepancy, closingDiscrepancy } = row;
  // Shopify gives refunds as a magnitude; either sign takes them off.
  const refunds = isNegative(cashRefunds) ? cashRefunds : negated(cashRefunds);
  const sales = [
    { label: COMPUTED_LINES.cashSales, amount: cashSales },
    { label: COMPUTED_LINES.cashRefunds, amount: refunds },
  ];
  const sources = [
    { label: COMPUTED_LINES.atClosing, amount: closingDiscrepancy },
    { label: COMPUTED_LINES.carriedIn, amount: openingDiscrepancy },
  ];
  return {
    arithmetic: [
      sumOf(COMPUTED_LINES.netCashSales, netCashSales, sales, COMPUTED_LINES.shopifysRest),
      closingOf(row),
      netOf(row),
      sumOf(COMPUTED_LINES.net, net, sources, COMPUTED_LINES.midSession),
      shareOf(row.beyondTolerance, row.closed),
    ],
    notes: [COMPUTED_NOTES.sumOfSessions, COMPUTED_NOTES.eachTolerance],
  };
}

/** A row of the drawers. */
export function explainDrawer(row: DrawerRow): Explanation {
  const { gaps, lost, found } = row;
  const between: Term[] = [
    { label: COMPUTED_LINES.lost, amount: lost },
    { label: COMPUTED_LINES.found, amount: found },
  ];
  const gapSum: Sum = { kind: "sum", label: COMPUTED_LINES.gaps, terms: between, amount: totalOf([lost, found]) };
  return {
    arithmetic: [netOf(row), ...(gaps === 0 ? [] : [gapSum]), shareOf(row.beyondTolerance, row.closed)],
    notes: [COMPUTED_NOTES.sumOfSessions, COMPUTED_NOTES.eachTolerance],
  };
}

type Running = Pick<OpenRow, "countedAtOpen" | "netCashSales" | "adjustments">;

function runningTerms({ countedAtOpen, netCashSales, adjustments }: Running): Term[] {
  return [
    { label: COMPUTED_LINES.countedAtOpen, amount: countedAtOpen },
    { label: COMPUTED_LINES.netCashSales, amount: netCashSales },
    { label: COMPUTED_LINES.adjustments, amount: adjustments },
  ];
}

/** What a drawer should hold by the session that runs. */
export function explainOpen(row: Running & Pick<OpenRow, "expectedNow">): Explanation {
  const sum = sumOf(COMPUTED_LINES.expectedNow, row.expectedNow, runningTerms(row), COMPUTED_LINES.shopifysRest);
  return { arithmetic: [sum], notes: [COMPUTED_NOTES.oneDevice] };
}

/** What is in a drawer, where a session says so; null where it is Shopify's own figure. */
export function explainBalance({ amount, running }: DrawerBalance): Explanation | null {
  if (running === null) return null;
  const sum = sumOf(COMPUTED_LINES.inTheDrawer, amount, runningTerms(running), COMPUTED_LINES.shopifysRest);
  return { arithmetic: [sum], notes: [COMPUTED_NOTES.oneDevice] };
}
