import sql from "sql-template-tag";
import { describe, expect, test } from "vitest";
import { sessionsById } from "#app/admin-api/payment-sessions.server.ts";
import { createReader } from "#app/admin-api/reader.server.ts";
import { clientFor } from "#app/admin-api/shop-client.server.ts";
import { db } from "#app/db.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { storeSessions } from "#app/sync/store-sessions.server.ts";
import { BulkOperations } from "#simulator/graphql/bulk.ts";
import type { FaultKind } from "#simulator/faults/fault-kinds.ts";
import type { SimulatorOptions } from "#simulator/server.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { differencesFrom } from "#tests/support/mirror-of.ts";
import { aSyncedShop, type SyncedShop } from "#tests/support/sync-harness.ts";

const PATIENCE_MS = 240_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Each opens one session on each of the shop's days. */
const DEVICES = 20;
/** Two pages of a file. */
const TWO_PAGES = { rounds: 14 };
const HISTORY = TWO_PAGES.rounds * DEVICES;
const LOCATIONS = { locations: true };

/**
 * By its newest days (100 sessions in 30) this shop has 24,000 sessions more, back to the first one twenty years ago. In
 * truth it was hardly open then.
 */
function aLongHistory({ days = 20 * 365, rounds = 2 } = {}): World {
  const world = aWorld({ now: new Date() });
  for (let index = 0; index < DEVICES; index += 1)
    world.withDrawer({ id: `70${index}` }).withDevice({ id: `80${index}` });
  const now = Date.now();
  for (let index = 0; index < rounds; index += 1) shifts(world, now - days * DAY + index * 40 * DAY);
  for (let index = 0; index < 5; index += 1) shifts(world, now - 29 * DAY + index * 5 * DAY);
  return world.build();
}

function shifts(world: ReturnType<typeof aWorld>, opens: number): void {
  for (let device = 0; device < DEVICES; device += 1) {
    const at = opens + device * 60_000;
    const times = { opens: new Date(at), closes: new Date(at + 8 * HOUR) };
    world.session({ ...times, deviceId: `80${device}`, openingCount: 20_000n, closingCount: 20_000n });
  }
}

async function aShop(world: World, options: Partial<SimulatorOptions> = {}): Promise<SyncedShop> {
  const synced = await aSyncedShop(world, { bulkSchedule: (work) => void setImmediate(work), ...options });
  await requestRun(synced.shop, "install", new Date());
  return synced;
}

/** The sessions that the shop has and the mirror has not. */
async function missingOf({ shop, world }: SyncedShop): Promise<string[]> {
  const rows = await db().query<{ id: string }>(sql`
    SELECT id::text AS id FROM payment_session WHERE shop_id = ${shop.id}`);
  const mirrored = new Set(rows.map((row) => row.id));
  return [...world.sessions.keys()].filter((id) => !mirrored.has(id));
}

function countOf({ simulator }: SyncedShop, operation: string): number {
  return simulator.requests.filter((request) => request.operation === operation).length;
}

async function historyOf({ shop }: SyncedShop): Promise<{ complete: boolean; left: number }> {
  const [state] = await db().query<{ complete: boolean }>(sql`
    SELECT history_complete AS complete FROM sync_state WHERE shop_id = ${shop.id}`);
  return { complete: state?.complete ?? false, left: (await db().query(sql`SELECT 1 FROM bulk_history`)).length };
}

const COMPLETE = { complete: true, left: 0 };

describe("a long history", { timeout: PATIENCE_MS }, () => {
  test("comes from one bulk operation after the newest days, and the mirror equals the shop", async () => {
    const world = aLongHistory(TWO_PAGES);
    const synced = await aShop(world);
    await synced.sync("install");
    expect(await differencesFrom(world, synced.shop, LOCATIONS)).toEqual([]);
    expect(countOf(synced, "RunBulk")).toBe(1);
    // The newest days alone, and the open and the closed sessions of a poll.
    expect(countOf(synced, "Sessions")).toBeLessThanOrEqual(4);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });

  test("is paged when it is not long enough to be worth a file", async () => {
    const synced = await aShop(aLongHistory({ days: 15 * 365 }));
    await synced.performOne();
    expect(countOf(synced, "RunBulk")).toBe(0);
    expect(await missingOf(synced)).toEqual([]);
  });

  test("is paged at once when five operations are in the way", async () => {
    const synced = await aShop(aLongHistory());
    const bulk = new BulkOperations(synced.world, { urlFor: () => "", schedule: () => undefined });
    for (let index = 0; index < 5; index += 1) bulk.start("{ shop { id } }", false, () => ({ data: {} }));
    await synced.performOne();
    expect(countOf(synced, "RunBulk")).toBe(1);
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });
});

