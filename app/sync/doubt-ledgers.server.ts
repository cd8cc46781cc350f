import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import type { CheckId } from "#app/reconciliation/checks.ts";
import type { Shop } from "#app/shop.server.ts";

/** The checks that hold a session's figures against its ledger. */
const OF_LEDGER: readonly CheckId[] = [
  "sales_add_up",
  "refunds_add_up",
  "adjustments_add_up",
  "expected_rolls_forward",
  "discrepancy_adds_up",
];

/** Less than a day, since the daily pass does not come on the minute. */
const REREAD_AFTER_HOURS = 20;

/**
 * Has the ledgers read again, which are shown until then, that contradict the figures of their closed sessions, once a day. An activity that reaches
 * Shopify after the closing, with totals that held it already, changes no figure: nothing else would tell that the
 * ledger has become longer.
 */
export async function doubtLedgers(tx: Queryable, shop: Shop, { from, now }: { from: Date; now: Date }): Promise<void> {
  await tx.execute(sql`
    UPDATE payment_session SET ledger_outdated_at = ${now}::timestamptz
    WHERE shop_id = ${shop.id}::int AND opened_at >= ${from}::timestamptz AND NOT is_open AND totals_ready
      AND failed_checks && ${OF_LEDGER}::text[]
      AND ledger_read_at < ${now}::timestamptz - make_interval(hours => ${REREAD_AFTER_HOURS}::int)`);
}
