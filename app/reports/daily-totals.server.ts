import sql from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { readDayPortions } from "./day-portions.server.ts";
import type { SessionFilters } from "./filters.ts";
import { FIGURE_SUMS, type FigureSums, readDayFigures } from "./period-figures.server.ts";
import { comparePlaces, placeColumns } from "./place-figures.server.ts";
import { scopeDate, sessionScope } from "./session-scope.server.ts";

/** The sums of one business day and currency: of the shop, or of one place. */
export interface DailyTotal extends FigureSums {
  date: BusinessDate;
  place: Place | null;
  currency: string;
  /** How many of the sessions are from before March 2026. */
  legacySessions: number;
}

/** A location, or the drawer that stands in where the location is not known. */
export interface Place {
  kind: "location" | "drawer";
  id: string;
  name: string | null;
}

/** The totals of every day, by date, then place, then currency; of the whole shop, or of each location apart. */
export async function* streamDailyTotals(
  shop: Shop,
  filters: SessionFilters,
  { perLocation }: { perLocation: boolean },
): AsyncGenerator<DailyTotal[], void> {
  if (!perLocation) {
    // A row a day: ten years are fewer rows than a chunk of sessions.
    yield await readShopDays(shop, filters);
    return;
  }
  for (const range of await readDayPortions(shop, filters)) yield await readPlaceDays(shop, { ...filters, range });
}

async function readShopDays(shop: Shop, filters: SessionFilters): Promise<DailyTotal[]> {
  const [days, legacy] = await Promise.all([
    readDayFigures(shop, { ...filters, comparison: "none" }),
    readLegacyDays(shop, filters),
  ]);
  const legacyOn = new Map(legacy.map(({ date, currency, sessions }) => [`${date} ${currency}`, sessions] as const));
  return days
    .flatMap(({ date, ...figures }) => {
      if (date === null) return [];
      return [{ ...figures, date, place: null, legacySessions: legacyOn.get(`${date} ${figures.currency}`) ?? 0 }];
    })
    .sort((a, b) => compareTexts(a.date, b.date) || compareTexts(a.currency, b.currency));
}

/** The sessions from before March 2026 by day and currency. Below zero, they are together at the end of the primary key. */
function readLegacyDays(
  shop: Shop,
  filters: SessionFilters,
): Promise<{ date: BusinessDate; currency: string; sessions: number }[]> {
  const date = scopeDate(filters);
  return dataOf(shop).query(sql`
    SELECT ${date}::text AS date, s.currency, count(*)::int AS sessions
    FROM payment_session s WHERE ${sessionScope(shop, filters)} AND s.id < 0 GROUP BY 1, 2`);
}

async function readPlaceDays(shop: Shop, filters: SessionFilters): Promise<DailyTotal[]> {
  const { locationId, drawerId } = placeColumns("location");
  const date = scopeDate(filters);
  const rows = await dataOf(shop).query<Omit<DailyTotal, "place"> & Place>(sql`
    SELECT CASE WHEN f.drawer_id IS NULL THEN 'location' ELSE 'drawer' END AS kind,
      coalesce(f.drawer_id, f.location_id)::text AS id, coalesce(d.name, l.name) AS name, f.*
    FROM (
      SELECT ${date}::text AS date, ${locationId} AS location_id, ${drawerId} AS drawer_id, s.currency, ${FIGURE_SUMS},
        count(*) FILTER (WHERE s.is_legacy)::int AS "legacySessions"
      FROM payment_session s WHERE ${sessionScope(shop, filters)} GROUP BY 1, 2, 3, 4
    ) f
    LEFT JOIN location l ON l.shop_id = ${shop.id} AND l.id = f.location_id
    LEFT JOIN cash_drawer d ON d.shop_id = ${shop.id} AND d.id = f.drawer_id`);
  return rows
    .sort((a, b) => compareTexts(a.date, b.date) || comparePlaces(a, b))
    .map(({ kind, id, name, ...figures }) => ({ ...figures, place: { kind, id, name } }));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
