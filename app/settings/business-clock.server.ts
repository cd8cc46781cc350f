import { businessDateOf } from "#app/calendar/business-day.ts";
import type { BusinessDate } from "#app/calendar/dates.ts";
import type { Weekday } from "#app/calendar/ranges.ts";
import type { ShopReader } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { getSettings } from "./stored-settings.server.ts";

export interface BusinessClock {
  /** The business day that it is now: with a cut-off at 4, two in the morning still belongs to the day before. */
  today: BusinessDate;
  /** On which day the shop's weeks begin. */
  weekStart: Weekday;
}

/** How the shop counts its days at this moment. */
export async function businessClock(shop: Shop, now: Date, on: ShopReader): Promise<BusinessClock> {
  const { settings } = await getSettings(shop, on);
  return { today: businessDateOf(now, shop.timeZone, settings.cutOffHour), weekStart: settings.weekStart };
}
