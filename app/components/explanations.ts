import type { TFunction } from "i18next";

import { absolute, compare, fromWire } from "#app/money/money.ts";
import type { CurrencyFigures, TrendPoint } from "#app/reports/figures.ts";
import type { DrawerBalance } from "#app/reports/drawer-balances.server.ts";
import type { DrawerRow } from "#app/reports/drawers.server.ts";
import type { LocationRow } from "#app/reports/location-totals.server.ts";
import type { OpenRow } from "#app/reports/overview.server.ts";
import type { ToleranceInForce } from "#app/reports/tolerances.server.ts";

import { isNegative, isZero, negated } from "./amounts.ts";
import { type Explanation, lessOf, type Share, type Sum, sumOf, type Term, totalOf } from "./arithmetic.ts";
import type { ShopFormat } from "./shop-format.tsx";

// How the figures of each report come about. All of it is of the report's own row: nothing is fetched to explain a figure.

type OverAndShort = Pick<LocationRow, "over" | "short" | "net">;

/** Over and short, which come to the net. */
export function netOf(t: TFunction, { over, short, net }: OverAndShort): Sum {
  const sides = [
    { label: t("computedLine.over"), amount: over },
    { label: t("computedLine.short"), amount: short },
  ];
  return sumOf(t("computedLine.net"), net, sides, t("computedLine.shopifysRest"));
}

function shareOf(t: TFunction, beyond: number, closed: number): Share {
  const part = { label: t("computedLine.beyond"), count: beyond };
  return {
    kind: "share",
    label: t("computedLine.share"),
    part,
    whole: { label: t("computedLine.closed"), count: closed },
  };
}

/** The net of a period: by its sides, and by where it came from. */
export function explainNet(t: TFunction, figures: CurrencyFigures): Explanation {
  const { net, over, short, statement } = figures;
  const sources = [
    { label: t("computedLine.own"), amount: statement.ownDiscrepancy },
    { label: t("computedLine.carriedIn"), amount: statement.openingDiscrepancy },
  ];
  return {
    arithmetic: [
      netOf(t, { over: over.current, short: short.current, net: net.current }),
      sumOf(t("computedLine.net"), net.current, sources, t("computedLine.shopifysRest")),
    ],
    notes: [...countedOf(t, figures), t("computedNote.sign")],
  };
}

/** One side of a period, by the days that weigh most. */
export function explainSide(
  t: TFunction,
  figures: CurrencyFigures,
  side: "over" | "short",
  format: ShopFormat,
): Explanation {
  const amount = figures[side].current;
  const days = daysOfSide(t, figures.trend, side, format);
  return {
    arithmetic:
      days.length === 0
        ? []
        : [
            sumOf(
              side === "over" ? t("computedLine.over") : t("computedLine.short"),
              amount,
              days,
              t("computedLine.shopifysRest"),
            ),
          ],
    notes: [t("computedNote.asShopify"), ...countedOf(t, figures)],
  };
}

/** So many are named; the others come in one line. */
const NAMED_DAYS = 5;

function daysOfSide(t: TFunction, trend: readonly TrendPoint[], side: "over" | "short", format: ShopFormat): Term[] {
  const days = trend
    .filter((point) => !isZero(point[side]))
    .toSorted((a, b) => compare(absolute(fromWire(b[side])), absolute(fromWire(a[side]))));
  const named = days.length <= NAMED_DAYS + 1 ? days : days.slice(0, NAMED_DAYS);
  const others = days.slice(named.length);
  const terms = named.map((point) => ({ label: format.day(point.date), amount: point[side] }));
  if (others.length === 0) return terms;
  const label = t("computedLine.otherDays", { count: others.length });
  return [...terms, { label, amount: totalOf(others.map((point) => point[side])) }];
}

/** The share of a period's sessions beyond tolerance, and what that was. */
export function explainBeyond(t: TFunction, figures: CurrencyFigures, format: ShopFormat): Explanation {
  const { beyondTolerance, sessions, tolerance } = figures;
  return {
    arithmetic: [shareOf(t, beyondTolerance.current, sessions.current)],
    notes: [...toleranceInWords(t, tolerance, format), ...countedOf(t, figures)],
  };
}

/** What is within tolerance. */
export function toleranceInWords(
  t: TFunction,
  { amount, shareBps, ownAt }: ToleranceInForce,
  format: ShopFormat,
): string[] {
  const money = format.money(amount);
  return [
    shareBps === 0
      ? t("computedNote.tolerance", { amount: money })
      : t("computedNote.toleranceOrShare", { amount: money, share: format.share(shareBps / 10_000) }),
    ...(ownAt === 0 ? [] : [t("computedNote.ownTolerance", { count: ownAt })]),
  ];
}

function countedOf(t: TFunction, { sessions, notCounted, pending }: CurrencyFigures): string[] {
  return [
    t("computedNote.ofClosed", { count: sessions.current }),
    ...(notCounted === 0 ? [] : [t("computedNote.notCounted", { count: notCounted })]),
    ...(pending === 0 ? [] : [t("computedNote.pending", { count: pending })]),
  ];
}

