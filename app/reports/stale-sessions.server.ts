import sql, { join } from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { ExceptionFilters } from "./exception-filters.ts";
import type { ExceptionRow } from "./exception-rows.ts";
import { atPlaces } from "./exception-scope.server.ts";
import { hoursBetween, wire, zoneOf } from "./session-records.server.ts";

interface StaleRow {
  id: string;
  openedAt: Date;
  openedBy: string | null;
  timeZone: string;
  drawerId: string;
  drawer: string | null;
  location: string | null;
  currency: string;
  expectedNow: bigint;
}

/** Sessions that have been open for longer than the shop says a session lasts: of every date, since they run now. */
export async function findStaleSessions(
  shop: Shop,
  filters: ExceptionFilters,
  { staleHours, now }: { staleHours: number; now: Date },
): Promise<ExceptionRow[]> {
  const rows = await dataOf(shop).query<StaleRow>(sql`
    SELECT s.id::text AS id, s.opened_at AS "openedAt", m.name AS "openedBy", ${zoneOf(shop)} AS "timeZone",
      s.drawer_id::text AS "drawerId", d.name AS drawer, l.name AS location, s.currency,
      s.counted_at_open + s.net_cash_sales + s.adjustments AS "expectedNow"
    FROM payment_session s
    LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
    LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id
    LEFT JOIN staff_member m ON m.shop_id = s.shop_id AND m.id = s.opened_by
    WHERE ${join(
      [
        sql`s.shop_id = ${shop.id} AND s.is_open`,
        sql`s.opened_at < ${now}::timestamptz - make_interval(hours => ${staleHours}::int)`,
        ...atPlaces(filters),
      ],
      " AND ",
    )}`);
  return rows.map(({ id, openedAt, openedBy, timeZone, drawerId, drawer, location, currency, expectedNow }) => ({
    ...{ kind: "stale_open", evidence: "", timeZone, drawerId, drawer, location, dismissed: null },
    subject: { type: "session", id },
    at: isoUtc(openedAt),
    person: openedBy,
    amount: wire(expectedNow, currency),
    detail: { kind: "stale_open", hoursOpen: hoursBetween(openedAt, now) },
  }));
}
