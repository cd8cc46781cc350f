import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { RECHECK_DAYS } from "./perform-run.server.ts";
import { opensMore } from "./reference.server.ts";
import { hasCome, queueRun } from "./runs.server.ts";
import { readSyncState } from "./sync-state.server.ts";

export type RequestReason = "install" | "visit" | "manual";

/** Figures as young as this satisfy a visitor. */
const FRESH_MS = 30_000;
const DAY_MS = 86_400_000;

/**
 * Queues what brings the mirror up to date: the history while it is incomplete, else a poll. While a run is
 * unfinished, that one serves. A visit does not hurry what is fresh or waits to be tried again, unless the merchant has
 * granted something since: whoever grants a permission looks for what it shows. A merchant who asks hurries it.
 */
export async function requestRun(shop: Shop, reason: RequestReason, now: Date): Promise<boolean> {
  const state = await readSyncState(shop);
  const isEnough = isFresh(state.asOf, now) && !opensMore(state.readScopes, shop.grantedScopes);
  if (reason === "visit" && (isEnough || (await isRetryPlanned(shop, now)))) return false;
  if (!state.isHistoryComplete) return queueRun(shop.id, "backfill", { now });
  // Who presses the button doubts a figure: the last weeks are read again, closed sessions too.
  const windowFrom = reason === "manual" ? new Date(now.getTime() - RECHECK_DAYS * DAY_MS) : null;
  return queueRun(shop.id, "poll", { now, windowFrom });
}

function isFresh(asOf: Date | null, now: Date): boolean {
  return asOf !== null && Math.abs(now.getTime() - asOf.getTime()) < FRESH_MS;
}

async function isRetryPlanned(shop: Shop, now: Date): Promise<boolean> {
  const [last] = await db().query<{ isPlanned: boolean | null }>(sql`
    SELECT state = 'failed' AND not_before IS NOT NULL AND NOT ${hasCome(sql`not_before`, now)} AS "isPlanned" FROM sync_run
    WHERE shop_id = ${shop.id}::int AND kind <> 'derive' ORDER BY id DESC LIMIT 1`);
  return last?.isPlanned ?? false;
}
