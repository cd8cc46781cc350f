import sql from "sql-template-tag";
import { ABSENCE_MINUTES } from "#app/calendar/visits.ts";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** How exactly it is known when somebody was last here; a page asks a dozen times a minute. */
const EVERY_MINUTES = 5;

/** Remembers that a person uses the app at this shop: sessions can be handed to them, and what is new to them is told. */
export async function noteVisit(shop: Shop, userId: string, now: Date): Promise<void> {
  const isNew = sql`person.last_seen_at < ${now}::timestamptz - make_interval(mins => ${ABSENCE_MINUTES}::int)`;
  await db().execute(sql`
    INSERT INTO person (shop_id, user_id, first_seen_at, last_seen_at, seen_as_of)
    SELECT ${shop.id}::int, ${userId}::text, ${now}::timestamptz, ${now}::timestamptz,
      (SELECT state.as_of FROM sync_state state WHERE state.shop_id = ${shop.id})
    -- Looked up first: an upsert that changes nothing still locks the row, and so writes to it.
    WHERE NOT EXISTS (
      SELECT 1 FROM person known WHERE known.shop_id = ${shop.id} AND known.user_id = ${userId}
        AND known.last_seen_at >= ${now}::timestamptz - make_interval(mins => ${EVERY_MINUTES}::int)
    )
    ON CONFLICT (shop_id, user_id) DO UPDATE SET
      last_seen_at = EXCLUDED.last_seen_at, seen_as_of = EXCLUDED.seen_as_of,
      previous_seen_at = CASE WHEN ${isNew} THEN person.last_seen_at ELSE person.previous_seen_at END,
      previous_as_of = CASE WHEN ${isNew} THEN person.seen_as_of ELSE person.previous_as_of END`);
}

/** Whether this is somebody of the shop's: they have used the app, or Shopify names them among its staff. */
export async function isKnownPerson(on: Queryable, shop: Shop, userId: string): Promise<boolean> {
  const [found] = await on.query(sql`
    SELECT 1 AS found FROM person p WHERE p.shop_id = ${shop.id} AND p.user_id = ${userId}
    UNION ALL
    SELECT 1 FROM staff_member m WHERE m.shop_id = ${shop.id} AND m.id = ${userId}::bigint LIMIT 1`);
  return found !== undefined;
}
