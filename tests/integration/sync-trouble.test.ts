import sql from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { performDueRun } from "#app/jobs/worker.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import type { FaultKind } from "#simulator/faults/fault-kinds.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { differencesFrom, versionsOf } from "#tests/support/mirror-of.ts";
import { aSyncedShop, type SyncedShop } from "#tests/support/sync-harness.ts";

/** Whole shops are mirrored, on machines that may be busy. */
const PATIENCE_MS = 240_000;
const OPTIONAL = ["read_users", "read_orders", "read_gift_cards"];
const HOUR = 3_600_000;

function aRetailer(scale = 0.03): World {
  const world = createDemoWorld({ seed: 11, now: new Date(), scale });
  world.shop.plan = "advanced";
  return world;
}

function aSmallShop(): World {
  const opens = new Date(Date.now() - 9 * HOUR);
  const closes = new Date(Date.now() - HOUR);
  return aWorld({ now: new Date() })
    .session({ opens, closes, openingCount: 100n, events: [{ sell: 500n }] })
    .build();
}

/** Whatever a run fails of, it is tried again when its time has come, as often as it takes. */
async function syncUntilIdle({ sync, passTime, reload }: SyncedShop): Promise<void> {
  await sync("install");
  for (let tries = 0; tries < 20; tries += 1) {
    const { state, ledgersPending } = await getSyncStatus(await reload());
    if (state === "idle" && ledgersPending === 0) return;
    passTime(HOUR);
    await sync("visit");
  }
  throw new Error("The sync did not recover.");
}

const TROUBLE: FaultKind[] = [
  "throttled",
  "too_many_requests",
  "internal_error",
  "bad_gateway",
  "unavailable",
  "gateway_timeout",
  "html_page",
  "cut_connection",
  "truncated_json",
  "max_cost_exceeded",
  "token_expired",
  "repeated_page",
];

describe("with everything going wrong", { timeout: PATIENCE_MS }, () => {
  test.each([1, 2, 3])("the mirror equals the shop all the same (lot %i)", async (seed) => {
    const world = aRetailer();
    const synced = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    const { shop, simulator, sync, passTime } = synced;
    // Small pages, so that there are many requests for trouble to hit.
    for (const text of ["query Sessions(", "query SessionsWithLedgers("]) {
      simulator.faults.next("max_cost_exceeded", { times: 3, when: { text } });
    }
    simulator.faults.random({ seed, rate: 0.35, kinds: TROUBLE });
    await syncUntilIdle(synced);
    expect(simulator.faults.log.length).toBeGreaterThan(8);
    simulator.faults.clear();
    passTime(HOUR);
    await sync("manual");
    expect(await differencesFrom(world, shop)).toEqual([]);
    const before = await versionsOf(shop);
    passTime(HOUR);
    await sync("manual");
    expect(await versionsOf(shop)).toEqual(before);
  });

  test("an answer that never comes is given up and asked for again", async () => {
    const world = aSmallShop();
    const { shop, simulator, surroundings, sync } = await aSyncedShop(world);
    // In earnest, and only here: a stand-in on a busy machine must not be taken for one that is silent.
    surroundings.deadlineMs = 2_000;
    simulator.faults.next("no_answer", { when: { text: "query Sessions(" } });
    await sync("install");
    simulator.faults.assertConsumed();
    expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
  });

  test("a token that expires midway is renewed once and the page asked for again", async () => {
    const world = aRetailer();
    const { shop, simulator, sync } = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    simulator.faults.next("token_expired", { when: { text: "SessionsWithLedgers" } });
    await sync("install");
    simulator.faults.assertConsumed();
    expect(await differencesFrom(world, shop)).toEqual([]);
    expect(simulator.requests.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  test("pages are halved until they cost what a query may cost", async () => {
    const world = aRetailer();
    const { shop, simulator, sync } = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    simulator.faults.next("max_cost_exceeded", { times: 3, when: { text: "query Sessions(" } });
    await sync("install");
    simulator.faults.assertConsumed();
    expect(await differencesFrom(world, shop)).toEqual([]);
  });
});

describe("a run that fails", { timeout: PATIENCE_MS }, () => {
  test("says so in words and is tried again, later each time", async () => {
    const world = aSmallShop();
    const { shop, simulator, sync, passTime, reload } = await aSyncedShop(world);
    simulator.faults.next("bad_gateway", { times: 16 });
    await sync("install");
    const status = await getSyncStatus(await reload());
    expect(status).toMatchObject({ state: "failed", errorCode: "SHOPIFY_UNAVAILABLE" });
    expect(status.error).toContain("Shopify could not be reached");
    passTime(11_000);
    await sync("visit");
    const delays = () =>
      db().query<{ delay: number }>(sql`
        SELECT round(extract(epoch FROM not_before - finished_at))::int AS delay FROM sync_run
        WHERE state = 'failed' AND finished_at IS NOT NULL ORDER BY id`);
    expect(await delays()).toEqual([{ delay: 10 }, { delay: 20 }]);
    // As after a night of it.
    await db().execute(sql`
      INSERT INTO sync_run (shop_id, kind, state) SELECT ${shop.id}::int, 'backfill', 'failed' FROM generate_series(1, 2000)`);
    simulator.faults.next("bad_gateway", { times: 8 });
    await sync("manual");
    expect((await delays()).at(-1)).toEqual({ delay: 15 * 60 });
    passTime(15 * 60_000);
    await sync("visit");
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "idle", error: null });
    expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
  });

  test("because access was taken back waits for a visit", async () => {
    const { simulator, shop, sync, passTime, performOne, reload } = await aSyncedShop(aSmallShop());
    await sync("install");
    simulator.installation(shop.domain).generation += 1;
    passTime(HOUR);
    await performOne();
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "failed", errorCode: "TOKEN_REVOKED" });
    passTime(24 * HOUR);
    expect(await performOne()).toBe(false);
    await sync("visit");
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "failed", errorCode: "TOKEN_REVOKED" });
  });
});

