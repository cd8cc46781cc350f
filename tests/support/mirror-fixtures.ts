import sql from "sql-template-tag";
import { businessDateOf } from "#app/calendar/business-day.ts";
import { db } from "#app/db.server.ts";
import { parseMinor } from "#app/money/money.ts";
import { wordsIn } from "#app/search/words.ts";
import { ensureShop, findShop, type Shop } from "#app/shop.server.ts";

// A shop's mirror written by hand: rows as the sync leaves them, derived columns included, but derived here, so that
// the reports are not tested with their own arithmetic. Amounts are decimals in major units.

export interface ShopFixture {
  domain?: string;
  timeZone?: string;
  currency?: string;
  scopes?: string[];
  locations?: { id: number; name: string; timeZone?: string }[];
  drawers?: { id: number; name: string; location?: number }[];
  staff?: { id: number; name: string }[];
}

export interface SessionFixture {
  id: number;
  drawer: number;
  /** Null as without read_locations. */
  location?: number | null;
  device?: number | null;
  currency?: string;
  opened: string;
  /** Absent: still open. */
  closed?: string;
  openedBy?: number | null;
  closedBy?: number | null;
  openingNote?: string;
  closingNote?: string;
  expectedAtOpen?: string;
  countedAtOpen?: string;
  sales?: string;
  refunds?: string;
  adjustments?: string;
  /** Counted at close less what was expected; null: nobody counted. */
  off?: string | null;
  takenOut?: string;
  ready?: boolean;
  previous?: number;
  failedChecks?: string[];
  exceptions?: string[];
  /** Who did what in it; with it, whose the discrepancy is is known. */
  people?: PersonFixture[];
  /** Null: the ledger is still to be read. */
  ledger?: ActivityFixture[] | null;
}

export interface PersonFixture {
  id: number;
  handled?: string;
  /** What was found of stretches that were theirs alone; absent: none was. */
  own?: string;
  shared?: string;
}

export interface ActivityFixture {
  at: string;
  kind?: "transaction" | "adjustment" | "count";
  type: string;
  cash: string;
  expected?: string;
  counted?: string;
  staff?: number;
  reason?: string;
  note?: string;
  order?: number;
  giftCard?: number;
}

let shopsMade = 0;

/** A shop with its places and people. */
export async function aShop(fixture: ShopFixture = {}): Promise<Shop> {
  const domain = fixture.domain ?? `shop-${(shopsMade += 1)}.myshopify.com`;
  const { id } = await ensureShop(domain);
  const scopes = fixture.scopes ?? ["read_cash_tracking", "read_locations", "read_users", "read_orders"];
  await db().execute(sql`UPDATE shop SET time_zone = ${fixture.timeZone ?? "UTC"}, granted_scopes = ${scopes}::text[],
    currency = ${fixture.currency ?? "USD"}, name = ${domain} WHERE id = ${id}`);
  for (const location of fixture.locations ?? []) {
    await db().execute(sql`INSERT INTO location (shop_id, id, name, time_zone, fetched_at)
      VALUES (${id}, ${location.id}, ${location.name}, ${location.timeZone ?? null}, now())`);
  }
  for (const drawer of fixture.drawers ?? []) {
    await db().execute(sql`INSERT INTO cash_drawer (shop_id, id, name, location_id, fetched_at)
      VALUES (${id}, ${drawer.id}, ${drawer.name}, ${drawer.location ?? null}, now())`);
  }
  for (const person of fixture.staff ?? []) {
    await db().execute(sql`INSERT INTO staff_member (shop_id, id, name, fetched_at)
      VALUES (${id}, ${person.id}, ${person.name}, now())`);
  }
  const shop = await findShop(domain);
  if (shop === null) throw new Error(`The shop ${domain} was not stored.`);
  return shop;
}

/** Stores sessions with their ledgers, and the daily totals that follow from them. */
export async function storeSessions(shop: Shop, fixtures: readonly SessionFixture[]): Promise<void> {
  const zones = new Map(
    (
      await db().query<{ id: bigint; zone: string | null }>(
        sql`SELECT id, time_zone AS zone FROM location WHERE shop_id = ${shop.id}`,
      )
    ).map(({ id, zone }) => [Number(id), zone ?? shop.timeZone] as const),
  );
  const rows = fixtures.map((fixture) => toRow(shop, fixture, zones.get(fixture.location ?? 0) ?? shop.timeZone));
  const left = new Map(rows.map(({ id, closing_balance }) => [id, closing_balance] as const));
  for (const row of rows) {
    const before = row.previous_id === null ? null : (left.get(row.previous_id) ?? null);
    row.carry_over_gap = before === null ? null : row.expected_at_open - before;
  }
  await insert("payment_session", rows);
  await insert(
    "cash_activity",
    fixtures.flatMap((fixture) => toActivityRows(shop, fixture)),
  );
  await insert(
    "session_person",
    fixtures.flatMap((fixture) => toPersonRows(shop, fixture)),
  );
  await insert(
    "session_word",
    fixtures.flatMap((fixture) => toWordRows(shop, fixture)),
  );
  await storeDailyTotals(shop);
}

