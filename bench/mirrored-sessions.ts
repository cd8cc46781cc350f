import sql from "sql-template-tag";
import type { ActivityRow, Named, SessionRow, SessionWithLedger } from "#app/admin-api/shapes.ts";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

type Id = string | null;
type SessionCells = Omit<SessionRow, "drawer" | "location" | "openedBy" | "closedBy"> &
  Record<"drawerId" | "locationId" | "openedById" | "closedById", Id>;
type ActivityCells = Omit<ActivityRow, "staff"> & { sessionId: string; staffId: Id };

/** The newest closed sessions of a mirror with their ledgers, as if Shopify had just answered with them. */
export async function newestSessions(shop: Shop, count: number): Promise<SessionWithLedger[]> {
  const sessions = await db().query<SessionCells>(sql`
    SELECT id::text, currency, is_open AS "isOpen", opened_at AS "openedAt", closed_at AS "closedAt",
      opening_note AS "openingNote", closing_note AS "closingNote", totals_ready AS "totalsReady",
      device_id::text AS "deviceId", drawer_id::text AS "drawerId", location_id::text AS "locationId",
      opened_by::text AS "openedById", closed_by::text AS "closedById", expected_at_open AS "expectedAtOpen",
      counted_at_open AS "countedAtOpen", expected_at_close AS "expectedAtClose", counted_at_close AS "countedAtClose",
      closing_adjustment AS "closingAdjustment", closing_balance AS "closingBalance", cash_sales AS "cashSales",
      cash_refunds AS "cashRefunds", net_cash_sales AS "netCashSales", adjustments,
      total_discrepancy AS "totalDiscrepancy", total_sales AS "totalSales", total_refunds AS "totalRefunds",
      net_sales AS "netSales"
    FROM payment_session WHERE shop_id = ${shop.id} AND NOT is_open
    ORDER BY payment_session.opened_at DESC, payment_session.id DESC LIMIT ${count}`);
  const ids = sessions.map(({ id }) => id);
  const activities = await db().query<ActivityCells>(sql`
    SELECT session_id::text AS "sessionId", occurred_at AS "time", kind, type, cash, expected, counted, discrepancy,
      staff_id::text AS "staffId", reason_code AS "reasonCode", note, order_id::text AS "orderId",
      order_name AS "orderName", gift_card_id::text AS "giftCardId"
    FROM cash_activity WHERE shop_id = ${shop.id} AND session_id = ANY(${ids}::bigint[]) ORDER BY session_id, position`);
  const ledgers = new Map<string, ActivityCells[]>(ids.map((id) => [id, []]));
  for (const line of activities) ledgers.get(line.sessionId)?.push(line);
  return sessions.map((cells) => ({
    session: {
      ...cells,
      drawer: named(cells.drawerId) ?? { id: "0", name: "" },
      location: named(cells.locationId),
      openedBy: named(cells.openedById),
      closedBy: named(cells.closedById),
    },
    activities: (ledgers.get(cells.id) ?? []).map((line) => ({ ...line, staff: named(line.staffId) })),
  }));
}

function named(id: Id): Named | null {
  return id === null ? null : { id, name: `Name of ${id}` };
}
