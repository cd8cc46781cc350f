import sql, { join, type Sql } from "sql-template-tag";
import type { DateRange } from "#app/calendar/dates.ts";
import { DIGITS_OTHER_THAN_TWO } from "#app/money/currencies.ts";
import { CHECK_IDS } from "#app/reconciliation/check.ts";
import type { ReviewState } from "#app/reconciliation/review.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { foundBy } from "./search-scope.server.ts";

/**
 * The condition that a filtered set of sessions meets, on `payment_session s`: written here once, for pages and exports.
 * By closing holds closed sessions by the date of their closing, and no others whatever the status asks for; by opening
 * holds open ones too.
 */
export function sessionScope(shop: Shop, filters: SessionFilters, range: DateRange | null = filters.range): Sql {
  const dated = filters.by === "opening" ? openedWithin(range) : [sql`NOT s.is_open`, ...closedWithin(range)];
  const narrow = [...withStatus(filters.statuses), ...withReview(filters.reviews), ...narrowing(shop, filters)];
  return join([sql`s.shop_id = ${shop.id}`, ...dated, ...narrow], " AND ");
}

/** The sessions that are open now, at the places and in the currency of the filters, whatever the dates. */
export function openNowScope(shop: Shop, filters: SessionFilters): Sql {
  const anywhere = { sign: null, minAbs: null, checks: [], reviews: [], assignee: null, search: null };
  const where = narrowing(shop, { ...filters, ...anywhere });
  return join([sql`s.shop_id = ${shop.id}`, sql`s.is_open`, ...where], " AND ");
}

/** The instant that the filters count by. */
export function scopeTime(filters: SessionFilters): Sql {
  return filters.by === "opening" ? sql`s.opened_at` : sql`s.closed_at`;
}

/** The business date that the filters count by. */
export function scopeDate(filters: SessionFilters): Sql {
  return filters.by === "opening" ? sql`s.opening_business_date` : sql`s.closing_business_date`;
}

// A business date lies within two days of UTC's date, whatever the zone and the cut-off. The bounds on the instant say
// nothing new; they let the index that gives the order give the period too.

function closedWithin(range: DateRange | null): Sql[] {
  if (range === null) return [];
  return [
    sql`s.closing_business_date BETWEEN ${range.from}::date AND ${range.to}::date`,
    sql`s.closed_at BETWEEN (${range.from}::date - 2)::timestamptz AND (${range.to}::date + 3)::timestamptz`,
  ];
}

function openedWithin(range: DateRange | null): Sql[] {
  if (range === null) return [];
  return [
    sql`s.opening_business_date BETWEEN ${range.from}::date AND ${range.to}::date`,
    sql`s.opened_at BETWEEN (${range.from}::date - 2)::timestamptz AND (${range.to}::date + 3)::timestamptz`,
  ];
}

function withStatus(statuses: SessionFilters["statuses"]): Sql[] {
  if (statuses.length === 0) return [];
  // `reconciliation` says "open" of an open session too; only these three are words of their own.
  const words = statuses.filter((status) => !["closed", "restated", "legacy"].includes(status));
  const conditions = words.length > 0 ? [sql`s.reconciliation = ANY(${words}::text[])`] : [];
  if (statuses.includes("closed")) conditions.push(sql`NOT s.is_open`);
  if (statuses.includes("restated")) conditions.push(sql`s.restated_at IS NOT NULL`);
  if (statuses.includes("legacy")) conditions.push(sql`s.is_legacy`);
  return [sql`(${join(conditions, " OR ")})`];
}

/** Nobody has settled it, word for word as the index payment_session_needs_review has it. */
export const NEEDS_REVIEW = sql`(s.review_state = 'reopened'
  OR (s.review_state IS NULL AND s.reconciliation IN ('over', 'short')))`;

