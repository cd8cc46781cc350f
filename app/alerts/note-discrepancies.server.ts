import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import type { Status } from "#app/reconciliation/status.ts";
import { severityOf } from "#app/reconciliation/severity.ts";
import { policyAmounts } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import { enter, type AlertBook, type Entry, openAlertBook, sessionLink } from "./alert-book.server.ts";
import { type DiscrepancyFact, discrepancyPayload } from "./alert-payload.ts";
import { isTold } from "./is-told.ts";

interface ClosedRow extends Omit<DiscrepancyFact, "countedAtClose"> {
  fact: string;
  locationId: string | null;
  status: Status;
  countedAtClose: bigint | null;
}

/**
 * Weighs the final figures of these sessions, in the transaction that stored them, and writes down which are to be told:
 * each session once when it has ended, and once more each time that Shopify gives other figures. What a change of the
 * settings makes of sessions that were weighed is no news.
 */
export async function noteDiscrepancies(tx: Queryable, shop: Shop, ids: readonly string[], now: Date): Promise<void> {
  const book = ids.length === 0 ? null : await openAlertBook(tx, shop, now);
  if (book === null) return;
  const rows = await tx.query<ClosedRow>(unweighed(shop, ids, book));
  await enter(
    tx,
    shop,
    rows.map((row) => weigh(shop, row, book)),
    now,
  );
}

function weigh(shop: Shop, row: ClosedRow, { settings }: AlertBook): Entry {
  const { fact, status, countedAtClose, totalDiscrepancy: amount, currency, locationId } = row;
  const entry = { fact, kind: "discrepancy" } as const;
  const isBeyond = status === "over" || status === "short";
  const severity = severityOf(amount, policyAmounts(settings, currency).single);
  const weighed = { kind: entry.kind, locationId, currency, severity, amount };
  if (!isBeyond || countedAtClose === null || !isTold(weighed, settings.alerts)) return { ...entry, payload: null };
  const address = { link: sessionLink(shop, row.sessionId), alertId: fact };
  return { ...entry, payload: discrepancyPayload({ ...row, countedAtClose }, severity, address) };
}

// A count that Shopify made by itself repeats the expectation, and only the ledger tells it from a person's: a session
// that seems right at its close, and is off all the same, waits for its ledger.
const unweighed = (shop: Shop, ids: readonly string[], { newsFrom }: AlertBook) => sql`
  SELECT found.fact, s.id::text AS "sessionId", s.location_id::text AS "locationId", l.name AS location,
    d.name AS drawer, coalesce(closer.name, opener.name) AS person, s.currency,
    coalesce(l.time_zone, ${shop.timeZone}) AS "timeZone", s.opened_at AS "openedAt", s.closed_at AS "closedAt",
    s.reconciliation AS status, s.total_discrepancy AS "totalDiscrepancy",
    s.opening_discrepancy AS "openingDiscrepancy", s.counted_at_close AS "countedAtClose", s.tolerance,
    s.restated_at IS NOT NULL AS "isRestated"
  FROM payment_session s
  CROSS JOIN LATERAL (
    SELECT concat_ws(' ', 'discrepancy', s.id, 'restated ' || extract(epoch FROM s.restated_at)::bigint) AS fact
  ) found
  LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
  LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id
  LEFT JOIN staff_member closer ON closer.shop_id = s.shop_id AND closer.id = s.closed_by
  LEFT JOIN staff_member opener ON opener.shop_id = s.shop_id AND opener.id = s.opened_by
  WHERE s.shop_id = ${shop.id}::int AND s.id = ANY(${ids}::bigint[]) AND NOT s.is_legacy AND NOT s.is_open
    AND s.totals_ready AND coalesce(s.restated_at, s.closed_at) >= ${newsFrom}::timestamptz
    AND NOT (s.reconciliation IN ('over', 'short') AND s.closing_discrepancy = 0 AND s.ledger_read_at IS NULL)
    AND NOT EXISTS (SELECT FROM alert known WHERE known.shop_id = ${shop.id}::int AND known.fact = found.fact)`;
