import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import {
  attribute,
  type DrawerLedger,
  type Finding,
  type StaffedActivity,
  type UncountedEnd,
} from "#app/reconciliation/attribution.ts";
import { failedChecks, runChecks } from "#app/reconciliation/checks.ts";
import type { SessionFacts } from "#app/reconciliation/facts.ts";
import { sessionExceptions } from "#app/reconciliation/session-exceptions.ts";
import { type Status, statusOf } from "#app/reconciliation/status.ts";
import { toleranceFor } from "#app/reconciliation/tolerance.ts";
import { type ShopSettings, toleranceRule } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { storePeople } from "./store-people.server.ts";
import { storeWords } from "./store-words.server.ts";

interface DerivedRow {
  id: string;
  reconciliation: string;
  tolerance: bigint;
  failedChecks: string[];
  exceptions: string[];
  /** Null while the ledgers that say whose the discrepancy is are still to be read. */
  findings: Finding[] | null;
}

interface FactsRow extends SessionFacts {
  locationId: string | null;
  isLedgerRead: boolean;
  isRestated: boolean;
  openingNote: string | null;
  closingNote: string | null;
  previousId: string | null;
  previousOpenedAt: Date | null;
  previousClosedAt: Date | null;
  previousClosingBalance: bigint | null;
  previousStatus: Status | null;
  isPreviousRead: boolean;
}

interface Neighbour {
  id: string;
  otherId: string;
  otherOpenedAt: Date;
  otherClosedAt: Date | null;
  isLedgerRead: boolean;
}

type LedgerLine = StaffedActivity & { sessionId: string; note: string | null };
type Ledgers = ReadonlyMap<string, LedgerLine[]>;
/** By session: the others that were open on its drawer while it ran. */
type Neighbours = ReadonlyMap<string, Neighbour[]>;

/**
 * Works out anew what follows from the sessions' figures, ledgers and neighbours: status, tolerance, failing checks,
 * exceptions, and whose the discrepancies are. Answers the sessions of which the first three came out differently.
 */
export async function deriveSessions(tx: Queryable, shop: Shop, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { settings } = await getSettings(shop, tx);
  const sessions = await tx.query<FactsRow>(factsOf(shop, ids));
  const before = sessions.flatMap((session) => (isPreviousUncounted(session) ? (session.previousId ?? []) : []));
  const around = overlapping(shop, [...new Set([...ids, ...before])]);
  const neighbours = groupedBy(await tx.query<Neighbour>(around), (row) => row.id);
  const others = [...neighbours.values()].flat().map((row) => row.otherId);
  const lines = await tx.query<LedgerLine>(ledgersOf(shop, [...new Set([...ids, ...others, ...before])]));
  const ledgers = groupedBy(lines, (line) => line.sessionId);
  const derived = sessions.map((session) => derive(session, settings, ledgers, neighbours));
  const changed = await store(tx, shop, derived);
  await storePeople(
    tx,
    shop,
    sessions.flatMap((session, index) => {
      const { tolerance = 0n, findings = null } = derived[index] ?? {};
      return { session, tolerance, findings, activities: ledgers.get(session.id) ?? [] };
    }),
  );
  await storeWords(
    tx,
    shop,
    sessions.map(({ id, openingNote, closingNote }) => ({
      id,
      notes: [openingNote, closingNote, ...(ledgers.get(id) ?? []).map(({ note }) => note)],
    })),
  );
  return changed;
}

/** The other sessions that were open on the same drawer while these were: their checks hang on each other's ledgers. */
export async function sharingDrawerWith(tx: Queryable, shop: Shop, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<Neighbour>(overlapping(shop, ids));
  return [...new Set(rows.map((row) => row.otherId))];
}

/**
 * The sessions whose discrepancies may belong to somebody in one of these, now that its ledger was read, or that of one
 * it shared the drawer with: it was the one before on the drawer, and it ended without a count, or they began without one.
 */
