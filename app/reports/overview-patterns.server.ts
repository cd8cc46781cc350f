import sql, { type Sql } from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { PlaceRow } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";
import { OVER_AND_SHORT } from "./period-figures.server.ts";
import { compareBigInts, readPlaceFigures, toPlaceRows } from "./place-figures.server.ts";
import { hasScope } from "./scopes.ts";
import { wire, zoneOf } from "./session-records.server.ts";
import { scopeDate, scopeTime, sessionScope } from "./session-scope.server.ts";

/** When, how far and by whom sessions are off: one a currency, for the page that loads it after its figures. */
export interface CurrencyPatterns {
  currency: string;
  /** By day of the week, ISO 8601: 1 is Monday; days without a session are left out. */
  byWeekday: PatternSlot[];
  /** By the hour at which sessions closed (or opened, where the filters go by opening), on the location's clock. */
  byHour: PatternSlot[];
  /** Null without a counted session. */
  spread: Spread | null;
  drawers: DrawerDriver[];
  /** Those who closed the sessions; null without read_users. */
  people: PersonDriver[] | null;
}

export interface PatternSlot {
  slot: number;
  sessions: number;
  beyondTolerance: number;
  over: WireMoney;
  short: WireMoney;
  net: WireMoney;
}

/** How far counted sessions with final totals are off, whichever their sign. */
export interface Spread {
  sessions: number;
  /** Amounts that a session had: half of them are off by no more than the first, nine in ten by no more than the second. */
  median: WireMoney;
  ninetieth: WireMoney;
  largest: WireMoney;
  bands: SpreadBand[];
}

export const SPREAD_BANDS = ["balanced", "within_tolerance", "to_five", "to_twenty", "beyond_twenty"] as const;

/** Off by nothing, within tolerance, up to five times the tolerance, up to twenty times, more. */
export interface SpreadBand {
  band: (typeof SPREAD_BANDS)[number];
  short: number;
  over: number;
  /** With those that are off by nothing, of which neither is said. */
  sessions: number;
}

export interface DrawerDriver extends PlaceRow {
  location: string | null;
}

export interface PersonDriver {
  id: string;
  name: string | null;
  sessions: number;
  net: WireMoney;
  over: WireMoney;
  short: WireMoney;
  beyondTolerance: number;
}

const DRIVERS_PER_CURRENCY = 10;

/** When discrepancies come about, how large they are, and which drawers and people they come from. */
export async function getPatterns(shop: Shop, filters: SessionFilters): Promise<CurrencyPatterns[]> {
  const closed = sql`${sessionScope(shop, filters)} AND NOT s.is_open`;
  const [slots, spreads, drawers, people] = await Promise.all([
    readSlots(shop, filters, closed),
    readSpreads(shop, closed),
    readDrawers(shop, filters),
    hasScope(shop, "read_users") ? readPeople(shop, closed) : null,
  ]);
  const currencies = [...new Set(slots.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = <Row extends { currency: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.currency === currency);
    const spread = spreads.find((row) => row.currency === currency);
    return {
      currency,
      byWeekday: own(slots).flatMap((row) => (row.weekday === null ? [] : [toSlot(row, row.weekday)])),
      byHour: own(slots).flatMap((row) => (row.hour === null ? [] : [toSlot(row, row.hour)])),
      spread: spread ? toSpread(spread) : null,
      drawers: own(drawers),
      people: people && own(people).map(toPerson),
    };
  });
}

interface SlotRecord {
  currency: string;
  weekday: number | null;
  hour: number | null;
  sessions: number;
  beyondTolerance: number;
  over: bigint;
  short: bigint;
}

function readSlots(shop: Shop, filters: SessionFilters, closed: Sql): Promise<SlotRecord[]> {
  return dataOf(shop).query<SlotRecord>(sql`
    SELECT s.currency, s.weekday, s.hour, count(*)::int AS sessions,
      count(*) FILTER (WHERE s.reconciliation IN ('over', 'short'))::int AS "beyondTolerance", ${OVER_AND_SHORT}
    FROM (
      SELECT s.currency, s.reconciliation, s.total_discrepancy, s.is_open,
        extract(isodow FROM ${scopeDate(filters)})::int AS weekday,
        extract(hour FROM ${scopeTime(filters)} AT TIME ZONE ${zoneOf(shop)})::int AS hour
      FROM payment_session s LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
      WHERE ${closed}
    ) s
    GROUP BY GROUPING SETS ((s.currency, s.weekday), (s.currency, s.hour))
    ORDER BY s.currency, s.weekday, s.hour`);
}

function toSlot({ currency, sessions, beyondTolerance, over, short }: SlotRecord, slot: number): PatternSlot {
  return { slot, sessions, beyondTolerance, ...sidesOf(over, short, currency) };
}

function sidesOf(over: bigint, short: bigint, currency: string) {
  return { over: wire(over, currency), short: wire(short, currency), net: wire(over + short, currency) };
}

interface SpreadRecord extends Record<`${Exclude<SpreadBand["band"], "balanced">}_${"short" | "over"}`, number> {
  currency: string;
  sessions: number;
  balanced: number;
  median: bigint;
  ninetieth: bigint;
  largest: bigint;
}

