import sql, { type Sql } from "sql-template-tag";
import type { BusinessDate, DateRange } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import { type JournalLine, journalLines, type JournalSums } from "#app/reconciliation/journal.ts";
import type { JournalSettings } from "#app/settings/journal-settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { Place } from "./daily-totals.server.ts";
import { readDayPortions } from "./day-portions.server.ts";
import type { SessionFilters } from "./filters.ts";
import { comparePlaces, placeColumns } from "./place-figures.server.ts";
import { sessionScope } from "./session-scope.server.ts";

export type { JournalSettings };

/** The cash of one place, business day of closing and currency, as it is booked. */
export interface JournalEntry {
  date: BusinessDate;
  place: Place;
  currency: string;
  /** How many sessions are in it. */
  sessions: number;
  leftOut: LeftOut;
  /** They add up to zero; at least two. */
  lines: JournalLine[];
}

/** Closed sessions that are not booked: their figures are not known, or may still change. */
export interface LeftOut {
  notCounted: number;
  pending: number;
}

type EntrySums = JournalSums & LeftOut & Place & { date: BusinessDate; currency: string; sessions: number };

const IS_BOOKED = sql`s.reconciliation NOT IN ('not_counted', 'pending')`;
const booked = (amount: Sql): Sql => sql`coalesce(sum(${amount}) FILTER (WHERE ${IS_BOOKED}), 0)::int8`;
const bookedIf = (amount: Sql, condition: Sql): Sql =>
  sql`coalesce(sum(${amount}) FILTER (WHERE ${IS_BOOKED} AND ${condition}), 0)::int8`;

const OWN = sql`(s.total_discrepancy - s.opening_discrepancy)`;
const REMOVED = sql`coalesce(s.closing_adjustment, 0)`;
/**
 * Pay-ins and pay-outs. Shopify does not say whether its adjustments hold the closing one; where they do, the expectation
 * at closing, which is of before it, rolls forward from the count at opening without it.
 */
const ADJUSTMENTS = sql`CASE WHEN s.expected_at_close - s.counted_at_open - s.cash_sales + abs(s.cash_refunds)
    - (${OWN} - s.closing_discrepancy) = s.adjustments - ${REMOVED}
  THEN s.adjustments - ${REMOVED} ELSE s.adjustments END`;

const LEFT_OUT = sql`count(*) FILTER (WHERE s.reconciliation = 'not_counted')::int AS "notCounted",
  count(*) FILTER (WHERE s.reconciliation = 'pending')::int AS pending`;

const ENTRY_SUMS = sql`count(*) FILTER (WHERE ${IS_BOOKED})::int AS sessions, ${LEFT_OUT},
  ${booked(sql`s.cash_sales`)} AS "cashSales", ${booked(sql`abs(s.cash_refunds)`)} AS "cashRefunds",
  ${booked(ADJUSTMENTS)} AS adjustments, ${booked(REMOVED)} AS "closingAdjustment",
  ${bookedIf(OWN, sql`${OWN} > 0`)} AS over, ${bookedIf(OWN, sql`${OWN} < 0`)} AS short,
  ${bookedIf(sql`s.opening_discrepancy`, sql`s.opening_discrepancy > 0`)} AS "carriedInOver",
  ${bookedIf(sql`s.opening_discrepancy`, sql`s.opening_discrepancy < 0`)} AS "carriedInShort"`;

/** The entries of every day, by date, then place, then currency; the filters name days, locations and a currency. */
export async function* streamJournal(shop: Shop, filters: SessionFilters): AsyncGenerator<JournalEntry[], void> {
  for (const range of await readDayPortions(shop, filters)) yield await readEntries(shop, filters, range);
}

async function readEntries(shop: Shop, filters: SessionFilters, range: DateRange): Promise<JournalEntry[]> {
  const { locationId, drawerId } = placeColumns("location");
  const rows = await dataOf(shop).query<EntrySums>(sql`
    SELECT CASE WHEN e.drawer_id IS NULL THEN 'location' ELSE 'drawer' END AS kind,
      coalesce(e.drawer_id, e.location_id)::text AS id, coalesce(d.name, l.name) AS name, e.*
    FROM (
      SELECT s.closing_business_date::text AS date, ${locationId} AS location_id, ${drawerId} AS drawer_id, s.currency,
        ${ENTRY_SUMS}
      FROM payment_session s WHERE ${sessionScope(shop, filters, range)} GROUP BY 1, 2, 3, 4
    ) e
    LEFT JOIN location l ON l.shop_id = ${shop.id} AND l.id = e.location_id
    LEFT JOIN cash_drawer d ON d.shop_id = ${shop.id} AND d.id = e.drawer_id`);
  return rows
    .sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)) || comparePlaces(a, b))
    .map(({ date, kind, id, name, currency, sessions, notCounted, pending, ...sums }) => ({
      ...{ date, place: { kind, id, name }, currency, sessions, leftOut: { notCounted, pending } },
      lines: journalLines(sums),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** How many closed sessions of these filters no entry holds. */
export async function readLeftOut(shop: Shop, filters: SessionFilters): Promise<LeftOut> {
  const [leftOut] = await dataOf(shop).query<LeftOut>(
    sql`SELECT ${LEFT_OUT} FROM payment_session s WHERE ${sessionScope(shop, filters)}`,
  );
  return leftOut ?? { notCounted: 0, pending: 0 };
}

/** What the shop calls its accounts. */
export async function readJournalSettings(shop: Shop): Promise<JournalSettings> {
  return (await getSettings(shop)).settings.accounts;
}
