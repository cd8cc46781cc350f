import sql from "sql-template-tag";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Database, db, type Transaction, useDatabase } from "#app/db.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { action as uninstalled } from "#app/routes/webhooks.app.uninstalled.tsx";
import { requireShop } from "#app/shopify.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { claimRun, keepRun, RunLostError } from "#app/sync/runs.server.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { SERVER_URL } from "#tests/support/database.ts";
import { differencesFrom } from "#tests/support/mirror-of.ts";
import { adminRequest, webhookRequest } from "#tests/support/shopify-requests.ts";
import { aSyncedShop, type SyncedShop } from "#tests/support/sync-harness.ts";

/** Machines may be busy. */
const PATIENCE_MS = 240_000;
const HOUR = 3_600_000;
const OPTIONAL = { grantedScopes: ["read_users", "read_orders", "read_gift_cards"] };

/** Some 90 sessions, a few of them a page, so that there is a middle to break a run in. */
async function aSyncInPages(): Promise<SyncedShop> {
  const world: World = createDemoWorld({ seed: 3, now: new Date(), scale: 0.012 });
  world.shop.plan = "advanced";
  const synced = await aSyncedShop(world, OPTIONAL);
  synced.simulator.faults.next("max_cost_exceeded", { times: 4, when: { text: "query Sessions(" } });
  return synced;
}

/** Has `then` called once, when the second page of sessions has been asked for and its answer is here. */
function atSecondPage({ surroundings }: SyncedShop, then: () => void | Promise<void>): void {
  const { fetch } = surroundings;
  let pages = 0;
  surroundings.fetch = async (url, init) => {
    const response = await fetch(url, init);
    const text = await response.text();
    if (String(init?.body).includes("query Sessions(") && text.includes('"nodes":[{') && ++pages === 2) await then();
    return new Response(text, response);
  };
}

const failing = (code: string, message: string) => Object.assign(new Error(message), { code });

/** A database in front of which somebody stands: `refuses` says what, by the statement's text. */
function standBefore(refuses: (text: string) => Error | null): void {
  const real = db();
  const check = async (text: string) => {
    const refusal = refuses(text);
    if (refusal !== null) throw refusal;
  };
  const guarded = (tx: Transaction): Transaction => ({
    query: (statement) => check(statement.text).then(() => tx.query(statement)),
    execute: (statement) => check(statement.text).then(() => tx.execute(statement)),
    runScript: (script) => tx.runScript(script),
  });
  const database: Database = {
    ...real,
    query: (statement) => check(statement.text).then(() => real.query(statement)),
    execute: (statement) => check(statement.text).then(() => real.execute(statement)),
    transaction: (work) => check("BEGIN").then(() => real.transaction((tx) => work(guarded(tx)))),
  };
  useDatabase(database);
  onTestFinished(() => useDatabase(real));
}

const statesOfRuns = async () =>
  (await db().query<{ state: string }>(sql`SELECT state FROM sync_run ORDER BY id`)).map(({ state }) => state);

