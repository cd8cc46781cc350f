import sql, { type Sql } from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { PlaceRow } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";
import { comparedRange, FIGURE_SUMS, type FigureSums } from "./period-figures.server.ts";
import { sessionScope } from "./session-scope.server.ts";
import { wire } from "./session-records.server.ts";

/** The sums of one place and currency. */
export interface PlaceFigures extends FigureSums {
  period: "current" | "previous";
  kind: "location" | "drawer";
  id: string;
  name: string | null;
  currency: string;
  /** How many of the sessions are from before March 2026. */
  legacySessions: number;
}

/**
 * How sessions are put together: by drawer, or by location, where a session whose location is not known (without
 * read_locations) counts for its drawer instead.
 */
export type Grouping = "location" | "drawer";

/** The location of a session's place, and the drawer where that stands in; exactly one of the two is null. */
export function placeColumns(grouping: Grouping): { locationId: Sql; drawerId: Sql } {
  return grouping === "drawer"
    ? { locationId: sql`NULL::bigint`, drawerId: sql`s.drawer_id` }
    : { locationId: sql`s.location_id`, drawerId: sql`CASE WHEN s.location_id IS NULL THEN s.drawer_id END` };
}

/** The figures of the filtered sessions by place and currency, and of the period compared with. */
export function readPlaceFigures(shop: Shop, filters: SessionFilters, grouping: Grouping): Promise<PlaceFigures[]> {
  const { locationId, drawerId } = placeColumns(grouping);
  const figures = (period: string, scope: Sql) => sql`
    SELECT ${period}::text AS period, ${locationId} AS location_id, ${drawerId} AS drawer_id, s.currency, ${FIGURE_SUMS},
      count(*) FILTER (WHERE s.is_legacy)::int AS "legacySessions"
    FROM payment_session s WHERE ${scope} GROUP BY 2, 3, 4`;
  const current = figures("current", sessionScope(shop, filters));
  const compared = comparedRange(filters);
  const both = compared
    ? sql`${current} UNION ALL ${figures("previous", sessionScope(shop, filters, compared))}`
    : current;
  return dataOf(shop).query<PlaceFigures>(sql`
    SELECT CASE WHEN f.drawer_id IS NULL THEN 'location' ELSE 'drawer' END AS kind,
      coalesce(f.drawer_id, f.location_id)::text AS id, coalesce(d.name, l.name) AS name, f.*
    FROM (${both}) f
    LEFT JOIN location l ON l.shop_id = ${shop.id} AND l.id = f.location_id
    LEFT JOIN cash_drawer d ON d.shop_id = ${shop.id} AND d.id = f.drawer_id`);
}

// One fixed language, so that a file has the same order on every machine.
const BY_NAME = new Intl.Collator("en");

/** The order of places in lists and files: by name, then id, then currency. */
export function comparePlaces(
  a: Pick<PlaceFigures, "name" | "id" | "currency">,
  b: Pick<PlaceFigures, "name" | "id" | "currency">,
): number {
  return (
    BY_NAME.compare(a.name ?? "", b.name ?? "") ||
    compareBigInts(BigInt(a.id), BigInt(b.id)) ||
    (a.currency < b.currency ? -1 : Number(a.currency > b.currency))
  );
}

/** Places by currency, each with the largest absolute discrepancy first, at most `limit` a currency. */
export function toPlaceRows(figures: readonly PlaceFigures[], limit = Infinity): PlaceRow[] {
  const current = figures.filter(({ period }) => period === "current");
  const currencies = [...new Set(current.map(({ currency }) => currency))].sort();
  return currencies.flatMap((currency) =>
    current
      .filter((row) => row.currency === currency)
      .sort((a, b) => compareBigInts(b.over - b.short, a.over - a.short) || compareBigInts(BigInt(a.id), BigInt(b.id)))
      .slice(0, limit)
      .map((row) => ({
        kind: row.kind,
        id: row.id,
        name: row.name,
        currency,
        sessions: row.sessions,
        net: wire(row.over + row.short, currency),
        over: wire(row.over, currency),
        short: wire(row.short, currency),
        absolute: wire(row.over - row.short, currency),
        beyondTolerance: row.beyondTolerance,
      })),
  );
}

/** Orders as Array.prototype.sort wants it. */
export function compareBigInts(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
