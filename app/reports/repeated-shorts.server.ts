import sql, { join, type Sql } from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import { type PolicyEvent, repeatedShorts } from "#app/reconciliation/policy.ts";
import type { ShopSettings } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import type { ExceptionFilters } from "./exception-filters.ts";
import type { ExceptionRow } from "./exception-rows.ts";
import { atPlaces } from "./exception-scope.server.ts";
import { wire, zoneOf } from "./session-records.server.ts";

/** The sessions beside it; the page of the drawer or the person has them all. */
const LISTED = 5;

interface ShortRow {
  type: "drawer" | "person";
  subject: string;
  person: string | null;
  sessionId: string;
  at: Date;
  date: BusinessDate;
  amount: bigint;
  currency: string;
  timeZone: string;
  drawerId: string;
  drawer: string | null;
  location: string | null;
}

type ShortEvent = ShortRow & PolicyEvent;

/**
 * Drawers and people that were short beyond tolerance as often as the shop's policy says within one of its windows: for
 * each the latest window that ends on the days of the filters. Own discrepancies alone, nothing carried in.
 */
export async function findRepeatedShorts(
  shop: Shop,
  filters: ExceptionFilters,
  { policy }: ShopSettings,
): Promise<ExceptionRow[]> {
  const rows = await readShorts(shop, filters, policy.windowDays);
  const { range } = filters;
  const bySubject = Map.groupBy(rows, ({ type, subject, currency }) => `${type} ${subject} ${currency}`);
  return [...bySubject.values()].flatMap((ofSubject) => {
    const found = repeatedShorts(ofSubject.map(toEvent), {
      ...policy,
      isShown: ({ date }) => range === null || date >= range.from,
    });
    return found ? toRow(found, policy.windowDays) : [];
  });
}

const toEvent = (row: ShortRow): ShortEvent => ({ ...row, isBeyondTolerance: true });

function toRow(events: readonly ShortEvent[], windowDays: number): ExceptionRow[] {
  const [last] = events;
  if (!last) return [];
  const { type, subject, currency, timeZone, drawerId, drawer, location, person } = last;
  const sum = events.reduce((total, { amount }) => total + amount, 0n);
  return [
    {
      ...{ kind: "repeated_shorts", timeZone, drawerId, drawer, location, person, dismissed: null },
      subject: { type, id: subject },
      evidence: `${events.length} ${last.sessionId} ${sum}`,
      at: isoUtc(last.at),
      amount: wire(sum, currency),
      detail: {
        ...{ kind: "repeated_shorts", count: events.length, windowDays },
        sessions: events
          .slice(0, LISTED)
          .map(({ sessionId, at, amount }) => ({ id: sessionId, at: isoUtc(at), amount: wire(amount, currency) })),
      },
    },
  ];
}

function readShorts(shop: Shop, filters: ExceptionFilters, windowDays: number): Promise<ShortRow[]> {
  const columns = sql`s.id::text AS "sessionId", s.closed_at AS at, s.closing_business_date AS date, s.currency,
    ${zoneOf(shop)} AS "timeZone", s.drawer_id::text AS "drawerId", d.name AS drawer, l.name AS location`;
  const names = sql`
    LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
    LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id`;
  const places = atPlaces(filters);
  const where = (conditions: Sql[]) => join([...conditions, ...places], " AND ");
  return dataOf(shop).query<ShortRow>(sql`
    SELECT 'drawer' AS type, s.drawer_id::text AS subject, NULL::text AS person,
      s.total_discrepancy - s.opening_discrepancy AS amount, ${columns}
    FROM payment_session s ${names}
    WHERE ${where([
      sql`s.shop_id = ${shop.id}`,
      // As the index has it: shorts of a session's own, what was carried in taken off.
      sql`NOT s.is_open AND s.total_discrepancy - s.opening_discrepancy < -s.tolerance`,
      sql`s.reconciliation NOT IN ('not_counted', 'pending')`,
      ...closedBy(sql`s.closed_at`, filters, windowDays),
    ])}
    UNION ALL
    SELECT 'person', p.staff_id::text, m.name, p.own_discrepancy, ${columns}
    FROM session_person p JOIN payment_session s ON s.shop_id = p.shop_id AND s.id = p.session_id ${names}
    LEFT JOIN staff_member m ON m.shop_id = p.shop_id AND m.id = p.staff_id
    WHERE ${where([
      sql`p.shop_id = ${shop.id} AND s.shop_id = ${shop.id} AND p.is_beyond AND p.own_discrepancy < 0`,
      ...closedBy(sql`p.closed_at`, filters, windowDays),
    ])}`);
}

/** On the days of the filters, or in the window before them. A business date lies within two days of UTC's. */
function closedBy(column: Sql, { range }: ExceptionFilters, windowDays: number): Sql[] {
  if (range === null) return [];
  return [
    sql`s.closing_business_date <= ${range.to}::date`,
    sql`${column} > (${range.from}::date - ${windowDays + 2}::int)::timestamptz`,
    sql`${column} < (${range.to}::date + 3)::timestamptz`,
  ];
}
