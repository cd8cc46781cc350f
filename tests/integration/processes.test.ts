import { APP_ENV } from "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase, useDatabase } from "#app/db.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { requireShop } from "#app/shopify.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { randomWorld } from "#simulator/shop/random-world.ts";
import type { World } from "#simulator/shop/world.ts";
import { createServerDatabase, SERVER_URL } from "#tests/support/database.ts";
import { dumpAndRestore } from "#tests/support/dump-and-restore.ts";
import { differencesFrom } from "#tests/support/mirror-of.ts";
import { adminRequest } from "#tests/support/shopify-requests.ts";
import { type Held, startWorkerProcess, type WorkerProcess } from "#tests/support/worker-process.ts";

const OPTIONAL_SCOPES = ["read_users", "read_orders", "read_gift_cards"];
/** Workers, a stand-in and a server share the machine with other tests: a whole test took 51 s where eight others computed. */
const LONG = 480_000;
/** Within a test. */
const PATIENCE = { timeout: LONG / 2 };

test("a worker of its own is refused in words on an embedded database", async () => {
  const env = { DATABASE_URL: "" };
  const worker = startWorkerProcess({ url: "", standIn: "http://127.0.0.1:1", env });
  expect(await worker.ended).toBe(1);
  expect(worker.output()).toMatch(/^A worker of its own needs DATABASE_URL\. An embedded database serves one process/);
});

// What follows needs a server, as several processes do.
if (SERVER_URL !== null) {
  const serverUrl = SERVER_URL;

  test(
    "several workers start at once on an empty database, and keep one run a shop through a kill and a stop",
    { timeout: LONG },
    async () => {
      const worlds = shopsOf([900, 40, 40, 40, 40, 40, 40, 40]);
      const { url, simulator, startWorker } = await aPlaceForWorkers(serverUrl, worlds);
      const workers = [startWorker(), startWorker(), startWorker()];
      await Promise.all(workers.map(isReady));
      const shops = await install(url, simulator);
      const [big] = shops;
      if (big === undefined) throw new Error("There is no shop.");

      const killed = await holderOf(big, workers);
      killed.signal("SIGKILL");
      await killed.ended;
      const killedAt = Date.now();
      await killed.closed;
      await letLeasesPass(url, killed);

      const stopped = await holderOf(
        big,
        workers.filter((worker) => worker !== killed),
      );
      stopped.signal("SIGTERM");
      expect(await stopped.ended).toBe(0);
      expect(stopped.held().filter(({ until }) => until === null)).toEqual([]);

      await untilMirrored(worlds, shops);
      // Whoever has had nothing to do yet has a poll soon: a shop is asked every minute.
      const haveWorked = () => workers.map((worker) => worker.held().length > 0);
      await expect.poll(haveWorked, PATIENCE).toEqual([true, true, true]);
      for (const worker of workers) worker.signal("SIGTERM");
      await Promise.all(workers.map((worker) => worker.closed));
      expect(await heldRuns(url)).toEqual([]);
      const held = workers.flatMap((worker) => worker.held().map((one) => ({ ...one, until: one.until ?? killedAt })));
      expect(overlapping(held)).toEqual([]);
      expectNothingPrivate(workers.map((worker) => worker.output()).join("\n"), worlds, simulator);
    },
  );

  test(
    "a mirror that was dumped and restored is the same, and the app goes on with it",
    { timeout: LONG },
    async () => {
      const worlds = shopsOf([60]);
      const { url, simulator, startWorker } = await aPlaceForWorkers(serverUrl, worlds);
      const first = startWorker();
      await isReady(first);
      const shops = await install(url, simulator);
      await untilMirrored(worlds, shops);
      await first.stop();

      const restored = await createServerDatabase(serverUrl);
      dumpAndRestore(url, restored);
      await openAsOurs(restored);
      expect(await differencesOf(worlds, shops)).toEqual([]);

      const second = startWorker({ DATABASE_URL: restored });
      await isReady(second);
      for (const shop of shops) await requestRun(shop, "manual", new Date());
      const before = simulator.requests.length;
      await expect.poll(() => unfinishedRuns(restored), PATIENCE).toEqual([]);
      expect(simulator.requests.length).toBeGreaterThan(before);
      expect(await differencesOf(worlds, shops)).toEqual([]);
      expect(second.output()).not.toMatch(/sync run failed|migrations applied/);
    },
  );

  test("keys are changed process by process while all of them work", { timeout: LONG }, async () => {
    const worlds = shopsOf([20, 20, 20, 20]);
    const { url, simulator, startWorker } = await aPlaceForWorkers(serverUrl, worlds);
    const { TOKEN_ENCRYPTION_KEY: old } = APP_ENV;
    const fresh = Buffer.alloc(32, 8).toString("base64");
    const before = { TOKEN_ENCRYPTION_KEY: old, TOKEN_ENCRYPTION_KEY_PREVIOUS: fresh };
    const after = { TOKEN_ENCRYPTION_KEY: fresh, TOKEN_ENCRYPTION_KEY_PREVIOUS: old };
    const [first, second] = [startWorker(before), startWorker(before)];
    await Promise.all([first, second].map(isReady));
    const shops = await install(url, simulator);
    await untilMirrored(worlds, shops);

    // From here on one process seals with the old key, the other with the new one, and each opens what the other sealed.
    await second.stop();
    const swapped = startWorker(after);
    await isReady(swapped);
    expect(swapped.output()).toContain(`"resealed":${shops.length},"unreadable":0`);
    const runsBefore = [first, swapped].map((worker) => worker.held().length);
    const haveBothWorked = () =>
      [first, swapped].every((worker, index) => worker.held().length > (runsBefore[index] ?? 0));
    while (!haveBothWorked()) await readAllAgain(url, simulator, shops);

    await first.stop();
    const last = startWorker(after);
    await isReady(last);
    const logs = [last, startWorker(after)];
    await isReady(logs[1] as WorkerProcess);
    expect(logs[1]?.output()).toContain('"resealed":0,"unreadable":0');
    await Promise.all([swapped, ...logs].map((worker) => worker.stop()));

    const alone = startWorker({ TOKEN_ENCRYPTION_KEY: fresh });
    await isReady(alone);
    await readAllAgain(url, simulator, shops);
    for (const worker of [first, second, swapped, ...logs, alone]) {
      expect(worker.output()).not.toMatch(/sync run failed|does not open/);
    }
  });
}

