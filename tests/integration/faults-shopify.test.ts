import sql from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { action as scopesUpdate } from "#app/routes/webhooks.app.scopes_update.tsx";
import { requireShop } from "#app/shopify.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import type { FaultKind } from "#simulator/faults/fault-kinds.ts";
import { sellForCash } from "#simulator/shop/commands.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { differencesFrom, versionsOf } from "#tests/support/mirror-of.ts";
import { adminRequest, webhookRequest } from "#tests/support/shopify-requests.ts";
import { aSyncedShop, type SyncedShop } from "#tests/support/sync-harness.ts";

/** Machines may be busy. */
const PATIENCE_MS = 240_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const SHOWN = { locations: true };
const SESSIONS = { when: { text: "query Sessions(" } };

/** Three sessions that ended on the days before, and one that is open. */
function aShop(): World {
  const now = Date.now();
  const builder = aWorld({ now: new Date() });
  for (const day of [3, 2, 1]) {
    const opens = new Date(now - day * 24 * HOUR);
    builder.session({ opens, closes: new Date(opens.getTime() + 8 * HOUR), events: [{ sell: 500n }] });
  }
  const world = builder.session({ opens: new Date(now - 3 * HOUR), openingCount: 500n }).build();
  world.shop.plan = "advanced";
  return world;
}

function sellSomething(world: World): void {
  const open = [...world.sessions.values()].find(({ closingTime }) => closingTime === null);
  if (!open) throw new Error("No session is open.");
  const place = { sessionId: open.id, staffId: open.openingStaffId, time: new Date() };
  sellForCash(world, { ...place, total: 700n, tendered: 1_000n });
}

/** What every wait between two requests lasted. */
function waitsOf({ surroundings }: SyncedShop): number[] {
  const waits: number[] = [];
  const { sleep } = surroundings;
  surroundings.sleep = (ms, signal) => {
    waits.push(ms);
    return sleep(ms, signal);
  };
  return waits;
}

/** How many sessions each request for a page of them asked for. */
function pageSizesOf({ surroundings }: SyncedShop): number[] {
  const sizes: number[] = [];
  const { fetch } = surroundings;
  surroundings.fetch = (url, init) => {
    const body = JSON.parse(String(init?.body)) as { query: string; variables: { first: number } };
    if (body.query.includes("query Sessions(")) sizes.push(body.variables.first);
    return fetch(url, init);
  };
  return sizes;
}

/** One session a page, and `then` after the first page of them has come. */
function afterFirstPage({ simulator, surroundings }: SyncedShop, then: () => void | Promise<void>): void {
  simulator.faults.next("max_cost_exceeded", { times: 7, ...SESSIONS });
  const { fetch } = surroundings;
  let isOver = false;
  surroundings.fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (isOver || simulator.faults.pending().length > 0 || !String(init?.body).includes("query Sessions(")) {
      return response;
    }
    const text = await response.text();
    if (text.includes("MAX_COST_EXCEEDED")) return new Response(text, response);
    isOver = true;
    await then();
    return new Response(text, response);
  };
}

async function tellOfScopes(domain: string, current: string[]): Promise<void> {
  await scopesUpdate({ request: webhookRequest("app/scopes_update", domain, { current }), params: {}, context: {} });
}

const countSessions = async () => (await db().query(sql`SELECT FROM payment_session`)).length;

const failures = () => db().query(sql`SELECT kind, error_code FROM sync_run WHERE state = 'failed'`);

/** Half a second, of which the lot of the harness takes three quarters. */
const BACKOFF = 375;

/** What each fault makes the app wait before it asks again. */
const RIDDEN_OUT: [FaultKind, number][] = [
  ["throttled", 1_000],
  ["too_many_requests", 3_000],
  ["unavailable", 3_000],
  ["internal_error", BACKOFF],
  ["bad_gateway", BACKOFF],
  ["gateway_timeout", BACKOFF],
  ["cut_connection", BACKOFF],
  ["truncated_json", BACKOFF],
  ["html_page", BACKOFF],
];

