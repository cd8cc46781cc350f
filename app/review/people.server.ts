import sql from "sql-template-tag";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** How exactly it is known when somebody was last here; a page asks a dozen times a minute. */
const EVERY_MINUTES = 15;

/** Remembers that a person uses the app at this shop: sessions can be handed to them. */
export async function noteVisit(shop: Shop, userId: string, now: Date): Promise<void> {
  await db().execute(sql`
    INSERT INTO person (shop_id, user_id, first_seen_at, last_seen_at)
    SELECT ${shop.id}::int, ${userId}::text, ${now}::timestamptz, ${now}::timestamptz
    -- Looked up first: an upsert that changes nothing still locks the row, and so writes to it.
    WHERE NOT EXISTS (
      SELECT 1 FROM person known WHERE known.shop_id = ${shop.id} AND known.user_id = ${userId}
        AND known.last_seen_at >= ${now}::timestamptz - make_interval(mins => ${EVERY_MINUTES}::int)
    )
    ON CONFLICT (shop_id, user_id) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at`);
}

/** Whether this is somebody of the shop's: they have used the app, or Shopify names them among its staff. */
export async function isKnownPerson(on: Queryable, shop: Shop, userId: string): Promise<boolean> {
  const [found] = await on.query(sql`
    SELECT 1 AS found FROM person p WHERE p.shop_id = ${shop.id} AND p.user_id = ${userId}
    UNION ALL
    SELECT 1 FROM staff_member m WHERE m.shop_id = ${shop.id} AND m.id = ${userId}::bigint LIMIT 1`);
  return found !== undefined;
}