/** Takes every token back, so that each has to be renewed and sealed, and has every shop read with what comes. */
async function readAllAgain(url: string, simulator: Simulator, shops: readonly Shop[]): Promise<void> {
  for (const shop of shops) {
    simulator.expireAccessTokens(shop.domain);
    await requestRun(shop, "manual", new Date());
  }
  await expect.poll(() => unfinishedRuns(url), PATIENCE).toEqual([]);
}

function shopsOf(sizes: readonly number[]): World[] {
  return sizes.map((sessions, index) => {
    const world = randomWorld({ seed: index + 1, sessions, now: new Date(), domain: `till-${index}.myshopify.com` });
    // Staff are shown on this plan only.
    world.shop.plan = "plus";
    return world;
  });
}

async function aPlaceForWorkers(serverUrl: string, worlds: World[]) {
  const simulator = await startSimulator({
    worlds,
    apiKey: APP_ENV.SHOPIFY_API_KEY,
    apiSecret: APP_ENV.SHOPIFY_API_SECRET,
    appUrl: APP_ENV.SHOPIFY_APP_URL,
    grantedScopes: OPTIONAL_SCOPES,
  });
  const undo = sendShopRequestsTo(simulator.origin);
  onTestFinished(async () => {
    undo();
    await simulator.close();
  });
  const url = await createServerDatabase(serverUrl);
  const startWorker = (env: Record<string, string> = {}) => startWorkerProcess({ url, standIn: simulator.origin, env });
  return { url, simulator, startWorker };
}

async function openAsOurs(url: string): Promise<void> {
  const database = await openDatabase({ url });
  onTestFinished(() => database.close());
  useDatabase(database);
}

