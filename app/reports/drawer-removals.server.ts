import sql, { type Sql } from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { wire } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";

/** What left a drawer and was no sale, refund or change: pickups, pay-outs and what was taken out at closing. */
export interface Removals {
  /** One a currency. */
  totals: RemovalTotals[];
  /** The latest first, at most MOST_REMOVALS. */
  rows: RemovalRow[];
  /** Of those asked for; `rows` may hold fewer. */
  count: number;
  /** Sessions whose ledger is still to be read: of these only what was taken out at closing is known. */
  unreadLedgers: number;
}

export interface RemovalTotals {
  currency: string;
  /** Below zero, as everything that leaves a drawer. */
  total: WireMoney;
  duringSessions: WireMoney;
  atClosing: WireMoney;
  /** Of `duringSessions`, what has neither reason nor note. */
  unexplained: WireMoney;
  unexplainedCount: number;
  /** Of `atClosing`, what has no note: the register asks for no reason there. */
  closingWithoutNote: WireMoney;
}

export interface RemovalRow {
  sessionId: string;
  /** In the session's ledger; 0 for what only the session itself tells. */
  position: number;
  time: string;
  /** ADJUSTMENT, CASH_PAYOUT, CLOSING_ADJUSTMENT. */
  type: string;
  amount: WireMoney;
  by: string | null;
  reason: string | null;
  /** Of the activity, or of the closing that it belongs to. */
  note: string | null;
  /** Neither reason nor note, though the register asked for them. */
  isUnexplained: boolean;
}

/** What a person looks through on a page; the whole of it is in the export of the activities. */
const MOST_REMOVALS = 40;

/** A note that says something: blanks explain nothing, here as among the exceptions. */
const written = (note: Sql): Sql => sql`CASE WHEN ${note} ~ '\\S' THEN ${note} END`;

/**
 * A line a removal. A ledger that is not read yet has none, but the session itself says what was taken out at its closing.
 * The note of a closing adjustment is that of the closing.
 */
const removals = (shop: Shop, filters: SessionFilters): Sql => sql`
  SELECT s.id AS session_id, a.position, a.occurred_at, a.type, a.currency, a.cash, a.reason_code,
    coalesce(${written(sql`a.note`)}, CASE WHEN a.type = 'CLOSING_ADJUSTMENT' THEN ${written(sql`s.closing_note`)} END) AS note,
    coalesce(a.staff_id, CASE WHEN a.type = 'CLOSING_ADJUSTMENT' THEN s.closed_by END) AS staff_id
  FROM payment_session s JOIN cash_activity a ON a.shop_id = s.shop_id AND a.session_id = s.id
  WHERE ${sessionScope(shop, filters)} AND a.shop_id = ${shop.id} AND a.kind = 'adjustment' AND a.cash < 0
  UNION ALL
  SELECT s.id, 0, s.closed_at, 'CLOSING_ADJUSTMENT', s.currency, s.closing_adjustment, NULL,
    ${written(sql`s.closing_note`)}, s.closed_by
  FROM payment_session s
  WHERE ${sessionScope(shop, filters)} AND s.ledger_read_at IS NULL AND s.closing_adjustment < 0 AND NOT s.is_open`;

const IS_CLOSING = sql`r.type = 'CLOSING_ADJUSTMENT'`;
const IS_UNEXPLAINED = sql`(r.type = 'ADJUSTMENT' AND r.reason_code IS NULL AND r.note IS NULL)`;

interface TotalRecord {
  currency: string;
  removals: number;
  total: bigint;
  atClosing: bigint;
  unexplained: bigint;
  unexplainedCount: number;
  closingWithoutNote: bigint;
}

type RemovalRecord = Omit<RemovalRow, "time" | "amount"> & { time: Date; cash: bigint; currency: string };

/** What left the drawers of the filtered sessions, all of it or what nobody explained. */
export async function readRemovals(
  shop: Shop,
  filters: SessionFilters,
  { hasAll }: { hasAll: boolean },
): Promise<Removals> {
  const [totals, rows, [unread]] = await Promise.all([
    dataOf(shop).query<TotalRecord>(sql`
      SELECT r.currency, count(*)::int AS removals, sum(r.cash)::int8 AS total,
        coalesce(sum(r.cash) FILTER (WHERE ${IS_CLOSING}), 0)::int8 AS "atClosing",
        coalesce(sum(r.cash) FILTER (WHERE ${IS_UNEXPLAINED}), 0)::int8 AS unexplained,
        count(*) FILTER (WHERE ${IS_UNEXPLAINED})::int AS "unexplainedCount",
        coalesce(sum(r.cash) FILTER (WHERE ${IS_CLOSING} AND r.note IS NULL), 0)::int8 AS "closingWithoutNote"
      FROM (${removals(shop, filters)}) r GROUP BY r.currency ORDER BY 2 DESC, 1`),
    dataOf(shop).query<RemovalRecord>(sql`
      SELECT r.session_id::text AS "sessionId", r.position, r.occurred_at AS time, r.type, r.cash, r.currency, person.name AS by,
        r.reason_code AS reason, r.note, ${IS_UNEXPLAINED} AS "isUnexplained"
      FROM (${removals(shop, filters)}) r
      LEFT JOIN staff_member person ON person.shop_id = ${shop.id} AND person.id = r.staff_id
      WHERE ${hasAll ? sql`TRUE` : IS_UNEXPLAINED}
      ORDER BY r.occurred_at DESC, r.session_id DESC, r.position DESC LIMIT ${MOST_REMOVALS}`),
    dataOf(shop).query<{ sessions: number }>(sql`
      SELECT count(*)::int AS sessions FROM payment_session s
      WHERE ${sessionScope(shop, filters)} AND s.ledger_read_at IS NULL`),
  ]);
  const count = (of: "removals" | "unexplainedCount") => totals.reduce((sum, row) => sum + row[of], 0);
  return {
    totals: totals.map(toTotals),
    rows: rows.map(({ cash, currency, time, ...row }) => ({
      ...row,
      time: isoUtc(time),
      amount: wire(cash, currency),
    })),
    count: count(hasAll ? "removals" : "unexplainedCount"),
    unreadLedgers: unread?.sessions ?? 0,
  };
}

function toTotals({ currency, unexplainedCount, ...sums }: TotalRecord): RemovalTotals {
  const amount = (minor: bigint) => wire(minor, currency);
  return {
    currency,
    total: amount(sums.total),
    duringSessions: amount(sums.total - sums.atClosing),
    atClosing: amount(sums.atClosing),
    unexplained: amount(sums.unexplained),
    unexplainedCount,
    closingWithoutNote: amount(sums.closingWithoutNote),
  };
}
