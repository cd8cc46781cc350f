import sql, { raw } from "sql-template-tag";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { ActivityRecord, SessionRecord, World } from "#simulator/shop/world.ts";

/** What a token without the optional scopes does not show. */
export interface Shown {
  locations?: boolean;
  devices?: boolean;
  staff?: boolean;
  orders?: boolean;
  giftCards?: boolean;
}

const EVERYTHING: Shown = { locations: true, devices: true, staff: true, orders: true, giftCards: true };

type Row = Record<string, unknown>;

/** Where the mirror is not what the stand-in's shop is; a few lines, since one mistake may spoil every session. */
export async function differencesFrom(world: World, shop: Shop, shown: Shown = EVERYTHING): Promise<string[]> {
  const mirrored = new Set(await mirrorOf(shop));
  const expected = new Set(mirrorExpectedOf(world, shown));
  const missing = [...expected].filter((text) => !mirrored.has(text)).map((text) => `expected ${text}`);
  const surplus = [...mirrored].filter((text) => !expected.has(text)).map((text) => `mirrored ${text}`);
  return [...missing.slice(0, 2), ...surplus.slice(0, 2)];
}

/** The mirrored sessions, each as one text with its activities: what Shopify gave, nothing derived. */
async function mirrorOf(shop: Shop): Promise<string[]> {
  const sessions = await db().query<Row & { id: string }>(sql`
    SELECT id::text, location_id::text, drawer_id::text, device_id::text, currency, is_open, opened_at, closed_at,
      opened_by::text, closed_by::text, opening_note, closing_note, expected_at_open, counted_at_open,
      expected_at_close, counted_at_close, closing_adjustment, closing_balance, cash_sales, cash_refunds,
      net_cash_sales, adjustments, total_discrepancy, total_sales, total_refunds, net_sales, totals_ready
    FROM payment_session WHERE shop_id = ${shop.id} ORDER BY payment_session.id`);
  const activities = await db().query<Row & { session_id: string }>(sql`
    SELECT session_id::text, position, occurred_at, kind, type, currency, cash, expected, counted, discrepancy,
      staff_id::text, reason_code, note, order_id::text, order_name, gift_card_id::text
    FROM cash_activity WHERE shop_id = ${shop.id} ORDER BY cash_activity.session_id, position`);
  const ledgers = new Map<string, Row[]>();
  for (const { session_id, ...line } of activities) ledgers.set(session_id, [...(ledgers.get(session_id) ?? []), line]);
  return sessions.map((row) => asText({ ...row, activities: ledgers.get(row.id) ?? [] }));
}

/** What the mirror has to hold of a stand-in's shop. */
function mirrorExpectedOf(world: World, shown: Shown = EVERYTHING): string[] {
  const sessions = [...world.sessions.values()].filter((session) => world.locations.get(session.locationId)?.hasPosPro);
  sessions.sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
  return sessions.map((session) => asText(expectedSession(world, session, shown)));
}

/** Texts compare a hundred times faster than objects, and a difference is one line. */
function asText(row: Row): string {
  return JSON.stringify(row, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

function expectedSession(world: World, session: SessionRecord, shown: Shown): Row {
  const lines = session.activities.map((activity, index) => ({ activity, index }));
  lines.sort((a, b) => a.activity.time.getTime() - b.activity.time.getTime() || a.index - b.index);
  return {
    id: session.id,
    location_id: shown.locations ? session.locationId : null,
    drawer_id: session.drawerId,
    device_id: shown.devices ? session.deviceId : null,
    currency: session.currency,
    is_open: session.closingTime === null,
    opened_at: toSecond(session.openingTime),
    closed_at: session.closingTime && toSecond(session.closingTime),
    opened_by: shown.staff ? session.openingStaffId : null,
    closed_by: shown.staff ? session.closingStaffId : null,
    opening_note: session.openingNote,
    closing_note: session.closingNote,
    expected_at_open: session.expectedCashAtOpen,
    counted_at_open: session.cashCountedAtOpen,
    expected_at_close: session.expectedCashAtClose,
    counted_at_close: session.cashCountedAtClose,
    closing_adjustment: session.closingAdjustment,
    closing_balance: session.closingBalance,
    cash_sales: session.totalCashSales,
    cash_refunds: session.totalCashRefunds,
    net_cash_sales: session.netCashSales,
    adjustments: session.totalAdjustments,
    total_discrepancy: session.totalDiscrepancy,
    total_sales: session.totalSales,
    total_refunds: session.totalRefunds,
    net_sales: session.netSales,
    totals_ready: session.totalsReady,
    activities: lines.map(({ activity }, index) => ({
      position: index + 1,
      ...expectedActivity(world, session, activity, shown),
    })),
  };
}

function expectedActivity(world: World, session: SessionRecord, activity: ActivityRecord, shown: Shown): Row {
  const isCount = activity.kind === "count";
  const isTransaction = activity.kind === "transaction";
  const reasonId = isTransaction ? null : activity.reasonCodeId;
  return {
    occurred_at: toSecond(activity.time),
    kind: activity.kind,
    type: activity.type,
    currency: session.currency,
    cash: activity.cash,
    expected: isCount ? activity.expected : null,
    counted: isCount ? activity.counted : null,
    discrepancy: isCount ? activity.discrepancy : null,
    staff_id: shown.staff ? activity.staffId : null,
    reason_code: reasonId === null ? null : (world.reasonCodes.get(reasonId)?.code ?? null),
    note: isTransaction ? null : activity.note,
    order_id: isTransaction && shown.orders ? activity.orderId : null,
    order_name: isTransaction && shown.orders ? activity.orderName : null,
    gift_card_id: activity.kind === "adjustment" && shown.giftCards ? activity.giftCardId : null,
  };
}

/** Shopify's times are whole seconds. */
function toSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}

const KEYS: Readonly<Record<string, string>> = {
  payment_session: "id::text",
  cash_activity: "session_id::text || '/' || position",
  session_person: "session_id::text || '/' || staff_id",
  session_version: "session_id::text || '/' || version",
  session_word: "session_id::text || '/' || word",
  daily_total: "business_date::text || currency",
  location: "id::text",
  cash_drawer: "id::text",
  staff_member: "id::text",
};

/** Every row that the sync writes, with the transaction that wrote it: equal before and after means nothing changed. */
export async function versionsOf(shop: Shop): Promise<Row> {
  const versions: Row = {};
  for (const [table, key] of Object.entries(KEYS)) {
    versions[table] = await db().query(sql`
      SELECT ${raw(key)} AS key, xmin::text AS version FROM ${raw(table)} WHERE shop_id = ${shop.id} ORDER BY 1`);
  }
  return versions;
}
