import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import type { Gauge } from "#app/metrics.server.ts";

interface StateRow {
  state: string;
  alerts: number;
  oldestS: number;
}

/** What is still to be told, and what never was, over all shops: the same from whichever process is asked. */
export async function alertFigures(now: Date): Promise<Gauge[]> {
  const rows = await readStates(now);
  const waiting = rows.filter(({ state }) => state === "waiting").map(({ oldestS }) => oldestS);
  return [
    {
      name: "till_ledger_alerts",
      help: "Alerts that wait for Shopify Flow, and those of the last day that failed or may not have arrived.",
      samples: rows.map(({ state, alerts }) => ({ labels: { state }, value: alerts })),
    },
    {
      name: "till_ledger_alerts_oldest_seconds",
      help: "How long the alert that waits longest has been waiting.",
      samples: [{ labels: {}, value: Math.max(0, ...waiting) }],
    },
  ];
}

function readStates(now: Date): Promise<StateRow[]> {
  return db().query<StateRow>(sql`
    SELECT alert.state, count(*)::int AS alerts,
      extract(epoch FROM max(${now}::timestamptz - alert.noted_at))::float8 AS "oldestS"
    FROM alert JOIN shop ON shop.id = alert.shop_id
    WHERE shop.uninstalled_at IS NULL AND (
      alert.state IN ('waiting', 'sending')
      OR (alert.state IN ('unsure', 'failed') AND alert.noted_at > ${now}::timestamptz - interval '1 day')
    )
    GROUP BY alert.state ORDER BY alert.state`);
}
