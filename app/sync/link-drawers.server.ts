import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { TouchedDrawer } from "./upsert-sessions.server.ts";

/**
 * Finds, for the sessions that a change can concern, the session before them on their drawer and the gap between what
 * that one left and what this one was expected to hold. Answers the sessions concerned: their checks may come out
 * differently, since who shares the drawer with whom may have changed as well.
 *
 * The session before: the latest one closed at or before this one opened. While another session of a shared drawer is
 * open at that moment, the drawer's balance is that session's business, and nobody came "before": unless that one was
 * forgotten, and by its ledger nothing has happened in it since before the session before was opened.
 */
export async function linkDrawers(tx: Queryable, shop: Shop, touched: readonly TouchedDrawer[]): Promise<string[]> {
  if (touched.length === 0) return [];
  const stretches = oncePerDrawer(touched);
  // Concerned: whatever opened during a stretch, and the first to open after it.
  const concerned = await tx.query<{ id: string }>(sql`
    WITH stretch AS (
      SELECT * FROM unnest(
        ${stretches.map((stretch) => stretch.drawerId)}::bigint[],
        ${stretches.map((stretch) => stretch.from)}::timestamptz[],
        ${stretches.map((stretch) => stretch.until)}::timestamptz[]
      ) AS given (drawer_id, opened_from, closed_until)
    ), concerned AS (
      SELECT later.id, later.drawer_id, later.opened_at
      FROM stretch JOIN payment_session later
        ON later.shop_id = ${shop.id}::int AND later.drawer_id = stretch.drawer_id
          AND later.opened_at >= stretch.opened_from
          AND later.opened_at <= coalesce((
            SELECT min(next.opened_at) FROM payment_session next
            WHERE next.shop_id = ${shop.id}::int AND next.drawer_id = stretch.drawer_id
              AND next.opened_at >= stretch.closed_until
          ), 'infinity')
    ), link AS (
      SELECT concerned.id, before.id AS previous_id, before.closing_balance
      FROM concerned LEFT JOIN LATERAL (
        SELECT earlier.id, earlier.closing_balance, earlier.opened_at FROM payment_session earlier
        WHERE earlier.shop_id = ${shop.id}::int AND earlier.drawer_id = concerned.drawer_id
          AND earlier.id <> concerned.id
          AND earlier.opened_at <= concerned.opened_at AND earlier.closed_at <= concerned.opened_at
        ORDER BY earlier.closed_at DESC, earlier.opened_at DESC, earlier.id DESC LIMIT 1
      ) before ON NOT EXISTS (
        SELECT FROM payment_session other
        WHERE other.shop_id = ${shop.id}::int AND other.drawer_id = concerned.drawer_id
          AND other.id <> concerned.id AND other.opened_at <= concerned.opened_at
          AND (other.closed_at IS NULL OR other.closed_at > concerned.opened_at)
          AND NOT (other.opened_at < before.opened_at AND other.ledger_read_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM cash_activity entry
            WHERE entry.shop_id = other.shop_id AND entry.session_id = other.id
              AND entry.occurred_at >= before.opened_at AND entry.occurred_at <= concerned.opened_at
          ))
      )
    ), linked AS (
      UPDATE payment_session mine
      SET previous_id = link.previous_id, carry_over_gap = mine.expected_at_open - link.closing_balance
      FROM link
      WHERE mine.shop_id = ${shop.id}::int AND mine.id = link.id
        AND (mine.previous_id, mine.carry_over_gap)
          IS DISTINCT FROM (link.previous_id, mine.expected_at_open - link.closing_balance)
    )
    SELECT id::text AS id FROM concerned`);
  return concerned.map((row) => row.id);
}

/**
 * The stretches of sessions during which others opened on their drawers: who came before those hangs on these ledgers.
 */
export async function sharedStretches(tx: Queryable, shop: Shop, ids: readonly string[]): Promise<TouchedDrawer[]> {
  if (ids.length === 0) return [];
  return tx.query<TouchedDrawer>(sql`
    SELECT mine.drawer_id::text AS "drawerId", mine.opened_at AS "from", mine.closed_at AS until
    FROM payment_session mine
    WHERE mine.shop_id = ${shop.id}::int AND mine.id = ANY(${ids}::bigint[]) AND EXISTS (
      SELECT FROM payment_session other
      WHERE other.shop_id = mine.shop_id AND other.drawer_id = mine.drawer_id AND other.id <> mine.id
        AND other.opened_at >= mine.opened_at AND other.opened_at < coalesce(mine.closed_at, 'infinity')
    )`);
}

function oncePerDrawer(touched: readonly TouchedDrawer[]): TouchedDrawer[] {
  const byDrawer = new Map<string, TouchedDrawer>();
  for (const stretch of touched) {
    const known = byDrawer.get(stretch.drawerId);
    byDrawer.set(stretch.drawerId, known === undefined ? stretch : spanning(known, stretch));
  }
  return [...byDrawer.values()];
}

function spanning(a: TouchedDrawer, b: TouchedDrawer): TouchedDrawer {
  const until = a.until === null || b.until === null ? null : new Date(Math.max(a.until.getTime(), b.until.getTime()));
  return { drawerId: a.drawerId, from: new Date(Math.min(a.from.getTime(), b.from.getTime())), until };
}
