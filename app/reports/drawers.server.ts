import type { DateRange } from "#app/calendar/dates.ts";
import { parseMinor, type WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import { type DrawerBalance, type DrawerNow, readDrawersNow } from "./drawer-balances.server.ts";
import { type DrawerGaps, readDrawerGaps } from "./drawer-gaps.server.ts";
import type { DrawerOrder, DrawerOrderKey } from "./drawer-query.ts";
import { FIRST_DATE, LAST_DATE, type SessionFilters } from "./filters.ts";
import { type LocationOption, readLocationOptions } from "./location-options.server.ts";
import { type DayFigures, type FigureSums, readDayFigures, shownRange, sumOf } from "./period-figures.server.ts";
import { shopClock } from "./page-filters.server.ts";
import { compareBigInts, type PlaceFigures, readPlaceFigures } from "./place-figures.server.ts";
import { wire } from "./session-records.server.ts";

/** One drawer and currency over a period, as plain figures: a page, a file or a sum makes of it what it needs. */
export interface DrawerFigures {
  drawer: DrawerNow;
  currency: string;
  sums: FigureSums;
  gaps: number;
  lost: bigint;
  found: bigint;
}

export interface DrawerRow {
  /** Null in the foot. */
  id: string | null;
  name: string | null;
  location: string | null;
  timeZone: string;
  currency: string;
  balance: DrawerBalance | null;
  sessions: number;
  expectedAtClose: WireMoney;
  countedAtClose: WireMoney;
  short: WireMoney;
  over: WireMoney;
  net: WireMoney;
  beyondTolerance: number;
  closed: number;
  /** Sessions beyond tolerance as a share of the closed ones, 0 to 1; null without any. */
  rate: number | null;
  /** How often the drawer did not hold at opening what the session before had left in it. */
  gaps: number;
  lost: WireMoney;
  found: WireMoney;
  lastSession: DrawerNow["lastSession"];
}

export interface DrawerList {
  range: DateRange;
  /** A page of them, in the order asked for. */
  rows: DrawerRow[];
  /** Of all pages, one a currency. */
  totals: DrawerRow[];
  count: number;
  page: number;
  pages: number;
  /** What the page offers to look at alone; empty without read_locations. */
  locations: LocationOption[];
}

/** Rows that a page holds; a chain of 1,000 drawers has twenty of them. */
export const DRAWERS_PER_PAGE = 50;

/** What each drawer came to over a period and what is in it now; a row a drawer and currency. */
export async function getDrawers(
  shop: Shop,
  filters: SessionFilters,
  { order, page, now = new Date() }: { order: DrawerOrder; page: number; now?: Date },
): Promise<DrawerList> {
  const [all, days, locations, { today }] = await Promise.all([
    readDrawerFigures(shop, filters),
    readEnds(shop, filters),
    readLocationOptions(shop),
    shopClock(shop, now),
  ]);
  const rows = all.sort(inOrder(order));
  const pages = Math.max(1, Math.ceil(rows.length / DRAWERS_PER_PAGE));
  const shown = Math.min(page, pages);
  return {
    range: shownRange(filters, days, today),
    rows: rows.slice((shown - 1) * DRAWERS_PER_PAGE, shown * DRAWERS_PER_PAGE).map(toDrawerRow),
    totals: totalsOf(rows),
    count: rows.length,
    page: shown,
    pages,
    locations,
  };
}

/** The days of a range that is open at an end; one with both its ends needs none to be shown. */
async function readEnds(shop: Shop, filters: SessionFilters): Promise<DayFigures[]> {
  const { range } = filters;
  if (range !== null && range.from !== FIRST_DATE && range.to !== LAST_DATE) return [];
  return readDayFigures(shop, { ...filters, comparison: "none" });
}

/** The figures of every drawer, those without a session on these days too. */
export async function readDrawerFigures(shop: Shop, filters: SessionFilters): Promise<DrawerFigures[]> {
  const ofDays = { ...filters, comparison: "none" as const };
  const [places, gaps, drawers] = await Promise.all([
    readPlaceFigures(shop, ofDays, "drawer"),
    readDrawerGaps(shop, ofDays),
    readDrawersNow(shop, filters),
  ]);
  const byDrawer = new Map(gaps.map((gap) => [keyOf(gap.drawerId, gap.currency), gap] as const));
  const byId = new Map(drawers.map((drawer) => [drawer.id, drawer] as const));
  const used = places.map((place) => {
    const drawer = byId.get(place.id) ?? unknownDrawer(shop, place);
    return figuresOf(drawer, place.currency, place, byDrawer.get(keyOf(place.id, place.currency)));
  });
  return isAboutSomeSessions(filters) ? used : [...used, ...idleDrawers(shop, filters, { drawers, places })];
}

/** Whether the filters ask for certain sessions of a drawer; then one that has none of them is not asked for. */
function isAboutSomeSessions(filters: SessionFilters): boolean {
  const { sessions, devices, people, statuses, checks, reviews, sign, assignee, minAbs, search } = filters;
  const isListed = [sessions, devices, people, statuses, checks, reviews].some((values) => values.length > 0);
  return isListed || [sign, assignee, minAbs, search].some((value) => value !== null);
}

function idleDrawers(
  shop: Shop,
  { currency }: SessionFilters,
  { drawers, places }: { drawers: readonly DrawerNow[]; places: readonly PlaceFigures[] },
): DrawerFigures[] {
  const used = new Set(places.map(({ id }) => id));
  return (
    drawers
      // A register from before March 2026 is listed on the days on which it was used, and is gone on all others.
      .filter(({ id }) => !used.has(id) && !id.startsWith("-"))
      .map((drawer) => ({ drawer, own: currencyOf(drawer) ?? shop.currency }))
      .flatMap(({ drawer, own }) =>
        own === null || (currency !== null && own !== currency) ? [] : [figuresOf(drawer, own, sumOf([]), undefined)],
      )
  );
}

function currencyOf({ balance, lastSession }: DrawerNow): string | null {
  return balance?.amount.currency ?? lastSession?.currency ?? null;
}

/** A drawer that sessions name and the shop's list of drawers does not: deleted since, or not read yet. */
function unknownDrawer(shop: Shop, { id, name }: PlaceFigures): DrawerNow {
  return { id, name, locationId: null, location: null, timeZone: shop.timeZone, balance: null, lastSession: null };
}

function figuresOf(drawer: DrawerNow, currency: string, sums: FigureSums, gaps: DrawerGaps | undefined): DrawerFigures {
  return { drawer, currency, sums, gaps: gaps?.gaps ?? 0, lost: gaps?.lost ?? 0n, found: gaps?.found ?? 0n };
}

function keyOf(id: string, currency: string): string {
  return `${id} ${currency}`;
}

/** Figures as a row of the list. */
export function toDrawerRow({ drawer, currency, sums, gaps, lost, found }: DrawerFigures): DrawerRow {
  const isOwnCurrency = drawer.balance?.amount.currency === currency;
  return {
    id: drawer.id,
    name: drawer.name,
    location: drawer.location,
    timeZone: drawer.timeZone,
    currency,
    balance: isOwnCurrency ? drawer.balance : null,
    ...amountsOf(sums, currency),
    gaps,
    lost: wire(lost, currency),
    found: wire(found, currency),
    lastSession: drawer.lastSession,
  };
}

function amountsOf(sums: FigureSums, currency: string) {
  return {
    sessions: sums.sessions,
    expectedAtClose: wire(sums.expectedAtClose, currency),
    countedAtClose: wire(sums.countedAtClose, currency),
    short: wire(sums.short, currency),
    over: wire(sums.over, currency),
    net: wire(sums.over + sums.short, currency),
    beyondTolerance: sums.beyondTolerance,
    closed: sums.closed,
    rate: sums.closed === 0 ? null : sums.beyondTolerance / sums.closed,
  };
}

function totalsOf(rows: readonly DrawerFigures[]): DrawerRow[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    const total = (figure: (row: DrawerFigures) => bigint) => own.reduce((sum, row) => sum + figure(row), 0n);
    return {
      ...{ id: null, name: null, location: null, timeZone: "UTC", currency, balance: null, lastSession: null },
      ...amountsOf(sumOf(own.map(({ sums }) => sums)), currency),
      gaps: own.reduce((sum, { gaps }) => sum + gaps, 0),
      lost: wire(
        total(({ lost }) => lost),
        currency,
      ),
      found: wire(
        total(({ found }) => found),
        currency,
      ),
    };
  });
}

