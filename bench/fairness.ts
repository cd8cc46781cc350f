// npm run bench:fairness: how long the runs of 200 small shops wait, alone and beside a shop with a long history.
// Real workers on the server that DATABASE_URL names; Shopify is the stand-in, in this process.
import "./quiet-log.ts";
import { APP_ENV } from "#tests/support/app-env.ts";
import pg from "pg";
import sql from "sql-template-tag";
import { openDatabase, useDatabase } from "#app/db.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";
import { requireShop } from "#app/shopify.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { startSimulator } from "#simulator/server.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { adminRequest } from "#tests/support/shopify-requests.ts";
import { startProgram } from "../scripts/processes.ts";

const SMALL_SHOPS = 200;
const WORKERS = 2;
const OBSERVED_MS = 60_000;
const HOUR = 3_600_000;

const serverUrl = process.env.DATABASE_URL;
if (serverUrl === undefined) {
  console.error("DATABASE_URL must name a PostgreSQL server: several processes meet there.");
  process.exit(2);
}
const alone = await observe(serverUrl, false);
const beside = await observe(serverUrl, true);
console.log(`${SMALL_SHOPS} small shops, ${WORKERS} workers, ${OBSERVED_MS / 1000} s; seconds from due to begun`);
console.table({ "without the huge shop": alone.waits, "beside the huge shop": beside.waits });
console.log(`The huge shop meanwhile: ${beside.progress}`);

async function observe(server: string, withHugeShop: boolean) {
  const name = `till_fairness_${process.pid}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  useDatabase(database);
  await applyMigrations(database);
  const worlds = [
    ...(withHugeShop ? [hugeShop()] : []),
    ...Array.from({ length: SMALL_SHOPS }, (_, n) => smallShop(n)),
  ];
  const simulator = await startSimulator({
    worlds,
    apiKey: APP_ENV.SHOPIFY_API_KEY,
    apiSecret: APP_ENV.SHOPIFY_API_SECRET,
    appUrl: APP_ENV.SHOPIFY_APP_URL,
  });
  const undo = sendShopRequestsTo(simulator.origin);
  for (const world of worlds) {
    const { shop } = await requireShop(adminRequest("/app", simulator.idTokenFor(world.shop.domain)));
    await requestRun(shop, "install", new Date());
  }
  // All are due from now on, the huge one first.
  await database.execute(sql`UPDATE sync_run SET queued_at = now()`);
  const env = {
    ...APP_ENV,
    ...{ NODE_ENV: "production" as const, ALLOW_STAND_IN: "1", LOG_LEVEL: "error" },
    ...{ PATH: process.env.PATH, DATABASE_URL: url.href, SHOPIFY_STAND_IN_ORIGIN: simulator.origin },
  };
  const workers = Array.from({ length: WORKERS }, () =>
    startProgram({ name: "worker", command: process.execPath, args: ["worker.ts"], env, cwd: process.cwd() }),
  );
  await new Promise((resolve) => setTimeout(resolve, OBSERVED_MS));
  await Promise.all(workers.map((worker) => worker.stop()));
  const small = sql`(SELECT id FROM shop WHERE domain LIKE 'small-%')`;
  const [waits] = await database.query<Record<string, number>>(sql`
    SELECT count(*) FILTER (WHERE state = 'done')::int AS runs,
      round(percentile_cont(0.5) WITHIN GROUP (ORDER BY wait)::numeric, 1)::float8 AS p50,
      round(percentile_cont(0.95) WITHIN GROUP (ORDER BY wait)::numeric, 1)::float8 AS p95,
      round(max(wait)::numeric, 1)::float8 AS longest,
      count(*) FILTER (WHERE started_at IS NULL)::int AS "never begun"
    FROM (SELECT state, started_at, extract(epoch FROM coalesce(started_at, now()) - queued_at) AS wait FROM sync_run
          WHERE shop_id IN ${small}) runs`);
  const [huge] = await database.query<{ progress: string }>(sql`
    SELECT count(*) || ' sessions, ' || (SELECT count(*) FROM cash_activity WHERE shop_id NOT IN ${small})
      || ' activities' AS progress FROM payment_session WHERE shop_id NOT IN ${small}`);
  undo();
  await simulator.close();
  await database.close();
  await administer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  return { waits, progress: huge?.progress ?? "" };
}

function hugeShop(): World {
  const now = new Date();
  return createDemoWorld({ seed: 1, scale: 1, now, startedAt: now });
}

/** One closed session and an open one, so that it is polled every minute. */
function smallShop(number: number): World {
  const now = Date.now();
  return aWorld({ now: new Date(now), domain: `small-${number}.myshopify.com` })
    .session({ opens: new Date(now - 30 * HOUR), closes: new Date(now - 22 * HOUR), events: [{ sell: 500n }] })
    .session({ opens: new Date(now - 3 * HOUR), openingCount: 500n })
    .build();
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
