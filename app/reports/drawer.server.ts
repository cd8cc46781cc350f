import sql from "sql-template-tag";
import type { DateRange } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type DrawerNow, readDrawersNow } from "./drawer-balances.server.ts";
import { type DrawerUse, readDrawerUse } from "./drawer-devices.server.ts";
import { type Handovers, readHandovers } from "./drawer-handovers.server.ts";
import { readRemovals, type Removals } from "./drawer-removals.server.ts";
import type { DrawerView } from "./drawer-query.ts";
import type { CurrencyFigures } from "./figures.ts";
import { isSignedId, type SessionFilters } from "./filters.ts";
import { shopClock } from "./page-filters.server.ts";
import { comparedRange, readDayFigures, shownRange, toCurrencyFigures } from "./period-figures.server.ts";
import { missingScopes } from "./scopes.ts";
import { readTolerances } from "./tolerances.server.ts";

export interface DrawerReport {
  drawer: DrawerNow;
  range: DateRange;
  comparedWith: DateRange | null;
  /** One a currency; its `trend` holds the drawer's days. */
  currencies: CurrencyFigures[];
  handovers: Handovers;
  removals: Removals;
  use: DrawerUse;
  /** Optional scopes that the shop has not granted and that would show more here. */
  missingScopes: string[];
}

/** One drawer over a period; null when the shop has no such drawer. */
export async function getDrawer(
  shop: Shop,
  drawerId: string,
  filters: SessionFilters,
  { view, now = new Date() }: { view: DrawerView; now?: Date },
): Promise<DrawerReport | null> {
  if (!isSignedId(drawerId)) return null;
  const drawer = await findDrawer(shop, drawerId);
  if (drawer === null) return null;
  const here = { ...filters, drawers: [drawer.id] as [string] };
  const [days, handovers, removals, use, { today }, toleranceOf] = await Promise.all([
    readDayFigures(shop, here),
    readHandovers(shop, here, { hasAll: view.hasAllHandovers }),
    readRemovals(shop, here, { hasAll: view.hasAllRemovals }),
    readDrawerUse(shop, here, now),
    shopClock(shop, now),
    readTolerances(shop, drawer.locationId),
  ]);
  const range = shownRange(here, days, today);
  const comparedWith = comparedRange(here);
  return {
    ...{ drawer, range, comparedWith, handovers, removals, use },
    currencies: toCurrencyFigures(days, { range, comparedWith }, toleranceOf),
    missingScopes: missingScopes(shop),
  };
}

/** The drawer by the shop's list of drawers; else by a session on it, as after it was deleted. */
async function findDrawer(shop: Shop, drawerId: string): Promise<DrawerNow | null> {
  const [known] = await readDrawersNow(shop, { locations: [], drawers: [drawerId] });
  if (known !== undefined) return known;
  const [used] = await dataOf(shop).query<{ locationId: string | null; location: string | null; timeZone: string }>(sql`
    SELECT s.location_id::text AS "locationId", l.name AS location, coalesce(l.time_zone, ${shop.timeZone}) AS "timeZone"
    FROM payment_session s LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
    WHERE s.shop_id = ${shop.id} AND s.drawer_id = ${drawerId}::bigint ORDER BY s.opened_at DESC, s.id DESC LIMIT 1`);
  return used === undefined ? null : { id: drawerId, name: null, ...used, balance: null, lastSession: null };
}