describe("a bulk file", { timeout: PATIENCE_MS }, () => {
  test.each<FaultKind>(["cut_connection", "truncated_json", "html_page", "internal_error"])(
    "is fetched again after %s",
    async (kind) => {
      const synced = await aShop(aLongHistory());
      const fault = synced.simulator.faults.next(kind, { times: 2, when: { target: "bulk" } });
      await synced.performOne();
      expect(fault.left).toBe(0);
      expect(countOf(synced, "RunBulk")).toBe(1);
      expect(await missingOf(synced)).toEqual([]);
      expect(await historyOf(synced)).toEqual(COMPLETE);
    },
  );

  test("is written anew when its address has expired", async () => {
    const synced = await aShop(aLongHistory());
    const { surroundings } = synced;
    let refusals = 0;
    surroundings.fetch = (input, init) => {
      const isFile = String(input).includes("/bulk/");
      if (isFile && refusals++ === 0) return Promise.resolve(new Response("<Error>Expired</Error>", { status: 400 }));
      return globalThis.fetch(input, init);
    };
    await synced.performOne();
    expect(countOf(synced, "RunBulk")).toBe(2);
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });

  test("that is never whole is given up, and the history is paged", async () => {
    const synced = await aShop(aLongHistory());
    synced.simulator.faults.next("truncated_json", { times: 8, when: { target: "bulk" } });
    await synced.performOne();
    synced.simulator.faults.assertConsumed();
    expect(countOf(synced, "RunBulk")).toBe(2);
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });

  test("does not put back what was mirrored after Shopify had written it", async () => {
    const synced = await aShop(aLongHistory());
    const { surroundings, shop, world } = synced;
    const [session] = [...world.sessions.values()];
    if (!session) throw new Error("The shop has sessions.");
    surroundings.fetch = async (input, init) => {
      if (String(input).includes("/bulk/")) {
        session.closingNote = "Counted again";
        world.revision += 1;
        synced.passTime(1_000);
        const reader = createReader(clientFor(shop, surroundings), shop.grantedScopes);
        for await (const { rows } of sessionsById(reader, [session.id])) {
          await storeSessions(shop, rows, { now: surroundings.now() });
        }
      }
      return globalThis.fetch(input, init);
    };
    await synced.performOne();
    const [row] = await db().query(
      sql`SELECT closing_note AS note FROM payment_session WHERE id = ${session.id}::bigint`,
    );
    expect(row).toEqual({ note: "Counted again" });
    expect(await missingOf(synced)).toEqual([]);
  });

  test("without the oldest sessions is not taken for the history", async () => {
    const synced = await aShop(aLongHistory());
    const { surroundings } = synced;
    surroundings.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      const text = await response.text();
      const lines = text.split("\n");
      const isFile = String(input).includes("/bulk/");
      // As if Shopify ended the list at 30, in the file and in the count of its rows.
      const body = isFile
        ? lines.slice(0, 30).join("\n")
        : text.replace(/"rootObjectCount":"\d\d+"/, '"rootObjectCount":"30"');
      return new Response(body, { status: response.status, headers: response.headers });
    };
    await synced.performOne();
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });
});

describe("a bulk operation", { timeout: PATIENCE_MS }, () => {
  test.each<FaultKind>(["bulk_timed_out", "bulk_canceled"])("that ends as %s is started once more", async (kind) => {
    const synced = await aShop(aLongHistory());
    synced.simulator.faults.next(kind);
    await synced.performOne();
    synced.simulator.faults.assertConsumed();
    expect(countOf(synced, "RunBulk")).toBe(2);
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });

  test("that fails twice leaves a part, which is stored but never taken for the whole", async () => {
    const synced = await aShop(aLongHistory(TWO_PAGES));
    synced.simulator.faults.next("bulk_failed", { times: 2 });
    // Nothing but the parts and the newest days: paging stops at its first page of the rest.
    const { surroundings } = synced;
    const stopping = new AbortController();
    let parts = 0;
    surroundings.fetch = (input, init) => {
      if (String(input).includes("/bulk/")) parts += 1;
      else if (parts === 2 && String(init?.body).includes("query Sessions(")) stopping.abort();
      return globalThis.fetch(input, init);
    };
    await synced.performOne({ stopping: stopping.signal });
    expect(await historyOf(synced)).toEqual({ complete: false, left: 1 });
    expect((await missingOf(synced)).length).toBe(HISTORY / 2);
    await synced.performOne();
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
    expect(countOf(synced, "RunBulk")).toBe(2);
  });

  test("that may no longer read what the newest days showed gives way to paging, which finds out what", async () => {
    const synced = await aShop(aLongHistory());
    const { surroundings, simulator, shop } = synced;
    surroundings.fetch = (input, init) => {
      const { granted } = simulator.installation(shop.domain);
      if (String(init?.body).includes("RunBulk")) granted.splice(0, granted.length, "read_cash_tracking");
      return globalThis.fetch(input, init);
    };
    await synced.performOne();
    expect(countOf(synced, "RunBulk")).toBe(2);
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });

  test("that does not end is called off after half an hour", async () => {
    const synced = await aShop(aLongHistory(), { bulkSchedule: () => undefined });
    await synced.performOne();
    expect(countOf(synced, "CancelBulk")).toBe(2);
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });
});

