import sql from "sql-template-tag";
import type { SessionRow } from "#app/admin-api/shapes.ts";
import { noteDiscrepancies } from "#app/alerts/note-discrepancies.server.ts";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { recomputeDailyTotals } from "./daily-totals.server.ts";
import { deriveSessions, followingUncounted, sharingDrawerWith } from "./derive-sessions.server.ts";
import { withLegacy } from "./legacy-coverage.server.ts";
import { linkDrawers, sharedStretches } from "./link-drawers.server.ts";
import { namesOfSessions, storeNamesMet } from "./store-names.server.ts";
import { forgetUnread } from "./unread-sessions.server.ts";
import { type UpsertResult, upsertSessions } from "./upsert-sessions.server.ts";

export interface StoreOptions {
  now: Date;
  /** When Shopify answered with the rows, if that is a while ago: what was mirrored since then is newer, and stays. */
  askedAt?: Date;
  /** Runs in the same transaction after the rows: what must not be true without them. */
  within?(tx: Queryable): Promise<void>;
}

/**
 * Mirrors a page of sessions in one transaction: figures, names met, legacy sessions that they cover, links on the
 * drawer, status and checks, the daily totals of the days touched, what is to be told of it, and what the caller does `within`. Doing it twice changes nothing.
 */
export async function storeSessions(shop: Shop, given: readonly SessionRow[], options: StoreOptions): Promise<void> {
  await db().transaction(async (tx) => {
    await lockMirror(tx, shop);
    const rows = options.askedAt ? await withoutNewer(tx, shop, given, options.askedAt) : given;
    await storeNamesMet(tx, shop, namesOfSessions(rows), options.now);
    const result = await upsertSessions(tx, shop, rows, options.now);
    await settle(tx, shop, await withLegacy(tx, shop, result, options.now), []);
    await noteDiscrepancies(tx, shop, result.changed, options.now);
    await forgetUnread(
      tx,
      shop,
      rows.map((row) => row.id),
    );
    await options.within?.(tx);
  });
}

async function withoutNewer(tx: Queryable, shop: Shop, rows: readonly SessionRow[], askedAt: Date) {
  const newer = await tx.query<{ id: string }>(sql`
    SELECT id::text AS id FROM payment_session
    WHERE shop_id = ${shop.id}::int AND id = ANY(${rows.map((row) => row.id)}::bigint[])
      AND fetched_at > ${askedAt}::timestamptz`);
  const ids = new Set(newer.map((row) => row.id));
  return rows.filter((row) => !ids.has(row.id));
}

/** What follows from changed sessions and from ledgers newly read, in the transaction that wrote them. */
export async function settle(
  tx: Queryable,
  shop: Shop,
  { changed, formerDays, drawers }: UpsertResult,
  ledgersRead: readonly string[],
): Promise<void> {
  const onDrawer = await linkDrawers(tx, shop, [...drawers, ...(await sharedStretches(tx, shop, ledgersRead))]);
  const sharing = await sharingDrawerWith(tx, shop, ledgersRead);
  const concerned = new Set([...changed, ...onDrawer, ...ledgersRead, ...sharing]);
  const derived = await deriveSessions(tx, shop, [...concerned]);
  // Only now does their status say whether somebody counted at the end of these.
  await deriveSessions(tx, shop, await followingUncounted(tx, shop, [...ledgersRead, ...sharing]));
  const days = await tx.query<{ day: string }>(sql`
    SELECT DISTINCT closing_business_date AS day FROM payment_session
    WHERE shop_id = ${shop.id}::int AND id = ANY(${[...changed, ...derived]}::bigint[])
      AND closing_business_date IS NOT NULL`);
  await recomputeDailyTotals(tx, shop, [...formerDays, ...days.map((row) => row.day)]);
}

// "mirr" as a number: a space of advisory locks of our own.
const LOCK_SPACE = 0x6d697272;

/** One writer of a shop's mirror at a time: links and totals are worked out from rows that another one may be writing. */
export async function lockMirror(tx: Queryable, shop: Shop): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${LOCK_SPACE}::int, ${shop.id}::int)`);
}
