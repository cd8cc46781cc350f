import sql from "sql-template-tag";
import { MalformedRowError } from "#app/admin-api/errors.ts";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Keeps which sessions could not be read as Shopify gave them. What names no session is told by its run alone. */
export async function noteUnread(shop: Shop, problems: readonly Error[], now: Date): Promise<void> {
  const ids = problems.flatMap((problem) => (problem instanceof MalformedRowError ? [problem.sessionId] : []));
  const known = ids.filter((id) => /^\d{1,18}$/.test(id));
  if (known.length === 0) return;
  await db().execute(sql`
    INSERT INTO unread_session (shop_id, session_id, since, tried_at)
    SELECT DISTINCT ${shop.id}::int, given.id, ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${known}::bigint[]) AS given (id)
    ON CONFLICT (shop_id, session_id) DO UPDATE SET tried_at = EXCLUDED.tried_at`);
}

/** Forgets those that are mirrored whole by now: one whose figures came is still unread while its ledger has not. */
export async function forgetUnread(tx: Queryable, shop: Shop, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    DELETE FROM unread_session unread USING payment_session session
    WHERE unread.shop_id = ${shop.id}::int AND unread.session_id = ANY(${ids}::bigint[])
      AND session.shop_id = unread.shop_id AND session.id = unread.session_id AND session.ledger_read_at IS NOT NULL`);
}

/** The sessions to try again, however long ago they opened. */
export async function unreadSessions(shop: Shop): Promise<string[]> {
  const rows = await db().query<{ id: string }>(sql`
    SELECT session_id::text AS id FROM unread_session WHERE shop_id = ${shop.id}::int ORDER BY session_id DESC`);
  return rows.map(({ id }) => id);
}
