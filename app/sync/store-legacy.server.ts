import sql from "sql-template-tag";
import type { LegacyEntry } from "#app/admin-api/legacy-sessions.server.ts";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { amongLegacy, reconcile } from "./legacy-coverage.server.ts";
import { namesOfSessions, storeNamesMet } from "./store-names.server.ts";
import { lockMirror, settle, type StoreOptions } from "./store-sessions.server.ts";

/**
 * Keeps a page of legacy sessions, and mirrors those that no payment session covers, in one transaction with what
 * follows from them. Doing it twice changes nothing.
 */
export async function storeLegacyPage(shop: Shop, given: readonly LegacyEntry[], options: StoreOptions): Promise<void> {
  await db().transaction(async (tx) => {
    await lockMirror(tx, shop);
    const entries = [...new Map(given.map((entry) => [entry.session.id, entry])).values()];
    const { locations, staff } = namesOfSessions(entries.map((entry) => entry.session));
    // Registers get their names with the sessions that are mirrored: others would be listed without any.
    await storeNamesMet(tx, shop, { locations, staff, drawers: [] }, options.now);
    const ids = entries.map(({ session }) => numberOf(session.id));
    if (await keepAsGiven(tx, shop, entries, options.now)) {
      // The searches for devices have not seen the new ones.
      await tx.execute(sql`DELETE FROM legacy_device WHERE shop_id = ${shop.id}::int`);
    }
    const { result } = await reconcile(tx, shop, { where: amongLegacy(ids), now: options.now, isRead: true });
    await settle(tx, shop, result, []);
    await options.within?.(tx);
  });
}

/** Answers whether there are new ones among them. */
async function keepAsGiven(tx: Queryable, shop: Shop, entries: readonly LegacyEntry[], now: Date): Promise<boolean> {
  const sessions = entries.map((entry) => entry.session);
  const stored = await tx.query<{ isNew: boolean }>(sql`
    INSERT INTO legacy_session AS mine (shop_id, id, location_id, opened_at, closed_at, given, fetched_at)
    SELECT ${shop.id}::int, given.*, ${now}::timestamptz
    FROM unnest(${sessions.map(({ id }) => numberOf(id))}::bigint[],
      ${sessions.map(({ location }) => location?.id ?? null)}::bigint[],
      ${sessions.map(({ openedAt }) => openedAt)}::timestamptz[],
      ${sessions.map(({ closedAt }) => closedAt)}::timestamptz[], ${entries.map((entry) => entry.given)}::text[]
    ) AS given (id, location_id, opened_at, closed_at, given)
    ON CONFLICT (shop_id, id) DO UPDATE SET location_id = coalesce(EXCLUDED.location_id, mine.location_id),
      closed_at = EXCLUDED.closed_at, given = EXCLUDED.given, fetched_at = EXCLUDED.fetched_at
    WHERE (mine.location_id, mine.closed_at, mine.given) IS DISTINCT FROM
      (coalesce(EXCLUDED.location_id, mine.location_id), EXCLUDED.closed_at, EXCLUDED.given)
    RETURNING mine.xmax = 0 AS "isNew"`);
  return stored.some(({ isNew }) => isNew);
}

/** The number that the older API gives a session, without the sign that it is mirrored under. */
function numberOf(id: string): string {
  return id.replace("-", "");
}