describe("the database", { timeout: PATIENCE_MS }, () => {
  test("that is gone for a minute in the middle of a run is waited for, and the run is taken up again", async () => {
    const synced = await aSyncInPages();
    const { shop, surroundings, performOne, passTime, sync, world } = synced;
    let isGone = false;
    standBefore(() => (isGone ? failing("57P01", "terminating connection due to administrator command") : null));
    atSecondPage(synced, () => void (isGone = true));
    await requestRun(shop, "install", surroundings.now());
    await expect(performOne()).rejects.toMatchObject({ code: "57P01" });
    await expect(performOne()).rejects.toMatchObject({ code: "57P01" });
    isGone = false;
    expect(await statesOfRuns()).toEqual(["running"]);
    passTime(90_000);
    await sync("visit");
    expect(await statesOfRuns()).not.toContain("failed");
    expect(await differencesFrom(world, shop)).toEqual([]);
  });

  test("that is gone does not stop the worker, which goes on by itself", async () => {
    const synced = await aSyncInPages();
    const { shop, surroundings, passTime, world } = synced;
    let refusals = 0;
    let isGone = false;
    standBefore(() => {
      if (!isGone) return null;
      refusals += 1;
      // Back again as soon as the worker has asked in vain, and the lease of what it left has passed.
      if (refusals > 3) {
        isGone = false;
        passTime(90_000);
      }
      return failing("ECONNREFUSED", "connect ECONNREFUSED");
    });
    atSecondPage(synced, () => void (isGone = true));
    await requestRun(shop, "install", surroundings.now());
    const worker = startWorker({ surroundings, concurrency: 1 });
    onTestFinished(() => worker.stop());
    await expect.poll(() => differencesFrom(world, shop), { timeout: PATIENCE_MS / 2, interval: 250 }).toEqual([]);
    expect(refusals).toBeGreaterThan(3);
  });

  test("that is full keeps what it has, says so in words, and is filled when there is room", async () => {
    const synced = await aSyncInPages();
    const { shop, sync, passTime, reload, world } = synced;
    let isFull = false;
    standBefore((text) =>
      isFull && text.includes("INSERT INTO payment_session")
        ? failing("53100", "could not extend file: No space left on device")
        : null,
    );
    atSecondPage(synced, () => void (isFull = true));
    await sync("install");
    const kept = (await db().query(sql`SELECT FROM payment_session`)).length;
    expect(kept).toBeGreaterThan(0);
    const status = await getSyncStatus(await reload());
    expect(status).toMatchObject({ state: "failed", errorCode: "DATABASE_FULL", retriesAt: expect.any(String) });
    expect(status.error).toContain("no room left");
    passTime(HOUR);
    await sync("visit");
    expect((await db().query(sql`SELECT FROM payment_session`)).length).toBe(kept);
    isFull = false;
    passTime(HOUR);
    await sync("visit");
    expect(await differencesFrom(world, shop)).toEqual([]);
  });
});

describe("a run", { timeout: PATIENCE_MS }, () => {
  test("of a shop that uninstalls the app stores nothing more, and goes on when the app is installed again", async () => {
    const synced = await aSyncInPages();
    const { shop, simulator, sync, surroundings, world } = synced;
    const { domain } = world.shop;
    let kept = -1;
    atSecondPage(synced, async () => {
      kept = (await db().query(sql`SELECT FROM payment_session`)).length;
      await simulator.uninstall(domain);
      await uninstalled({ request: webhookRequest("app/uninstalled", domain, {}), params: {}, context: {} });
    });
    await sync("install");
    expect(kept).toBeGreaterThan(0);
    expect(await statesOfRuns()).toEqual(["cancelled"]);
    expect((await db().query(sql`SELECT FROM payment_session`)).length).toBe(kept);
    simulator.install(domain);
    await simulator.grantScopes(domain, OPTIONAL.grantedScopes);
    const { shop: again } = await requireShop(adminRequest("/app", simulator.idTokenFor(domain)));
    expect(again.id).toBe(shop.id);
    await requestRun(again, "install", surroundings.now());
    await sync("visit");
    expect(await differencesFrom(world, again)).toEqual([]);
  });

  test("is carried out once by two workers, page by page", async () => {
    const synced = await aSyncInPages();
    const { shop, simulator, surroundings, performOne, world } = synced;
    await requestRun(shop, "install", surroundings.now());
    const work = async () => {
      while (await performOne());
    };
    await Promise.all([work(), work()]);
    expect(await differencesFrom(world, shop)).toEqual([]);
    const kinds = await db().query<{ kind: string }>(sql`SELECT kind FROM sync_run ORDER BY id`);
    expect(kinds.map(({ kind }) => kind)).toEqual(["backfill", "legacy", "ledgers"]);
    const oldest = simulator.requests.filter(({ operation }) => operation === "OldestSession");
    expect(oldest).toHaveLength(1);
  });
});

