import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { queueDueRuns } from "#app/sync/schedule.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";

/** After how many seconds the shop is asked again at this moment; null: later than any pace there is. */
async function paceAt(shop: Shop, at: string): Promise<number | null> {
  const now = new Date(at);
  for (const seconds of [60, 300, 1_200]) {
    const polled = new Date(now.getTime() - seconds * 1_000);
    await db().execute(sql`DELETE FROM sync_run`);
    await db().execute(sql`DELETE FROM sync_state`);
    await db().execute(sql`INSERT INTO sync_run (shop_id, kind, state, queued_at)
      VALUES (${shop.id}, 'poll', 'done', ${polled}::timestamptz)`);
    await db().execute(sql`INSERT INTO sync_state (shop_id, history_complete, polled_until)
      VALUES (${shop.id}, TRUE, ${polled}::timestamptz)`);
    if ((await queueDueRuns(now)) > 0) return seconds;
  }
  return null;
}

test("how often a shop is asked follows its trade", async () => {
  await freshDatabase();
  const shop = await aShop();
  // Nothing but polls is due.
  await db().execute(sql`INSERT INTO legacy_history (shop_id, is_complete) VALUES (${shop.id}, TRUE)`);
  // A shop that was open on a Monday from nine to five.
  await storeSessions(shop, [
    { id: 1, drawer: 1, opened: "2026-11-16T09:00:00Z", closed: "2026-11-16T17:00:00Z", ledger: [] },
  ]);
  expect(await paceAt(shop, "2026-11-23T13:30:00Z")).toBe(300);
  expect(await paceAt(shop, "2026-11-23T08:15:00Z")).toBe(300);
  expect(await paceAt(shop, "2026-11-23T22:00:00Z")).toBe(1_200);
  expect(await paceAt(shop, "2026-11-24T13:30:00Z")).toBe(1_200);
  // After hours a session is opened all the same, and forgotten.
  await storeSessions(shop, [{ id: 2, drawer: 1, opened: "2026-11-23T21:00:00Z" }]);
  expect(await paceAt(shop, "2026-11-23T22:00:00Z")).toBe(60);
  expect(await paceAt(shop, "2026-11-25T22:00:00Z")).toBe(1_200);
});
