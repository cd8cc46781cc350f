import sql, { raw, type Sql } from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** What a session came to: of a closed session with ready totals none of it should change any more. */
const FIGURES = [
  "currency",
  "closed_at",
  "expected_at_open",
  "counted_at_open",
  "expected_at_close",
  "counted_at_close",
  "closing_adjustment",
  "closing_balance",
  "cash_sales",
  "cash_refunds",
  "net_cash_sales",
  "adjustments",
  "total_discrepancy",
  "total_sales",
  "total_refunds",
  "net_sales",
] as const;

const NAMES = raw(FIGURES.join(", "));
const ofRow = (row: string, names: readonly string[]): Sql => raw(names.map((name) => `${row}.${name}`).join(", "));

/**
 * Keeps the final figures that the rows of `given` are about to overwrite with others, or that they say are final no
 * longer. To be a part of the statement that overwrites them: both see the rows as they were. What was not final
 * (an open session, totals not ready) is no version of anything.
 */
export function formerFigures(shop: Shop, ids: readonly string[], now: Date): Sql {
  const compared = [...FIGURES, "is_open", "totals_ready"];
  return sql`
    INSERT INTO session_version (shop_id, session_id, version, seen_from, seen_until, ${NAMES})
    SELECT former.shop_id, former.id, 1 + (
        SELECT count(*)::int FROM session_version known
        WHERE known.shop_id = ${shop.id}::int AND known.session_id = former.id
      ), former.fetched_at, ${now}::timestamptz, ${ofRow("former", FIGURES)}
    FROM given JOIN payment_session former ON former.shop_id = ${shop.id}::int AND former.id = given.id
    -- The ids once more: by the join alone, a planner that does not know the shop yet reads all of it for each page.
    WHERE former.id = ANY(${ids}::bigint[]) AND NOT former.is_open AND former.totals_ready
      AND (${ofRow("former", compared)}) IS DISTINCT FROM (${ofRow("given", compared)})`;
}

/**
 * Marks as restated those of the sessions whose final figures are others than the ones before. Totals that were taken
 * back and came again as they had been restate nothing.
 */
export async function markRestated(tx: Queryable, shop: Shop, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    UPDATE payment_session mine SET restated_at = former.seen_until
    FROM (
      SELECT DISTINCT ON (version.session_id) version.session_id, version.seen_until
      FROM session_version version
      JOIN payment_session present ON present.shop_id = version.shop_id AND present.id = version.session_id
      WHERE version.shop_id = ${shop.id}::int AND version.session_id = ANY(${ids}::bigint[])
        AND (${ofRow("version", FIGURES)}) IS DISTINCT FROM (${ofRow("present", FIGURES)})
      ORDER BY version.session_id, version.version DESC
    ) former
    WHERE mine.shop_id = ${shop.id}::int AND mine.id = former.session_id AND NOT mine.is_open AND mine.totals_ready
      AND mine.restated_at IS DISTINCT FROM former.seen_until`);
}
