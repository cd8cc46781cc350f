import { log } from "#app/log.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { compareLocations, type ComparisonResult } from "#app/sync/compare-locations.server.ts";
import { SURROUNDINGS, type Surroundings } from "#app/sync/perform-run.server.ts";

type Outcome = ComparisonResult | "waiting" | "failed";

/** Proxies give a request up after 30 s; most shops are compared in two. */
const LONGEST_WAIT_MS = 20_000;
/** 200 locations cost 1,400 points and as many again where all of them differ: minutes where little is restored. */
const LONGEST_WORK_MS = 300_000;

const underWay = new Map<string, Promise<Outcome>>();

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
): Promise<Outcome> {
  // What one person is denied another one may be shown.
  const key = `${shop.id}/${userId}`;
  const comparing = underWay.get(key) ?? compare(shop, idToken, surroundings).finally(() => underWay.delete(key));
  underWay.set(key, comparing);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve("waiting"), longestWaitMs);
  });
  return Promise.race([comparing, patience]).finally(() => clearTimeout(timer));
}

async function compare(shop: Shop, idToken: string, surroundings: Surroundings): Promise<Outcome> {
  try {
    return await compareLocations(shop, idToken, { surroundings, signal: AbortSignal.timeout(LONGEST_WORK_MS) });
  } catch (error) {
    log.warn({ err: error, shopId: shop.id }, "locations could not be compared");
    return "failed";
  }
}
