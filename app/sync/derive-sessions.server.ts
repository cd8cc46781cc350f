import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import { failedChecks, runChecks } from "#app/reconciliation/checks.ts";
import type { ActivityFacts, SessionFacts } from "#app/reconciliation/facts.ts";
import { statusOf } from "#app/reconciliation/status.ts";
import { toleranceFor } from "#app/reconciliation/tolerance.ts";
import { type ShopSettings, toleranceRule } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";

interface DerivedRow {
  id: string;
  reconciliation: string;
  tolerance: bigint;
  failedChecks: string[];
}

interface FactsRow extends SessionFacts {
  locationId: string | null;
  isLedgerRead: boolean;
  previousId: string | null;
  previousClosedAt: Date | null;
  previousClosingBalance: bigint | null;
}

interface Neighbour {
  id: string;
  otherId: string;
  isLedgerRead: boolean;
}

type LedgerLine = ActivityFacts & { sessionId: string };

/**
 * Works out anew what follows from the sessions' figures, ledgers and neighbours: status, tolerance, failing checks.
 * Answers the sessions for which something came out differently.
 */
export async function deriveSessions(tx: Queryable, shop: Shop, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { settings } = await getSettings(shop, tx);
  const sessions = await tx.query<FactsRow>(factsOf(shop, ids));
  const neighbours = groupedBy(await tx.query<Neighbour>(overlapping(shop, ids)), (row) => row.id);
  const others = [...neighbours.values()].flat().map((row) => row.otherId);
  const lines = await tx.query<LedgerLine>(ledgersOf(shop, [...new Set([...ids, ...others])]));
  const ledgers = groupedBy(lines, (line) => line.sessionId);
  return store(
    tx,
    shop,
    sessions.map((session) => derive(session, settings, ledgers, neighbours.get(session.id) ?? [])),
  );
}

/** The other sessions that were open on the same drawer while these were: their checks hang on each other's ledgers. */
export async function sharingDrawerWith(tx: Queryable, shop: Shop, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<Neighbour>(overlapping(shop, ids));
  return [...new Set(rows.map((row) => row.otherId))];
}

function derive(
  session: FactsRow,
  settings: ShopSettings,
  ledgers: Map<string, LedgerLine[]>,
  neighbours: Neighbour[],
): DerivedRow {
  const ledger = ledgers.get(session.id) ?? [];
  const { id, currency, locationId, previousId } = session;
  const tolerance = toleranceFor(session, toleranceRule(settings, currency, locationId));
  const isDrawerKnown = neighbours.every((neighbour) => neighbour.isLedgerRead);
  const checks = runChecks({
    session,
    activities: session.isLedgerRead ? ledger : null,
    previous:
      previousId === null
        ? null
        : { id: previousId, closedAt: session.previousClosedAt, closingBalance: session.previousClosingBalance },
    drawerEvents: isDrawerKnown ? neighbours.flatMap(({ otherId }) => ledgers.get(otherId) ?? []) : null,
    isDrawerShared: neighbours.length > 0,
  });
  return {
    id,
    tolerance,
    // A ledger that is out of date still says whether the count was Shopify's own.
    reconciliation: statusOf(session, tolerance, ledger),
    failedChecks: failedChecks(checks),
  };
}

function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

async function store(tx: Queryable, shop: Shop, rows: readonly DerivedRow[]): Promise<string[]> {
  // A list of lists does not survive unnest; the ids of checks hold no comma.
  const stored = await tx.query<{ id: string }>(sql`
    UPDATE payment_session mine
    SET reconciliation = given.reconciliation, tolerance = given.tolerance,
      failed_checks = string_to_array(given.failed_checks, ',')
    FROM unnest(
      ${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.reconciliation)}::text[],
      ${rows.map((row) => row.tolerance)}::bigint[], ${rows.map((row) => row.failedChecks.join(","))}::text[]
    ) AS given (id, reconciliation, tolerance, failed_checks)
    WHERE mine.shop_id = ${shop.id}::int AND mine.id = given.id
      AND (mine.reconciliation, mine.tolerance, mine.failed_checks)
        IS DISTINCT FROM (given.reconciliation, given.tolerance, string_to_array(given.failed_checks, ','))
    RETURNING mine.id::text AS id`);
  return stored.map((row) => row.id);
}

const factsOf = (shop: Shop, ids: readonly string[]) => sql`
  SELECT mine.id::text AS id, mine.currency, mine.is_open AS "isOpen", mine.opened_at AS "openedAt",
    mine.closed_at AS "closedAt", mine.totals_ready AS "totalsReady", mine.expected_at_open AS "expectedAtOpen",
    mine.counted_at_open AS "countedAtOpen", mine.expected_at_close AS "expectedAtClose",
    mine.counted_at_close AS "countedAtClose", mine.closing_adjustment AS "closingAdjustment",
    mine.closing_balance AS "closingBalance", mine.cash_sales AS "cashSales", mine.cash_refunds AS "cashRefunds",
    mine.net_cash_sales AS "netCashSales", mine.adjustments, mine.total_discrepancy AS "totalDiscrepancy",
    mine.ledger_read_at IS NOT NULL AS "isLedgerRead", mine.previous_id::text AS "previousId",
    mine.location_id::text AS "locationId", previous.closed_at AS "previousClosedAt", previous.closing_balance AS "previousClosingBalance"
  FROM payment_session mine
  LEFT JOIN payment_session previous ON previous.shop_id = mine.shop_id AND previous.id = mine.previous_id
  WHERE mine.shop_id = ${shop.id}::int AND mine.id = ANY(${ids}::bigint[])`;

const overlapping = (shop: Shop, ids: readonly string[]) => sql`
  SELECT mine.id::text AS id, other.id::text AS "otherId", other.ledger_read_at IS NOT NULL AS "isLedgerRead"
  FROM payment_session mine JOIN payment_session other
    ON other.shop_id = mine.shop_id AND other.drawer_id = mine.drawer_id AND other.id <> mine.id
      AND other.opened_at < coalesce(mine.closed_at, 'infinity')
      AND coalesce(other.closed_at, 'infinity') > mine.opened_at
  WHERE mine.shop_id = ${shop.id}::int AND mine.id = ANY(${ids}::bigint[])`;

const ledgersOf = (shop: Shop, ids: readonly string[]) => sql`
  SELECT session_id::text AS "sessionId", position, occurred_at AS time, kind, type, cash, expected, counted,
    discrepancy, reason_code AS "reasonCode", note
  FROM cash_activity WHERE shop_id = ${shop.id}::int AND session_id = ANY(${ids}::bigint[])
  ORDER BY session_id, position`;