export async function followingUncounted(tx: Queryable, shop: Shop, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<{ id: string }>(sql`
    SELECT next.id::text AS id FROM payment_session mine CROSS JOIN LATERAL (
      SELECT later.id, later.previous_id, later.exceptions FROM payment_session later
      WHERE later.shop_id = ${shop.id}::int AND later.drawer_id = mine.drawer_id AND later.opened_at >= mine.closed_at
        AND later.id <> mine.id
      ORDER BY later.opened_at, later.id LIMIT 1
    ) next
    WHERE mine.shop_id = ${shop.id}::int AND mine.id = ANY(${ids}::bigint[]) AND next.previous_id = mine.id
      AND (mine.reconciliation = 'not_counted' OR 'opened_automatically' = ANY(next.exceptions))`);
  return rows.map((row) => row.id);
}

function derive(session: FactsRow, settings: ShopSettings, ledgers: Ledgers, around: Neighbours): DerivedRow {
  const neighbours = around.get(session.id) ?? [];
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
  const failed = failedChecks(checks);
  const isAttributable = session.isLedgerRead && isDrawerKnown && !session.isOpen;
  return {
    id,
    tolerance,
    // A ledger that is out of date still says whether the count was Shopify's own.
    reconciliation: statusOf(session, tolerance, ledger),
    failedChecks: failed,
    exceptions: sessionExceptions({
      session,
      activities: ledger,
      failedChecks: failed,
      isRestated: session.isRestated,
    }),
    findings: isAttributable ? findingsOf(session, ledgers, around) : null,
  };
}

function findingsOf(session: FactsRow, ledgers: Ledgers, around: Neighbours): Finding[] {
  const activities = ledgers.get(session.id) ?? [];
  const others = othersOf(session.id, ledgers, around);
  return attribute({ session, activities, others, previous: previousOf(session, ledgers, around) });
}

/** The sessions that shared the drawer with one, with their ledgers. */
function othersOf(id: string, ledgers: Ledgers, around: Neighbours): DrawerLedger[] {
  return (around.get(id) ?? []).map(({ otherId, otherOpenedAt, otherClosedAt }) => ({
    session: { id: otherId, openedAt: otherOpenedAt, closedAt: otherClosedAt },
    activities: ledgers.get(otherId) ?? [],
  }));
}

function isPreviousUncounted({ previousStatus, isPreviousRead }: FactsRow): boolean {
  return isPreviousRead && previousStatus === "not_counted";
}

