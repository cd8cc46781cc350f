import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** What is known of the sessions from before Shopify's rebuild of March 2026. */
export interface LegacyHistory {
  /** What Shopify's older version gives, so far. */
  given: number;
  /** Those that no payment session covers: they stand beside the others, and count. */
  counted: number;
  /** Those that may be the same shifts as payment sessions; they are not counted. */
  heldBack: number;
  isComplete: boolean;
  /** When the first of those that count opened. */
  from: string | null;
  /** Shopify does not give them (any more). */
  isRefused: boolean;
}

/** What of the time before March 2026 is here, and what is not. */
export async function getLegacyHistory(shop: Shop): Promise<LegacyHistory> {
  const [row] = await dataOf(shop).query<Omit<LegacyHistory, "from"> & { from: Date | null }>(sql`
    SELECT (SELECT count(*)::int FROM legacy_session l WHERE l.shop_id = ${shop.id}) AS given,
      (SELECT count(*)::int FROM payment_session s WHERE s.shop_id = ${shop.id} AND s.id < 0) AS counted,
      (SELECT min(s.opened_at) FROM payment_session s WHERE s.shop_id = ${shop.id} AND s.id < 0) AS "from",
      coalesce(history.held_back, 0) AS "heldBack", coalesce(history.is_complete, FALSE) AS "isComplete",
      history.refused IS NOT NULL AS "isRefused"
    FROM (SELECT) nothing LEFT JOIN legacy_history history ON history.shop_id = ${shop.id}`);
  if (row === undefined) throw new Error("A shop has a row, whatever it has read.");
  return { ...row, from: row.from && isoUtc(row.from) };
}
