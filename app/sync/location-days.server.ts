import sql from "sql-template-tag";
import type { LocationDay } from "#app/admin-api/location-summaries.server.ts";
import { businessDateOf, businessDayBounds } from "#app/calendar/business-day.ts";
import { addDays, eachDay } from "#app/calendar/dates.ts";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { Basis, BasisSums, MirroredDay, Zone } from "./location-readings.ts";

/** A location's day with its bounds in every zone that it may be meant in; in none twice. */
export interface BoundedDay extends LocationDay {
  bounds: { zone: Zone; from: Date; to: Date }[];
}

const MIDNIGHT = 0;
/** A location without a session for so long is not asked for, unless it has a drawer. */
const REACH_DAYS = 35;
const DAY_MS = 86_400_000;

/**
 * The last days that were over before `until` wherever they began, of every location that has a drawer or had a
 * session lately: newest first. Days are calendar days, since Shopify knows no other hour at which one begins.
 */
export async function daysToCompare(shop: Shop, { until, days }: { until: Date; days: number }): Promise<BoundedDay[]> {
  const locations = await db().query<{ id: string; timeZone: string | null }>(sql`
    SELECT id::text, time_zone AS "timeZone" FROM location place
    WHERE shop_id = ${shop.id}::int AND (
      EXISTS (SELECT FROM cash_drawer drawer WHERE drawer.shop_id = place.shop_id AND drawer.location_id = place.id)
      OR EXISTS (
        SELECT FROM payment_session session
        WHERE session.shop_id = place.shop_id AND session.location_id = place.id
          AND session.closed_at >= ${new Date(until.getTime() - REACH_DAYS * DAY_MS)}::timestamptz
      )
    ) ORDER BY place.id`);
  const zones = new Set([shop.timeZone, "UTC", ...locations.flatMap(({ timeZone }) => timeZone ?? [])]);
  const last = [...zones].map((zone) => addDays(businessDateOf(until, zone, MIDNIGHT), -1)).sort()[0];
  if (last === undefined) return [];
  const dates = eachDay(addDays(last, 1 - days), last).reverse();
  return dates.flatMap((day) => {
    const inShop = { zone: "shop", ...businessDayBounds(day, shop.timeZone, MIDNIGHT) } as const;
    const inUtc = { zone: "utc", ...businessDayBounds(day, "UTC", MIDNIGHT) } as const;
    const bounds = shop.timeZone === "UTC" ? [inShop] : [inShop, inUtc];
    return locations.map(({ id, timeZone }) => {
      const isElsewhere = timeZone !== null && timeZone !== shop.timeZone;
      const there = isElsewhere ? [{ zone: "location" as const, ...businessDayBounds(day, timeZone, MIDNIGHT) }] : [];
      return { locationId: id, day, bounds: [...bounds, ...there] };
    });
  });
}

type SumsRecord = BasisSums & { n: number; basis: Basis };

