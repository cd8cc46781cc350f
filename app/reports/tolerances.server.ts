import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import { toleranceRule } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { wire } from "./session-records.server.ts";

/** What a session may be off by, as the shop has set it now: its figures were judged by it, or are about to be. */
export interface ToleranceInForce {
  amount: WireMoney;
  /** Of the cash handled, in hundredths of a percent, where that is more; 0: none. */
  shareBps: number;
  /** Of a whole shop: how many locations have a tolerance of their own. */
  ownAt: number;
}

/** The tolerance in each currency: of a location, or of the shop where none is named. */
export async function readTolerances(
  shop: Shop,
  locationId: string | null = null,
): Promise<(currency: string) => ToleranceInForce> {
  const { settings } = await getSettings(shop, dataOf(shop));
  const own = Object.values(settings.locations).filter(({ tolerance }) => tolerance !== undefined);
  return (currency) => {
    const { absolute, shareOfCashHandledBps } = toleranceRule(settings, currency, locationId);
    return {
      amount: wire(absolute, currency),
      shareBps: shareOfCashHandledBps,
      ownAt: locationId === null ? own.length : 0,
    };
  };
}
