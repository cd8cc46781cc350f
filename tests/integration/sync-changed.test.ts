import sql from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { parseFilters } from "#app/reports/filters.ts";
import { getLocationTotals } from "#app/reports/location-totals.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { settleTotals } from "#simulator/shop/commands.ts";
import { aWorld, type SessionSpecification } from "#simulator/shop/small-shop.ts";
import type { SessionRecord, World } from "#simulator/shop/world.ts";
import { differencesFrom, versionsOf } from "#tests/support/mirror-of.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const PATIENCE_MS = 240_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHOWN = { locations: true, devices: true, orders: true };

/** A shift some days ago, 5.00 short at close. */
function aShift(daysAgo: number): SessionSpecification {
  const opens = new Date(Date.now() - daysAgo * DAY);
  return {
    opens,
    closes: new Date(opens.getTime() + 8 * HOUR),
    openingCount: 20_000n,
    closingCount: 22_000n,
    leave: 20_000n,
    events: [{ sell: 1_500n, tendered: 2_000n }, { sell: 1_000n }],
  };
}

/** A shop with a drawer that holds what its shifts open with. */
function aStore() {
  return aWorld({ now: new Date() }).withDrawer({ balance: 20_000n });
}

function theSession(world: World): SessionRecord {
  const [session] = world.sessions.values();
  if (!session) throw new Error("The shop has a session.");
  return session;
}

/** A sale that a register had kept to itself while it was offline: it reaches Shopify after the closing. */
function bringLateSale(world: World, session: SessionRecord, amount: bigint, isInTotals = true): void {
  session.activities.splice(-2, 0, {
    kind: "transaction",
    type: "SALE",
    time: new Date(session.openingTime.getTime() + HOUR),
    staffId: session.openingStaffId,
    cash: amount,
    orderTransactionId: "99002",
    orderId: "99001",
    orderName: "#99001",
  });
  if (isInTotals) addToTotals(session, amount);
  world.revision += 1;
}

function addToTotals(session: SessionRecord, amount: bigint): void {
  session.totalCashSales += amount;
  session.netCashSales += amount;
  session.totalSales += amount;
  session.netSales += amount;
  session.expectedCashAtClose = (session.expectedCashAtClose ?? 0n) + amount;
  session.totalDiscrepancy -= amount;
}

function restatedOnes(shop: Shop) {
  const query = new URLSearchParams({ preset: "all", status: "restated" });
  return listSessions(shop, parseFilters(query, { today: "2026-11-23", defaultPreset: "all" }));
}

describe("figures that change after the session was closed", { timeout: PATIENCE_MS }, () => {
  test("are mirrored, and those before are kept once, shown beside them and found", async () => {
    const world = aStore().session(aShift(5)).session(aShift(3)).build();
    const { shop, sync, passTime } = await aSyncedShop(world, { grantedScopes: ["read_orders"] });
    await sync("install");
    const session = theSession(world);
    expect((await getSession(shop, session.id))?.restatements).toEqual([]);
    bringLateSale(world, session, 700n);
    passTime(2 * MINUTE);
    await sync("manual");

    expect(await differencesFrom(world, shop, SHOWN)).toEqual([]);
    const report = await getSession(shop, session.id);
    const usd = (amount: string) => ({ amount, currency: "USD" });
    expect(report?.row).toMatchObject({ isRestated: true, totalDiscrepancy: usd("-12.00") });
    expect(report?.restatements.map(({ changes, closedAt }) => ({ changes, closedAt }))).toEqual([
      {
        closedAt: null,
        changes: [
          { figure: "cash_sales", before: usd("25.00"), after: usd("32.00") },
          { figure: "net_cash_sales", before: usd("25.00"), after: usd("32.00") },
          { figure: "expected_at_close", before: usd("225.00"), after: usd("232.00") },
          { figure: "total_discrepancy", before: usd("-5.00"), after: usd("-12.00") },
          { figure: "total_sales", before: usd("25.00"), after: usd("32.00") },
          { figure: "net_sales", before: usd("25.00"), after: usd("32.00") },
        ],
      },
    ]);
    const found = await restatedOnes(shop);
    expect(found.rows.map((row) => row.id)).toEqual([session.id]);
    expect(found.totals).toMatchObject([{ sessions: 1, net: usd("-12.00") }]);

    const stored = await versionsOf(shop);
    passTime(2 * MINUTE);
    await sync("manual");
    expect(await versionsOf(shop)).toEqual(stored);
  });

  test("are kept each time, also when they come to what they were at first", async () => {
    const world = aStore().session(aShift(5)).build();
    const { shop, sync, passTime } = await aSyncedShop(world);
    await sync("install");
    const session = theSession(world);
    for (const amount of [700n, -700n]) {
      addToTotals(session, amount);
      world.revision += 1;
      passTime(2 * MINUTE);
      await sync("manual");
    }
    const discrepancies = (await getSession(shop, session.id))?.restatements.map(({ changes }) =>
      changes.filter(({ figure }) => figure === "total_discrepancy").map((c) => [c.before?.amount, c.after?.amount]),
    );
    expect(discrepancies).toEqual([[["-12.00", "-5.00"]], [["-5.00", "-12.00"]]]);
  });

  test("are no restatement while the totals were not ready", async () => {
    const world = aStore()
      .session({ ...aShift(2), totalsReadyAt: "2100-01-01T00:00:00Z" })
      .build();
    const { shop, sync, passTime } = await aSyncedShop(world);
    await sync("install");
    settleTotals(world, new Date("2100-01-02T00:00:00Z"));
    passTime(10 * MINUTE);
    await sync("manual");
    expect(await countVersions()).toBe(0);
    expect((await restatedOnes(shop)).count).toBe(0);
  });

  test("restate nothing when they are taken back for a while and come again as they were", async () => {
    const world = aStore().session(aShift(5)).build();
    const { shop, sync, passTime } = await aSyncedShop(world);
    await sync("install");
    const session = theSession(world);
    for (const [amount, totalsReady] of [
      [-700n, false],
      [700n, true],
    ] as const) {
      addToTotals(session, amount);
      session.totalsReady = totalsReady;
      world.revision += 1;
      passTime(10 * MINUTE);
      await sync("manual");
      const report = await getSession(shop, session.id);
      expect([report?.restatements, report?.row.isRestated]).toEqual([[], false]);
    }
  });

  test("restate a session that was opened again and closed with another count", async () => {
    const world = aStore().session(aShift(1)).build();
    const { shop, sync, passTime } = await aSyncedShop(world);
    await sync("install");
    const session = theSession(world);
    const { closingTime, cashCountedAtClose } = session;
    Object.assign(session, { closingTime: null, cashCountedAtClose: null, totalsReady: false });
    world.revision += 1;
    passTime(2 * MINUTE);
    await sync("manual");
    expect((await getSession(shop, session.id))?.restatements).toEqual([]);
    Object.assign(session, {
      closingTime: new Date((closingTime?.getTime() ?? 0) + HOUR),
      cashCountedAtClose: (cashCountedAtClose ?? 0n) + 500n,
      totalDiscrepancy: session.totalDiscrepancy + 500n,
      totalsReady: true,
    });
    world.revision += 1;
    passTime(2 * MINUTE);
    await sync("manual");
    const report = await getSession(shop, session.id);
    expect(report?.restatements).toMatchObject([
      {
        changes: [{ figure: "counted_at_close" }, { figure: "total_discrepancy" }],
        closedAt: { after: report?.row.closedAt },
      },
    ]);
    expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
  });
});

