import sql, { raw } from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { changeShopSettings } from "#app/jobs/change-settings.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { type ShopSettings, shopSettings } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { changeSettings } from "#app/sync/change-settings.server.ts";
import { deriveAnew, isDerivationDue } from "#app/sync/derivation.server.ts";
import { expireSessions, TABLES_OF_SESSIONS } from "#app/sync/expire-sessions.server.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { aWorld, type SessionSpecification } from "#simulator/shop/small-shop.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { derivedDifferences } from "#tests/support/derived-of.ts";
import { differencesFrom } from "#tests/support/mirror-of.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const PATIENCE_MS = 240_000;
const HOUR_MS = 3_600_000;
const NOW = new Date();

/** Weeks of a chain: shared drawers, three currencies, sessions that nobody counted, and one that is still open. */
const aChain = () => createDemoWorld({ seed: 11, now: NOW, scale: 0.03 });

/** Whatever hangs on the settings. */
async function derivedOf(shop: Shop): Promise<object[]> {
  const sessions = await db().query(sql`
    SELECT id, opening_business_date, closing_business_date, tolerance, reconciliation, failed_checks FROM payment_session
    WHERE shop_id = ${shop.id} ORDER BY id`);
  const days = await db().query(sql`
    SELECT * FROM daily_total WHERE shop_id = ${shop.id} ORDER BY business_date, currency`);
  return [...sessions, ...days];
}

async function theSettings(shop: Shop): Promise<ShopSettings> {
  const [location] = await db().query<{ id: string }>(sql`
    SELECT location_id::text AS id FROM payment_session WHERE shop_id = ${shop.id} AND location_id IS NOT NULL
    GROUP BY location_id ORDER BY count(*) DESC LIMIT 1`);
  return shopSettings.parse({
    tolerance: { amounts: { USD: "12.00", EUR: "0.00" }, shareOfCashHandledBps: 50 },
    cutOffHour: 12,
    locations: { [location?.id ?? "1"]: { tolerance: { amounts: { USD: "0.10" } }, cutOffHour: 4 } },
  });
}

const change = async (shop: Shop, settings: ShopSettings) => {
  const { version } = await getSettings(shop);
  return { settings, version, userId: "7", now: NOW };
};

describe("figures after a change of the settings", { timeout: PATIENCE_MS }, () => {
  test("are those that a first sync with these settings brings, without reading anything from Shopify", async () => {
    const later = await aSyncedShop(aChain());
    await later.sync("install");
    const shop = await later.reload();
    const before = await derivedOf(shop);
    const requests = later.simulator.requests.length;
    const settings = await theSettings(shop);
    await changeShopSettings(shop, await change(shop, settings));
    expect(later.simulator.requests.length).toBe(requests);
    const after = await derivedOf(shop);
    expect(after).not.toEqual(before);
    expect(await derivedDifferences(shop)).toEqual([]);

    const first = await aSyncedShop(aChain());
    await changeShopSettings(first.shop, await change(first.shop, settings));
    await first.sync("install");
    expect(await derivedOf(await first.reload())).toEqual(after);
  });
});

const NEW_YORK = {
  timeZone: "America/New_York",
  locations: [{ id: 1, name: "Soho" }],
  drawers: [{ id: 11, name: "Front" }],
};
const STRICT = shopSettings.parse({ tolerance: { amounts: { USD: "0.00" } }, cutOffHour: 6 });

/** Shifts that end at three in the night, a day apart, off by 0.50. */
function nightShifts(count: number) {
  return Array.from({ length: count }, (_, day) => ({
    ...{ id: 100 + day, drawer: 11, location: 1, off: "0.50" },
    opened: new Date(Date.UTC(2026, 9, 1 + day, 22)).toISOString(),
    closed: new Date(Date.UTC(2026, 9, 2 + day, 7)).toISOString(),
  }));
}

