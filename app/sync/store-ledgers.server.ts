import sql, { join, raw } from "sql-template-tag";
import type { ActivityRow, SessionWithLedger } from "#app/admin-api/shapes.ts";
import { noteDiscrepancies } from "#app/alerts/note-discrepancies.server.ts";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { withLegacy } from "./legacy-coverage.server.ts";
import { namesOfSessions, staffOf, storeNamesMet } from "./store-names.server.ts";
import { lockMirror, settle, type StoreOptions } from "./store-sessions.server.ts";
import { forgetUnread } from "./unread-sessions.server.ts";
import { upsertSessions } from "./upsert-sessions.server.ts";

interface ActivityLine {
  sessionId: string;
  currency: string;
  position: number;
  activity: ActivityRow;
}

type Cell = string | bigint | number | Date | null;

const COLUMNS: readonly (readonly [name: string, type: string, of: (line: ActivityLine) => Cell])[] = [
  ["session_id", "bigint", (line) => line.sessionId],
  ["position", "int", (line) => line.position],
  ["occurred_at", "timestamptz", (line) => line.activity.time],
  ["kind", "text", (line) => line.activity.kind],
  ["type", "text", (line) => line.activity.type],
  ["currency", "text", (line) => line.currency],
  ["cash", "bigint", (line) => line.activity.cash],
  ["expected", "bigint", (line) => line.activity.expected],
  ["counted", "bigint", (line) => line.activity.counted],
  ["discrepancy", "bigint", (line) => line.activity.discrepancy],
  ["staff_id", "bigint", (line) => line.activity.staff?.id ?? null],
  ["reason_code", "text", (line) => line.activity.reasonCode],
  ["note", "text", (line) => line.activity.note],
  ["order_id", "bigint", (line) => line.activity.orderId],
  ["order_name", "text", (line) => line.activity.orderName],
  ["gift_card_id", "bigint", (line) => line.activity.giftCardId],
];

/**
 * Mirrors sessions together with their ledgers, which were read in one request and so are of one moment. Activities
 * have no id at Shopify: a session's are replaced as a whole, in the transaction that says that they were read.
 */
export async function storeLedgers(
  shop: Shop,
  given: readonly SessionWithLedger[],
  options: StoreOptions,
): Promise<void> {
  if (given.length === 0) return;
  await db().transaction(async (tx) => {
    await lockMirror(tx, shop);
    const read = await withoutCovered(tx, shop, given);
    const sessions = read.map((entry) => entry.session);
    const names = namesOfSessions(sessions);
    names.staff.push(...read.flatMap((entry) => staffOf(entry.activities)));
    await storeNamesMet(tx, shop, names, options.now);
    const result = await upsertSessions(tx, shop, sessions, options.now);
    const kept = read.filter(({ session }) => !result.expired.includes(session.id));
    const ids = kept.map(({ session }) => session.id);
    await replaceActivities(tx, shop, ids, kept.flatMap(linesOf));
    await tx.execute(sql`
      UPDATE payment_session SET ledger_read_at = ${options.now}::timestamptz, ledger_outdated_at = NULL
      WHERE shop_id = ${shop.id}::int AND id = ANY(${ids}::bigint[])`);
    await settle(tx, shop, await withLegacy(tx, shop, result, options.now), ids);
    await noteDiscrepancies(tx, shop, ids, options.now);
    await forgetUnread(tx, shop, ids);
    await options.within?.(tx);
  });
}

/** A legacy session that a payment session has come to cover since it was asked for is not mirrored any more. */
async function withoutCovered(tx: Queryable, shop: Shop, read: readonly SessionWithLedger[]) {
  const ids = read.map(({ session }) => session.id).filter((id) => id.startsWith("-"));
  if (ids.length === 0) return read;
  const mirrored = await tx.query<{ id: string }>(sql`
    SELECT id::text AS id FROM payment_session WHERE shop_id = ${shop.id}::int AND id = ANY(${ids}::bigint[])`);
  const kept = new Set(mirrored.map((row) => row.id));
  return read.filter(({ session: { id } }) => !id.startsWith("-") || kept.has(id));
}

function linesOf({ session, activities }: SessionWithLedger): ActivityLine[] {
  const { id: sessionId, currency } = session;
  return activities.map((activity, index) => ({ sessionId, currency, position: index + 1, activity }));
}

async function replaceActivities(
  tx: Queryable,
  shop: Shop,
  ids: readonly string[],
  lines: readonly ActivityLine[],
): Promise<void> {
  await tx.execute(sql`
    DELETE FROM cash_activity WHERE shop_id = ${shop.id}::int AND session_id = ANY(${ids}::bigint[])`);
  if (lines.length === 0) return;
  const names = raw(COLUMNS.map(([name]) => name).join(", "));
  await tx.execute(sql`
    INSERT INTO cash_activity (shop_id, ${names})
    SELECT ${shop.id}::int, given.*
    FROM unnest(${join(COLUMNS.map(([, type, of]) => sql`${lines.map(of)}::${raw(type)}[]`))}) AS given (${names})`);
}
