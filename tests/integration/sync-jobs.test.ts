import sql from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { db } from "#app/db.server.ts";
import { readLedgerNow } from "#app/jobs/read-ledger.server.ts";
import { nudgeWorker } from "#app/jobs/nudge.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { setGrantedScopes } from "#app/shop.server.ts";
import { getUnreadSessions } from "#app/reports/unread-sessions.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { claimRun } from "#app/sync/runs.server.ts";
import { sellForCash } from "#simulator/shop/commands.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { SERVER_URL } from "#tests/support/database.ts";
import { differencesFrom } from "#tests/support/mirror-of.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const HOUR = 3_600_000;
/** A page waits for two seconds; whoever wants to know what came of the reading waits for that. */
const UNTIL_READ = { longestWaitMs: 60_000 };

function aShopWithAnOpenSession(): World {
  const now = Date.now();
  return aWorld({ now: new Date() })
    .session({ opens: new Date(now - 30 * HOUR), closes: new Date(now - 22 * HOUR), events: [{ sell: 500n }] })
    .session({ opens: new Date(now - 3 * HOUR), openingCount: 500n })
    .build();
}

function openSessionOf(world: World): { sessionId: string; staffId: string; time: Date } {
  const open = [...world.sessions.values()].find(({ closingTime }) => closingTime === null);
  if (!open) throw new Error("No session is open.");
  return { sessionId: open.id, staffId: open.openingStaffId, time: new Date() };
}

test("the worker does what is asked for and stops when told", async () => {
  const world = aShopWithAnOpenSession();
  const { shop, surroundings } = await aSyncedShop(world);
  const worker = startWorker({ surroundings });
  await requestRun(shop, "install", surroundings.now());
  nudgeWorker();
  await expect.poll(() => differencesFrom(world, shop, { locations: true }), { timeout: 120_000 }).toEqual([]);
  await worker.stop();
  await requestRun(shop, "manual", surroundings.now());
  nudgeWorker();
  expect(await getSyncStatus(shop)).toMatchObject({ state: "queued" });
});

test("requests join the run that is queued, and widen it", async () => {
  const { shop, sync, surroundings, passTime } = await aSyncedShop(aShopWithAnOpenSession());
  await sync("install");
  passTime(HOUR);
  expect(await requestRun(shop, "visit", surroundings.now())).toBe(true);
  expect(await requestRun(shop, "visit", surroundings.now())).toBe(false);
  expect(await requestRun(shop, "manual", surroundings.now())).toBe(false);
  const queued = await db().query<{ kind: string; windowFrom: Date | null }>(sql`
    SELECT kind, window_from AS "windowFrom" FROM sync_run WHERE state = 'queued'`);
  expect(queued).toEqual([{ kind: "poll", windowFrom: expect.any(Date) }]);
});

test("a visit after a permission was granted has it read at once, however fresh the figures are", async () => {
  const { shop, sync, surroundings } = await aSyncedShop(aShopWithAnOpenSession());
  await sync("install");
  expect(await requestRun(shop, "visit", surroundings.now())).toBe(false);
  const granted = { ...shop, grantedScopes: [...shop.grantedScopes, "read_users"] };
  expect(await requestRun(granted, "visit", surroundings.now())).toBe(true);
});

test("ledgers hold until they have been read again with a permission that was granted", async () => {
  const world = aShopWithAnOpenSession();
  const { shop, simulator, sync, surroundings, performOne, reload } = await aSyncedShop(world);
  await sync("install");
  const closed = [...world.sessions.values()].filter(({ closingTime }) => closingTime !== null);
  const [session] = closed;
  if (!session) throw new Error("The shop has a closed session.");
  const before = await getSession(await reload(), session.id);
  await simulator.grantScopes(shop.domain, ["read_orders"]);
  await setGrantedScopes(shop, [...shop.grantedScopes, "read_orders"]);
  await requestRun(await reload(), "visit", surroundings.now());
  // Up to where the figures are read again, and the ledgers have still to come.
  while ((await getSyncStatus(await reload())).ledgersPending === 0 && (await performOne()));
  const after = await getSession(await reload(), session.id);
  expect(await getSyncStatus(await reload())).toMatchObject({ ledgersPending: closed.length });
  expect(after).toMatchObject({ ledger: before?.ledger, statement: before?.statement, isLedgerOutdated: true });
  expect(after?.checks.filter(({ reason }) => reason === "ledger_not_read")).toEqual([]);
  expect(after?.ledger).not.toEqual([]);
  while (await performOne());
  expect(await getSyncStatus(await reload())).toMatchObject({ ledgersPending: 0 });
  expect(await differencesFrom(world, shop, { locations: true, devices: true, orders: true })).toEqual([]);
});

