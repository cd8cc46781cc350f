import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import { magnitude } from "#app/reconciliation/facts.ts";
import { severityOf } from "#app/reconciliation/severity.ts";
import { policyAmounts } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import { type AlertBook, enter, type Entry, forgetOldAlerts, openAlertBook, sessionLink } from "./alert-book.server.ts";
import { type ExceptionFact, exceptionPayload } from "./alert-payload.ts";
import { isTold } from "./is-told.ts";

interface FoundRow extends ExceptionFact {
  fact: string;
  locationId: string | null;
  tolerance: bigint;
}

/**
 * Weighs what no closing of a session brings to light: sessions that were forgotten open, and cash that the books lost
 * between two sessions. At the end of a poll, because in the middle of one the session before may still be missing.
 */
export async function noteExceptions(tx: Queryable, shop: Shop, now: Date): Promise<void> {
  const book = await openAlertBook(tx, shop, now);
  if (book !== null) {
    const stale = await tx.query<FoundRow>(staleSessions(shop, book, now));
    const gaps = await tx.query<FoundRow>(carryOverGaps(shop, book, now));
    const entries = [...stale, ...gaps].map((row) => weigh(shop, row, book));
    await enter(tx, shop, entries, now);
  }
  await forgetOldAlerts(tx, shop, now);
}

function weigh(shop: Shop, row: FoundRow, { settings }: AlertBook): Entry {
  const { fact, kind, amount, currency, locationId, tolerance } = row;
  const isGap = kind === "carry_over_gap";
  const severity = isGap ? severityOf(amount, policyAmounts(settings, currency).single) : "warning";
  const weighed = { kind, locationId, currency, severity, amount: isGap ? amount : null };
  const isBeyond = !isGap || magnitude(amount) > tolerance;
  if (!isBeyond || !isTold(weighed, settings.alerts)) return { fact, kind, payload: null };
  const address = { link: sessionLink(shop, row.sessionId), alertId: fact };
  return { fact, kind, payload: exceptionPayload(row, severity, address) };
}

const staleSessions = (shop: Shop, { newsFrom, settings }: AlertBook, now: Date) => sql`
  SELECT 'stale_open ' || s.id AS fact, 'stale_open' AS kind, s.id::text AS "sessionId",
    s.location_id::text AS "locationId", l.name AS location, d.name AS drawer, m.name AS person, s.currency,
    coalesce(l.time_zone, ${shop.timeZone}) AS "timeZone", s.opened_at AS "openedAt",
    (s.counted_at_open + s.net_cash_sales + coalesce(s.adjustments, 0))::int8 AS amount, s.tolerance,
    round(extract(epoch FROM ${now}::timestamptz - s.opened_at) / 3600, 2)::float8 AS hours
  FROM payment_session s
  LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
  LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id
  LEFT JOIN staff_member m ON m.shop_id = s.shop_id AND m.id = s.opened_by
  WHERE s.shop_id = ${shop.id}::int AND s.is_open AND NOT s.is_legacy
    AND s.opened_at + make_interval(hours => ${settings.staleHours}::int)
      BETWEEN ${newsFrom}::timestamptz AND ${now}::timestamptz
    AND NOT EXISTS (SELECT FROM alert known WHERE known.shop_id = ${shop.id}::int AND known.fact = 'stale_open ' || s.id)`;

/** Shopify's search lags behind: until then the session that came before may not have been found. */
const SEARCH_LAG_M = 15;

const carryOverGaps = (shop: Shop, { newsFrom }: AlertBook, now: Date) => sql`
  SELECT 'carry_over_gap ' || s.id AS fact, 'carry_over_gap' AS kind, s.id::text AS "sessionId",
    s.location_id::text AS "locationId", l.name AS location, d.name AS drawer, m.name AS person, s.currency,
    coalesce(l.time_zone, ${shop.timeZone}) AS "timeZone", s.opened_at AS "openedAt", s.carry_over_gap AS amount,
    s.tolerance, round(extract(epoch FROM s.opened_at - p.closed_at) / 3600, 2)::float8 AS hours
  FROM payment_session s
  JOIN payment_session p ON p.shop_id = s.shop_id AND p.id = s.previous_id AND p.closed_at IS NOT NULL
  LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
  LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id
  LEFT JOIN staff_member m ON m.shop_id = s.shop_id AND m.id = s.opened_by
  WHERE s.shop_id = ${shop.id}::int AND NOT s.is_legacy AND s.opened_at >= ${newsFrom}::timestamptz
    AND s.opened_at < ${now}::timestamptz - make_interval(mins => ${SEARCH_LAG_M}::int)
    AND 'carry_over' = ANY(s.failed_checks)
    AND NOT EXISTS (
      SELECT FROM alert known WHERE known.shop_id = ${shop.id}::int AND known.fact = 'carry_over_gap ' || s.id
    )`;
