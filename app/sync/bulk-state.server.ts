import sql from "sql-template-tag";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Where reading a history in bulk stands; the fields are explained in prisma/schema.prisma. */
export interface BulkState {
  openedBefore: Date;
  startedAt: Date;
  operationId: string | null;
  linesStored: number;
  failures: number;
}

/** Null when nothing was started. */
export async function readBulkState(shop: Shop): Promise<BulkState | null> {
  const [state] = await db().query<BulkState>(sql`
    SELECT opened_before AS "openedBefore", started_at AS "startedAt", operation_id AS "operationId",
      lines_stored AS "linesStored", failures
    FROM bulk_history WHERE shop_id = ${shop.id}::int`);
  return state ?? null;
}

/** Puts it down. What was stored from the file is put down in the transaction that stored it. */
export async function keepBulkState(tx: Queryable, shop: Shop, state: BulkState): Promise<void> {
  await tx.execute(sql`
    INSERT INTO bulk_history (shop_id, opened_before, started_at, operation_id, lines_stored, failures)
    VALUES (${shop.id}::int, ${state.openedBefore}::timestamptz, ${state.startedAt}::timestamptz,
      ${state.operationId}::text, ${state.linesStored}::int, ${state.failures}::int)
    ON CONFLICT (shop_id) DO UPDATE SET opened_before = EXCLUDED.opened_before, started_at = EXCLUDED.started_at,
      operation_id = EXCLUDED.operation_id, lines_stored = EXCLUDED.lines_stored, failures = EXCLUDED.failures`);
}

/** Forgets it: the history is complete, or is to be read anew. */
export async function forgetBulkState(tx: Queryable, shop: Shop): Promise<void> {
  await tx.execute(sql`DELETE FROM bulk_history WHERE shop_id = ${shop.id}::int`);
}
