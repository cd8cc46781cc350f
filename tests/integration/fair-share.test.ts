import "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { claimRun, queueRun, releaseRun, type Run, type RunKind } from "#app/sync/runs.server.ts";
import { freshDatabase } from "#tests/support/database.ts";

const START = Date.parse("2026-11-22T12:00:00Z");
const at = (seconds: number) => new Date(START + seconds * 1000);
const NOTHING = { sessions: 0, activities: 0, requests: 0, points: 0, retries: 0 };
const SMALL_SHOPS = 200;

/** Shops 1, 2, 3 …: the first is the noisy one. */
async function shops(count: number): Promise<void> {
  await freshDatabase();
  await db().execute(sql`INSERT INTO shop (id, domain)
    SELECT id, 'shop-' || id || '.myshopify.com' FROM generate_series(1, ${count}::int) AS id`);
}

async function queueForAll(kind: RunKind, from: number, to: number, when: Date): Promise<void> {
  await db().execute(sql`INSERT INTO sync_run (shop_id, kind, state, queued_at)
    SELECT id, ${kind}, 'queued', ${when}::timestamptz FROM generate_series(${from}::int, ${to}::int) AS id`);
}

async function claim(seconds: number): Promise<Run> {
  const run = await claimRun(at(seconds));
  if (run === null) throw new Error("Nothing is due.");
  return run;
}

/** What a shop's turn leaves of a long run. */
async function handBack(run: Run, seconds: number): Promise<void> {
  await releaseRun(run, at(seconds), NOTHING);
}

test("a long history waits for 200 small shops that are due, and then goes on", async () => {
  await shops(1 + SMALL_SHOPS);
  await queueRun(1, "backfill", { now: at(0) });
  const noisy = await claim(0);
  await queueForAll("poll", 2, 1 + SMALL_SHOPS, at(3));
  await handBack(noisy, 5);
  const order: number[] = [];
  for (let turn = 0; turn <= SMALL_SHOPS; turn += 1) order.push((await claim(6)).shopId);
  expect(order.at(-1)).toBe(1);
  expect(new Set(order).size).toBe(1 + SMALL_SHOPS);
});

test("polls that come in without end do not keep a long history from its turn for more than a minute", async () => {
  await shops(1 + SMALL_SHOPS);
  await queueRun(1, "backfill", { now: at(0) });
  await handBack(await claim(0), 5);
  await queueForAll("poll", 2, 61, at(4));
  await queueForAll("poll", 62, 1 + SMALL_SHOPS, at(66));
  const order: number[] = [];
  for (let turn = 0; turn < 61; turn += 1) order.push((await claim(67)).shopId);
  expect(order.indexOf(1)).toBe(60);
});

test("a newcomer's history begins before one that has had a turn, and before ledgers", async () => {
  await shops(3);
  await queueRun(1, "backfill", { now: at(0) });
  await handBack(await claim(0), 5);
  await queueRun(2, "ledgers", { now: at(6) });
  await queueRun(3, "backfill", { now: at(20) });
  expect((await claim(21)).shopId).toBe(3);
});

test("shops with long histories take turns", async () => {
  await shops(3);
  await queueForAll("backfill", 1, 3, at(0));
  const order: number[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    const run = await claim(turn * 5);
    order.push(run.shopId);
    await handBack(run, turn * 5 + 5);
  }
  expect(order).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
});
