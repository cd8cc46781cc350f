import { dataOf } from "#app/db.server.ts";
import { type BusinessClock, businessClock } from "#app/settings/business-clock.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { parseFilters, type SessionFilters } from "./filters.ts";
import { withNames } from "./search-names.server.ts";

/** The filters of a page, from its address; without any, the last 30 days in the shop's own time. */
export async function pageFilters(shop: Shop, request: Request, now: Date): Promise<SessionFilters> {
  return queryFilters(shop, new URL(request.url).searchParams, now);
}

/** The same from a query that stands somewhere else. */
export async function queryFilters(shop: Shop, query: URLSearchParams, now: Date): Promise<SessionFilters> {
  return withNames(shop, parseFilters(query, { ...(await shopClock(shop, now)), defaultPreset: "last_30_days" }));
}

/** The business day that it is at the shop, and the first day of its weeks. */
export function shopClock(shop: Shop, now: Date): Promise<BusinessClock> {
  return businessClock(shop, now, dataOf(shop));
}

/** The current year at the shop: what its lists leave out. */
export async function currentYear(shop: Shop, now: Date): Promise<string> {
  return (await shopClock(shop, now)).today.slice(0, 4);
}