/** What each state of a review is, in columns of `payment_session s`. */
export const REVIEW_CONDITIONS: Record<ReviewState, Sql> = {
  needs: NEEDS_REVIEW,
  reviewed: sql`s.review_state = 'reviewed'`,
  escalated: sql`s.review_state = 'escalated'`,
  reopened: sql`s.review_state = 'reopened'`,
  none: sql`(s.review_state IS NULL AND s.reconciliation NOT IN ('over', 'short'))`,
};

function withReview(reviews: readonly ReviewState[]): Sql[] {
  if (reviews.length === 0) return [];
  return [
    sql`(${join(
      reviews.map((review) => REVIEW_CONDITIONS[review]),
      " OR ",
    )})`,
  ];
}

/** Escalated, and by the last word of the trail to this person. */
export function escalatedTo(shop: Shop, userId: string): Sql {
  return sql`s.review_state = 'escalated' AND EXISTS (
    SELECT 1 FROM review_event e
    WHERE e.shop_id = ${shop.id} AND e.session_id = s.id AND e.kind = 'escalated' AND e.assignee = ${userId}
      AND NOT EXISTS (
        SELECT 1 FROM review_event later
        WHERE later.shop_id = ${shop.id} AND later.session_id = e.session_id AND later.number > e.number
          AND later.kind = 'escalated'
      ))`;
}

function narrowing(shop: Shop, filters: SessionFilters): Sql[] {
  const conditions: Sql[] = [];
  if (filters.locations.length > 0) conditions.push(sql`s.location_id = ANY(${filters.locations}::bigint[])`);
  if (filters.drawers.length > 0) conditions.push(sql`s.drawer_id = ANY(${filters.drawers}::bigint[])`);
  if (filters.sessions.length > 0) conditions.push(sql`s.id = ANY(${filters.sessions}::bigint[])`);
  if (filters.devices.length > 0) conditions.push(sql`s.device_id = ANY(${filters.devices}::bigint[])`);
  if (filters.people.length > 0) {
    conditions.push(
      sql`(s.opened_by = ANY(${filters.people}::bigint[]) OR s.closed_by = ANY(${filters.people}::bigint[]))`,
    );
  }
  if (filters.currency !== null) conditions.push(sql`s.currency = ${filters.currency}`);
  if (filters.sign === "over") conditions.push(sql`s.total_discrepancy > 0`);
  if (filters.sign === "short") conditions.push(sql`s.total_discrepancy < 0`);
  if (filters.checks.length > 0) conditions.push(withFailedChecks(filters.checks));
  if (filters.assignee !== null) conditions.push(escalatedTo(shop, filters.assignee));
  if (filters.search !== null) conditions.push(foundBy(shop, filters.search));
  if (filters.minAbs !== null) {
    conditions.push(sql`s.abs_discrepancy >= ${filters.minAbs}::numeric * ${UNITS_PER_MAJOR}`);
  }
  return conditions;
}

/** Sessions of which one of these checks fails. The first condition is that of the index payment_session_failed_checks. */
function withFailedChecks(checks: SessionFilters["checks"]): Sql {
  const ids = new Set(checks.flatMap((check) => (check === "arithmetic" ? ARITHMETIC : check)));
  return sql`s.failed_checks <> ARRAY[]::text[] AND s.failed_checks && ${[...ids]}::text[]`;
}

const ARITHMETIC = CHECK_IDS.filter((id) => id !== "carry_over");

function codesWithDigits(wanted: number): string[] {
  return [...DIGITS_OTHER_THAN_TWO].filter(([, digits]) => digits === wanted).map(([code]) => code);
}

const UNITS_PER_MAJOR = sql`CASE WHEN s.currency = ANY(${codesWithDigits(0)}::text[]) THEN 1
  WHEN s.currency = ANY(${codesWithDigits(3)}::text[]) THEN 1000
  WHEN s.currency = ANY(${codesWithDigits(4)}::text[]) THEN 10000 ELSE 100 END`;
