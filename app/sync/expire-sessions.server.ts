import sql, { raw, type Sql } from "sql-template-tag";
import { businessDateOf } from "#app/calendar/business-day.ts";
import { db, type Queryable } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { keptFrom, type ShopSettings } from "#app/settings/settings.ts";
import type { Expiry } from "#app/settings/settings-answer.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { DeriveOptions } from "./derivation.server.ts";
import { lockMirror, settle } from "./store-sessions.server.ts";
import { moveSyncState, readSyncState } from "./sync-state.server.ts";

const DAY_MS = 86_400_000;
/** Bounds a transaction, with some ten activities a session. */
const CHUNK = 1_000;
/** Whoever forgets a drawer finds it within a month: sessions that opened longer before the first day kept are not read. */
const LONGEST_SESSION_DAYS = 31;
/** A business date lies within two days of UTC's, whatever the zone and the cut-off. */
const WIDEST_DAYS = 2;

/** What is a session's own and goes with it, beside its row. What people wrote about it (reviews, the trail) stays. */
export const TABLES_OF_SESSIONS = ["cash_activity", "session_person", "session_version", "session_word"] as const;

/** Before when the opening of a session says that it is not kept; null: all are. */
export async function openingsKeptFrom(shop: Shop, now: Date): Promise<Date | null> {
  const day = await firstDayKept(shop, now);
  return day === null ? null : new Date(Date.parse(day) - LONGEST_SESSION_DAYS * DAY_MS);
}

/**
 * Deletes the sessions that closed longer ago than the shop keeps them, oldest days first, with their ledgers and the
 * totals of their days. Answers whether all are gone.
 */
export async function expireSessions(shop: Shop, options: DeriveOptions): Promise<boolean> {
  const day = await firstDayKept(shop, options.now());
  if (day === null) return true;
  for (;;) {
    if (!(await hasExpired(shop, day))) return true;
    await db().transaction(async (tx) => {
      await lockMirror(tx, shop);
      const deleted = await deleteChunk(tx, shop, day);
      await keepHistoryBound(tx, shop, day);
      await options.keep?.(tx);
      log.info({ shopId: shop.id, sessions: deleted, day }, "sessions of earlier days were deleted");
    });
    if (await options.isInterrupted()) return false;
  }
}

/** What these settings would have deleted today; null: nothing, ever. */
export async function expiryBy(shop: Shop, settings: ShopSettings, now: Date): Promise<Expiry | null> {
  const from = keptFrom(settings, businessDateOf(now, shop.timeZone, settings.cutOffHour));
  if (from === null) return null;
  const [row] = await db().query<{ sessions: number }>(sql`
    SELECT coalesce(sum(sessions), 0)::int AS sessions FROM daily_total
    WHERE shop_id = ${shop.id}::int AND business_date < ${from}::date`);
  return { from, sessions: row?.sessions ?? 0 };
}

async function firstDayKept(shop: Shop, now: Date): Promise<string | null> {
  const { settings } = await getSettings(shop);
  return keptFrom(settings, businessDateOf(now, shop.timeZone, settings.cutOffHour));
}

async function hasExpired(shop: Shop, day: string): Promise<boolean> {
  const [found] = await db().query<{ any: boolean }>(sql`
    SELECT EXISTS (
      SELECT FROM payment_session WHERE shop_id = ${shop.id}::int AND closing_business_date < ${day}::date
    ) OR EXISTS (SELECT FROM legacy_session l WHERE ${expiredLegacy(shop, day)}) AS any`);
  return found?.any ?? false;
}

/**
 * Sessions of the older API as it gave them, mirrored or held back. They have no business date; a day or two later than it
 * is early enough. The opening says nothing new, but an index leads to it.
 */
function expiredLegacy(shop: Shop, day: string): Sql {
  const bound = new Date(Date.parse(day) - WIDEST_DAYS * DAY_MS);
  return sql`l.shop_id = ${shop.id}::int AND l.opened_at < ${bound}::timestamptz AND l.closed_at < ${bound}::timestamptz`;
}

interface ExpiredRow {
  id: string;
  drawerId: string;
  openedAt: Date;
  closedAt: Date;
  day: string;
}

async function deleteChunk(tx: Queryable, shop: Shop, day: string): Promise<number> {
  const rows = await tx.query<ExpiredRow>(sql`
    SELECT id::text AS id, drawer_id::text AS "drawerId", opened_at AS "openedAt", closed_at AS "closedAt",
      closing_business_date AS day
    FROM payment_session WHERE shop_id = ${shop.id}::int AND closing_business_date < ${day}::date
    ORDER BY closing_business_date LIMIT ${CHUNK}::int`);
  const ids = rows.map((row) => row.id);
  for (const table of TABLES_OF_SESSIONS) {
    await tx.execute(sql`
      DELETE FROM ${raw(table)} WHERE shop_id = ${shop.id}::int AND session_id = ANY(${ids}::bigint[])`);
  }
  await tx.execute(sql`DELETE FROM payment_session WHERE shop_id = ${shop.id}::int AND id = ANY(${ids}::bigint[])`);
  await tx.execute(sql`
    DELETE FROM legacy_session old WHERE old.shop_id = ${shop.id}::int AND old.id IN (
      SELECT l.id FROM legacy_session l WHERE ${expiredLegacy(shop, day)} ORDER BY l.opened_at, l.id LIMIT ${CHUNK}::int)`);
  // The sessions after them on their drawers are now the first ones there.
  const drawers = rows.map(({ drawerId, openedAt, closedAt }) => ({ drawerId, from: openedAt, until: closedAt }));
  await settle(tx, shop, { changed: [], expired: ids, formerDays: rows.map((row) => row.day), drawers }, []);
  return rows.length;
}

/** Says that the mirror reaches back no further: if more is to be kept one day, the history is read from there on. */
async function keepHistoryBound(tx: Queryable, shop: Shop, day: string): Promise<void> {
  const { historyFrom } = await readSyncState(shop, tx);
  const bound = new Date(Date.parse(day) + WIDEST_DAYS * DAY_MS);
  if (historyFrom !== null && historyFrom < bound) await moveSyncState(tx, shop, { historyFrom: bound });
}