describe("trouble at Shopify's", { timeout: PATIENCE_MS }, () => {
  test("that passes is ridden out inside the run, after the wait that its kind asks for", async () => {
    const world = aShop();
    const synced = await aSyncedShop(world);
    const { shop, simulator, sync, passTime } = synced;
    const waits = waitsOf(synced);
    await sync("install");
    for (const [kind, wait] of RIDDEN_OUT) {
      sellSomething(world);
      passTime(2 * MINUTE);
      waits.length = 0;
      simulator.faults.next(kind, { ...SESSIONS, delayMs: 1, retryAfterSeconds: 3 });
      await sync("visit");
      simulator.faults.assertConsumed();
      expect(waits, kind).toEqual([wait]);
      expect(await differencesFrom(world, shop, SHOWN), kind).toEqual([]);
    }
    expect(await failures()).toEqual([]);
  });

  test.each([
    ["that is too slow twice", "gateway_timeout", 2, [250, 250, 125]],
    ["that costs too much", "max_cost_exceeded", 1, [250, 125]],
  ] as const)("with a page %s makes the app ask for half of it", async (_name, kind, times, expected) => {
    const world = aShop();
    const synced = await aSyncedShop(world);
    const sizes = pageSizesOf(synced);
    synced.simulator.faults.next(kind, { ...SESSIONS, times, delayMs: 1 });
    await synced.sync("install");
    expect(sizes.slice(0, expected.length)).toEqual(expected);
    expect(await differencesFrom(world, synced.shop, SHOWN)).toEqual([]);
  });

  test("a search that is not understood stores nothing of what it answers, and is asked again later", async () => {
    const world = aShop();
    const { shop, simulator, sync, passTime, reload, performOne } = await aSyncedShop(world);
    simulator.faults.next("search_misread", SESSIONS);
    await sync("install");
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "failed", errorCode: "SEARCH_WARNING" });
    expect(await countSessions()).toBe(0);
    passTime(MINUTE);
    while (await performOne());
    expect(await differencesFrom(world, shop, SHOWN)).toEqual([]);
  });

  test.each([
    ["frozen", "shop_frozen", "SHOP_FROZEN"],
    ["locked", "shop_locked", "SHOP_LOCKED"],
  ] as const)("a store that is %s keeps its figures and goes on by itself", async (_name, kind, errorCode) => {
    const world = aShop();
    const { shop, simulator, sync, passTime, reload, performOne } = await aSyncedShop(world);
    await sync("install");
    sellSomething(world);
    // Both doors are shut: the API, and the one where a token is renewed.
    simulator.faults.next(kind);
    passTime(2 * MINUTE);
    await sync("visit");
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "failed", errorCode, sessions: 4 });
    simulator.expireAccessTokens(shop.domain);
    simulator.faults.next(kind, { when: { target: "token" } });
    passTime(MINUTE);
    await performOne();
    simulator.faults.assertConsumed();
    expect(await failures()).toHaveLength(2);
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "failed", errorCode });
    passTime(MINUTE);
    while (await performOne());
    expect(await differencesFrom(world, shop, SHOWN)).toEqual([]);
  });
});

describe("access that is taken back", { timeout: PATIENCE_MS }, () => {
  test("in the middle of a run leaves the figures, says what is missing, and goes on when it is back", async () => {
    const world = aShop();
    const synced = await aSyncedShop(world);
    const { shop, simulator, sync, passTime, reload, performOne } = synced;
    const { granted } = simulator.installation(shop.domain);
    const all = [...granted];
    // The webhook that tells of it is lost.
    afterFirstPage(synced, () => void granted.splice(granted.indexOf("read_cash_tracking"), 1));
    await sync("install");
    const status = await getSyncStatus(await reload());
    expect(status).toMatchObject({ state: "failed", errorCode: "ACCESS_DENIED" });
    expect(status.missingScopes).toContain("read_cash_tracking");
    expect(await countSessions()).toBe(1);
    granted.splice(0, granted.length, ...all);
    // Nobody comes by.
    passTime(MINUTE);
    while (await performOne());
    expect(await differencesFrom(world, shop, SHOWN)).toEqual([]);
    expect((await getSyncStatus(await reload())).missingScopes).not.toContain("read_cash_tracking");
  });

  test("to names alone does not stop the run, and what was read without them is read again at once", async () => {
    const world = aShop();
    const synced = await aSyncedShop(world, {
      grantedScopes: ["read_users", "read_orders", "read_gift_cards"],
    });
    const { shop, simulator, sync, performOne, reload } = synced;
    const { granted } = simulator.installation(shop.domain);
    const all = [...granted];
    afterFirstPage(synced, () => void granted.splice(granted.indexOf("read_users"), 1));
    await requestRun(shop, "install", synced.surroundings.now());
    await performOne();
    const status = await getSyncStatus(await reload());
    expect(status).toMatchObject({ state: "idle", sessions: 4 });
    expect(status.missingScopes).toContain("read_users");
    const named = await db().query(sql`SELECT FROM payment_session WHERE opened_by IS NOT NULL`);
    expect(named).toHaveLength(1);
    granted.splice(0, granted.length, ...all);
    await tellOfScopes(shop.domain, all);
    await sync("visit");
    expect(await differencesFrom(world, shop)).toEqual([]);
  });

  test("and given again within the day, between runs, leaves no session without its names", async () => {
    const world = aShop();
    const { shop, simulator, sync, passTime } = await aSyncedShop(world, {
      grantedScopes: ["read_users", "read_orders", "read_gift_cards"],
    });
    await sync("install");
    const { granted } = simulator.installation(shop.domain);
    const all = [...granted];
    granted.splice(granted.indexOf("read_users"), 1);
    await tellOfScopes(shop.domain, granted);
    sellSomething(world);
    passTime(2 * MINUTE);
    await sync("visit");
    granted.splice(0, granted.length, ...all);
    await tellOfScopes(shop.domain, all);
    passTime(2 * MINUTE);
    await sync("visit");
    expect(await differencesFrom(world, shop)).toEqual([]);
  });

  test("with the app's token comes back with a visit, though the old token seemed to live", async () => {
    const world = aShop();
    const { shop, simulator, sync, passTime, reload } = await aSyncedShop(world);
    await sync("install");
    simulator.installation(shop.domain).generation += 1;
    sellSomething(world);
    passTime(2 * MINUTE);
    await sync("visit");
    expect(await getSyncStatus(await reload())).toMatchObject({ state: "failed", errorCode: "TOKEN_REVOKED" });
    const before = await versionsOf(shop);
    await requireShop(adminRequest("/app", simulator.idTokenFor(shop.domain)));
    expect(await versionsOf(shop)).toEqual(before);
    await sync("visit");
    expect(await differencesFrom(world, shop, SHOWN)).toEqual([]);
  });
});