describe("activities that come late", { timeout: PATIENCE_MS }, () => {
  test("are found within a day where the totals held them already", async () => {
    const world = aStore().session(aShift(5)).build();
    const { shop, sync, passTime } = await aSyncedShop(world, { grantedScopes: ["read_orders"] });
    const session = theSession(world);
    addToTotals(session, 700n);
    await sync("install");
    expect((await getSession(shop, session.id))?.row.failedChecks).toContain("sales_add_up");
    bringLateSale(world, session, 700n, false);
    passTime(25 * HOUR);
    await sync("visit");
    expect(await differencesFrom(world, shop, SHOWN)).toEqual([]);
    expect((await getSession(shop, session.id))?.row.failedChecks).toEqual([]);
  });
});

describe("places and people that change", { timeout: PATIENCE_MS }, () => {
  test("keep their sessions under the new name, a person's with the next session that has it", async () => {
    const world = aStore().session(aShift(5)).build();
    world.shop.plan = "advanced";
    const { shop, sync, passTime } = await aSyncedShop(world, { grantedScopes: ["read_users"] });
    await sync("install");
    const session = theSession(world);
    for (const [records, id] of [
      [world.locations, session.locationId],
      [world.drawers, session.drawerId],
      [world.staff, session.openingStaffId],
    ] as const) {
      const record = records.get(id);
      if (record) record.name = `${record.name}, renamed`;
    }
    world.revision += 1;
    passTime(2 * MINUTE);
    await sync("manual");
    const row = (await getSession(shop, session.id))?.row;
    expect([row?.location, row?.drawer, row?.openedBy]).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/, renamed$/)),
    );
  });

  test("that Shopify lists no longer leave their sessions, names and totals where they were", async () => {
    const world = aStore().session(aShift(5)).build();
    world.shop.plan = "advanced";
    const { shop, sync, passTime } = await aSyncedShop(world, { grantedScopes: ["read_users"] });
    await sync("install");
    const { id } = theSession(world);
    const before = await getSession(shop, id);
    world.sessions.clear();
    world.devices.clear();
    world.drawers.clear();
    world.locations.clear();
    world.staff.clear();
    world.revision += 1;
    passTime(25 * HOUR);
    await sync("manual");
    expect((await getSession(shop, id))?.row).toEqual(before?.row);
    expect(await db().query(sql`SELECT sessions FROM daily_total`)).toEqual([{ sessions: 1 }]);
  });

  test("a drawer that moves leaves its sessions where they were held", async () => {
    const world = aStore().session(aShift(5)).withLocation({ name: "Harbor" }).build();
    const { shop, sync, passTime } = await aSyncedShop(world);
    await sync("install");
    const session = theSession(world);
    const harbor = [...world.locations.values()].find(({ name }) => name === "Harbor");
    const drawer = world.drawers.get(session.drawerId);
    if (!drawer || !harbor) throw new Error("The shop has a drawer and another location.");
    drawer.locationId = harbor.id;
    world.revision += 1;
    passTime(25 * HOUR);
    await sync("manual");
    const filters = parseFilters(new URLSearchParams({ preset: "all" }), { today: "2026-11-23", defaultPreset: "all" });
    expect((await getLocationTotals(shop, filters)).rows.map((row) => [row.id, row.sessions])).toEqual([
      [session.locationId, 1],
    ]);
    expect(await db().query(sql`SELECT location_id::text AS location FROM cash_drawer`)).toEqual([
      { location: harbor.id },
    ]);
    expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
  });
});

async function countVersions(): Promise<number> {
  return (await db().query(sql`SELECT 1 AS one FROM session_version`)).length;
}
