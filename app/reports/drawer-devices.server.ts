import sql, { join } from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import { sharedWindows } from "#app/reconciliation/shared-use.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { hoursBetween } from "./session-records.server.ts";
import { openNowScope, sessionScope } from "./session-scope.server.ts";

/** Which devices worked on a drawer, and when several did at once. */
export interface DrawerUse {
  /** The one with most sessions first. */
  devices: DeviceRow[];
  /** The latest first, at most MOST_WINDOWS. */
  shared: SharedUseRow[];
  sharedCount: number;
  /** Of all shared windows together, to a hundredth. */
  sharedHours: number;
}

export interface DeviceRow {
  /** Null: not known, as without read_orders. */
  deviceId: string | null;
  sessions: number;
  lastUsedAt: string;
}

export interface SharedUseRow {
  from: string;
  /** Null: still shared. */
  to: string | null;
  hours: number;
  sessions: { id: string; deviceId: string | null; openedBy: string | null; closedBy: string | null }[];
}

const MOST_WINDOWS = 20;

interface UseRecord {
  id: string;
  deviceId: string | null;
  openedAt: Date;
  closedAt: Date | null;
  openedBy: string | null;
  closedBy: string | null;
}

/** Who shared a drawer with whom: over the sessions of the filters and those that run on it now. */
export async function readDrawerUse(
  shop: Shop,
  filters: SessionFilters & { drawers: readonly [string] },
  now: Date,
): Promise<DrawerUse> {
  const either = join([sessionScope(shop, filters), openNowScope(shop, filters)], ") OR (");
  const sessions = await dataOf(shop).query<UseRecord>(sql`
    SELECT s.id::text, s.device_id::text AS "deviceId", s.opened_at AS "openedAt", s.closed_at AS "closedAt",
      opener.name AS "openedBy", closer.name AS "closedBy"
    FROM payment_session s
    LEFT JOIN staff_member opener ON opener.shop_id = s.shop_id AND opener.id = s.opened_by
    LEFT JOIN staff_member closer ON closer.shop_id = s.shop_id AND closer.id = s.closed_by
    WHERE s.shop_id = ${shop.id} AND ((${either})) ORDER BY s.opened_at, s.id`);
  const windows = sharedWindows(sessions).map((window) => ({
    from: isoUtc(window.from),
    to: window.to && isoUtc(window.to),
    hours: hoursBetween(window.from, window.to ?? now),
    sessions: window.sessions.map(({ id, deviceId, openedBy, closedBy }) => ({ id, deviceId, openedBy, closedBy })),
  }));
  return {
    devices: devicesOf(sessions),
    shared: windows.toReversed().slice(0, MOST_WINDOWS),
    sharedCount: windows.length,
    sharedHours: Math.round(windows.reduce((total, { hours }) => total + hours, 0) * 100) / 100,
  };
}

function devicesOf(sessions: readonly UseRecord[]): DeviceRow[] {
  const byDevice = Map.groupBy(sessions, ({ deviceId }) => deviceId);
  return [...byDevice]
    .map(([deviceId, used]) => ({
      deviceId,
      sessions: used.length,
      lastUsedAt: isoUtc(new Date(Math.max(...used.map(({ openedAt, closedAt }) => (closedAt ?? openedAt).getTime())))),
    }))
    .sort((a, b) => b.sessions - a.sessions || ((a.deviceId ?? "") < (b.deviceId ?? "") ? -1 : 1));
}
