import sql from "sql-template-tag";
import type { DateRange } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { CurrencyFigures, PlaceRow, SessionRow } from "./figures.ts";
import { isId, type SessionFilters } from "./filters.ts";
import { shopClock } from "./page-filters.server.ts";
import { comparedRange, readDayFigures, shownRange, toCurrencyFigures } from "./period-figures.server.ts";
import { readPlaceFigures, toPlaceRows } from "./place-figures.server.ts";
import { type SessionRecord, toSessionRow } from "./session-records.server.ts";
import { readTolerances } from "./tolerances.server.ts";
import { bySize, worstSessions } from "./worst-sessions.server.ts";

export interface LocationReport {
  /** With the zone of its clock where it is known, else the shop's. */
  location: { id: string; name: string; timeZone: string };
  range: DateRange;
  comparedWith: DateRange | null;
  /** One a currency; its `trend` holds the location's days. */
  currencies: CurrencyFigures[];
  /** Largest absolute discrepancy first. */
  drawers: PlaceRow[];
  worst: SessionRow[];
}

/** One location over a period; null when the shop has no such location. */
export async function getLocation(
  shop: Shop,
  locationId: string,
  filters: SessionFilters,
  now: Date = new Date(),
): Promise<LocationReport | null> {
  if (!isId(locationId)) return null;
  const [location] = await dataOf(shop).query<LocationReport["location"]>(sql`
    SELECT id::text, name, coalesce(time_zone, ${shop.timeZone}) AS "timeZone"
    FROM location WHERE shop_id = ${shop.id} AND id = ${locationId}::bigint`);
  if (location === undefined) return null;
  const here: SessionFilters = { ...filters, locations: [location.id] };
  const [clock, days, drawers, worst, toleranceOf] = await Promise.all([
    shopClock(shop, now),
    readDayFigures(shop, here),
    readPlaceFigures(shop, { ...here, comparison: "none" }, "drawer"),
    dataOf(shop).query<SessionRecord>(worstSessions(shop, here)),
    readTolerances(shop, location.id),
  ]);
  const range = shownRange(here, days, clock.today);
  const comparedWith = comparedRange(here);
  return {
    location,
    range,
    comparedWith,
    currencies: toCurrencyFigures(days, { range, comparedWith }, toleranceOf),
    drawers: toPlaceRows(drawers),
    worst: worst.sort(bySize).map((record) => toSessionRow(record, { by: here.by, now })),
  };
}
