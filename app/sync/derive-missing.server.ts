import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { lockMirror, settle } from "./store-sessions.server.ts";
import type { PassResult, SyncContext } from "./sync-context.ts";

/** A transaction's worth: their ledgers are some 5,000 activities. */
const BATCH = 200;

/**
 * Sessions of which something is still to be worked out: whose the discrepancy is, with the ledger read; the words of
 * the notes, of those mirrored before these were kept.
 */
export const IS_DERIVATION_MISSING = sql`((attributed_to_one IS NULL AND ledger_read_at IS NOT NULL AND NOT is_open)
  OR NOT has_words)`;

/**
 * Works out what is missing of sessions that are mirrored: those from before it was kept, and those that waited for
 * another session's ledger. Needs nothing from Shopify.
 */
export async function deriveMissing(context: SyncContext, isTimeUp: () => boolean): Promise<PassResult> {
  let after = "-1";
  for (;;) {
    const last = await deriveBatch(context, after);
    if (last === null) return "complete";
    if ((await context.isInterrupted()) || isTimeUp()) return "interrupted";
    after = last;
  }
}

async function deriveBatch({ shop, keep }: SyncContext, after: string): Promise<string | null> {
  return db().transaction(async (tx) => {
    await lockMirror(tx, shop);
    const rows = await tx.query<{ id: string }>(sql`
      SELECT id::text AS id FROM payment_session
      WHERE shop_id = ${shop.id}::int AND ${IS_DERIVATION_MISSING}
        AND payment_session.id > ${after}::bigint
      ORDER BY payment_session.id LIMIT ${BATCH}::int`);
    const ids = rows.map((row) => row.id);
    await settle(tx, shop, { changed: [], expired: [], formerDays: [], drawers: [] }, ids);
    if (ids.length > 0) await keep(tx, { sessions: ids.length, activities: 0 });
    return ids.at(-1) ?? null;
  });
}
