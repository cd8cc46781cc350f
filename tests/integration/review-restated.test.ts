import sql from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { getReview } from "#app/reports/review.server.ts";
import { action as shopRedact } from "#app/routes/webhooks.shop.redact.tsx";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { act, REVIEWED, stateOf } from "#tests/support/review-acts.ts";
import { webhookRequest } from "#tests/support/shopify-requests.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ME = 90_000_001;

/** A shop with sessions of some days ago, each short by more than its tolerance. */
async function aShopWithShorts(days: number[]) {
  const shifts = days.map((daysAgo) => {
    const opens = new Date(Date.now() - daysAgo * DAY);
    const closes = new Date(opens.getTime() + 8 * HOUR);
    const counts = { openingCount: 20_000n, closingCount: 10_000n, leave: 10_000n };
    return { opens, closes, ...counts, events: [{ sell: 1_500n, tendered: 2_000n }] };
  });
  const start = aWorld({ now: new Date() }).withDrawer({ balance: 20_000n });
  const world = shifts.reduce((built, shift) => built.session(shift), start).build();
  const synced = await aSyncedShop(world);
  await synced.sync("install");
  return { ...synced, ids: [...world.sessions.keys()] };
}

/** Shopify finds that so much more was sold. */
function restate(world: World, id: string, amount: bigint): void {
  const session = world.sessions.get(id);
  if (!session) throw new Error("There is no such session.");
  session.totalCashSales += amount;
  session.netCashSales += amount;
  session.expectedCashAtClose = (session.expectedCashAtClose ?? 0n) + amount;
  session.totalDiscrepancy -= amount;
  world.revision += 1;
}

describe("a session that Shopify restates", { timeout: 240_000 }, () => {
  test("is open again if it was reviewed, and the trail says so in Shopify's name, with the new figures", async () => {
    const { shop, world, sync, passTime, ids } = await aShopWithShorts([6, 4, 2]);
    const [reviewed = "", escalated = "", untouched = ""] = ids;
    const now = new Date();
    const due = new Date(now.getTime() + 3 * DAY).toISOString().slice(0, 10);
    await act(shop, { session: reviewed, by: ME, at: now }, REVIEWED);
    await db().execute(sql`INSERT INTO person VALUES (${shop.id}, '7', now(), now()) ON CONFLICT DO NOTHING`);
    const handOn = { act: "escalated", assignee: "7", due_on: due, comment: "Look" };
    expect(await act(shop, { session: escalated, by: ME, at: now }, handOn)).toEqual({ outcome: "saved" });
    for (const id of ids) restate(world, id, 700n);
    passTime(2 * MINUTE);
    await sync("manual");

    const review = await getReview(shop, reviewed, String(ME));
    const before = review?.trail.at(-1);
    expect(review).toMatchObject({ state: "reopened", acts: ["reviewed", "escalated", "commented"] });
    expect(review?.trail.map(({ kind, by, number }) => [kind, by?.id ?? null, number])).toEqual([
      ["restated", null, 2],
      ["reviewed", String(ME), 1],
    ]);
    const fell = (amount: string | undefined) => (Number(amount) - 7).toFixed(2);
    expect(review?.trail[0]?.totalDiscrepancy.amount).toBe(fell(before?.totalDiscrepancy.amount));
    expect(review?.trail[0]?.status).toBe("short");
    // What is in somebody's hands stays there; they read in the trail that the figures are others.
    expect((await getReview(shop, escalated, "7"))?.trail.map(({ kind }) => kind)).toEqual(["restated", "escalated"]);
    expect(await stateOf(shop, escalated)).toBe("escalated");
    expect((await getReview(shop, untouched, "7"))?.trail).toEqual([]);

    // Reviewed once more, it stays so: reading the same figures again is no news.
    expect(await act(shop, { session: reviewed, by: ME }, REVIEWED)).toEqual({ outcome: "saved" });
    passTime(2 * MINUTE);
    await sync("manual");
    expect(await stateOf(shop, reviewed)).toBe("reviewed");
    restate(world, reviewed, 1n);
    passTime(2 * MINUTE);
    await sync("manual");
    expect(await stateOf(shop, reviewed)).toBe("reopened");
    expect((await getReview(shop, reviewed, "7"))?.trail).toHaveLength(4);
  });

  test("takes the trail back with it when its transaction fails", async () => {
    const { shop, ids } = await aShopWithShorts([3]);
    const [id = ""] = ids;
    await act(shop, { session: id, by: ME, at: new Date() }, REVIEWED);
    const failed = db().transaction(async (tx) => {
      await tx.execute(
        sql`UPDATE payment_session SET restated_at = now() WHERE shop_id = ${shop.id} AND id = ${id}::bigint`,
      );
      throw new Error("The run was stopped.");
    });
    await expect(failed).rejects.toThrow("The run was stopped.");
    expect(await stateOf(shop, id)).toBe("reviewed");
    expect((await getReview(shop, id, "7"))?.trail).toHaveLength(1);
  });
});

test("the erasure of a shop takes its trails, and leaves those of the others", { timeout: 240_000 }, async () => {
  const { shop, ids } = await aShopWithShorts([3]);
  await act(shop, { session: ids[0] ?? "", by: ME, at: new Date() }, REVIEWED);
  await db()
    .execute(sql`INSERT INTO review_event (shop_id, session_id, number, kind, at, user_id, comment, reconciliation,
      currency, total_discrepancy, opening_discrepancy, tolerance)
    SELECT ${shop.id + 1}, session_id, number, 'commented', at, user_id, comment, reconciliation, currency, 0, 0, 0
    FROM review_event WHERE shop_id = ${shop.id}`);
  const request = webhookRequest("shop/redact", shop.domain, { shop_domain: shop.domain });
  expect((await shopRedact({ request, params: {}, context: {} })).status).toBe(200);
  expect(await db().query(sql`SELECT shop_id FROM review_event`)).toEqual([{ shop_id: shop.id + 1 }]);
});
