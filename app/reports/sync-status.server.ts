import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { hasScope, missingScopes } from "./scopes.ts";

export interface SyncStatus {
  state: "idle" | "queued" | "running" | "waiting" | "failed";
  /** Mirrored so far. */
  sessions: number;
  /** Closed sessions with ready totals whose ledger is still to be read, and may be. */
  ledgersPending: number;
  /** The instant that the figures are true for; null before the first page. */
  asOf: string | null;
  /** Why the last run failed; null unless `state` is "failed". */
  error: string | null;
  errorCode: string | null;
  /** When a waiting or failed run goes on. */
  retriesAt: string | null;
  /** Sessions opened from here on are all mirrored. */
  historyFrom: string | null;
  isHistoryComplete: boolean;
  /** True until the first page of sessions is stored. */
  isFirstSync: boolean;
  /** Required and optional scopes that the shop has not granted. */
  missingScopes: string[];
  /** How far figures are worked out anew after a change of the settings; null when all hold for the present ones. */
  derivation: { done: number; of: number } | null;
}

interface StatusRow {
  runState: string | null;
  error: string | null;
  errorCode: string | null;
  notBefore: Date | null;
  asOf: Date | null;
  historyFrom: Date | null;
  isHistoryComplete: boolean | null;
  sessions: number;
  ledgersPending: number;
  derived: number | null;
  toDerive: number | null;
}

/** How far the mirror of a shop is, and what is missing and why. Every page shows it, so it counts no table whole. */
export async function getSyncStatus(shop: Shop): Promise<SyncStatus> {
  // An unfinished run speaks for the shop; without one, the run that was queued last: by its number, for clocks are set back.
  const [row] = await dataOf(shop).query<StatusRow>(sql`
    SELECT run.state AS "runState", run.error, run.error_code AS "errorCode", run.not_before AS "notBefore",
      state.as_of AS "asOf", state.history_from AS "historyFrom", state.history_complete AS "isHistoryComplete",
      (SELECT coalesce(sum(t.sessions), 0)::int FROM daily_total t WHERE t.shop_id = ${shop.id})
        + (SELECT count(*)::int FROM payment_session s WHERE s.shop_id = ${shop.id} AND s.is_open) AS sessions,
      (SELECT count(*)::int FROM payment_session s
        WHERE s.shop_id = ${shop.id} AND (s.ledger_read_at IS NULL OR s.ledger_outdated_at IS NOT NULL)
          AND NOT s.is_open AND s.totals_ready
          AND (NOT s.is_legacy OR (legacy.refused IS NULL AND ${hasScope(shop, "read_orders")}::boolean))
      ) AS "ledgersPending", derivation.derived, derivation.sessions AS "toDerive"
    FROM (SELECT) nothing
    LEFT JOIN sync_state state ON state.shop_id = ${shop.id}
    LEFT JOIN derivation ON derivation.shop_id = ${shop.id} AND derivation.finished_at IS NULL
    LEFT JOIN legacy_history legacy ON legacy.shop_id = ${shop.id}
    LEFT JOIN LATERAL (
      -- Figures worked out anew say nothing of how the last reading from Shopify went.
      SELECT * FROM sync_run WHERE shop_id = ${shop.id} AND (kind <> 'derive' OR state <> 'done')
      ORDER BY state IN ('queued', 'running', 'waiting') DESC, id DESC LIMIT 1
    ) run ON TRUE`);
  const state = stateOf(row?.runState ?? null);
  const isTroubled = state === "failed" || state === "waiting";
  return {
    state,
    sessions: row?.sessions ?? 0,
    ledgersPending: row?.ledgersPending ?? 0,
    asOf: isoOrNull(row?.asOf),
    error: state === "failed" ? (row?.error ?? row?.errorCode ?? "The last sync failed.") : null,
    errorCode: isTroubled ? (row?.errorCode ?? null) : null,
    retriesAt: isTroubled ? isoOrNull(row?.notBefore) : null,
    historyFrom: isoOrNull(row?.historyFrom),
    isHistoryComplete: row?.isHistoryComplete ?? false,
    isFirstSync: row?.historyFrom == null,
    missingScopes: missingScopes(shop),
    derivation: row?.toDerive == null ? null : { done: Math.min(row.derived ?? 0, row.toDerive), of: row.toDerive },
  };
}

/** How many activities are mirrored. Counts a long table: for the status that programs ask for, not for every page. */
export async function countActivities(shop: Shop): Promise<number> {
  const [row] = await dataOf(shop).query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM cash_activity WHERE shop_id = ${shop.id}`,
  );
  return row?.count ?? 0;
}

function stateOf(runState: string | null): SyncStatus["state"] {
  switch (runState) {
    case "queued":
    case "running":
    case "waiting":
    case "failed":
      return runState;
    default:
      return "idle";
  }
}

function isoOrNull(instant: Date | null | undefined): string | null {
  return instant ? isoUtc(instant) : null;
}
