import type { Reader } from "#app/admin-api/reader.server.ts";
import type { Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** What a pass over a shop works with. */
export interface SyncContext {
  /** As last read: the reference data may change its zone and scopes in the middle of a run. */
  shop: Shop;
  readonly reader: Reader;
  now(): Date;
  /** Counts what a transaction stored; inside it, so that a run that was taken over stores nothing more. */
  keep(tx: Queryable, stored: { sessions: number; activities: number }): Promise<void>;
  /** Whether to stop after the page in hand: the process ends, or another shop waits. */
  isInterrupted(): Promise<boolean>;
  /** Waits; shown as waiting when it is long. */
  pause(ms: number): Promise<void>;
  /** Fetches a file from an address that Shopify signed. */
  download(url: string): Promise<Response>;
  /** Rows of Shopify's that could not be read; the run tells. */
  setAside(problems: readonly Error[]): void;
}

/** Whether a pass reached its end; an interrupted one goes on from what it stored. */
export type PassResult = "complete" | "interrupted";