test("a run is claimed once", async () => {
  const { shop, surroundings } = await aSyncedShop(aShopWithAnOpenSession());
  await requestRun(shop, "install", surroundings.now());
  const claims = await Promise.all([claimRun(surroundings.now()), claimRun(surroundings.now())]);
  expect(claims.filter((run) => run !== null)).toHaveLength(1);
});

// An embedded database has one connection: nobody can be in the middle of taking a run.
if (SERVER_URL !== null) {
  test("a run that another worker is just taking is passed over, and not waited for", async () => {
    const { shop, surroundings } = await aSyncedShop(aShopWithAnOpenSession());
    await requestRun(shop, "install", surroundings.now());
    const taken = Promise.withResolvers<null>();
    const over = Promise.withResolvers<null>();
    const taking = db().transaction(async (tx) => {
      await tx.query(sql`SELECT id FROM sync_run WHERE shop_id = ${shop.id} FOR UPDATE`);
      taken.resolve(null);
      await over.promise;
    });
    await taken.promise;
    expect(await claimRun(surroundings.now())).toBeNull();
    over.resolve(null);
    await taking;
    expect(await claimRun(surroundings.now())).not.toBeNull();
  });
}

test("a visit does not hurry what is fresh", async () => {
  const { shop, sync, surroundings } = await aSyncedShop(aShopWithAnOpenSession());
  await sync("install");
  expect(await requestRun(shop, "visit", surroundings.now())).toBe(false);
});

test("a shop that uninstalled the app is left alone", async () => {
  const { sync, shop, performOne, passTime, surroundings } = await aSyncedShop(aShopWithAnOpenSession());
  await sync("install");
  await db().execute(sql`UPDATE shop SET uninstalled_at = now() WHERE id = ${shop.id}`);
  passTime(HOUR);
  expect(await performOne()).toBe(false);
  expect(await db().query(sql`SELECT kind FROM sync_run WHERE state = 'queued'`)).toEqual([]);
  // Whoever asked in the moment before is not served either.
  await requestRun(shop, "manual", surroundings.now());
  expect(await performOne()).toBe(false);
  expect(await db().query(sql`SELECT state FROM sync_run WHERE state <> 'done'`)).toEqual([{ state: "queued" }]);
});

test("opening a session reads its ledger, with the figures of the same moment", async () => {
  const world = aShopWithAnOpenSession();
  const { shop, sync, surroundings, passTime } = await aSyncedShop(world);
  await sync("install");
  const place = openSessionOf(world);
  sellForCash(world, { ...place, total: 700n, tendered: 1_000n });
  passTime(40_000);
  expect(await readLedgerNow(shop, place.sessionId, { surroundings, ...UNTIL_READ })).toBe("read");
  expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
});

test("a ledger that is up to date is not read again", async () => {
  const world = aShopWithAnOpenSession();
  const { shop, sync, surroundings, simulator } = await aSyncedShop(world);
  await sync("install");
  const before = simulator.requests.length;
  for (const id of world.sessions.keys())
    expect(await readLedgerNow(shop, id, { surroundings, ...UNTIL_READ })).toBe("read");
  expect(simulator.requests).toHaveLength(before);
});

