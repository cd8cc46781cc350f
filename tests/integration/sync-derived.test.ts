import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { recomputeDailyTotals } from "#app/sync/daily-totals.server.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { SessionRecord, World } from "#simulator/shop/world.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { derivedDifferences } from "#tests/support/derived-of.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

interface Link {
  id: string;
  previousId: string | null;
  gap: bigint | null;
}

/** The rule in its plainest form, over the whole shop at once. */
function linksOf(world: World): Link[] {
  const sessions = [...world.sessions.values()].filter((session) => world.locations.get(session.locationId)?.hasPosPro);
  return sessions
    .map((session) => {
      const onDrawer = sessions.filter((other) => other.drawerId === session.drawerId && other !== session);
      const earlier = onDrawer.filter((other) => second(other.openingTime) <= second(session.openingTime));
      const isClosed = ({ closingTime }: SessionRecord) =>
        closingTime !== null && second(closingTime) <= second(session.openingTime);
      const previous = earlier.filter(isClosed).sort((a, b) => order(b) - order(a))[0];
      const isForgotten = (other: SessionRecord) =>
        previous !== undefined &&
        second(other.openingTime) < second(previous.openingTime) &&
        !other.activities.some(
          ({ time }) => second(time) >= second(previous.openingTime) && second(time) <= second(session.openingTime),
        );
      const isTakenOver = earlier.every((other) => isClosed(other) || isForgotten(other));
      if (previous === undefined || !isTakenOver) return { id: session.id, previousId: null, gap: null };
      const left = previous.closingBalance;
      return { id: session.id, previousId: previous.id, gap: left === null ? null : session.expectedCashAtOpen - left };
    })
    .sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
}

const second = (instant: Date): number => Math.floor(instant.getTime() / 1000);
const order = ({ closingTime }: SessionRecord): number => second(closingTime ?? new Date(0));

async function mirroredLinks(shop: Shop): Promise<Link[]> {
  return db().query<Link>(sql`
    SELECT id::text AS id, previous_id::text AS "previousId", carry_over_gap AS gap FROM payment_session
    WHERE shop_id = ${shop.id} ORDER BY payment_session.id`);
}

/** The same shop whenever this runs. */
const NOW = new Date("2026-11-23T16:20:00Z");

test(
  "links, gaps, checks and daily totals come out the same page by page as all at once",
  { timeout: 240_000 },
  async () => {
    const world = createDemoWorld({ seed: 5, now: NOW, scale: 0.04 });
    const { shop, simulator, sync } = await aSyncedShop(world, { grantedScopes: ["read_orders"] });
    // Small pages: most neighbours come in another page than their session.
    simulator.faults.next("max_cost_exceeded", { times: 4, when: { text: "query Sessions(" } });
    await sync("install");
    expect(await mirroredLinks(shop)).toEqual(linksOf(world));
    expect(await derivedDifferences(shop)).toEqual([]);
  },
);

test("a session that was forgotten keeps only its neighbours from being checked", { timeout: 240_000 }, async () => {
  const now = Date.now();
  const ago = (hours: number) => new Date(now - hours * 3_600_000);
  const shopOf = aWorld({ now: new Date() }).withDrawer({ balance: 10_000n });
  shopOf.withDevice().session({ opens: ago(100), closes: ago(95), closingCount: 10_000n });
  shopOf.withDevice().session({ opens: ago(94), openingCount: 10_000n, events: [{ sell: 500n, at: ago(90) }] });
  // Beside its last sale; then alone; then after 5.00 had left the drawer unseen.
  shopOf.withDevice().session({ opens: ago(91), closes: ago(80), closingCount: 10_500n });
  shopOf.session({ opens: ago(70), closes: ago(60), closingCount: 10_500n });
  shopOf.session({ opens: ago(58), closes: ago(55), closingCount: 10_500n });
  const world = shopOf.build();
  for (const drawer of world.drawers.values()) drawer.balance -= 500n;
  shopOf.session({ opens: ago(50), closes: ago(40), closingCount: 10_000n });
  const { shop, sync, reload } = await aSyncedShop(world);
  await sync("install");
  expect(await mirroredLinks(shop)).toEqual(linksOf(world));
  const outcomes: (string | undefined)[] = [];
  for (const id of world.sessions.keys()) {
    const check = (await getSession(await reload(), id))?.checks.find((each) => each.id === "carry_over");
    outcomes.push(check?.reason ?? check?.outcome);
  }
  expect(outcomes).toEqual(["no_previous_session", "passes", "previous_open", "previous_open", "passes", "fails"]);
  expect(await derivedDifferences(shop)).toEqual([]);
});

test("a day that lost its last session of a currency keeps the totals of its others alone", async () => {
  await freshDatabase();
  const shop = await aShop();
  const day = { drawer: 1, opened: "2026-11-20T09:00:00Z", closed: "2026-11-20T17:00:00Z" };
  await storeSessions(shop, [
    { ...day, id: 1 },
    { ...day, id: 2, currency: "EUR" },
  ]);
  // As when its register turns out to stand in another zone.
  await db().execute(sql`
    UPDATE payment_session SET closing_business_date = '2026-11-21' WHERE shop_id = ${shop.id} AND id = 2`);
  await db().transaction((tx) => recomputeDailyTotals(tx, shop, ["2026-11-20", "2026-11-21"]));
  const totals = await db().query(sql`
    SELECT business_date AS day, currency FROM daily_total WHERE shop_id = ${shop.id} ORDER BY 1`);
  expect(totals).toEqual([
    { day: "2026-11-20", currency: "USD" },
    { day: "2026-11-21", currency: "EUR" },
  ]);
});