const SHORT = sql`s.total_discrepancy < 0`;
const OVER = sql`s.total_discrepancy > 0`;
const WITHIN = sql`s.abs_discrepancy <= s.tolerance`;
const TO_FIVE = sql`s.abs_discrepancy > s.tolerance AND s.abs_discrepancy <= 5 * s.tolerance`;
const TO_TWENTY = sql`s.abs_discrepancy > 5 * s.tolerance AND s.abs_discrepancy <= 20 * s.tolerance`;
const BEYOND_TWENTY = sql`s.abs_discrepancy > 20 * s.tolerance`;

const countOf = (side: Sql, band: Sql): Sql => sql`count(*) FILTER (WHERE ${side} AND ${band})::int`;

// percentile_disc answers an amount that occurred; the continuous one would lie between two, and be rounded.
function readSpreads(shop: Shop, closed: Sql): Promise<SpreadRecord[]> {
  return dataOf(shop).query<SpreadRecord>(sql`
    SELECT s.currency, count(*)::int AS sessions, count(*) FILTER (WHERE s.abs_discrepancy = 0)::int AS balanced,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY s.abs_discrepancy) AS median,
      percentile_disc(0.9) WITHIN GROUP (ORDER BY s.abs_discrepancy) AS ninetieth,
      max(s.abs_discrepancy) AS largest,
      ${countOf(SHORT, WITHIN)} AS within_tolerance_short, ${countOf(OVER, WITHIN)} AS within_tolerance_over,
      ${countOf(SHORT, TO_FIVE)} AS to_five_short, ${countOf(OVER, TO_FIVE)} AS to_five_over,
      ${countOf(SHORT, TO_TWENTY)} AS to_twenty_short, ${countOf(OVER, TO_TWENTY)} AS to_twenty_over,
      ${countOf(SHORT, BEYOND_TWENTY)} AS beyond_twenty_short, ${countOf(OVER, BEYOND_TWENTY)} AS beyond_twenty_over
    FROM payment_session s
    WHERE ${closed} AND s.reconciliation IN ('balanced', 'within_tolerance', 'over', 'short') GROUP BY s.currency`);
}

function toSpread(record: SpreadRecord): Spread {
  const { currency, sessions, balanced } = record;
  const band = (name: Exclude<SpreadBand["band"], "balanced">): SpreadBand => {
    const [short, over] = [record[`${name}_short`], record[`${name}_over`]];
    return { band: name, short, over, sessions: short + over };
  };
  return {
    sessions,
    median: wire(record.median, currency),
    ninetieth: wire(record.ninetieth, currency),
    largest: wire(record.largest, currency),
    bands: SPREAD_BANDS.map((name) =>
      name === "balanced" ? { band: name, short: 0, over: 0, sessions: balanced } : band(name),
    ),
  };
}

async function readDrawers(shop: Shop, filters: SessionFilters): Promise<DrawerDriver[]> {
  const figures = await readPlaceFigures(shop, { ...filters, comparison: "none" }, "drawer");
  const rows = toPlaceRows(figures, DRIVERS_PER_CURRENCY);
  const places = await dataOf(shop).query<{ id: string; location: string | null }>(sql`
    SELECT d.id::text, l.name AS location
    FROM cash_drawer d LEFT JOIN location l ON l.shop_id = d.shop_id AND l.id = d.location_id
    WHERE d.shop_id = ${shop.id} AND d.id = ANY(${rows.map(({ id }) => id)}::bigint[])`);
  const locations = new Map(places.map(({ id, location }) => [id, location] as const));
  return rows.map((row) => ({ ...row, location: (row.id === null ? null : locations.get(row.id)) ?? null }));
}

interface PersonRecord {
  id: string;
  name: string | null;
  currency: string;
  sessions: number;
  beyondTolerance: number;
  over: bigint;
  short: bigint;
}

/** Who closed the sessions: the first question, and only that. Whose a discrepancy is, the staff pages ask. */
async function readPeople(shop: Shop, closed: Sql): Promise<PersonRecord[]> {
  const rows = await dataOf(shop).query<PersonRecord>(sql`
    SELECT p.*, person.name FROM (
      SELECT s.closed_by::text AS id, s.closed_by, s.currency, count(*)::int AS sessions,
        count(*) FILTER (WHERE s.reconciliation IN ('over', 'short'))::int AS "beyondTolerance", ${OVER_AND_SHORT}
      FROM payment_session s WHERE ${closed} AND s.closed_by IS NOT NULL GROUP BY s.closed_by, s.currency
    ) p
    LEFT JOIN staff_member person ON person.shop_id = ${shop.id} AND person.id = p.closed_by`);
  const bySize = (a: PersonRecord, b: PersonRecord) =>
    compareBigInts(b.over - b.short, a.over - a.short) || compareBigInts(BigInt(a.id), BigInt(b.id));
  return [...Map.groupBy(rows, ({ currency }) => currency).values()].flatMap((own) =>
    own.sort(bySize).slice(0, DRIVERS_PER_CURRENCY),
  );
}

function toPerson({ id, name, currency, sessions, beyondTolerance, over, short }: PersonRecord): PersonDriver {
  return { id, name, sessions, beyondTolerance, ...sidesOf(over, short, currency) };
}
