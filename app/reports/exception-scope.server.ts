import sql, { join, type Sql } from "sql-template-tag";
import type { Shop } from "#app/shop.server.ts";
import type { ExceptionFilters } from "./exception-filters.ts";

/**
 * When it was: an index has sessions with exceptions in this order. Not coalesce, which is not looked up in an index behind
 * the fence around the shop.
 */
export const EXCEPTION_TIME = sql`CASE WHEN s.closed_at IS NULL THEN s.opened_at ELSE s.closed_at END`;

/** The sessions with exceptions, on `payment_session s`, by day of closing, or of opening while they are open. */
export function exceptionScope(shop: Shop, filters: ExceptionFilters): Sql {
  return join(
    [sql`s.shop_id = ${shop.id}`, sql`s.exceptions <> ARRAY[]::text[]`, ...within(filters), ...atPlaces(filters)],
    " AND ",
  );
}

/** The places and the currency of the filters. */
export function atPlaces({ locations, drawers, currency }: ExceptionFilters): Sql[] {
  const conditions: Sql[] = [];
  if (locations.length > 0) conditions.push(sql`s.location_id = ANY(${locations}::bigint[])`);
  if (drawers.length > 0) conditions.push(sql`s.drawer_id = ANY(${drawers}::bigint[])`);
  if (currency !== null) conditions.push(sql`s.currency = ${currency}`);
  return conditions;
}

// The bounds on the instant say nothing new; they let the index that gives the order give the period too.
function within({ range }: ExceptionFilters): Sql[] {
  if (range === null) return [];
  return [
    sql`coalesce(s.closing_business_date, s.opening_business_date) BETWEEN ${range.from}::date AND ${range.to}::date`,
    sql`${EXCEPTION_TIME} BETWEEN (${range.from}::date - 2)::timestamptz AND (${range.to}::date + 3)::timestamptz`,
  ];
}

/**
 * What an exception of a session (`found.kind`, on `payment_session s`) rests on, in short. A restatement may change any of
 * its figures, so it is a part of all.
 */
export const SESSION_EVIDENCE = sql`concat_ws(' ',
  CASE found.kind WHEN 'carry_over_gap' THEN s.carry_over_gap::text WHEN 'silent_adjustment' THEN s.adjustments::text
    WHEN 'arithmetic' THEN array_to_string(array_remove(s.failed_checks, 'carry_over'), ',') END,
  'restated ' || extract(epoch FROM s.restated_at)::bigint)`;

/**
 * The last word on an exception, as `last`: dismissed, restored, or nothing yet. All of the shop's at once: people write
 * them, so they are few, and a look-up for each exception was planned for ten times as many as there are (200 ms).
 */
export function lastWord(shop: Shop, { kind, subject, evidence }: { kind: Sql; subject: Sql; evidence: Sql }): Sql {
  return sql`LEFT JOIN (
    SELECT DISTINCT ON (word.kind, word.subject, word.evidence)
      word.kind, word.subject, word.evidence, word.act, word.reason, word.user_id, word.at
    FROM exception_dismissal word WHERE word.shop_id = ${shop.id}
    ORDER BY word.kind, word.subject, word.evidence, word.id DESC
  ) last ON last.kind = ${kind} AND last.subject = ${subject} AND last.evidence = ${evidence}`;
}