test("a run that was taken over is lost to whoever held it before", async () => {
  const { shop, surroundings, passTime } = await aSyncInPages();
  const { now } = surroundings;
  const nothing = { sessions: 0, activities: 0, requests: 0, points: 0, retries: 0 };
  await requestRun(shop, "install", now());
  const before = await claimRun(now());
  passTime(90_000);
  const since = await claimRun(now());
  if (before === null || since === null) throw new Error("The run was not claimed.");
  await expect(keepRun(db(), before, now(), nothing)).rejects.toThrow(RunLostError);
  await keepRun(db(), since, now(), nothing);
});

describe("a clock that is set back", { timeout: PATIENCE_MS }, () => {
  const BACK = -26 * HOUR;

  test("does not leave a run to a process that died, nor shut out one that lives", async () => {
    const { shop, surroundings, passTime } = await aSyncInPages();
    await requestRun(shop, "install", surroundings.now());
    const dead = await claimRun(surroundings.now());
    expect(await claimRun(surroundings.now())).toBeNull();
    passTime(BACK);
    const taken = await claimRun(surroundings.now());
    expect(taken?.id).toBe(dead?.id);
    expect(await claimRun(surroundings.now())).toBeNull();
  });

  test("stops neither polls, nor visits, nor what failed from being tried again", async () => {
    const synced = await aSyncInPages();
    const { shop, simulator, sync, performOne, passTime, reload, surroundings, world } = synced;
    await sync("install");
    passTime(BACK);
    expect(await requestRun(shop, "visit", surroundings.now())).toBe(true);
    simulator.faults.next("shop_frozen");
    await performOne();
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "failed", errorCode: "SHOP_FROZEN" });
    // It failed just now, though runs of tomorrow went well.
    expect(await performOne()).toBe(false);
    expect(await requestRun(shop, "visit", surroundings.now())).toBe(false);
    passTime(BACK);
    expect(await performOne()).toBe(true);
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "idle", error: null });
    passTime(BACK);
    // Nobody asks: a poll is due all the same.
    expect(await performOne()).toBe(true);
    // And with it what is read once a day.
    const [read] = await db().query<{ at: Date }>(sql`SELECT reference_read_at AS at FROM sync_state`);
    expect(read?.at.getTime()).toBeLessThanOrEqual(surroundings.now().getTime());
    expect(await differencesFrom(world, shop)).toEqual([]);
  });

  test("in the middle of a run makes nobody wait for the points of a day", async () => {
    const synced = await aSyncInPages();
    const { shop, sync, passTime, surroundings, world } = synced;
    const waits: number[] = [];
    const { sleep } = surroundings;
    surroundings.sleep = (ms) => {
      waits.push(ms);
      return sleep(ms);
    };
    // Between an answer, which says how many points are left, and the next request.
    let isBack = false;
    standBefore((text) => {
      if (!isBack && text.includes("INSERT INTO payment_session")) {
        isBack = true;
        passTime(BACK);
      }
      return null;
    });
    await sync("install");
    expect(Math.max(0, ...waits)).toBeLessThan(60_000);
    expect(await differencesFrom(world, shop)).toEqual([]);
  });
});

// A connection that is cut is a thing of servers.
if (SERVER_URL !== null) {
  describe("a server that cuts every connection in the middle of a run", { timeout: PATIENCE_MS }, () => {
    test("stops neither the process nor the sync", async () => {
      const synced = await aSyncInPages();
      const { shop, surroundings, world, performOne, passTime, sync } = synced;
      const cutAll = () => sql`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
      atSecondPage(synced, async () => void (await db().query(cutAll())));
      await requestRun(shop, "install", surroundings.now());
      // Between two statements of a transaction, when nobody is waiting for an answer.
      const cut = db().transaction(async (tx) => {
        await tx.query(sql`SELECT 1 AS one`);
        await db().prisma.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND state = 'idle in transaction'`;
        await expect
          .poll(
            () => db().prisma.$queryRaw`SELECT 1 FROM pg_stat_activity WHERE state = 'idle in transaction'
            AND datname = current_database()`,
          )
          .toEqual([]);
        await tx.query(sql`SELECT 1 AS one`);
      });
      await expect(cut).rejects.toThrow();
      await performOne().catch(() => undefined);
      passTime(90_000);
      await sync("visit");
      expect(await differencesFrom(world, shop)).toEqual([]);
    });
  });
}
