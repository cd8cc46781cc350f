import { DEFAULT_CUT_OFF_HOUR, today } from "#app/calendar/business-day.ts";
import type { BusinessDate } from "#app/calendar/dates.ts";
import type { Shop } from "#app/shop.server.ts";
import { parseFilters, type SessionFilters } from "./filters.ts";

/** The filters of a page, from its address; without any, the last 30 days in the shop's own time. */
export function pageFilters(shop: Shop, request: Request, now: Date): SessionFilters {
  return parseFilters(new URL(request.url).searchParams, {
    today: today(now, shop.timeZone, DEFAULT_CUT_OFF_HOUR),
    defaultPreset: "last_30_days",
  });
}

/** The business day that it is at the shop. */
export function shopToday(shop: Shop, now: Date): BusinessDate {
  return today(now, shop.timeZone, DEFAULT_CUT_OFF_HOUR);
}

/** The current year at the shop: what its lists leave out. */
export function currentYear(shop: Shop, now: Date): string {
  return today(now, shop.timeZone, DEFAULT_CUT_OFF_HOUR).slice(0, 4);
}
