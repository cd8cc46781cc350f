import { describe, expect, test } from "vitest";
import { getDrawerComparison } from "#app/reports/drawer-comparison.server.ts";
import { getSyncHistory } from "#app/reports/sync-history.server.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { SessionRecord, World } from "#simulator/shop/world.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const PATIENCE_MS = 240_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ago = (ms: number) => new Date(Date.now() - ms);

/** Two devices on one drawer, a refund, a pay-out, counts in between, card sales, and one drawer in use right now. */
function aStore() {
  return aWorld({ now: new Date() })
    .withDrawer({ balance: 20_000n })
    .withDevice()
    .session({
      ...{ opens: ago(3 * DAY), closes: ago(3 * DAY - 8 * HOUR), openingCount: 19_900n, closingCount: 22_000n },
      leave: 20_000n,
      events: [
        { sell: 1_500n, tendered: 2_000n },
        { refund: 300n },
        { count: 21_000n },
        { adjust: -500n },
        { card: 900n },
      ],
    })
    .withDevice()
    .session({
      ...{
        opens: ago(3 * DAY - 6 * HOUR),
        closes: ago(3 * DAY - 10 * HOUR),
        openingCount: null,
        closingCount: 21_000n,
      },
      events: [{ sell: 1_000n }],
    })
    .session({ opens: ago(4 * HOUR), openingCount: 20_000n });
}

describe("Shopify's own totals of a drawer", { timeout: PATIENCE_MS }, () => {
  test("agree with the mirror, once a day, at a point a drawer", async () => {
    const world = aStore().build();
    const { shop, sync, passTime } = await aSyncedShop(world);
    await sync("install");
    expect(await getDrawerComparison(shop)).toMatchObject({ comparedAt: null, differences: [] });
    passTime(25 * HOUR);
    await sync("visit");
    expect(await getDrawerComparison(shop)).toMatchObject({ drawers: 1, sessions: 2, differences: [] });
  });

  test("that differ have the sessions read again, and agree then or are shown side by side", async () => {
    const world = aStore().build();
    const { shop, sync, passTime, surroundings } = await aSyncedShop(world);
    await sync("install");
    // A sale comes between the reading of the sessions and that of the totals.
    const { fetch } = surroundings;
    let isSold = false;
    surroundings.fetch = (...request) => {
      if (!isSold && String(request[1]?.body).includes("DrawerTotals")) {
        isSold = true;
        addLateSale(world, true);
      }
      return fetch(...request);
    };
    passTime(25 * HOUR);
    await sync("visit");
    expect((await getDrawerComparison(shop)).differences).toMatchObject([{ outcome: "mended", figures: [] }]);
  });

  test("that go on differing are shown beside ours until they agree", async () => {
    const world = aStore().build();
    const { shop, sync, passTime } = await aSyncedShop(world);
    await sync("install");
    addLateSale(world, false);
    passTime(25 * HOUR);
    await sync("visit");
    const usd = (amount: string) => ({ amount, currency: "USD" });
    expect((await getDrawerComparison(shop)).differences).toMatchObject([
      {
        outcome: "differs",
        figures: [
          { figure: "sales", ours: usd("25.00"), theirs: usd("32.00") },
          { figure: "net_sales", theirs: usd("29.00") },
        ],
      },
    ]);
    addToTotals(theSession(world), 700n);
    world.revision += 1;
    passTime(25 * HOUR);
    await sync("visit");
    expect((await getDrawerComparison(shop)).differences).toMatchObject([{ outcome: "mended", figures: [] }]);
  });
});

test("the history of runs counts those that ended alike as one line", { timeout: PATIENCE_MS }, async () => {
  const { shop, sync, passTime } = await aSyncedShop(aStore().build());
  await sync("install");
  for (let polls = 0; polls < 3; polls += 1) {
    passTime(2 * 60_000);
    await sync("visit");
  }
  const history = await getSyncHistory(shop);
  expect(history.map(({ kind, state, runs, sessions }) => ({ kind, state, runs, sessions }))).toEqual([
    { kind: "poll", state: "done", runs: 3, sessions: 6 },
    { kind: "ledgers", state: "done", runs: 1, sessions: 0 },
    { kind: "legacy", state: "done", runs: 1, sessions: 0 },
    { kind: "backfill", state: "done", runs: 1, sessions: 3 },
  ]);
  expect(history[0]?.until).not.toBeNull();
});

function theSession(world: World): SessionRecord {
  const [session] = world.sessions.values();
  if (!session) throw new Error("The shop has a session.");
  return session;
}

function addLateSale(world: World, isInTotals: boolean): void {
  const session = theSession(world);
  const order = { orderId: "99001", orderName: "#99001", orderTransactionId: "99002" };
  const time = new Date(session.openingTime.getTime() + HOUR);
  const sale = { kind: "transaction", type: "SALE", time, staffId: session.openingStaffId, cash: 700n } as const;
  session.activities.splice(1, 0, { ...sale, ...order });
  if (isInTotals) addToTotals(session, 700n);
  world.revision += 1;
}

function addToTotals(session: SessionRecord, amount: bigint): void {
  session.totalCashSales += amount;
  session.netCashSales += amount;
  session.totalSales += amount;
  session.netSales += amount;
}
