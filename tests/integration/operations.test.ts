import "#tests/support/app-env.ts";
import type { AddressInfo } from "node:net";
import sql from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { createExpressApp } from "#app/http/express-app.server.ts";
import { db, useDatabase } from "#app/db.server.ts";
import { startOperations } from "#app/operations.server.ts";
import { readiness } from "#app/readiness.server.ts";
import { freshDatabase } from "#tests/support/database.ts";

async function operations(): Promise<(path: string) => Promise<Response>> {
  const { origin, stop } = await startOperations({ port: 0, host: "127.0.0.1" });
  onTestFinished(stop);
  return (path) => fetch(origin + path);
}

async function metricsOf(ask: (path: string) => Promise<Response>): Promise<string[]> {
  return (await (await ask("/metrics")).text()).split("\n");
}

test("metrics tell the queue, and the age of the figures by how a shop trades", async () => {
  await freshDatabase();
  await db().execute(sql`INSERT INTO shop (id, domain, uninstalled_at)
    VALUES (1, 'a.myshopify.com', NULL), (2, 'b.myshopify.com', NULL), (3, 'c.myshopify.com', NULL),
      (4, 'gone.myshopify.com', now())`);
  await db().execute(sql`INSERT INTO sync_state (shop_id, history_complete, as_of)
    VALUES (1, true, now() - interval '100 seconds'), (2, true, now() - interval '50 seconds'),
      (3, false, NULL), (4, true, now() - interval '9 days')`);
  await db().execute(sql`INSERT INTO sync_run (shop_id, kind, state, queued_at, not_before)
    VALUES (1, 'poll', 'queued', now() - interval '30 seconds', NULL), (2, 'poll', 'running', now(), NULL),
      (3, 'backfill', 'queued', now(), now() + interval '1 hour'), (4, 'poll', 'queued', now() - interval '9 days', NULL)`);
  await db().execute(sql`INSERT INTO alert (shop_id, fact, kind, state, payload, noted_at, not_before)
    VALUES (1, 'a', 'discrepancy', 'waiting', '{}', now() - interval '30 seconds', now()),
      (2, 'a', 'stale_open', 'failed', '{}', now(), NULL), (2, 'b', 'stale_open', 'failed', '{}', now() - interval '3 days', NULL),
      (4, 'a', 'discrepancy', 'waiting', '{}', now() - interval '9 days', now())`);
  const lines = await metricsOf(await operations());
  // Ages go on while the figures are being asked for, as long as that takes: what counts is whose they are.
  const ageOf = (name: string) =>
    Number(
      lines
        .find((line) => line.startsWith(`${name} `))
        ?.split(" ")
        .at(-1),
    );
  const anHour = 3_600;
  for (const name of ["till_ledger_alerts_oldest_seconds", "till_ledger_queue_oldest_seconds"]) {
    expect([name, ageOf(name) >= 30 && ageOf(name) < anHour]).toEqual([name, true]);
  }
  const lag = (quantile: string) => ageOf(`till_ledger_sync_lag_seconds{shop_class="quiet",quantile="${quantile}"}`);
  expect(lag("0.5")).toBeGreaterThanOrEqual(50);
  expect(lag("1") - lag("0.5")).toBeCloseTo(50, 0);
  expect(lag("1")).toBeLessThan(anHour);
  expect(lines).toEqual(
    expect.arrayContaining([
      'till_ledger_alerts{state="waiting"} 1',
      'till_ledger_alerts{state="failed"} 1',
      "till_ledger_database_up 1",
      "till_ledger_tenant_fence 1",
      'till_ledger_queue_depth{kind="poll",state="due"} 1',
      'till_ledger_queue_depth{kind="poll",state="running"} 1',
      'till_ledger_queue_depth{kind="backfill",state="put_off"} 1',
      'till_ledger_shops{shop_class="quiet"} 2',
      'till_ledger_shops{shop_class="history"} 1',
    ]),
  );
  expect(lines.join("\n")).not.toMatch(/myshopify|gone/);
});

test("requests are measured by their route, and metrics are not on the port that serves them", async () => {
  await freshDatabase();
  const handle = async () => new Response("no", { status: 404 });
  const server = createExpressApp({ handle, files: [] }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect((await fetch(`${origin}/metrics`)).status).toBe(404);
  await (await fetch(`${origin}/app/sessions/4711?id_token=secret`)).text();
  const ask = await operations();
  const counted = 'till_ledger_request_duration_seconds_count{route="/app/sessions/:id",status="4xx"} 1';
  await expect.poll(() => metricsOf(ask)).toContain(counted);
  expect((await metricsOf(ask)).join("\n")).not.toMatch(/4711|secret/);
});

test("a process is ready when its database has every migration of the program", async () => {
  await freshDatabase();
  const ask = await operations();
  expect((await ask("/readyz")).status).toBe(200);
  await db().execute(sql`DELETE FROM _prisma_migrations WHERE migration_name LIKE '%mirror'`);
  const answer = await ask("/readyz");
  expect([answer.status, await answer.json()]).toEqual([503, { status: "migrating" }]);
});

test("a process whose database is gone is alive and not ready, and its metrics say so", async () => {
  const database = await freshDatabase();
  const gone = () => Promise.reject(new Error("connection refused"));
  useDatabase({ ...database, query: gone });
  expect((await readiness()).status).toBe(503);
  const ask = await operations();
  expect((await ask("/healthz")).status).toBe(200);
  expect(await metricsOf(ask)).toContain("till_ledger_database_up 0");
});

test.each(["/app", "//", "/%", "/?metrics"])("the port tells nobody anything else, and lives: %s", async (path) => {
  const ask = await operations();
  expect((await ask(path)).status).toBe(404);
  expect((await ask("/metrics?x=1")).status).toBe(200);
});
