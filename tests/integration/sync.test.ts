import sql from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { closeSession, sellForCash, settleTotals } from "#simulator/shop/commands.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { aWorld, type SessionSpecification } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { differencesFrom, versionsOf } from "#tests/support/mirror-of.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

/** Whole shops are mirrored, on machines that may be busy. */
const PATIENCE_MS = 240_000;
const OPTIONAL = ["read_users", "read_orders", "read_gift_cards"];
const MINUTE = 60_000;

/** A few weeks of the demo's shop: shared drawers, three currencies, stories, sessions still open and not ready. */
function aRetailer(): World {
  const world = createDemoWorld({ seed: 7, now: new Date(), scale: 0.03 });
  // read_users is for Advanced and above.
  world.shop.plan = "advanced";
  return world;
}

function aShift(day: number, hour = 9): SessionSpecification {
  const opens = new Date(Date.UTC(2026, 9, day, hour));
  return {
    opens,
    closes: new Date(opens.getTime() + 8 * 60 * MINUTE),
    openingCount: 20_000n,
    closingCount: 22_500n,
    leave: 20_000n,
    events: [{ sell: 1_500n, tendered: 2_000n }, { sell: 1_000n }],
  };
}

describe("a first sync", { timeout: PATIENCE_MS }, () => {
  test("mirrors the shop session by session and activity by activity, and a second one changes nothing", async () => {
    const world = aRetailer();
    const { shop, sync } = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    await sync("install");
    expect(await differencesFrom(world, shop)).toEqual([]);
    const before = await versionsOf(shop);
    await sync("manual");
    expect(await versionsOf(shop)).toEqual(before);
  });

  test("says what it did and that it is up to date", async () => {
    const world = aWorld().session(aShift(1)).session(aShift(2)).build();
    const { sync, reload } = await aSyncedShop(world);
    await sync("install");
    const status = await getSyncStatus(await reload());
    expect(status).toMatchObject({ state: "idle", sessions: 2, ledgersPending: 0, error: null });
    expect(status.asOf).not.toBeNull();
    const runs = await db().query(sql`SELECT kind, state, sessions, activities FROM sync_run ORDER BY id`);
    expect(runs).toEqual([
      { kind: "backfill", state: "done", sessions: 2, activities: 0 },
      { kind: "legacy", state: "done", sessions: 0, activities: 0 },
      { kind: "ledgers", state: "done", sessions: 0, activities: 12 },
    ]);
  });

  test("of a shop without sessions is complete at once", async () => {
    const { sync, reload } = await aSyncedShop(aWorld().withLocation().build());
    await sync("install");
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "idle", sessions: 0, isHistoryComplete: true });
  });

  test("reaches back to the first session, however long ago that was", async () => {
    const longAgo = { ...aShift(1), opens: "2023-01-05T14:00:00Z", closes: "2023-01-05T22:00:00Z" };
    const world = aWorld().session(longAgo).session(aShift(1)).build();
    // Without read_orders: Shopify shows the orders of the last 60 days alone.
    const { shop, sync } = await aSyncedShop(world);
    await sync("install");
    expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
  });

  test("reads a ledger of more than one page", async () => {
    const events = Array.from({ length: 300 }, (_, index) => ({ sell: BigInt(100 + index) }));
    const world = aWorld()
      .session({ ...aShift(1), events })
      .build();
    world.shop.plan = "advanced";
    const { shop, sync } = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    await sync("install");
    expect(await differencesFrom(world, shop)).toEqual([]);
  });

  test("takes more sessions of one opening time than a page holds", async () => {
    const builder = aWorld();
    for (let device = 0; device < 300; device += 1)
      builder
        .withDrawer()
        .withDevice()
        .session({ ...aShift(1), events: [] });
    const world = builder.build();
    const { shop, sync } = await aSyncedShop(world, { grantedScopes: ["read_orders"] });
    await sync("install");
    expect(await differencesFrom(world, shop, { locations: true, devices: true, orders: true })).toEqual([]);
  });
});

