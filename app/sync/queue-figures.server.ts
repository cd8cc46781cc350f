import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import type { Gauge } from "#app/metrics.server.ts";

interface QueueRow {
  kind: string;
  state: string;
  runs: number;
  oldestS: number;
}

interface LagRow {
  shopClass: string;
  shops: number;
  median: number | null;
  p95: number | null;
  worst: number | null;
}

/** The queue and the age of the mirrors, over all shops: the same from whichever process is asked. */
export async function queueFigures(now: Date): Promise<Gauge[]> {
  const [queue, lag] = await Promise.all([readQueue(now), readLag(now)]);
  return [
    {
      name: "till_ledger_queue_depth",
      help: "Unfinished runs: due now, put off, running, or waiting for Shopify.",
      samples: queue.map(({ kind, state, runs }) => ({ labels: { kind, state }, value: runs })),
    },
    {
      name: "till_ledger_queue_oldest_seconds",
      help: "How long the run that is due longest has been due.",
      samples: [
        {
          labels: {},
          value: Math.max(0, ...queue.filter(({ state }) => state === "due").map(({ oldestS }) => oldestS)),
        },
      ],
    },
    {
      name: "till_ledger_shops",
      help: "Installed shops: with an open session, without one, or with a history that is still being read.",
      samples: lag.map(({ shopClass, shops }) => ({ labels: { shop_class: shopClass }, value: shops })),
    },
    {
      name: "till_ledger_sync_lag_seconds",
      help: "Age of the figures of installed shops. The pace is 60 s with an open session and 300 s without.",
      samples: lag.flatMap(({ shopClass, median, p95, worst }) =>
        Object.entries({ "0.5": median, "0.95": p95, "1": worst }).flatMap(([quantile, value]) =>
          value === null ? [] : [{ labels: { shop_class: shopClass, quantile }, value }],
        ),
      ),
    },
  ];
}

function readQueue(now: Date): Promise<QueueRow[]> {
  return db().query<QueueRow>(sql`
    SELECT kind, state, count(*)::int AS runs, extract(epoch FROM max(${now}::timestamptz - due_at))::float8 AS "oldestS"
    FROM (
      SELECT kind, coalesce(not_before, queued_at) AS due_at,
        CASE WHEN state <> 'queued' THEN state WHEN not_before > ${now}::timestamptz THEN 'put_off' ELSE 'due' END AS state
      FROM sync_run JOIN shop ON shop.id = sync_run.shop_id
      WHERE sync_run.state IN ('queued', 'running', 'waiting') AND shop.uninstalled_at IS NULL
    ) unfinished
    GROUP BY kind, state ORDER BY kind, state`);
}

function readLag(now: Date): Promise<LagRow[]> {
  return db().query<LagRow>(sql`
    SELECT shop_class AS "shopClass", count(*)::int AS shops,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY lag)::float8 AS median,
      percentile_disc(0.95) WITHIN GROUP (ORDER BY lag)::float8 AS p95, max(lag)::float8 AS worst
    FROM (
      SELECT extract(epoch FROM ${now}::timestamptz - mirror.as_of) AS lag,
        CASE
          WHEN mirror.history_complete IS NOT TRUE THEN 'history'
          WHEN EXISTS (SELECT FROM payment_session WHERE shop_id = shop.id AND is_open) THEN 'open'
          ELSE 'quiet'
        END AS shop_class
      FROM shop LEFT JOIN sync_state mirror ON mirror.shop_id = shop.id
      WHERE shop.uninstalled_at IS NULL
    ) mirrors
    GROUP BY shop_class ORDER BY shop_class`);
}
