import sql from "sql-template-tag";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** How far the mirror of a shop reaches; the fields are explained in prisma/schema.prisma. */
export interface SyncState {
  historyFrom: Date | null;
  isHistoryComplete: boolean;
  polledUntil: Date | null;
  asOf: Date | null;
  referenceReadAt: Date | null;
  readScopes: string[];
}

const NOTHING_YET: SyncState = {
  historyFrom: null,
  isHistoryComplete: false,
  polledUntil: null,
  asOf: null,
  referenceReadAt: null,
  readScopes: [],
};

/** Where the mirror stands. */
export async function readSyncState(shop: Shop, on: Queryable = db()): Promise<SyncState> {
  const [state] = await on.query<SyncState>(sql`
    SELECT history_from AS "historyFrom", history_complete AS "isHistoryComplete", polled_until AS "polledUntil",
      as_of AS "asOf", reference_read_at AS "referenceReadAt", read_scopes AS "readScopes"
    FROM sync_state WHERE shop_id = ${shop.id}::int`);
  return state ?? NOTHING_YET;
}

/** Moves a part of it. Call it in the transaction that stored the rows which make it true. */
export async function moveSyncState(tx: Queryable, shop: Shop, part: Partial<SyncState>): Promise<void> {
  const state = { ...(await readSyncState(shop, tx)), ...part };
  await tx.execute(sql`
    INSERT INTO sync_state
      (shop_id, history_from, history_complete, polled_until, as_of, reference_read_at, read_scopes)
    VALUES (${shop.id}::int, ${state.historyFrom}::timestamptz, ${state.isHistoryComplete}::boolean,
      ${state.polledUntil}::timestamptz, ${state.asOf}::timestamptz, ${state.referenceReadAt}::timestamptz,
      ${state.readScopes}::text[])
    ON CONFLICT (shop_id) DO UPDATE SET history_from = EXCLUDED.history_from,
      history_complete = EXCLUDED.history_complete, polled_until = EXCLUDED.polled_until, as_of = EXCLUDED.as_of,
      reference_read_at = EXCLUDED.reference_read_at, read_scopes = EXCLUDED.read_scopes`);
}