describe("a change of the settings that is interrupted", () => {
  test("goes on where it stood, newest sessions first, and leaves other shops alone", async () => {
    await freshDatabase();
    const [shop, whole, neighbour] = [await aShop(NEW_YORK), await aShop(NEW_YORK), await aShop(NEW_YORK)];
    for (const each of [shop, whole, neighbour]) await storeSessions(each, nightShifts(20));
    const untouched = await derivedOf(neighbour);
    await changeSettings(shop, await change(shop, STRICT));
    let chunks = 0;
    const dies = {
      ...{ now: () => NOW, isInterrupted: () => false, chunk: 6 },
      keep: () => ((chunks += 1) === 2 ? Promise.reject(new Error("the process died")) : Promise.resolve()),
    };
    await expect(deriveAnew(shop, dies)).rejects.toThrow("the process died");
    const done = await db().query<{ id: bigint }>(sql`
      SELECT id FROM payment_session WHERE shop_id = ${shop.id} AND reconciliation = 'over' ORDER BY id`);
    expect(done.map(({ id }) => Number(id))).toEqual([114, 115, 116, 117, 118, 119]);
    expect((await getSyncStatus(shop)).derivation).toEqual({ done: 6, of: 20 });
    expect(await deriveAnew(shop, { ...dies, isInterrupted: () => true })).toBe(false);
    expect(await deriveAnew(shop, dies)).toBe(true);
    await changeShopSettings(whole, await change(whole, STRICT));
    expect((await derivedOf(shop)).map(withoutShop)).toEqual((await derivedOf(whole)).map(withoutShop));
    expect(await getSyncStatus(shop)).toMatchObject({ derivation: null });
    expect(await derivedOf(neighbour)).toEqual(untouched);
  });

  test("begins anew when the settings change once more in the middle", async () => {
    await freshDatabase();
    const shop = await aShop(NEW_YORK);
    await storeSessions(shop, nightShifts(8));
    const before = await derivedOf(shop);
    await changeSettings(shop, await change(shop, STRICT));
    await deriveAnew(shop, { now: () => NOW, isInterrupted: () => true, chunk: 3 });
    await changeShopSettings(shop, await change(shop, shopSettings.parse({})));
    expect(await derivedOf(shop)).toEqual(before);
  });
});

const withoutShop = (row: object) => ({ ...row, shop_id: null });

describe("a cut-off hour", () => {
  test("holds on the day on which the clocks go back: its hour begins the day at its first pass", async () => {
    await freshDatabase();
    const shop = await aShop(NEW_YORK);
    const closings = ["2026-11-01T04:59:59Z", "2026-11-01T05:00:00Z", "2026-11-01T06:30:00Z", "2026-11-02T05:59:59Z"];
    await storeSessions(
      shop,
      closings.map((closed, index) => ({ id: index + 1, drawer: 11, opened: "2026-10-31T20:00:00Z", closed })),
    );
    await changeShopSettings(shop, await change(shop, shopSettings.parse({ cutOffHour: 1 })));
    const days = await db().query<{ day: string }>(sql`
      SELECT closing_business_date AS day FROM payment_session WHERE shop_id = ${shop.id} ORDER BY id`);
    expect(days.map(({ day }) => day)).toEqual(["2026-10-31", "2026-11-01", "2026-11-01", "2026-11-01"]);
    const totals = await db().query(sql`
      SELECT business_date::text AS day, sessions FROM daily_total WHERE shop_id = ${shop.id} ORDER BY 1`);
    expect(totals).toEqual([
      { day: "2026-10-31", sessions: 1 },
      { day: "2026-11-01", sessions: 3 },
    ]);
  });
});

function aShift(daysAgo: number): SessionSpecification {
  const opens = new Date(NOW.getTime() - daysAgo * 24 * HOUR_MS);
  const closes = new Date(opens.getTime() + 8 * HOUR_MS);
  return { opens, closes, openingCount: 20_000n, closingCount: 21_400n, leave: 20_000n, events: [{ sell: 1_500n }] };
}

describe("a shop that does not work anything out at once", { timeout: PATIENCE_MS }, () => {
  test("has it done by the worker, as a run of its own that reads nothing", async () => {
    const { shop, sync, performOne, simulator } = await aSyncedShop(aWorld().session(aShift(2)).build());
    await sync("install");
    await changeSettings(shop, await change(shop, STRICT));
    const requests = simulator.requests.length;
    expect(await performOne()).toBe(true);
    expect(simulator.requests.length).toBe(requests);
    expect(await isDerivationDue(shop)).toBe(false);
    const [run] = await db().query(sql`SELECT kind, state, error FROM sync_run ORDER BY id DESC LIMIT 1`);
    expect(run).toEqual({ kind: "derive", state: "done", error: null });
    expect(await derivedDifferences(shop)).toEqual([]);
  });
});

