import sql from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { openedWithin, sessionPages } from "#app/admin-api/payment-sessions.server.ts";
import { createReader } from "#app/admin-api/reader.server.ts";
import { clientFor } from "#app/admin-api/shop-client.server.ts";
import { db } from "#app/db.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { LIST_LIMIT } from "#simulator/graphql/connection.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { differencesFrom } from "#tests/support/mirror-of.ts";
import { aSyncedShop, type SyncedShop } from "#tests/support/sync-harness.ts";

const PATIENCE_MS = 240_000;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

type Builder = ReturnType<typeof aWorld>;

function withDevices(count: number): { builder: Builder; devices: string[] } {
  const builder = aWorld({ now: new Date() });
  const devices = Array.from({ length: count }, (_, index) => String(800_000 + index));
  for (const id of devices) builder.withDrawer({ id: `7${id}` }).withDevice({ id });
  return { builder, devices };
}

function aShift(builder: Builder, deviceId: string, opens: number): void {
  builder.session({ deviceId, opens: new Date(opens), closes: new Date(opens + HOUR), closingCount: 0n });
}

async function missingOf({ shop, world }: { shop: SyncedShop["shop"]; world: World }): Promise<string[]> {
  const rows = await db().query<{ id: string }>(sql`
    SELECT id::text AS id FROM payment_session WHERE shop_id = ${shop.id}`);
  const mirrored = new Set(rows.map((row) => row.id));
  return [...world.sessions.keys()].filter((id) => !mirrored.has(id));
}

describe("a shop", { timeout: PATIENCE_MS }, () => {
  test("with more sessions than Shopify lists, thousands of them opened in the same second, loses none", async () => {
    const { builder, devices } = withDevices(3_000);
    const start = Date.now() - 20 * DAY;
    for (let round = 0; round < 9; round += 1) for (const id of devices) aShift(builder, id, start + round * DAY);
    const world = builder.build();
    expect(world.sessions.size).toBeGreaterThan(LIST_LIMIT);
    const { shop, surroundings } = await aSyncedShop(world);
    const reader = createReader(clientFor(shop, surroundings), shop.grantedScopes);
    // What storing them takes is in the benchmark of the same size.
    const times = new Map<string, number>();
    for await (const { rows } of sessionPages(reader, openedWithin({ from: new Date(0), to: null }))) {
      for (const { id } of rows) times.set(id, (times.get(id) ?? 0) + 1);
    }
    expect(times.size).toBe(world.sessions.size);
    // The second at which the search was divided.
    expect(Math.max(...times.values())).toBe(2);
  });

  test("with a session of thousands of activities has every one of them", async () => {
    const events = Array.from({ length: 3_000 }, (_, index) => ({ sell: BigInt(100 + index) }));
    const opens = Date.now() - 5 * DAY;
    const world = aWorld({ now: new Date() })
      .session({
        opens: new Date(opens),
        closes: new Date(opens + 12 * HOUR),
        openingCount: 0n,
        closingCount: 1n,
        events,
      })
      .build();
    const { shop, sync } = await aSyncedShop(world, { grantedScopes: ["read_orders"] });
    await sync("install");
    expect(await differencesFrom(world, shop, { locations: true, devices: true, orders: true })).toEqual([]);
  });

  test("of thirteen months has each session read once or twice, on the edges of windows too", async () => {
    const { builder, devices } = withDevices(1);
    const [device = ""] = devices;
    const now = Math.floor(Date.now() / SECOND) * SECOND;
    // Windows of 30, 60, 120 and 240 days, and however many seconds this test has been getting to them.
    const edges = [30, 90, 210].map((days) => now - days * DAY);
    const opened = edges.flatMap((edge) => Array.from({ length: 40 }, (_, index) => edge + (index - 5) * SECOND));
    builder.session({ deviceId: device, opens: new Date(now - 396 * DAY), closes: new Date(now - 395 * DAY) });
    for (const opens of opened.sort((a, b) => a - b)) {
      builder.session({ deviceId: device, opens: new Date(opens), closes: new Date(opens + SECOND / 2) });
    }
    const world = builder.build();
    const { shop, surroundings, performOne } = await aSyncedShop(world);
    const times = countSessionsIn(surroundings);
    await requestRun(shop, "install", new Date());
    await performOne();
    expect(await missingOf({ shop, world })).toEqual([]);
    const counts = [...world.sessions.keys()].map((id) => times.get(id) ?? 0);
    expect([Math.min(...counts), Math.max(...counts) <= 2]).toEqual([1, true]);
  });
});

/** How often each session is in a page of figures. */
function countSessionsIn(surroundings: SyncedShop["surroundings"]): Map<string, number> {
  const times = new Map<string, number>();
  surroundings.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    if (!String(init?.body).includes("query Sessions(")) return response;
    const text = await response.text();
    for (const [, id = ""] of text.matchAll(/PointOfSaleDevicePaymentSession\/(\d+)"/g)) {
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    return new Response(text, { status: response.status, headers: response.headers });
  };
  return times;
}