/** What the lines of a period's statement leave to be added up: the discrepancies. */
export function explainStatement(t: TFunction, { statement }: CurrencyFigures): Explanation {
  const { countedAtClose, expectedAtClose, closingDiscrepancy, midSessionDiscrepancy } = statement;
  const { ownDiscrepancy, openingDiscrepancy, totalDiscrepancy } = statement;
  return {
    arithmetic: [
      closingOf(t, { countedAtClose, expectedAtClose, closingDiscrepancy }),
      sumOf(
        t("computedLine.ownResult"),
        ownDiscrepancy,
        [
          { label: t("computedLine.atClosing"), amount: closingDiscrepancy },
          { label: t("computedLine.midSession"), amount: midSessionDiscrepancy },
        ],
        t("computedLine.shopifysRest"),
      ),
      sumOf(
        t("computedLine.total"),
        totalDiscrepancy,
        [
          { label: t("computedLine.own"), amount: ownDiscrepancy },
          { label: t("computedLine.carriedIn"), amount: openingDiscrepancy },
        ],
        t("computedLine.shopifysRest"),
      ),
    ],
    notes: [t("computedNote.sign"), t("computedNote.asShopify")],
  };
}

type Closing = Pick<LocationRow, "countedAtClose" | "expectedAtClose" | "closingDiscrepancy">;

function closingOf(t: TFunction, { countedAtClose, expectedAtClose, closingDiscrepancy }: Closing): Sum {
  const terms = [
    { label: t("computedLine.countedAtClose"), amount: countedAtClose },
    lessOf(t("computedLine.expectedAtClose"), expectedAtClose),
  ];
  return sumOf(t("computedLine.atClosing"), closingDiscrepancy, terms, t("computedLine.uncounted"));
}

/** A row of the locations. */
export function explainLocation(t: TFunction, row: LocationRow): Explanation {
  const { cashSales, cashRefunds, netCashSales, net, carriedIn, closingDiscrepancy } = row;
  // Shopify gives refunds as a magnitude; either sign takes them off.
  const refunds = isNegative(cashRefunds) ? cashRefunds : negated(cashRefunds);
  const sales = [
    { label: t("computedLine.cashSales"), amount: cashSales },
    { label: t("computedLine.cashRefunds"), amount: refunds },
  ];
  const sources = [
    { label: t("computedLine.atClosing"), amount: closingDiscrepancy },
    { label: t("computedLine.carriedIn"), amount: carriedIn },
  ];
  return {
    arithmetic: [
      sumOf(t("computedLine.netCashSales"), netCashSales, sales, t("computedLine.shopifysRest")),
      closingOf(t, row),
      netOf(t, row),
      sumOf(t("computedLine.net"), net, sources, t("computedLine.midSession")),
      shareOf(t, row.beyondTolerance, row.closed),
    ],
    notes: [t("computedNote.sumOfSessions"), t("computedNote.eachTolerance")],
  };
}

/** A row of the drawers. */
export function explainDrawer(t: TFunction, row: DrawerRow): Explanation {
  const { gaps, lost, found } = row;
  const between: Term[] = [
    { label: t("computedLine.lost"), amount: lost },
    { label: t("computedLine.found"), amount: found },
  ];
  const gapSum: Sum = { kind: "sum", label: t("computedLine.gaps"), terms: between, amount: totalOf([lost, found]) };
  return {
    arithmetic: [netOf(t, row), ...(gaps === 0 ? [] : [gapSum]), shareOf(t, row.beyondTolerance, row.closed)],
    notes: [t("computedNote.sumOfSessions"), t("computedNote.eachTolerance")],
  };
}

type Running = Pick<OpenRow, "countedAtOpen" | "netCashSales" | "adjustments">;

function runningTerms(t: TFunction, { countedAtOpen, netCashSales, adjustments }: Running): Term[] {
  return [
    { label: t("computedLine.countedAtOpen"), amount: countedAtOpen },
    { label: t("computedLine.netCashSales"), amount: netCashSales },
    { label: t("computedLine.adjustments"), amount: adjustments },
  ];
}

/** What a drawer should hold by the session that runs. */
export function explainOpen(t: TFunction, row: Running & Pick<OpenRow, "expectedNow">): Explanation {
  const sum = sumOf(
    t("computedLine.expectedNow"),
    row.expectedNow,
    runningTerms(t, row),
    t("computedLine.shopifysRest"),
  );
  return { arithmetic: [sum], notes: [t("computedNote.oneDevice")] };
}

/** What is in a drawer, where a session says so; null where it is Shopify's own figure. */
export function explainBalance(t: TFunction, { amount, running }: DrawerBalance): Explanation | null {
  if (running === null) return null;
  const sum = sumOf(t("computedLine.inTheDrawer"), amount, runningTerms(t, running), t("computedLine.shopifysRest"));
  return { arithmetic: [sum], notes: [t("computedNote.oneDevice")] };
}