test("a visitor does not wait for a slow answer, and the ledger comes all the same", async () => {
  const world = aShopWithAnOpenSession();
  const { shop, sync, surroundings, passTime } = await aSyncedShop(world);
  await sync("install");
  const place = openSessionOf(world);
  sellForCash(world, { ...place, total: 700n, tendered: 1_000n });
  passTime(40_000);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  onTestFinished(() => release());
  const slow = { ...surroundings, fetch: (...request: Parameters<typeof fetch>) => held.then(() => fetch(...request)) };
  expect(await readLedgerNow(shop, place.sessionId, { surroundings: slow, longestWaitMs: 20 })).toBe("waiting");
  release();
  expect(await readLedgerNow(shop, place.sessionId, { surroundings: slow, ...UNTIL_READ })).toBe("read");
  expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
});

test("a ledger of a session that is not there, or cannot be read, is said to have failed", async () => {
  const world = aShopWithAnOpenSession();
  const { shop, sync, surroundings, simulator, passTime } = await aSyncedShop(world);
  await sync("install");
  expect(await readLedgerNow(shop, "999999", { surroundings, ...UNTIL_READ })).toBe("failed");
  passTime(HOUR);
  simulator.faults.next("access_denied");
  expect(await readLedgerNow(shop, openSessionOf(world).sessionId, { surroundings, ...UNTIL_READ })).toBe("failed");
});

test("one session that cannot be read hides no other, is told of, and is tried again until it can", async () => {
  const world = aShopWithAnOpenSession();
  const [first] = world.sessions.values();
  const { shop, sync, surroundings, reload, passTime } = await aSyncedShop(world);
  const real = surroundings.fetch;
  surroundings.fetch = async (...request) => {
    const response = await real(...request);
    const text = await response.text();
    const spoilt = text.replace(
      `DevicePaymentSession/${first?.id}","status":"CLOSED"`,
      (found) => `${found},"openingTime":"?"`,
    );
    // The later of two keys counts, so the good one has to go.
    return new Response(
      spoilt === text ? text : spoilt.replace(/("openingTime":"\?".*?),"openingTime":"[^"]+"/, "$1"),
      {
        status: response.status,
      },
    );
  };
  await sync("install");
  const rows = await db().query(sql`SELECT id::text AS id FROM payment_session WHERE shop_id = ${shop.id}`);
  expect(rows).toEqual([{ id: openSessionOf(world).sessionId }]);
  const [run] = await db().query<{ error: string }>(sql`SELECT error FROM sync_run WHERE kind = 'backfill'`);
  expect(run?.error).toContain(`session ${first?.id} could not be read: openingTime`);
  expect(await getSyncStatus(await reload())).toMatchObject({ state: "idle" });
  const since = new Date();
  expect(await getUnreadSessions(shop)).toMatchObject({ count: 1, sessions: [{ id: first?.id, isMirrored: false }] });
  // By then it opened before the weeks that are checked daily; it is asked for by its number.
  passTime(40 * 24 * HOUR);
  await sync("visit");
  const [unread] = (await getUnreadSessions(shop)).sessions;
  expect(Date.parse(unread?.since ?? "")).toBeLessThanOrEqual(since.getTime());
  expect(Date.parse(unread?.triedAt ?? "")).toBeGreaterThan(since.getTime());
  surroundings.fetch = real;
  passTime(25 * HOUR);
  await sync("visit");
  expect(await getUnreadSessions(shop)).toEqual({ count: 0, sessions: [] });
  expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
});

test("sessions move to other business days when the shop moves to another time zone", async () => {
  const world = aWorld({ now: new Date() })
    .session({ opens: "2026-10-01T22:00:00Z", closes: "2026-10-02T03:00:00Z", events: [{ sell: 500n }] })
    .build();
  const { sync, passTime } = await aSyncedShop(world);
  await sync("install");
  const days = () =>
    db().query(sql`
    SELECT s.opening_business_date AS opening, s.closing_business_date AS closing, t.business_date AS total
    FROM payment_session s JOIN daily_total t ON t.shop_id = s.shop_id`);
  expect(await days()).toEqual([{ opening: "2026-10-01", closing: "2026-10-01", total: "2026-10-01" }]);
  world.shop.ianaTimezone = "Asia/Tokyo";
  passTime(25 * HOUR);
  await sync("visit");
  expect(await days()).toEqual([{ opening: "2026-10-02", closing: "2026-10-02", total: "2026-10-02" }]);
});
