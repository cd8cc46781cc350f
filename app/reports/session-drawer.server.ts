import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { ActivityFacts } from "#app/reconciliation/facts.ts";
import type { Shop } from "#app/shop.server.ts";
import { SESSION_TABLES, sessionColumns, type SessionRecord } from "./session-records.server.ts";

/** A session and whether the mirror reaches back to the drawer's first one. */
export type DrawerRecord = SessionRecord & { isHistoryComplete: boolean };

/** A mirrored activity: what the rules ask for, and what a person reads beside it. */
export interface ActivityRow extends ActivityFacts {
  staff: string | null;
  orderId: string | null;
  orderName: string | null;
  giftCardId: string | null;
}

const ACTIVITY_COLUMNS = sql`a.position, a.occurred_at AS "time", a.kind, a.type, a.cash, a.expected, a.counted,
  a.discrepancy, a.reason_code AS "reasonCode", a.note`;

/**
 * A session and its neighbours on the drawer. The previous one is the one that the drawer was taken over from; where
 * nobody came before, it is, of those that opened earlier, the one that closed last, those still open coming first. The
 * next one opened next.
 *
 * The drawer is compared as a value, not joined: joined to `me`, PostgreSQL walks an index of the whole shop's times, or
 * of all its drawers, to the one row in the order asked for, 10 to 50 ms instead of 1. For the same reason "still open
 * first" is an expression, where NULLS FIRST would do: the index by closing time has that order.
 */
export async function readWithNeighbours(
  shop: Shop,
  sessionId: string,
): Promise<{ session: DrawerRecord | null; previous: DrawerRecord | null; next: DrawerRecord | null }> {
  const rows = await dataOf(shop).query<DrawerRecord & { part: "session" | "previous" | "next" }>(sql`
    WITH me AS (
      SELECT id, drawer_id, opened_at, previous_id FROM payment_session WHERE shop_id = ${shop.id} AND id = ${sessionId}::bigint
    ), chosen AS (
      SELECT 'session' AS part, id FROM me
      UNION ALL
      SELECT 'previous', previous_id FROM me WHERE previous_id IS NOT NULL
      UNION ALL
      (SELECT 'previous', o.id FROM payment_session o
       WHERE o.shop_id = ${shop.id} AND o.drawer_id = (SELECT drawer_id FROM me)
         AND (o.opened_at, o.id) < (SELECT opened_at, id FROM me) AND (SELECT previous_id FROM me) IS NULL
       ORDER BY o.closed_at IS NULL DESC, o.closed_at DESC, o.opened_at DESC, o.id DESC LIMIT 1)
      UNION ALL
      (SELECT 'next', o.id FROM payment_session o
       WHERE o.shop_id = ${shop.id} AND o.drawer_id = (SELECT drawer_id FROM me)
         AND (o.opened_at, o.id) > (SELECT opened_at, id FROM me)
       ORDER BY o.opened_at, o.id LIMIT 1)
    )
    SELECT chosen.part, ${sessionColumns(shop)},
      coalesce((SELECT history_complete FROM sync_state WHERE shop_id = ${shop.id}), FALSE) AS "isHistoryComplete"
    FROM ${SESSION_TABLES} JOIN chosen ON chosen.id = s.id WHERE s.shop_id = ${shop.id}`);
  const of = (part: string) => rows.find((row) => row.part === part) ?? null;
  return { session: of("session"), previous: of("previous"), next: of("next") };
}

/** A session's activities in their order, as far as they are mirrored. */
export function readLedger(shop: Shop, sessionId: string): Promise<ActivityRow[]> {
  return dataOf(shop).query<ActivityRow>(sql`
    SELECT ${ACTIVITY_COLUMNS}, staff.name AS staff, a.order_id::text AS "orderId", a.order_name AS "orderName",
      a.gift_card_id::text AS "giftCardId"
    FROM cash_activity a LEFT JOIN staff_member staff ON staff.shop_id = a.shop_id AND staff.id = a.staff_id
    WHERE a.shop_id = ${shop.id} AND a.session_id = ${sessionId}::bigint ORDER BY a.position`);
}

/** What other sessions did to the drawer while this one was open; null while one of their ledgers is still to be read. */
export async function readDrawerEvents(
  shop: Shop,
  sessionId: string,
): Promise<{ drawerEvents: ActivityFacts[] | null; isDrawerShared: boolean }> {
  const rows = await dataOf(shop).query<(ActivityFacts | { position: null }) & { isRead: boolean }>(sql`
    SELECT o.ledger_read_at IS NOT NULL AS "isRead", ${ACTIVITY_COLUMNS}
    FROM payment_session me
    JOIN payment_session o ON o.shop_id = me.shop_id AND o.drawer_id = me.drawer_id AND o.id <> me.id
      AND o.opened_at < coalesce(me.closed_at, 'infinity') AND coalesce(o.closed_at, 'infinity') > me.opened_at
    LEFT JOIN cash_activity a ON a.shop_id = o.shop_id AND a.session_id = o.id
      AND a.occurred_at BETWEEN me.opened_at AND coalesce(me.closed_at, 'infinity')
    WHERE me.shop_id = ${shop.id} AND me.id = ${sessionId}::bigint ORDER BY a.occurred_at, o.id, a.position`);
  const isRead = rows.every((row) => row.isRead);
  const events = rows.filter((row): row is ActivityFacts & { isRead: boolean } => row.position !== null);
  return { drawerEvents: isRead ? events : null, isDrawerShared: rows.length > 0 };
}