/** Opens the app in every shop, the first one first, as its merchants would. */
async function install(url: string, simulator: Simulator): Promise<Shop[]> {
  await openAsOurs(url);
  const shops: Shop[] = [];
  for (const {
    shop: { domain },
  } of simulator.worlds) {
    const { shop } = await requireShop(adminRequest("/app", simulator.idTokenFor(domain)));
    await requestRun(shop, "install", new Date());
    shops.push(shop);
  }
  return shops;
}

async function isReady(worker: WorkerProcess): Promise<void> {
  await expect.poll(() => worker.output(), PATIENCE).toContain("the worker is ready");
}

/** The worker that works for this shop just now. */
async function holderOf(shop: Shop, workers: WorkerProcess[]): Promise<WorkerProcess> {
  const find = () =>
    workers.find((worker) => worker.held().some(({ shopId, until }) => shopId === shop.id && until === null));
  return expect
    .poll(find, { ...PATIENCE, interval: 10 })
    .toBeDefined()
    .then(() => find() ?? holderOf(shop, workers));
}

/**
 * A minute passes for the runs that the killed worker held, by its log. What it had claimed and not come to log is found by
 * the others when the minute has passed in earnest: which run that is, nobody can tell from one that a living worker is
 * about to log.
 */
async function letLeasesPass(url: string, killed: WorkerProcess): Promise<void> {
  const held = killed.held().flatMap(({ runId, until }) => (until === null ? [runId] : []));
  await withDatabase(url, (database) =>
    database.execute(sql`
      UPDATE sync_run SET lease_until = now() - interval '1 second'
      WHERE id::text = ANY(${held}::text[]) AND state IN ('running', 'waiting')`),
  );
}

async function withDatabase<T>(url: string, ask: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) {
  const database = await openDatabase({ url });
  return ask(database).finally(() => database.close());
}

const IS_HELD = sql`(state IN ('running', 'waiting') OR lease_until IS NOT NULL)`;

async function heldRuns(url: string): Promise<object[]> {
  return withDatabase(url, (database) =>
    database.query(sql`SELECT shop_id, kind, state FROM sync_run WHERE ${IS_HELD}`),
  );
}

/** Those that somebody holds, and polls that wait. */
async function unfinishedRuns(url: string): Promise<object[]> {
  return withDatabase(url, (database) =>
    database.query(sql`
      SELECT shop_id, kind, state FROM sync_run WHERE ${IS_HELD} OR (state = 'queued' AND kind = 'poll')`),
  );
}

async function differencesOf(worlds: World[], shops: Shop[]): Promise<string[]> {
  const all = await Promise.all(worlds.map((world, index) => differencesFrom(world, shops[index] as Shop)));
  return all.flat();
}

async function untilMirrored(worlds: World[], shops: Shop[]): Promise<void> {
  await expect.poll(() => differencesOf(worlds, shops), { ...PATIENCE, interval: 250 }).toEqual([]);
}

/** Where two held the same shop at the same time. */
function overlapping(held: readonly Held[]): [Held, Held][] {
  const inOrder = [...held].sort((a, b) => a.shopId - b.shopId || a.from - b.from);
  return inOrder.flatMap((one, index): [Held, Held][] => {
    const next = inOrder[index + 1];
    return next?.shopId === one.shopId && next.from < (one.until ?? Infinity) ? [[one, next]] : [];
  });
}

/** No token, no name and no note: of every shop, in whatever the workers wrote. */
function expectNothingPrivate(logs: string, worlds: readonly World[], simulator: Simulator): void {
  const texts = worlds.flatMap((world) => [
    world.shop.domain,
    world.shop.email,
    ...[...world.staff.values()].map(({ name }) => name),
    ...[...world.locations.values(), ...world.drawers.values()].map(({ name }) => name),
    ...[...world.sessions.values()].flatMap((session) => [session.openingNote, session.closingNote]),
    ...Object.values(simulator.installation(world.shop.domain)).filter((value) => typeof value === "string"),
  ]);
  const telling = [...new Set(texts)].filter((text): text is string => (text ?? "").trim().length > 4);
  expect(telling.length).toBeGreaterThan(20);
  expect(telling.filter((text) => logs.includes(text) || logs.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
  expect(logs).not.toMatch(/shp[a-z]{2}_|eyJ/);
}