const BY_NAME = new Intl.Collator("en", { numeric: true });

const AMOUNTS: Partial<Record<DrawerOrderKey, (row: DrawerFigures) => bigint | null>> = {
  balance: ({ drawer, currency }) =>
    drawer.balance?.amount.currency === currency ? parseMinor(drawer.balance.amount.amount, currency) : null,
  expectedAtClose: ({ sums }) => sums.expectedAtClose,
  countedAtClose: ({ sums }) => sums.countedAtClose,
  short: ({ sums }) => sums.short,
  over: ({ sums }) => sums.over,
  net: ({ sums }) => sums.over + sums.short,
};

const NUMBERS: Partial<Record<DrawerOrderKey, (row: DrawerFigures) => number | null>> = {
  sessions: ({ sums }) => sums.sessions,
  rate: ({ sums }) => (sums.closed === 0 ? null : sums.beyondTolerance / sums.closed),
  gaps: ({ gaps }) => gaps,
  last: ({ drawer }) => (drawer.lastSession ? Date.parse(drawer.lastSession.openedAt) : null),
};

/** Orders figures as asked; amounts of different currencies are not compared: currencies stay together. */
function inOrder({ key, direction }: DrawerOrder): (a: DrawerFigures, b: DrawerFigures) => number {
  const turn = direction === "descending" ? -1 : 1;
  const [amount, number] = [AMOUNTS[key], NUMBERS[key]];
  return (a, b) => {
    const order = amount
      ? a.currency === b.currency
        ? knownFirst(amount(a), amount(b), (left, right) => turn * compareBigInts(left, right))
        : a.currency < b.currency
          ? -1
          : 1
      : number
        ? knownFirst(number(a), number(b), (left, right) => turn * (left - right))
        : turn * byPlace(a, b, key);
    return order || byPlace(a, b, "location");
  };
}

/** What is not known stands last, whichever way the rest goes. */
function knownFirst<Value>(a: Value | null, b: Value | null, order: (a: Value, b: Value) => number): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : order(a, b);
}

/** The order of drawers in a file: by location, name, id and currency. */
export function compareDrawers(a: DrawerFigures, b: DrawerFigures): number {
  return byPlace(a, b, "location");
}

function byPlace(a: DrawerFigures, b: DrawerFigures, key: DrawerOrderKey): number {
  const byLocation = BY_NAME.compare(a.drawer.location ?? "", b.drawer.location ?? "");
  const byName = BY_NAME.compare(a.drawer.name ?? "", b.drawer.name ?? "");
  return (
    (key === "name" ? byName || byLocation : byLocation || byName) ||
    compareBigInts(BigInt(a.drawer.id), BigInt(b.drawer.id)) ||
    (a.currency < b.currency ? -1 : Number(a.currency > b.currency))
  );
}