describe("a process that ends", { timeout: PATIENCE_MS }, () => {
  test("while Shopify writes leaves the operation to the next one", async () => {
    const held: (() => void)[] = [];
    const synced = await aShop(aLongHistory(), { bulkSchedule: (work) => void held.push(work) });
    await interruptedAtFirstWait(synced);
    const finish = () => held.splice(0).forEach((work) => work());
    finish();
    finish();
    await synced.performOne();
    expect(countOf(synced, "RunBulk")).toBe(1);
    expect(await missingOf(synced)).toEqual([]);
  });

  test("for longer than a file is kept finds the operation expired, and has another one started", async () => {
    const held: (() => void)[] = [];
    const synced = await aShop(aLongHistory(), { bulkSchedule: (work) => void held.push(work) });
    await interruptedAtFirstWait(synced);
    const { sleep } = synced.surroundings;
    const finish = () => held.splice(0).forEach((work) => work());
    finish();
    finish();
    synced.world.clock.advance(8 * DAY);
    synced.surroundings.sleep = (ms, signal) => {
      finish();
      return sleep(ms, signal);
    };
    await synced.performOne();
    expect(countOf(synced, "RunBulk")).toBe(2);
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });

  test("in the middle of the file goes on after the last line stored", async () => {
    const synced = await aShop(aLongHistory(TWO_PAGES));
    const stopping = new AbortController();
    const { surroundings } = synced;
    surroundings.fetch = (input, init) => {
      if (String(input).includes("/bulk/")) stopping.abort();
      return globalThis.fetch(input, init);
    };
    await synced.performOne({ stopping: stopping.signal });
    expect(await db().query(sql`SELECT lines_stored AS lines FROM bulk_history`)).toEqual([{ lines: 250 }]);
    await synced.performOne();
    expect(countOf(synced, "RunBulk")).toBe(1);
    expect(await missingOf(synced)).toEqual([]);
    const [run] = await db().query<{ sessions: number }>(sql`SELECT sessions FROM sync_run WHERE kind = 'backfill'`);
    // The newest days are read by pages, whose edges are read twice.
    expect(run?.sessions).toBe(synced.world.sessions.size);
  });

  test("in the middle of a transaction leaves neither lines nor cursor", async () => {
    const synced = await aShop(aLongHistory(TWO_PAGES));
    await db().execute(sql`ALTER TABLE bulk_history ADD CONSTRAINT no_lines CHECK (lines_stored <= 250)`);
    await synced.performOne();
    expect(await db().query(sql`SELECT lines_stored AS lines FROM bulk_history`)).toEqual([{ lines: 250 }]);
    expect((await missingOf(synced)).length).toBe(HISTORY - 250);
    await db().execute(sql`ALTER TABLE bulk_history DROP CONSTRAINT no_lines`);
    synced.passTime(HOUR);
    await requestRun(synced.shop, "visit", synced.surroundings.now());
    await synced.performOne();
    expect(countOf(synced, "RunBulk")).toBe(1);
    expect(await missingOf(synced)).toEqual([]);
    expect(await historyOf(synced)).toEqual(COMPLETE);
  });
});

/** Carries the run out until it waits for Shopify's file, and ends the process there. */
async function interruptedAtFirstWait({ surroundings, performOne }: SyncedShop): Promise<void> {
  const { sleep } = surroundings;
  const stopping = new AbortController();
  surroundings.sleep = (ms, signal) => {
    stopping.abort();
    return sleep(ms, signal);
  };
  await performOne({ stopping: stopping.signal });
  surroundings.sleep = sleep;
  const [state] = await db().query<{ operation: string | null }>(sql`
    SELECT operation_id AS operation FROM bulk_history`);
  expect(state?.operation).toEqual(expect.any(String));
}