function previousOf(session: FactsRow, ledgers: Ledgers, around: Neighbours): "counted" | UncountedEnd | null {
  const { previousId, previousOpenedAt, previousClosedAt, isPreviousRead } = session;
  // Unread, it may have ended without anybody's count.
  if (previousId === null || previousOpenedAt === null || !isPreviousRead) return null;
  if (!isPreviousUncounted(session)) return "counted";
  if ((around.get(previousId) ?? []).some((other) => !other.isLedgerRead)) return null;
  return {
    session: { id: previousId, openedAt: previousOpenedAt, closedAt: previousClosedAt },
    activities: ledgers.get(previousId) ?? [],
    others: othersOf(previousId, ledgers, around),
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
  const sumOf = ({ findings }: DerivedRow, outcome: Finding["outcome"]) =>
    findings?.reduce((sum, finding) => (finding.outcome === outcome ? sum + finding.amount : sum), 0n) ?? null;
  // A list of lists does not survive unnest; the ids of checks and exceptions hold no comma.
  const stored = await tx.query<{ id: string; isOther: boolean }>(sql`
    UPDATE payment_session mine
    SET reconciliation = given.reconciliation, tolerance = given.tolerance, failed_checks = given.failed_checks,
      exceptions = given.exceptions, attributed_to_one = given.to_one, attributed_to_several = given.to_several,
      has_words = TRUE
    FROM (
      SELECT id, reconciliation, tolerance, string_to_array(checks, ',') AS failed_checks,
        string_to_array(kinds, ',') AS exceptions, to_one, to_several
      FROM unnest(
        ${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.reconciliation)}::text[],
        ${rows.map((row) => row.tolerance)}::bigint[], ${rows.map((row) => row.failedChecks.join(","))}::text[],
        ${rows.map((row) => row.exceptions.join(","))}::text[], ${rows.map((row) => sumOf(row, "one"))}::bigint[],
        ${rows.map((row) => sumOf(row, "several"))}::bigint[]
      ) AS unnested (id, reconciliation, tolerance, checks, kinds, to_one, to_several)
    ) given
    JOIN payment_session former ON former.shop_id = ${shop.id}::int AND former.id = given.id
    WHERE mine.shop_id = ${shop.id}::int AND mine.id = given.id
      AND (mine.reconciliation, mine.tolerance, mine.failed_checks, mine.exceptions, mine.attributed_to_one,
          mine.attributed_to_several, mine.has_words)
        IS DISTINCT FROM (given.reconciliation, given.tolerance, given.failed_checks, given.exceptions, given.to_one,
          given.to_several, TRUE)
    RETURNING mine.id::text AS id, (former.reconciliation, former.tolerance, former.failed_checks)
      IS DISTINCT FROM (mine.reconciliation, mine.tolerance, mine.failed_checks) AS "isOther"`);
  return stored.filter((row) => row.isOther).map((row) => row.id);
}

const factsOf = (shop: Shop, ids: readonly string[]) => sql`
  SELECT mine.id::text AS id, mine.currency, mine.is_open AS "isOpen", mine.opened_at AS "openedAt",
    mine.closed_at AS "closedAt", mine.totals_ready AS "totalsReady", mine.expected_at_open AS "expectedAtOpen",
    mine.counted_at_open AS "countedAtOpen", mine.expected_at_close AS "expectedAtClose",
    mine.counted_at_close AS "countedAtClose", mine.closing_adjustment AS "closingAdjustment",
    mine.closing_balance AS "closingBalance", mine.cash_sales AS "cashSales", mine.cash_refunds AS "cashRefunds",
    mine.net_cash_sales AS "netCashSales", mine.adjustments, mine.total_discrepancy AS "totalDiscrepancy",
    mine.ledger_read_at IS NOT NULL AS "isLedgerRead", mine.restated_at IS NOT NULL AS "isRestated",
    mine.opening_note AS "openingNote", mine.closing_note AS "closingNote",
    mine.previous_id::text AS "previousId", mine.location_id::text AS "locationId", previous.opened_at AS "previousOpenedAt",
    previous.closed_at AS "previousClosedAt", previous.closing_balance AS "previousClosingBalance",
    previous.reconciliation AS "previousStatus", previous.ledger_read_at IS NOT NULL AS "isPreviousRead"
  FROM payment_session mine
  LEFT JOIN payment_session previous ON previous.shop_id = mine.shop_id AND previous.id = mine.previous_id
  WHERE mine.shop_id = ${shop.id}::int AND mine.id = ANY(${ids}::bigint[])`;

const overlapping = (shop: Shop, ids: readonly string[]) => sql`
  SELECT mine.id::text AS id, other.id::text AS "otherId", other.opened_at AS "otherOpenedAt",
    other.closed_at AS "otherClosedAt", other.ledger_read_at IS NOT NULL AS "isLedgerRead"
  FROM payment_session mine JOIN payment_session other
    ON other.shop_id = mine.shop_id AND other.drawer_id = mine.drawer_id AND other.id <> mine.id
      AND other.opened_at < coalesce(mine.closed_at, 'infinity')
      AND coalesce(other.closed_at, 'infinity') > mine.opened_at
  WHERE mine.shop_id = ${shop.id}::int AND mine.id = ANY(${ids}::bigint[])`;

const ledgersOf = (shop: Shop, ids: readonly string[]) => sql`
  SELECT session_id::text AS "sessionId", position, occurred_at AS time, kind, type, cash, expected, counted,
    discrepancy, staff_id::text AS "staffId", reason_code AS "reasonCode", note
  FROM cash_activity WHERE shop_id = ${shop.id}::int AND session_id = ANY(${ids}::bigint[])
  ORDER BY session_id, position`;
