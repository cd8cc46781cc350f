import sql from "sql-template-tag";
import { db, type Queryable } from "#app/db.server.ts";
import { type ClosingFacts, type Status, statusOf } from "#app/reconciliation/status.ts";
import { toleranceFor } from "#app/reconciliation/tolerance.ts";
import { cutOffHourAt, type ShopSettings, toleranceRule } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { recomputeDailyTotals } from "./daily-totals.server.ts";
import { dateBy } from "./session-columns.ts";
import { weighPeople } from "./store-people.server.ts";
import { lockMirror } from "./store-sessions.server.ts";

/** Bounds a transaction: some 50 ms, in which nothing else of the shop is stored, and on PGlite nothing read. */
const CHUNK = 1_000;

interface Derivation {
  openedBefore: Date | null;
  idBefore: bigint | null;
}

interface ChosenRow {
  id: bigint;
  locationId: string | null;
  currency: string;
  timeZone: string;
  isOpen: boolean;
  openedAt: Date;
  closedAt: Date | null;
  countedAtClose: bigint | null;
  totalsReady: boolean;
  totalDiscrepancy: bigint;
  cashSales: bigint;
  cashRefunds: bigint;
  closingDay: string | null;
}

interface DerivedRow {
  id: bigint;
  opening: string;
  closing: string | null;
  tolerance: bigint;
  reconciliation: Status;
}

/**
 * Has the figures that hang on the settings and the shop's time zone worked out anew, from the newest session on. Call it
 * in the transaction that changes them, under the mirror's lock: what is stored later goes by the new ones by itself.
 */
export async function beginDerivation(tx: Queryable, shop: Shop, now: Date): Promise<void> {
  const { version } = await getSettings(shop, tx);
  await tx.execute(sql`
    INSERT INTO derivation (shop_id, settings_version, began_at, sessions)
    SELECT ${shop.id}::int, ${version}::int, ${now}::timestamptz, count(*) FROM payment_session WHERE shop_id = ${shop.id}::int
    ON CONFLICT (shop_id) DO UPDATE SET settings_version = EXCLUDED.settings_version, began_at = EXCLUDED.began_at,
      opened_before = NULL, id_before = NULL, sessions = EXCLUDED.sessions, derived = 0, finished_at = NULL`);
}

/** Whether figures are still to be worked out anew. */
export async function isDerivationDue(shop: Pick<Shop, "id">): Promise<boolean> {
  return (await unfinishedDerivation(shop)) !== undefined;
}

/** How many sessions' figures are still to be worked out anew. */
export async function sessionsToDerive(shop: Pick<Shop, "id">): Promise<number> {
  return (await unfinishedDerivation(shop))?.left ?? 0;
}

async function unfinishedDerivation(shop: Pick<Shop, "id">): Promise<{ left: number } | undefined> {
  const [row] = await db().query<{ left: number }>(sql`
    SELECT sessions - derived AS left FROM derivation WHERE shop_id = ${shop.id}::int AND finished_at IS NULL`);
  return row;
}

export interface DeriveOptions {
  now(): Date;
  /** Asked after each chunk. */
  isInterrupted(): Promise<boolean> | boolean;
  /** Called at the end of each chunk's transaction. */
  keep?(tx: Queryable): Promise<void>;
  /** Sessions a transaction. */
  chunk?: number;
}

/** Works off what beginDerivation began, chunk by chunk; answers whether all is done. A crash costs the chunk in hand. */
export async function deriveAnew(shop: Shop, options: DeriveOptions): Promise<boolean> {
  if (!(await isDerivationDue(shop))) return true;
  for (;;) {
    const isDone = await db().transaction(async (tx) => {
      await lockMirror(tx, shop);
      const isLast = await deriveChunk(tx, shop, options);
      await options.keep?.(tx);
      return isLast;
    });
    if (isDone) return true;
    if (await options.isInterrupted()) return false;
  }
}

