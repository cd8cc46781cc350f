import type { Shop } from "#app/shop.server.ts";

export interface SyncStatus {
  state: "idle" | "queued" | "running" | "waiting" | "failed";
  /** Mirrored so far. */
  sessions: number;
  activities: number;
  /** Closed sessions with ready totals whose ledger is still to be read. */
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
}

/** How far the mirror of a shop is, and what is missing and why. */
export async function getSyncStatus(shop: Shop): Promise<SyncStatus> {
  throw new Error(`Not written yet: ${shop.domain}`);
}