describe("what the scopes do not show", { timeout: PATIENCE_MS }, () => {
  test("is not asked for: read_cash_tracking alone mirrors every figure", async () => {
    const world = aRetailer();
    const { shop, sync } = await aSyncedShop(world, { requiredScopes: ["read_cash_tracking"] });
    await sync("install");
    expect(await differencesFrom(world, shop, {})).toEqual([]);
  });

  test("is read again once it is granted", async () => {
    const world = aRetailer();
    const { shop, sync, simulator, passTime } = await aSyncedShop(world, { requiredScopes: ["read_cash_tracking"] });
    await sync("install");
    simulator.installation(shop.domain).granted.push("read_locations", ...OPTIONAL);
    passTime(25 * 60 * MINUTE);
    await sync("manual");
    expect(await differencesFrom(world, shop)).toEqual([]);
  });

  test("is left out when the plan denies what the merchant granted", async () => {
    const world = aRetailer();
    world.shop.plan = "standard";
    const { shop, sync } = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    await sync("install");
    const shown = { locations: true, devices: true, orders: true, giftCards: true };
    expect(await differencesFrom(world, shop, shown)).toEqual([]);
  });
});

describe("a poll", { timeout: PATIENCE_MS }, () => {
  test("brings sales of an open session, its closing, and what opened meanwhile", async () => {
    const open = { opens: new Date(Date.now() - 3 * 60 * MINUTE), openingCount: 20_000n };
    // Within the sixty days whose orders Shopify shows.
    const opens = new Date(Date.now() - 20 * 24 * 60 * MINUTE);
    const closed = { ...aShift(1), opens, closes: new Date(opens.getTime() + 8 * 60 * MINUTE) };
    const world = aWorld({ now: new Date() }).withDrawer().withDevice().session(closed).session(open).build();
    const { shop, sync, passTime } = await aSyncedShop(world, { grantedScopes: ["read_orders"] });
    await sync("install");
    const [session] = [...world.sessions.values()].filter(({ closingTime }) => closingTime === null);
    const place = { sessionId: session?.id ?? "", staffId: session?.openingStaffId ?? "", time: new Date() };
    sellForCash(world, { ...place, total: 900n, tendered: 1_000n });
    passTime(2 * MINUTE);
    await sync("visit");
    const shown = { locations: true, devices: true, orders: true };
    expect(await differencesFrom(world, shop, shown)).toEqual([]);
    closeSession(world, { ...place, counted: 20_800n, time: new Date() });
    passTime(2 * MINUTE);
    await sync("visit");
    expect(await differencesFrom(world, shop, shown)).toEqual([]);
  });

  test("brings late totals when they are ready", async () => {
    const shift = { ...aShift(1), totalsReadyAt: "2100-01-01T00:00:00Z" };
    const world = aWorld().session(shift).build();
    const { shop, sync, passTime } = await aSyncedShop(world, { grantedScopes: ["read_orders"] });
    await sync("install");
    const [session] = world.sessions.values();
    expect(session?.totalsReady).toBe(false);
    settleTotals(world, new Date("2100-01-02T00:00:00Z"));
    passTime(10 * MINUTE);
    await sync("visit");
    expect(await differencesFrom(world, shop, { locations: true, devices: true, orders: true })).toEqual([]);
    expect(await db().query(sql`SELECT pending, sessions FROM daily_total`)).toEqual([{ pending: 0, sessions: 1 }]);
  });

  test("finds figures that changed after their session was closed, when the merchant asks", async () => {
    const recently = new Date(Date.now() - 5 * 24 * 60 * MINUTE);
    const closes = new Date(recently.getTime() + 60 * MINUTE);
    const world = aWorld({ now: new Date() })
      .session({ ...aShift(1), opens: recently, closes })
      .build();
    const { shop, sync, passTime } = await aSyncedShop(world, { grantedScopes: ["read_orders"] });
    await sync("install");
    const [session] = world.sessions.values();
    if (!session) throw new Error("The shop has a session.");
    session.cashCountedAtClose = (session.cashCountedAtClose ?? 0n) + 500n;
    session.totalDiscrepancy += 500n;
    world.revision += 1;
    passTime(2 * MINUTE);
    await sync("manual");
    expect(await differencesFrom(world, shop, { locations: true, devices: true, orders: true })).toEqual([]);
  });
});
