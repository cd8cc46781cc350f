import sql from "sql-template-tag";
import type { DrawerWindow } from "#app/admin-api/drawer-totals.server.ts";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** What the mirror has of a drawer between two moments at which none of its sessions was open. */
export interface MirroredWindow extends DrawerWindow {
  sessions: number;
  cashSales: bigint;
  totalSales: bigint;
  cashRefunds: bigint;
  totalRefunds: bigint;
  netCashSales: bigint;
  netSales: bigint;
  adjustments: bigint;
  closingAdjustments: bigint;
  discrepancies: bigint;
  /** By the counts in the ledgers; null while one of them is still to be read. */
  countedDiscrepancies: bigint | null;
}

interface Bounds {
  drawerId: string;
  from: Date;
  to: Date;
}

/**
 * For each drawer the stretch that has not been compared yet, from `since` at the earliest to `until` at the latest. It
 * begins and ends in a second in which no session of the drawer is open, and every session in it is final: so whether
 * Shopify sums activities by their time or sessions by their opening or closing, it sums the same.
 */
export async function windowsToCompare(shop: Shop, { since, until }: { since: Date; until: Date }): Promise<Bounds[]> {
  return db().query<Bounds>(sql`
    WITH recent AS (
      SELECT id, drawer_id, opened_at, coalesce(closed_at, 'infinity') AS ends, NOT is_open AND totals_ready AS is_final
      FROM payment_session
      WHERE shop_id = ${shop.id}::int AND NOT is_legacy AND (is_open OR closed_at >= ${since}::timestamptz)
    ), walked AS (
      SELECT drawer_id, max(ends) OVER so_far AS busy_until,
        lead(opened_at) OVER (PARTITION BY drawer_id ORDER BY opened_at, id) AS next_opened,
        bool_and(is_final) OVER so_far AS is_final
      FROM recent WINDOW so_far AS (PARTITION BY drawer_id ORDER BY opened_at, id)
    ), quiet AS (
      SELECT drawer_id, busy_until + interval '1 second' AS at FROM walked
      WHERE is_final AND busy_until < ${until}::timestamptz
        AND (next_opened IS NULL OR next_opened > busy_until + interval '1 second')
      UNION
      SELECT drawer_id, min(opened_at) FROM recent GROUP BY drawer_id HAVING min(opened_at) >= ${since}::timestamptz
    ), done AS (
      SELECT drawer_id, max(window_to) AS at FROM drawer_comparison WHERE shop_id = ${shop.id}::int GROUP BY drawer_id
    )
    SELECT quiet.drawer_id::text AS "drawerId", min(quiet.at) AS "from", max(quiet.at) AS "to"
    FROM quiet LEFT JOIN done ON done.drawer_id = quiet.drawer_id
    WHERE done.at IS NULL OR quiet.at >= done.at
    GROUP BY quiet.drawer_id HAVING min(quiet.at) < max(quiet.at)
    ORDER BY quiet.drawer_id`);
}

/** Sums what the mirror has of each window; one that holds several currencies, or a session not final, is left out. */
export async function sumWindows(shop: Shop, windows: readonly Bounds[]): Promise<MirroredWindow[]> {
  if (windows.length === 0) return [];
  return db().query<MirroredWindow>(sql`
    SELECT given.drawer_id::text AS "drawerId", given.starts AS "from", given.ends AS "to",
      min(session.currency) AS currency, count(*)::int AS sessions,
      sum(cash_sales)::int8 AS "cashSales", sum(total_sales)::int8 AS "totalSales",
      sum(cash_refunds)::int8 AS "cashRefunds", sum(total_refunds)::int8 AS "totalRefunds",
      sum(net_cash_sales)::int8 AS "netCashSales", sum(net_sales)::int8 AS "netSales",
      sum(adjustments)::int8 AS adjustments, coalesce(sum(closing_adjustment), 0)::int8 AS "closingAdjustments",
      sum(total_discrepancy)::int8 AS discrepancies,
      CASE WHEN bool_and(ledger_read_at IS NOT NULL) THEN sum(counts.discrepancy)::int8 END AS "countedDiscrepancies"
    FROM unnest(
      ${windows.map((window) => window.drawerId)}::bigint[], ${windows.map((window) => window.from)}::timestamptz[],
      ${windows.map((window) => window.to)}::timestamptz[]
    ) AS given (drawer_id, starts, ends)
    JOIN payment_session session ON session.shop_id = ${shop.id}::int AND session.drawer_id = given.drawer_id
      AND session.opened_at >= given.starts AND session.opened_at < given.ends
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(discrepancy), 0) AS discrepancy FROM cash_activity
      WHERE shop_id = ${shop.id}::int AND session_id = session.id AND kind = 'count'
    ) counts
    GROUP BY given.drawer_id, given.starts, given.ends
    HAVING count(DISTINCT session.currency) = 1 AND bool_and(NOT is_open AND totals_ready)
    ORDER BY given.drawer_id, given.starts`);
}
