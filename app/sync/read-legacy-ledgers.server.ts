import sql from "sql-template-tag";
import { legacyLedgersById, showsLegacyLedgers } from "#app/admin-api/legacy-ledgers.server.ts";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { isRefusal } from "./legacy-history.server.ts";
import { moveLegacyState, readLegacyState } from "./legacy-state.server.ts";
import { IS_LEDGER_DUE, stillPending, storePages } from "./read-ledgers.server.ts";
import type { PassResult, SyncContext } from "./sync-context.ts";

/** Any of these shows the sales in a legacy ledger; without one it cannot be read whole, and is not read. */
export const LEGACY_LEDGER_SCOPES = ["read_orders", "write_orders", "read_marketplace_orders"];

const BATCH = 100;

/** Reads the missing ledgers of sessions from before March 2026, newest first, after all others. */
export async function readLegacyLedgers(context: SyncContext, isTimeUp: () => boolean): Promise<PassResult> {
  const { shop, reader } = context;
  const { refused } = await readLegacyState(shop);
  if (refused !== null) return "complete";
  const passedOver: string[] = [];
  while (showsLegacyLedgers(reader)) {
    const pending = await db().query<{ id: string }>(sql`
      SELECT id::text AS id FROM payment_session
      WHERE shop_id = ${shop.id}::int AND ${IS_LEDGER_DUE} AND is_legacy AND NOT is_open
        AND id <> ALL(${passedOver}::bigint[])
      ORDER BY payment_session.opened_at DESC, payment_session.id DESC LIMIT ${BATCH}::int`);
    if (pending.length === 0) return "complete";
    const ids = pending.map(({ id }) => id);
    try {
      if ((await storePages(context, legacyLedgersById(reader, ids), new Set(ids))) || isTimeUp()) return "interrupted";
    } catch (error) {
      if (!isRefusal(error)) throw error;
      log.warn({ err: error, shopId: shop.id }, "ledgers from before March 2026 are not given");
      await db().transaction(async (tx) => {
        await moveLegacyState(tx, shop, { refused: error.code, isInDoubt: true, checkedAt: context.now() });
        await context.keep(tx, { sessions: 0, activities: 0 });
      });
      return "complete";
    }
    passedOver.push(...(await stillPending(context, ids)));
  }
  return "complete";
}
