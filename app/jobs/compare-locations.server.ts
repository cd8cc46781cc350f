import { log } from "#app/log.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { compareLocations, type ComparisonResult } from "#app/sync/compare-locations.server.ts";
import { SURROUNDINGS, type Surroundings } from "#app/sync/perform-run.server.ts";
import { joinedWork } from "./join-work.ts";

type Outcome = ComparisonResult | "failed";

/** Proxies give a request up after 30 s; most shops are compared in two. */
const LONGEST_WAIT_MS = 20_000;
/** 200 locations cost 1,400 points and as many again where all of them differ: minutes where little is restored. */
const LONGEST_WORK_MS = 300_000;

const join = joinedWork<Outcome>();

/**
 * Compares the last days of each location with the totals that Shopify shows to a person. Waits for 20 seconds at the
 * most: then it goes on without being waited for, and the page shows what came of it when it is looked at again.
 */
export async function compareLocationsNow(
  shop: Shop,
  { userId, idToken }: { userId: string; idToken: string },
  {
    surroundings = SURROUNDINGS,
    longestWaitMs = LONGEST_WAIT_MS,
  }: { surroundings?: Surroundings; longestWaitMs?: number } = {},
): Promise<Outcome | "waiting"> {
  // What one person is denied another one may be shown.
  return join(`${shop.id}/${userId}`, longestWaitMs, () => compare(shop, idToken, surroundings));
}

async function compare(shop: Shop, idToken: string, surroundings: Surroundings): Promise<Outcome> {
  try {
    return await compareLocations(shop, idToken, { surroundings, signal: AbortSignal.timeout(LONGEST_WORK_MS) });
  } catch (error) {
    log.warn({ err: error, shopId: shop.id }, "locations could not be compared");
    return "failed";
  }
}
