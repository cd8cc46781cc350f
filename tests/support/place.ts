import { openDatabase, useDatabase } from "#app/db.server.ts";
import { findShop } from "#app/shop.server.ts";
import type { World } from "#simulator/shop/world.ts";
import { derivedDifferences } from "./derived-of.ts";
import { differencesFrom } from "./mirror-of.ts";

/** A database that outlives the processes that use it. */
export type Place = { dataDir: string } | { url: string };

/** Opens a place that no other process has open, for as long as the work takes. */
export async function withDatabase<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const database = await openDatabase(place);
  useDatabase(database);
  try {
    return await work();
  } finally {
    await database.close();
  }
}

/** Where the mirror of any of these shops, or what is derived from it, is not what the shop is. */
export function differencesOfAll(place: Place, worlds: readonly World[]): Promise<string[]> {
  return withDatabase(place, async () => {
    const differences: string[] = [];
    for (const world of worlds) {
      const { domain } = world.shop;
      const shop = await findShop(domain);
      if (shop === null) differences.push(`${domain} is not known`);
      else differences.push(...(await differencesFrom(world, shop)), ...(await derivedDifferences(shop)));
    }
    return differences;
  });
}
