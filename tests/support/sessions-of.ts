import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

// A shop's mirror read row by row, for reports to be worked out again in the plainest way.

export interface PlainSession {
  id: string;
  drawerId: string;
  locationId: string | null;
  deviceId: string | null;
  currency: string;
  isOpen: boolean;
  openedAt: Date;
  closedAt: Date | null;
  openedOn: string;
  closedOn: string | null;
  expectedAtOpen: bigint;
  countedAtOpen: bigint;
  expectedAtClose: bigint | null;
  countedAtClose: bigint | null;
  closingAdjustment: bigint | null;
  closingBalance: bigint | null;
  closingNote: string | null;
  total: bigint;
  status: string;
  closedBy: string | null;
  previousId: string | null;
  isLedgerRead: boolean;
  activities: PlainActivity[];
}

export interface PlainActivity {
  sessionId: string;
  position: number;
  time: Date;
  kind: string;
  type: string;
  cash: bigint;
  reason: string | null;
  note: string | null;
}

/** Every session of the shop with its activities. */
export async function plainSessionsOf(shop: Shop): Promise<PlainSession[]> {
  const sessions = await db().query<PlainSession>(sql`
    SELECT id::text, drawer_id::text AS "drawerId", location_id::text AS "locationId", device_id::text AS "deviceId",
      currency, is_open AS "isOpen", opened_at AS "openedAt", closed_at AS "closedAt",
      opening_business_date AS "openedOn", closing_business_date AS "closedOn",
      expected_at_open AS "expectedAtOpen", counted_at_open AS "countedAtOpen",
      expected_at_close AS "expectedAtClose", counted_at_close AS "countedAtClose",
      closing_adjustment AS "closingAdjustment", closing_balance AS "closingBalance", closing_note AS "closingNote",
      total_discrepancy AS total, reconciliation AS status, closed_by::text AS "closedBy",
      previous_id::text AS "previousId", ledger_read_at IS NOT NULL AS "isLedgerRead"
    FROM payment_session WHERE shop_id = ${shop.id} ORDER BY opened_at, id`);
  const activities = await db().query<PlainActivity>(sql`
    SELECT session_id::text AS "sessionId", position, occurred_at AS time, kind, type, cash, reason_code AS reason, note
    FROM cash_activity WHERE shop_id = ${shop.id} ORDER BY session_id, position`);
  const bySession = Map.groupBy(activities, ({ sessionId }) => sessionId);
  return sessions.map((session) => ({ ...session, activities: bySession.get(session.id) ?? [] }));
}

/** The sum of what a function finds in each. */
export function sum<Item>(items: readonly Item[], figure: (item: Item) => bigint | null): bigint {
  return items.reduce((total, item) => total + (figure(item) ?? 0n), 0n);
}