function toWordRows(shop: Shop, { id, openingNote, closingNote, ledger }: SessionFixture) {
  const notes = [openingNote, closingNote, ...(ledger ?? []).map(({ note }) => note)].map((note) => note ?? null);
  return wordsIn(notes).map((word) => ({ shop_id: shop.id, session_id: id, word }));
}

// Tolerance of every fixture: one major unit.
const TOLERANCE = "1";

function toRow(shop: Shop, fixture: SessionFixture, timeZone: string) {
  const { id, currency = "USD", closed } = fixture;
  const minor = (amount: string) => parseMinor(amount, currency);
  const isOpen = closed === undefined;
  const expectedAtOpen = minor(fixture.expectedAtOpen ?? fixture.countedAtOpen ?? "100");
  const countedAtOpen = minor(fixture.countedAtOpen ?? fixture.expectedAtOpen ?? "100");
  const [cashSales, cashRefunds] = [minor(fixture.sales ?? "0"), minor(fixture.refunds ?? "0")];
  const adjustments = minor(fixture.adjustments ?? "0");
  const expectedAtClose = isOpen ? null : countedAtOpen + cashSales - cashRefunds + adjustments;
  const off = isOpen || fixture.off === null ? null : minor(fixture.off ?? "0");
  const countedAtClose = expectedAtClose === null || off === null ? null : expectedAtClose + off;
  const closingAdjustment = countedAtClose === null ? null : -minor(fixture.takenOut ?? "0");
  const totalDiscrepancy = countedAtOpen - expectedAtOpen + (off ?? 0n);
  const absDiscrepancy = totalDiscrepancy < 0n ? -totalDiscrepancy : totalDiscrepancy;
  const ready = fixture.ready ?? !isOpen;
  return {
    shop_id: shop.id,
    is_legacy: fixture.id < 0,
    id,
    location_id: fixture.location ?? null,
    drawer_id: fixture.drawer,
    device_id: fixture.device ?? null,
    currency,
    is_open: isOpen,
    opened_at: fixture.opened,
    closed_at: closed ?? null,
    opened_by: fixture.openedBy ?? null,
    closed_by: fixture.closedBy ?? null,
    opening_note: fixture.openingNote ?? null,
    closing_note: fixture.closingNote ?? null,
    expected_at_open: expectedAtOpen,
    counted_at_open: countedAtOpen,
    expected_at_close: expectedAtClose,
    counted_at_close: countedAtClose,
    closing_adjustment: closingAdjustment,
    closing_balance: countedAtClose === null ? null : countedAtClose + (closingAdjustment ?? 0n),
    cash_sales: cashSales,
    cash_refunds: cashRefunds,
    net_cash_sales: cashSales - cashRefunds,
    adjustments,
    total_discrepancy: totalDiscrepancy,
    total_sales: cashSales * 3n,
    total_refunds: cashRefunds,
    net_sales: cashSales * 3n - cashRefunds,
    totals_ready: ready,
    opening_business_date: businessDateOf(new Date(fixture.opened), timeZone, 0),
    closing_business_date: closed === undefined ? null : businessDateOf(new Date(closed), timeZone, 0),
    opening_discrepancy: countedAtOpen - expectedAtOpen,
    closing_discrepancy: off,
    reconciliation: statusFor({
      isOpen,
      isCounted: countedAtClose !== null,
      ready,
      totalDiscrepancy,
      limit: minor(TOLERANCE),
    }),
    tolerance: minor(TOLERANCE),
    abs_discrepancy: absDiscrepancy,
    failed_checks: fixture.failedChecks ?? [],
    exceptions: fixture.exceptions ?? [],
    ...attributed(fixture, minor),
    previous_id: fixture.previous ?? null,
    carry_over_gap: null as bigint | null,
    ledger_read_at: fixture.ledger || fixture.people ? (closed ?? fixture.opened) : null,
    fetched_at: closed ?? fixture.opened,
  };
}

function attributed({ people, ledger, closed }: SessionFixture, minor: (amount: string) => bigint) {
  const isKnown = closed !== undefined && Boolean(people ?? ledger);
  const own = (people ?? []).reduce((sum, person) => sum + minor(person.own ?? "0"), 0n);
  const shared = (people ?? []).find((person) => person.shared !== undefined)?.shared;
  return {
    has_words: true,
    attributed_to_one: isKnown ? own : null,
    attributed_to_several: isKnown ? minor(shared ?? "0") : null,
  };
}

