import { APP_ENV } from "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { ledgerPages } from "#app/admin-api/cash-activities.server.ts";
import { createPageSize } from "#app/admin-api/page-size.ts";
import { openedWithin, sessionPages } from "#app/admin-api/payment-sessions.server.ts";
import { createReader, type Reader } from "#app/admin-api/reader.server.ts";
import type { Page } from "#app/admin-api/shapes.ts";
import { clientFor } from "#app/admin-api/shop-client.server.ts";
import { db, openDatabase, useDatabase } from "#app/db.server.ts";
import { performDueRun } from "#app/jobs/worker.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { requireShop } from "#app/shopify.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";
import type { Surroundings } from "#app/sync/perform-run.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { startSimulator } from "#simulator/server.ts";
import { randomWorld } from "#simulator/shop/random-world.ts";
import { adminRequest } from "#tests/support/shopify-requests.ts";
import type { Measurement } from "./measure.ts";

const SESSIONS = 2_000;
/** What Shopify's bucket gives back in a second on its standard plan. */
const POINTS_A_SECOND = 100;
/** The largest page that Shopify serves, and smaller ones: a page that asks for too many points is refused. */
const PAGE_SIZES = [250, 200, 150, 100, 75, 50];

/** Points that a first sync spends a session, against the cheapest single page by the stand-in's rules of cost. */
export async function* measureSync(): AsyncGenerator<Measurement> {
  const measured = db();
  // Points are the same on any database; this one leaves nothing behind.
  const database = await openDatabase({ memory: true });
  useDatabase(database);
  const clock = passingClock();
  const simulator = await startSimulator({
    worlds: [randomWorld({ seed: 1, sessions: SESSIONS, now: clock.now() })],
    apiKey: APP_ENV.SHOPIFY_API_KEY,
    apiSecret: APP_ENV.SHOPIFY_API_SECRET,
    appUrl: APP_ENV.SHOPIFY_APP_URL,
    bucketNow: clock.now,
  });
  const undo = sendShopRequestsTo(simulator.origin);
  try {
    await applyMigrations(database);
    const domain = simulator.worlds[0]?.shop.domain ?? "";
    const { shop } = await requireShop(adminRequest("/app", simulator.idTokenFor(domain)));
    await requestRun(shop, "install", clock.now());
    const never = new AbortController().signal;
    while (await performDueRun({ surroundings: clock, stopping: never, cutOff: never }));
    const all = openedWithin({ from: new Date(0), to: null });
    yield await toMeasurement("session figures", await spentOn(shop, "backfill"), () =>
      cheapest(shop, clock, "sessions", (reader) => sessionPages(reader, all)),
    );
    yield await toMeasurement("ledgers", await spentOn(shop, "ledgers"), () =>
      cheapest(shop, clock, "ledgers", (reader) => ledgerPages(reader, all)),
    );
  } finally {
    undo();
    await simulator.close();
    await database.close();
    useDatabase(measured);
  }
}

/** Waiting takes no time: the clock, by which the bucket fills, is moved on. */
function passingClock(): Surroundings {
  let offset = 0;
  return {
    fetch: (...request) => globalThis.fetch(...request),
    now: () => new Date(Date.now() + offset),
    random: () => 0.5,
    sleep: (ms) => {
      offset += ms;
      return Promise.resolve();
    },
  };
}

interface Spent {
  points: number;
  requests: number;
}

async function spentOn(shop: Shop, kind: "backfill" | "ledgers"): Promise<Spent> {
  const [spent] = await db().query<Spent>(sql`
    SELECT sum(points)::int AS points, sum(requests)::int AS requests FROM sync_run
    WHERE shop_id = ${shop.id} AND kind = ${kind}`);
  if (spent === undefined) throw new Error(`No run of ${kind} was recorded.`);
  return spent;
}

/** Of pages of several sizes, the least points a session. */
async function cheapest(
  shop: Shop,
  clock: Surroundings,
  kind: "sessions" | "ledgers",
  read: (reader: Reader) => AsyncGenerator<Page<unknown>>,
): Promise<number> {
  const costs: number[] = [];
  for (const size of PAGE_SIZES) {
    const client = clientFor(shop, clock);
    const reader = createReader(client, shop.grantedScopes);
    const sizes = { ...reader.sizes, [kind]: createPageSize({ start: size, most: size }) };
    for await (const page of read({ ...reader, sizes })) {
      costs.push(client.usage.points / page.rows.length);
      break;
    }
  }
  return Math.min(...costs);
}

async function toMeasurement(
  name: string,
  { points, requests }: Spent,
  leastPoints: () => Promise<number>,
): Promise<Measurement> {
  const [reached, possible] = [points / SESSIONS, await leastPoints()];
  const ratio = reached / possible;
  return {
    name: `reading ${name} of ${SESSIONS} sessions`,
    subject: `${reached.toFixed(2)} points each`,
    best: "",
    yardstick: `${possible.toFixed(2)} points each`,
    ratio,
    lowestRatio: ratio,
    highestRatio: ratio,
    note: `${requests} requests, ${Math.round(POINTS_A_SECOND / reached)} sessions a second at ${POINTS_A_SECOND} points`,
    target: null,
  };
}