/** The next sessions; answers whether they were the last ones. */
async function deriveChunk(tx: Queryable, shop: Shop, { now, chunk = CHUNK }: DeriveOptions): Promise<boolean> {
  const [cursor] = await tx.query<Derivation>(sql`
    SELECT opened_before AS "openedBefore", id_before AS "idBefore" FROM derivation
    WHERE shop_id = ${shop.id}::int AND finished_at IS NULL`);
  if (cursor === undefined) return true;
  const rows = await nextRows(tx, shop, cursor, chunk);
  const { settings } = await getSettings(shop, tx);
  const closings = await closingsOf(tx, shop, rows);
  const derived = rows.map((row) => derive(row, settings, closings.get(row.id) ?? []));
  const changed = await store(tx, shop, derived);
  await weighPeople(tx, shop, [...changed]);
  const days = rows.flatMap((row, index) =>
    changed.has(row.id) ? [row.closingDay ?? [], derived[index]?.closing ?? []].flat() : [],
  );
  await recomputeDailyTotals(tx, shop, days);
  const last = rows.at(-1);
  const isLast = rows.length < chunk;
  await tx.execute(sql`
    UPDATE derivation SET opened_before = ${last?.openedAt ?? cursor.openedBefore}::timestamptz,
      id_before = ${last?.id ?? cursor.idBefore}::bigint, derived = derived + ${rows.length}::int,
      finished_at = ${isLast ? now() : null}::timestamptz
    WHERE shop_id = ${shop.id}::int`);
  return isLast;
}

function nextRows(
  tx: Queryable,
  shop: Shop,
  { openedBefore, idBefore }: Derivation,
  chunk: number,
): Promise<ChosenRow[]> {
  return tx.query<ChosenRow>(sql`
    SELECT mine.id, mine.location_id::text AS "locationId", mine.currency,
      coalesce(location.time_zone, ${shop.timeZone}) AS "timeZone", mine.is_open AS "isOpen",
      mine.opened_at AS "openedAt", mine.closed_at AS "closedAt", mine.counted_at_close AS "countedAtClose",
      mine.totals_ready AS "totalsReady", mine.total_discrepancy AS "totalDiscrepancy",
      mine.cash_sales AS "cashSales", mine.cash_refunds AS "cashRefunds", mine.closing_business_date AS "closingDay"
    FROM payment_session mine
    LEFT JOIN location ON location.shop_id = mine.shop_id AND location.id = mine.location_id
    WHERE mine.shop_id = ${shop.id}::int
      AND (mine.opened_at, mine.id) < (coalesce(${openedBefore}::timestamptz, 'infinity'), coalesce(${idBefore}::bigint, 0))
    ORDER BY mine.opened_at DESC, mine.id DESC LIMIT ${chunk}::int`);
}

/** Who counted at close: of the ledgers as they were last read, up to date or not. */
async function closingsOf(tx: Queryable, shop: Shop, rows: readonly ChosenRow[]): Promise<Map<bigint, ClosingFacts[]>> {
  const lines = await tx.query<ClosingFacts & { sessionId: bigint }>(sql`
    SELECT session_id AS "sessionId", type, reason_code AS "reasonCode" FROM cash_activity
    WHERE shop_id = ${shop.id}::int AND session_id = ANY(${rows.map((row) => row.id)}::bigint[]) AND type = 'CLOSING'`);
  const bySession = new Map<bigint, ClosingFacts[]>();
  for (const line of lines) bySession.set(line.sessionId, [...(bySession.get(line.sessionId) ?? []), line]);
  return bySession;
}

function derive(row: ChosenRow, settings: ShopSettings, closings: readonly ClosingFacts[]): DerivedRow {
  const place = { timeZone: row.timeZone, cutOffHour: cutOffHourAt(settings, row.locationId) };
  const tolerance = toleranceFor(row, toleranceRule(settings, row.currency, row.locationId));
  return {
    id: row.id,
    opening: dateBy(place, row.openedAt),
    closing: row.closedAt && dateBy(place, row.closedAt),
    tolerance,
    reconciliation: statusOf(row, tolerance, closings),
  };
}

/** Writes what comes out differently; answers whose. */
async function store(tx: Queryable, shop: Shop, rows: readonly DerivedRow[]): Promise<Set<bigint>> {
  const written = await tx.query<{ id: bigint }>(sql`
    UPDATE payment_session mine
    SET opening_business_date = given.opening, closing_business_date = given.closing, tolerance = given.tolerance,
      reconciliation = given.reconciliation
    FROM unnest(${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.opening)}::date[],
      ${rows.map((row) => row.closing)}::date[], ${rows.map((row) => row.tolerance)}::bigint[],
      ${rows.map((row) => row.reconciliation)}::text[]) AS given (id, opening, closing, tolerance, reconciliation)
    WHERE mine.shop_id = ${shop.id}::int AND mine.id = given.id
      AND (mine.opening_business_date, mine.closing_business_date, mine.tolerance, mine.reconciliation)
        IS DISTINCT FROM (given.opening, given.closing, given.tolerance, given.reconciliation)
    RETURNING mine.id`);
  return new Set(written.map((row) => row.id));
}