/** Sums what the mirror has of each day, in each zone and on each basis. */
export async function sumDays(shop: Shop, days: readonly BoundedDay[]): Promise<MirroredDay[]> {
  const spans = days.flatMap(({ locationId, bounds }, index) =>
    bounds.map(({ zone, from, to }) => ({ index, zone, locationId, from, to })),
  );
  if (spans.length === 0) return [];
  const first = new Date(Math.min(...spans.map(({ from }) => from.getTime())));
  const last = new Date(Math.max(...spans.map(({ to }) => to.getTime())));
  const records = await db().query<SumsRecord>(sql`
    WITH given AS (
      SELECT n::int, location_id, starts, ends FROM unnest(
        ${spans.map(({ locationId }) => locationId)}::bigint[], ${spans.map(({ from }) => from)}::timestamptz[],
        ${spans.map(({ to }) => to)}::timestamptz[]
      ) WITH ORDINALITY AS given (location_id, starts, ends, n)
    ), recent AS MATERIALIZED (
      SELECT *, NOT is_open AND totals_ready AS is_final FROM payment_session
      WHERE shop_id = ${shop.id}::int AND opened_at < ${last}::timestamptz
        AND (is_open OR closed_at >= ${first}::timestamptz)
    ), counted AS (
      SELECT activity.shop_id, activity.session_id, sum(activity.discrepancy) AS discrepancy
      FROM recent JOIN cash_activity activity
        ON activity.shop_id = ${shop.id}::int AND activity.session_id = recent.id AND activity.kind = 'count'
      GROUP BY activity.shop_id, activity.session_id
    ), share AS (
      SELECT given.n, basis.name AS basis, recent.currency, is_final AS is_summed, ledger_read_at IS NOT NULL AS is_read,
        net_cash_sales, net_sales, adjustments, coalesce(closing_adjustment, 0) AS closing_adjustment,
        total_discrepancy, coalesce(counted.discrepancy, 0) AS counted_discrepancy
      FROM given
      JOIN recent ON recent.shop_id = ${shop.id}::int AND recent.location_id = given.location_id
      LEFT JOIN counted ON counted.shop_id = recent.shop_id AND counted.session_id = recent.id
      CROSS JOIN LATERAL (VALUES ('opening', recent.opened_at), ('closing', recent.closed_at)) AS basis (name, at)
      WHERE basis.at >= given.starts AND basis.at < given.ends
      UNION ALL
      -- The entries of each session that ran in the day, the open ones too. Shopify gives no time for other tenders.
      SELECT given.n, 'entry', recent.currency, ledger_read_at IS NOT NULL, ledger_read_at IS NOT NULL,
        entries.transactions, NULL, entries.adjustments, entries.closing_adjustments, NULL, entries.discrepancies
      FROM given
      JOIN recent ON recent.shop_id = ${shop.id}::int AND recent.location_id = given.location_id
        AND recent.opened_at < given.ends AND (recent.is_open OR recent.closed_at >= given.starts)
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(cash) FILTER (WHERE kind = 'transaction'), 0) AS transactions,
          coalesce(sum(cash) FILTER (WHERE kind = 'adjustment' AND type <> 'CLOSING_ADJUSTMENT'), 0) AS adjustments,
          coalesce(sum(cash) FILTER (WHERE type = 'CLOSING_ADJUSTMENT'), 0) AS closing_adjustments,
          coalesce(sum(discrepancy) FILTER (WHERE kind = 'count'), 0) AS discrepancies
        FROM cash_activity
        WHERE shop_id = ${shop.id}::int AND session_id = recent.id
          AND occurred_at >= given.starts AND occurred_at < given.ends
      ) entries
    )
    SELECT n, basis, count(*)::int AS sessions,
      CASE WHEN count(DISTINCT currency) = 1 THEN min(currency) END AS currency,
      CASE WHEN bool_and(is_summed) THEN sum(net_cash_sales)::int8 END AS "netCashSales",
      CASE WHEN bool_and(is_summed) THEN sum(net_sales)::int8 END AS "netSales",
      CASE WHEN bool_and(is_summed) THEN sum(adjustments)::int8 END AS adjustments,
      CASE WHEN bool_and(is_summed) THEN sum(closing_adjustment)::int8 END AS "closingAdjustments",
      CASE WHEN bool_and(is_summed) THEN sum(total_discrepancy)::int8 END AS discrepancies,
      CASE WHEN bool_and(is_summed AND is_read) THEN sum(counted_discrepancy)::int8 END AS "countedDiscrepancies"
    FROM share GROUP BY n, basis`);
  const mirrored: MirroredDay[] = days.map(({ bounds }) => Object.fromEntries(bounds.map(({ zone }) => [zone, {}])));
  for (const { n, basis, ...sums } of records) {
    const span = spans[n - 1];
    const zone = span && mirrored[span.index]?.[span.zone];
    if (zone) zone[basis] = sums;
  }
  return mirrored;
}

/** The stretch of opening times that holds every session of these days, but for those open for more than a day. */
export function openingsOf(days: readonly BoundedDay[]): { from: Date; to: Date } {
  const bounds = days.flatMap((day) => day.bounds);
  return {
    from: new Date(Math.min(...bounds.map(({ from }) => from.getTime())) - DAY_MS),
    to: new Date(Math.max(...bounds.map(({ to }) => to.getTime()))),
  };
}