describe("a shop whose last reading from Shopify failed", { timeout: PATIENCE_MS }, () => {
  test("has its figures worked out anew all the same, and the failure stays on its pages", async () => {
    const { shop, sync, performOne } = await aSyncedShop(aWorld().session(aShift(2)).build());
    await sync("install");
    await db().execute(sql`
      UPDATE sync_run SET state = 'failed', error_code = 'SHOPIFY_UNAVAILABLE', not_before = now() + interval '10 minutes'
      WHERE shop_id = ${shop.id} AND id = (SELECT max(id) FROM sync_run WHERE shop_id = ${shop.id})`);
    expect(await getSyncStatus(shop)).toMatchObject({ state: "failed", errorCode: "SHOPIFY_UNAVAILABLE" });
    await changeSettings(shop, await change(shop, STRICT));
    expect(await performOne()).toBe(true);
    expect(await getSyncStatus(shop)).toMatchObject({ state: "failed", derivation: null });
    expect(await derivedDifferences(shop)).toEqual([]);
  });
});

describe("a shop that keeps its sessions for six months", { timeout: PATIENCE_MS }, () => {
  test("has older ones deleted with all that is theirs, and reads them again when it keeps them longer", async () => {
    const build = () => aWorld({ now: NOW }).session(aShift(400)).session(aShift(200)).session(aShift(10)).build();
    const { shop, world, sync, simulator } = await aSyncedShop(build());
    await sync("install");
    const kept = async () =>
      (await db().query<{ n: number }>(sql`SELECT count(*)::int AS n FROM payment_session`))[0]?.n;
    expect(await kept()).toBe(3);
    const half = shopSettings.parse({ retentionMonths: 6 });
    await changeShopSettings(shop, await change(shop, half));
    await sync();
    expect(await kept()).toBe(1);
    for (const table of TABLES_OF_SESSIONS) {
      const orphans = await db().query(sql`
        SELECT 1 FROM ${raw(table)} a WHERE NOT EXISTS (
          SELECT FROM payment_session s WHERE s.shop_id = a.shop_id AND s.id = a.session_id)`);
      expect(orphans, table).toEqual([]);
    }
    expect(await db().query(sql`SELECT sessions FROM daily_total`)).toEqual([{ sessions: 1 }]);
    expect(await derivedDifferences(shop)).toEqual([]);
    const asked = simulator.requests.length;
    await sync();
    expect(await kept()).toBe(1);
    expect(simulator.requests.length).toBeGreaterThan(asked);

    await changeShopSettings(shop, await change(shop, shopSettings.parse({})));
    await sync();
    expect(await differencesFrom(world, shop, { locations: true })).toEqual([]);
    expect(await derivedDifferences(shop)).toEqual([]);
  });

  test("does not read them at its first sync either", async () => {
    const world = aWorld({ now: NOW }).session(aShift(400)).session(aShift(10)).build();
    const { shop, sync } = await aSyncedShop(world);
    await changeShopSettings(shop, await change(shop, shopSettings.parse({ retentionMonths: 6 })));
    await sync("install");
    expect(await db().query(sql`SELECT count(*)::int AS n FROM payment_session`)).toEqual([{ n: 1 }]);
    expect(await getSyncStatus(shop)).toMatchObject({ isHistoryComplete: true, state: "idle" });
  });

  test("keeps no older session as the API from before March 2026 gave it either", async () => {
    await freshDatabase();
    const shop = await aShop(NEW_YORK);
    const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * HOUR_MS);
    for (const [id, days] of [
      [1, 400],
      [2, 10],
    ] as const) {
      await db().execute(sql`
        INSERT INTO legacy_session (shop_id, id, opened_at, closed_at, given, fetched_at)
        VALUES (${shop.id}, ${id}, ${daysAgo(days)}, ${daysAgo(days - 1)}, '{}', ${NOW})`);
    }
    await changeSettings(shop, await change(shop, shopSettings.parse({ retentionMonths: 6 })));
    await expireSessions(shop, { now: () => NOW, isInterrupted: () => false });
    expect(await db().query(sql`SELECT id FROM legacy_session`)).toEqual([{ id: 2n }]);
  });

  test("loses every row of a session but those that are kept on purpose", async () => {
    await freshDatabase();
    const tables = await db().query<{ name: string }>(sql`
      SELECT table_name::text AS name FROM information_schema.columns
      WHERE table_schema = current_schema() AND column_name = 'session_id' ORDER BY 1`);
    // Whoever adds a table of sessions says here, or in TABLES_OF_SESSIONS, what retention does with it.
    const keptOnPurpose = ["review_event", "unread_session"];
    expect(tables.map(({ name }) => name)).toEqual([...TABLES_OF_SESSIONS, ...keptOnPurpose].sort());
  });
});
