import { APP_ENV } from "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { SURROUNDINGS } from "#app/admin-api/shop-client.server.ts";
import { db, openDatabase, useDatabase } from "#app/db.server.ts";
import { performDueRun } from "#app/jobs/worker.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";
import { requireShop } from "#app/shopify.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";
import { keepBulkState } from "#app/sync/bulk-state.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { startSimulator } from "#simulator/server.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { adminRequest } from "#tests/support/shopify-requests.ts";
import type { Measurement } from "./measure.ts";
import { memoryPeak } from "./memory-peak.ts";

const SIZES = [8_000, 30_000];
const DAYS = 3 * 365;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Sessions of a day open in the same second. */
const DEVICES = 100;
const MEGABYTE = 1_048_576;

interface Reading {
  ms: number;
  /** Of this process, the stand-in among it: other work on the machine does not lengthen it. */
  cpuMs: number;
  points: number;
  requests: number;
  /** What the process took more than before, at the most. */
  megabytes: number;
}

/**
 * A whole history's figures, more than Shopify lists in the larger one: by pages, and by a bulk operation after the
 * newest days. Waits for points and for the operation are real; how long Shopify itself takes is not in it.
 */
export async function* measureHistory(): AsyncGenerator<Measurement> {
  for (const sessions of SIZES) {
    const paged = await readHistory(sessions, "paging");
    const inBulk = await readHistory(sessions, "bulk");
    const ratio = inBulk.ms / paged.ms;
    yield {
      name: `history of ${sessions} sessions: bulk against paging`,
      subject: inTable(inBulk, sessions),
      best: "",
      yardstick: inTable(paged, sessions),
      ratio,
      lowestRatio: ratio,
      highestRatio: ratio,
      note: `${inNote(inBulk)} against ${inNote(paged)}`,
      target: null,
    };
  }
}

async function readHistory(sessions: number, way: "paging" | "bulk"): Promise<Reading> {
  const measured = db();
  const database = await openDatabase({ memory: true });
  useDatabase(database);
  const world = aHistory(sessions);
  const simulator = await startSimulator({
    worlds: [world],
    apiKey: APP_ENV.SHOPIFY_API_KEY,
    apiSecret: APP_ENV.SHOPIFY_API_SECRET,
    appUrl: APP_ENV.SHOPIFY_APP_URL,
  });
  const undo = sendShopRequestsTo(simulator.origin);
  try {
    await applyMigrations(database);
    const { shop } = await requireShop(adminRequest("/app", simulator.idTokenFor(world.shop.domain)));
    // One row decides: an operation to be started, or that nothing more is to be expected of them.
    const failures = way === "bulk" ? 0 : 9;
    const now = new Date();
    const start = { openedBefore: now, startedAt: now, operationId: null, linesStored: 0, failures };
    await database.transaction((tx) => keepBulkState(tx, shop, start));
    await requestRun(shop, "install", now);
    const never = new AbortController().signal;
    const peak = memoryPeak();
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await performDueRun({ surroundings: SURROUNDINGS, stopping: never, cutOff: never });
    const ms = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    const megabytes = peak.stop() / MEGABYTE;
    const [run] = await db().query<{ points: number; requests: number; mirrored: number }>(sql`
      SELECT points, requests, (SELECT count(*)::int FROM payment_session WHERE shop_id = ${shop.id}) AS mirrored
      FROM sync_run WHERE shop_id = ${shop.id} AND kind = 'backfill' AND state = 'done'`);
    if (run?.mirrored !== sessions) throw new Error(`${run?.mirrored ?? 0} of ${sessions} sessions came by ${way}.`);
    return { ms, cpuMs: (user + system) / 1_000, megabytes, points: run.points, requests: run.requests };
  } finally {
    undo();
    await simulator.close();
    await database.close();
    useDatabase(measured);
  }
}

function aHistory(sessions: number): World {
  const builder = aWorld({ now: new Date(), shop: { plan: "standard" } });
  const devices = Array.from({ length: DEVICES }, (_, index) => String(800_000 + index));
  for (const id of devices) builder.withDrawer({ id: `7${id}` }).withDevice({ id });
  const rounds = sessions / DEVICES;
  const start = Date.now() - DAYS * DAY_MS;
  for (let round = 0; round < rounds; round += 1) {
    const opens = new Date(start + ((round + 0.5) / rounds) * DAYS * DAY_MS);
    const closes = new Date(opens.getTime() + HOUR_MS);
    for (const deviceId of devices) builder.session({ deviceId, opens, closes, openingCount: 0n, closingCount: 0n });
  }
  return builder.build();
}

function inTable({ ms, points }: Reading, sessions: number): string {
  return `${(ms / 1_000).toFixed(1)} s, ${(points / sessions).toFixed(4)} points each`;
}

function inNote({ points, requests, megabytes, cpuMs }: Reading): string {
  return `${points} points, ${requests} requests, ${(cpuMs / 1_000).toFixed(1)} s of CPU, ${Math.round(megabytes)} MB more`;
}