function toPersonRows(shop: Shop, { id, currency = "USD", closed, people = [] }: SessionFixture) {
  const minor = (amount: string) => parseMinor(amount, currency);
  return people.map((person) => {
    const own = minor(person.own ?? "0");
    const handled = minor(person.handled ?? "1000");
    const isOwn = person.own !== undefined;
    return {
      shop_id: shop.id,
      session_id: id,
      staff_id: person.id,
      closed_at: closed,
      transactions: 10,
      adjustments: 0,
      counts: 1,
      cash_handled: handled,
      own_counts: isOwn ? 1 : 0,
      own_cash: isOwn ? handled : 0n,
      own_discrepancy: own,
      is_beyond: own > minor(TOLERANCE) || own < -minor(TOLERANCE),
      shared_counts: person.shared === undefined ? 0 : 1,
      shared_discrepancy: minor(person.shared ?? "0"),
    };
  });
}

function statusFor(facts: {
  isOpen: boolean;
  isCounted: boolean;
  ready: boolean;
  totalDiscrepancy: bigint;
  limit: bigint;
}): string {
  if (facts.isOpen) return "open";
  if (!facts.isCounted) return "not_counted";
  if (!facts.ready) return "pending";
  if (facts.totalDiscrepancy === 0n) return "balanced";
  if (facts.totalDiscrepancy > facts.limit) return "over";
  return facts.totalDiscrepancy < -facts.limit ? "short" : "within_tolerance";
}

function toActivityRows(shop: Shop, { id, currency = "USD", ledger }: SessionFixture) {
  const minorOrNull = (amount: string | undefined) => (amount === undefined ? null : parseMinor(amount, currency));
  return (ledger ?? []).map((activity, index) => {
    const [expected, counted] = [minorOrNull(activity.expected), minorOrNull(activity.counted)];
    return {
      shop_id: shop.id,
      session_id: id,
      position: index + 1,
      occurred_at: activity.at,
      kind: activity.kind ?? "transaction",
      type: activity.type,
      currency,
      cash: parseMinor(activity.cash, currency),
      expected,
      counted,
      discrepancy: expected === null || counted === null ? null : counted - expected,
      staff_id: activity.staff ?? null,
      reason_code: activity.reason ?? null,
      note: activity.note ?? null,
      order_id: activity.order ?? null,
      order_name: activity.order === undefined ? null : `#${activity.order}`,
      gift_card_id: activity.giftCard ?? null,
    };
  });
}

const ROWS_PER_INSERT = 5_000;

const INTO = {
  payment_session: sql`INSERT INTO payment_session SELECT * FROM jsonb_populate_recordset(NULL::payment_session, `,
  cash_activity: sql`INSERT INTO cash_activity SELECT * FROM jsonb_populate_recordset(NULL::cash_activity, `,
  session_word: sql`INSERT INTO session_word SELECT * FROM jsonb_populate_recordset(NULL::session_word, `,
  session_person: sql`INSERT INTO session_person SELECT * FROM jsonb_populate_recordset(NULL::session_person, `,
};

async function insert(table: keyof typeof INTO, rows: readonly object[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const json = JSON.stringify(rows.slice(start, start + ROWS_PER_INSERT), (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    await db().execute(sql`${INTO[table]}${json}::jsonb)`);
  }
}

async function storeDailyTotals(shop: Shop): Promise<void> {
  await db().execute(sql`DELETE FROM daily_total WHERE shop_id = ${shop.id}`);
  await db().execute(sql`
    INSERT INTO daily_total (shop_id, business_date, currency, sessions, beyond_tolerance, not_counted, pending,
      counted_at_open, cash_sales, cash_refunds, net_cash_sales, adjustments, expected_at_close, counted_at_close,
      opening_discrepancy, closing_discrepancy, over, short)
    SELECT shop_id, closing_business_date, currency, count(*),
      count(*) FILTER (WHERE reconciliation IN ('over', 'short')),
      count(*) FILTER (WHERE reconciliation = 'not_counted'), count(*) FILTER (WHERE reconciliation = 'pending'),
      sum(counted_at_open), sum(cash_sales), sum(cash_refunds), sum(net_cash_sales), sum(adjustments),
      coalesce(sum(expected_at_close), 0), coalesce(sum(counted_at_close), 0), sum(opening_discrepancy),
      coalesce(sum(closing_discrepancy), 0), sum(greatest(total_discrepancy, 0)), sum(least(total_discrepancy, 0))
    FROM payment_session WHERE shop_id = ${shop.id} AND NOT is_open GROUP BY 1, 2, 3`);
}
