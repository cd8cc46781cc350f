import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import { betweenCounts, type DrawerActivity } from "#app/reconciliation/between-counts.ts";
import type { Shop } from "#app/shop.server.ts";
import { type SessionRecord, wire, wireOrNull } from "./session-records.server.ts";

/** A session beside those that ran on its drawer at the same time. */
export interface SharedDrawer {
  /** This one first, then in order of opening; at most MOST_SESSIONS. */
  sessions: SharedSession[];
  /** The latest first, at most MOST_STRETCHES; null while one of their ledgers is still to be read. */
  stretches: SharedStretch[] | null;
}

export interface SharedSession {
  id: string;
  isThis: boolean;
  deviceId: string | null;
  openedBy: string | null;
  closedBy: string | null;
  openedAt: string;
  closedAt: string | null;
  totalDiscrepancy: WireMoney;
  /** What it did to the drawer while this session was open. */
  handled: WireMoney;
  entries: number;
}

export interface SharedStretch {
  from: string;
  /** Null: nobody has counted since. */
  to: string | null;
  /** What the count at its end found; null too where the count says nothing. */
  found: WireMoney | null;
  handled: { sessionId: string; amount: WireMoney; entries: number; staff: string[] }[];
}

const MOST_SESSIONS = 12;
const MOST_STRETCHES = 24;

interface OtherRecord {
  id: string;
  deviceId: string | null;
  openedBy: string | null;
  closedBy: string | null;
  openedAt: Date;
  closedAt: Date | null;
  totalDiscrepancy: bigint;
  isRead: boolean;
}

/** Who else used the drawer while this session was open, and who handled what between two counts. */
export async function readSharedDrawer(shop: Shop, session: SessionRecord): Promise<SharedDrawer> {
  const until = session.closedAt ?? "infinity";
  const [others, events] = await Promise.all([
    dataOf(shop).query<OtherRecord>(sql`
      SELECT o.id::text, o.device_id::text AS "deviceId", opener.name AS "openedBy", closer.name AS "closedBy",
        o.opened_at AS "openedAt", o.closed_at AS "closedAt", o.total_discrepancy AS "totalDiscrepancy",
        o.ledger_read_at IS NOT NULL AS "isRead"
      FROM payment_session o
      LEFT JOIN staff_member opener ON opener.shop_id = o.shop_id AND opener.id = o.opened_by
      LEFT JOIN staff_member closer ON closer.shop_id = o.shop_id AND closer.id = o.closed_by
      WHERE o.shop_id = ${shop.id} AND o.drawer_id = ${session.drawerId}::bigint AND o.currency = ${session.currency}
        AND (o.id = ${session.id}::bigint OR (o.opened_at < ${until}::timestamptz
          AND coalesce(o.closed_at, 'infinity') > ${session.openedAt}::timestamptz))
      ORDER BY o.id <> ${session.id}::bigint, o.opened_at, o.id`),
    dataOf(shop).query<DrawerActivity>(sql`
      SELECT a.session_id::text AS "sessionId", a.occurred_at AS time, a.kind, a.type, a.cash, a.discrepancy,
        a.reason_code AS "reasonCode", person.name AS staff
      FROM payment_session o
      JOIN cash_activity a ON a.shop_id = o.shop_id AND a.session_id = o.id
        AND a.occurred_at BETWEEN ${session.openedAt}::timestamptz AND ${until}::timestamptz
      LEFT JOIN staff_member person ON person.shop_id = a.shop_id AND person.id = a.staff_id
      WHERE o.shop_id = ${shop.id} AND o.drawer_id = ${session.drawerId}::bigint AND o.currency = ${session.currency}
        AND o.opened_at <= ${until}::timestamptz AND coalesce(o.closed_at, 'infinity') >= ${session.openedAt}::timestamptz
      ORDER BY a.occurred_at, o.opened_at, a.session_id, a.position`),
  ]);
  const isRead = others.every((other) => other.isRead);
  const taking = new Set(others.map(({ id }) => id));
  const own = events.filter(({ sessionId }) => taking.has(sessionId));
  return {
    sessions: others.slice(0, MOST_SESSIONS).map((other) => toSession(session, other, own)),
    stretches: isRead ? toStretches(session, own) : null,
  };
}

function toSession(session: SessionRecord, other: OtherRecord, events: readonly DrawerActivity[]): SharedSession {
  const moved = events.filter(({ sessionId, kind }) => sessionId === other.id && kind !== "count");
  return {
    id: other.id,
    isThis: other.id === session.id,
    deviceId: other.deviceId,
    openedBy: other.openedBy,
    closedBy: other.closedBy,
    openedAt: isoUtc(other.openedAt),
    closedAt: other.closedAt && isoUtc(other.closedAt),
    totalDiscrepancy: wire(other.totalDiscrepancy, session.currency),
    handled: wire(
      moved.reduce((total, { cash }) => total + cash, 0n),
      session.currency,
    ),
    entries: moved.length,
  };
}

function toStretches(session: SessionRecord, events: readonly DrawerActivity[]): SharedStretch[] {
  // What this session's opening count found came about before it.
  const opening = events.findIndex(({ sessionId, type }) => sessionId === session.id && type === "OPENING");
  return betweenCounts(events.slice(opening + 1), session.openedAt)
    .reverse()
    .slice(0, MOST_STRETCHES)
    .map(({ from, count, handled }) => ({
      from: isoUtc(from),
      to: count && isoUtc(count.at),
      found: wireOrNull(count?.discrepancy ?? null, session.currency),
      handled: handled.map(({ sessionId, cash, entries, staff }) => ({
        ...{ sessionId, entries, staff: [...staff] },
        amount: wire(cash, session.currency),
      })),
    }));
}