describe("a process that ends", { timeout: PATIENCE_MS }, () => {
  test("hands its run back after the page in hand, and the next one goes on from there", async () => {
    const world = aRetailer(0.07);
    const synced = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    const { shop, simulator, surroundings } = synced;
    const stopping = AbortSignal.abort();
    await requestRun(shop, "install", surroundings.now());
    let runs = 0;
    while (await synced.performOne({ stopping })) {
      runs += 1;
      const [run] = await db().query<{ state: string }>(sql`SELECT state FROM sync_run ORDER BY id DESC LIMIT 1`);
      expect(["queued", "done"]).toContain(run?.state);
      if (runs > 60) throw new Error("It never ends.");
    }
    expect(runs).toBeGreaterThan(4);
    expect(await differencesFrom(world, shop)).toEqual([]);
    const pages = simulator.requests.filter(({ operation }) => operation === "Sessions");
    // The seconds at the seams are read twice, nothing else.
    expect(pages.length).toBeLessThanOrEqual(Math.ceil(world.sessions.size / 250) + 6);
  });

  test("without a word loses its run to another one, and may store nothing more", async () => {
    const world = aRetailer();
    const synced = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    const { shop, surroundings, passTime } = synced;
    await requestRun(shop, "install", surroundings.now());
    // The first process hangs in the middle of a page until it is thought dead.
    let wake = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (wake = resolve));
    let isCaught = false;
    const slow = {
      ...surroundings,
      fetch: async (...request: Parameters<typeof fetch>) => {
        const response = await globalThis.fetch(...request);
        if (!isCaught && String(request[1]?.body).includes("query Sessions(")) {
          isCaught = true;
          await hanging;
        }
        return response;
      },
    };
    const never = new AbortController().signal;
    const zombie = performDueRun({ surroundings: slow, stopping: never, cutOff: never });
    while (!isCaught) await new Promise((resolve) => setImmediate(resolve));
    passTime(2 * 60_000);
    await synced.sync("visit");
    expect(await differencesFrom(world, shop)).toEqual([]);
    const before = await versionsOf(shop);
    wake();
    await zombie;
    expect(await versionsOf(shop)).toEqual(before);
    expect(await db().query(sql`SELECT state FROM sync_run WHERE kind = 'backfill'`)).toEqual([{ state: "done" }]);
  });

  test("in the middle of a transaction leaves neither rows nor cursor", async () => {
    const world = aRetailer();
    const { shop, sync, performOne, passTime } = await aSyncedShop(world, { grantedScopes: OPTIONAL });
    await requestRun(shop, "install", new Date());
    await db().execute(sql`ALTER TABLE sync_state ADD CONSTRAINT no_cursor CHECK (history_from IS NULL)`);
    await performOne();
    expect(await db().query(sql`SELECT count(*)::int AS count FROM payment_session`)).toEqual([{ count: 0 }]);
    await db().execute(sql`ALTER TABLE sync_state DROP CONSTRAINT no_cursor`);
    passTime(HOUR);
    await sync("visit");
    expect(await differencesFrom(world, shop)).toEqual([]);
  });
});
