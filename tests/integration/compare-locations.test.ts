import sql from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { addDays, type BusinessDate } from "#app/calendar/dates.ts";
import { businessDateOf, businessDayBounds } from "#app/calendar/business-day.ts";
import { db } from "#app/db.server.ts";
import { compareLocationsNow } from "#app/jobs/compare-locations.server.ts";
import { getLocationComparison } from "#app/reports/location-comparison.server.ts";
import { SHOP_ASSISTANT, SHOP_OWNER } from "#simulator/identity/admin-user.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { SessionRecord, World } from "#simulator/shop/world.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const PATIENCE_MS = 240_000;
const HOUR = 3_600_000;
const ZONE = "America/New_York";

// One for the whole file: midnight may come while it runs.
const TODAY = businessDateOf(new Date(), ZONE, 0);
const dayAgo = (days: number): BusinessDate => addDays(TODAY, -days);
/** So many hours after midnight, in New York. */
const at = (days: number, hours: number) =>
  new Date(businessDayBounds(dayAgo(days), ZONE, 0).from.getTime() + hours * HOUR);

/** Two locations; at the first one a shift that runs past midnight, and a session that nobody ever closed. */
function aStore() {
  return aWorld({ now: new Date() })
    .withLocation({ name: "Main Street" })
    .withDrawer({ balance: 20_000n })
    .withDevice()
    .session({
      ...{ opens: at(6, 9), closes: at(6, 17), openingCount: 19_900n, closingCount: 22_000n, leave: 20_000n },
      events: [{ sell: 1_500n, tendered: 2_000n }, { refund: 300n }, { count: 21_000n }, { adjust: -500n }],
    })
    .session({
      ...{ opens: at(5, 18), closes: at(4, 2), openingCount: 20_000n, closingCount: 21_000n },
      events: [
        { sell: 1_000n, at: at(5, 20) },
        { sell: 700n, at: at(4, 1) },
      ],
    })
    .withDrawer({ balance: 5_000n })
    .withDevice()
    .session({ opens: at(6, 10), openingCount: 5_000n, events: [{ sell: 400n, at: at(6, 11) }] })
    .withLocation({ name: "Harbour" })
    .withDrawer({ balance: 10_000n })
    .withDevice()
    .session({ opens: at(3, 9), closes: at(3, 12), openingCount: 10_000n, closingCount: 9_950n });
}

async function aComparedShop(world: World = aStore().build()) {
  const synced = await aSyncedShop(world);
  const { simulator, surroundings, sync } = synced;
  await sync("install");
  const shop = await synced.reload();
  const compareAs = (userId: string) =>
    compareLocationsNow(
      shop,
      { userId, idToken: simulator.idTokenFor(shop.domain, userId) },
      { surroundings, longestWaitMs: PATIENCE_MS },
    );
  return { ...synced, shop, compareAs };
}

describe("Shopify's totals by location and day", { timeout: PATIENCE_MS }, () => {
  test("agree with the mirror entry by entry, in one request with the person's own token", async () => {
    const { shop, compareAs, simulator } = await aComparedShop();
    expect(await getLocationComparison(shop)).toEqual({ last: null, differences: [] });
    const before = simulator.requests.length;
    expect(await compareAs(SHOP_OWNER.id)).toBe("compared");
    expect(await getLocationComparison(shop)).toMatchObject({
      last: { locations: 2, unsettled: 0 },
      differences: [],
    });
    const asked = simulator.requests.slice(before).map(({ operation }) => operation);
    expect(asked).toEqual(["urn:ietf:params:oauth:grant-type:token-exchange", "LocationSummaries"]);
    // The person's token is kept nowhere; the app's own stays as it was.
    expect(await db().query(sql`SELECT is_online AS "isOnline" FROM auth_session`)).toEqual([{ isOnline: false }]);
  });

  test("are refused to a person without the permission, and nothing is changed", async () => {
    const { shop, compareAs } = await aComparedShop();
    expect(await compareAs(SHOP_ASSISTANT.id)).toBe("denied");
    expect(await getLocationComparison(shop)).toEqual({ last: null, differences: [] });
    // Who may see them is not kept waiting by who may not.
    expect(await Promise.all([compareAs(SHOP_ASSISTANT.id), compareAs(SHOP_OWNER.id)])).toEqual(["denied", "compared"]);
  });

  test("that differ have the days read again, and agree then", async () => {
    const { shop, world, compareAs } = await aComparedShop();
    // A session of which the mirror knows nothing, as if a window had been lost.
    addLateSale(sessionAt(world, "Harbour"), 700n, true);
    world.revision += 1;
    expect(await compareAs(SHOP_OWNER.id)).toBe("compared");
    const { differences } = await getLocationComparison(shop);
    expect(differences).toMatchObject([{ location: "Harbour", day: dayAgo(3), outcome: "mended", figures: [] }]);
    expect(differences[0]?.rereadAt).not.toBeNull();
  });

  test("that go on differing are shown beside ours, until they agree", async () => {
    const { shop, world, compareAs, passTime } = await aComparedShop();
    const session = sessionAt(world, "Harbour");
    addLateSale(session, 700n, false);
    world.revision += 1;
    expect(await compareAs(SHOP_OWNER.id)).toBe("compared");
    const usd = (amount: string) => ({ amount, currency: "USD" });
    expect((await getLocationComparison(shop)).differences).toMatchObject([
      {
        ...{ location: "Harbour", day: dayAgo(3), outcome: "differs" },
        figures: [{ figure: "net_cash", ours: usd("0.00"), theirs: usd("7.00") }],
      },
    ]);
    session.activities.splice(1, 1);
    world.revision += 1;
    passTime(HOUR);
    expect(await compareAs(SHOP_OWNER.id)).toBe("compared");
    expect((await getLocationComparison(shop)).differences).toMatchObject([{ outcome: "mended", figures: [] }]);
  });

  test("of a location that Shopify does not know any more do not hide the others", async () => {
    const { shop, world, compareAs } = await aComparedShop();
    const [first] = world.locations.keys();
    world.locations.delete(first ?? "");
    world.revision += 1;
    expect(await compareAs(SHOP_OWNER.id)).toBe("compared");
    expect((await getLocationComparison(shop)).last).toMatchObject({ locations: 1 });
  });

  test("that do not come leave everything as it was", async () => {
    const { shop, simulator, compareAs } = await aComparedShop();
    simulator.faults.next("internal_error", { when: { target: "token" } });
    expect(await compareAs(SHOP_OWNER.id)).toBe("failed");
    expect(await getLocationComparison(shop)).toEqual({ last: null, differences: [] });
  });
});

function sessionAt(world: World, location: string): SessionRecord {
  const place = [...world.locations.values()].find(({ name }) => name === location);
  const session = [...world.sessions.values()].find(({ locationId }) => locationId === place?.id);
  if (!session) throw new Error(`${location} has a session.`);
  return session;
}

function addLateSale(session: SessionRecord, amount: bigint, isInTotals: boolean): void {
  const order = { orderId: "99001", orderName: "#99001", orderTransactionId: "99002" };
  const time = new Date(session.openingTime.getTime() + HOUR);
  const sale = { kind: "transaction", type: "SALE", time, staffId: session.openingStaffId, cash: amount } as const;
  session.activities.splice(1, 0, { ...sale, ...order });
  if (!isInTotals) return;
  session.totalCashSales += amount;
  session.netCashSales += amount;
  session.totalSales += amount;
  session.netSales += amount;
}
