import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import { handoverOf } from "#app/reconciliation/handover.ts";
import type { Shop } from "#app/shop.server.ts";
import { GAP } from "./drawer-gaps.server.ts";
import type { SessionFilters } from "./filters.ts";
import { hoursBetween, wire } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";

/** How a drawer passed from session to session. */
export interface Handovers {
  /** One a currency. */
  totals: HandoverTotals[];
  /** The latest first, at most MOST_HANDOVERS. */
  rows: HandoverRow[];
  /** Of those asked for; `rows` may hold fewer. */
  count: number;
}

export interface HandoverTotals {
  currency: string;
  handovers: number;
  gaps: number;
  lost: WireMoney;
  found: WireMoney;
}

/** From one session to the next: what was left, what was expected and what was counted. */
export interface HandoverRow {
  fromId: string;
  toId: string;
  closedAt: string;
  closedBy: string | null;
  openedAt: string;
  openedBy: string | null;
  hoursBetween: number;
  left: WireMoney;
  expected: WireMoney;
  counted: WireMoney;
  /** Counted less left. */
  gap: WireMoney;
  /** Expected less left: the drawer's balance was changed between the two, and no session shows by what. */
  bookGap: WireMoney;
}

/** What a page shows of a drawer's handovers; a longer list is what the sessions' export is for. */
const MOST_HANDOVERS = 50;

interface HandoverRecord {
  fromId: string;
  toId: string;
  currency: string;
  closedAt: Date;
  closedBy: string | null;
  openedAt: Date;
  openedBy: string | null;
  left: bigint;
  expected: bigint;
  counted: bigint;
}

/** How the drawers of the filtered sessions were taken over, all of them or those with a gap. */
export async function readHandovers(
  shop: Shop,
  filters: SessionFilters,
  { hasAll }: { hasAll: boolean },
): Promise<Handovers> {
  const linked = sql`payment_session s
    JOIN payment_session p ON p.shop_id = s.shop_id AND p.id = s.previous_id AND p.currency = s.currency
      AND p.closing_balance IS NOT NULL AND p.closed_at IS NOT NULL`;
  const [totals, rows] = await Promise.all([
    dataOf(shop).query<{ currency: string; handovers: number; gaps: number; lost: bigint; found: bigint }>(sql`
      SELECT s.currency, count(*)::int AS handovers, count(*) FILTER (WHERE ${GAP} <> 0)::int AS gaps,
        coalesce(sum(${GAP}) FILTER (WHERE ${GAP} < 0), 0)::int8 AS lost,
        coalesce(sum(${GAP}) FILTER (WHERE ${GAP} > 0), 0)::int8 AS found
      FROM ${linked} WHERE ${sessionScope(shop, filters)} AND p.shop_id = ${shop.id}
      GROUP BY s.currency ORDER BY 2 DESC, 1`),
    dataOf(shop).query<HandoverRecord>(sql`
      SELECT p.id::text AS "fromId", s.id::text AS "toId", s.currency, p.closed_at AS "closedAt",
        closer.name AS "closedBy", s.opened_at AS "openedAt", opener.name AS "openedBy", p.closing_balance AS left,
        s.expected_at_open AS expected, s.counted_at_open AS counted
      FROM ${linked}
      LEFT JOIN staff_member closer ON closer.shop_id = p.shop_id AND closer.id = p.closed_by
      LEFT JOIN staff_member opener ON opener.shop_id = s.shop_id AND opener.id = s.opened_by
      WHERE ${sessionScope(shop, filters)} AND p.shop_id = ${shop.id} AND ${hasAll ? sql`TRUE` : sql`${GAP} <> 0`}
      ORDER BY s.opened_at DESC, s.id DESC LIMIT ${MOST_HANDOVERS}`),
  ]);
  const count = (of: "handovers" | "gaps") => totals.reduce((sum, row) => sum + row[of], 0);
  return {
    totals: totals.map((row) => ({ ...row, lost: wire(row.lost, row.currency), found: wire(row.found, row.currency) })),
    rows: rows.map(toHandoverRow),
    count: count(hasAll ? "handovers" : "gaps"),
  };
}

function toHandoverRow(record: HandoverRecord): HandoverRow {
  const { currency, left, expected, counted } = record;
  const { gap, bookGap } = handoverOf(left, { expectedAtOpen: expected, countedAtOpen: counted });
  return {
    fromId: record.fromId,
    toId: record.toId,
    closedAt: isoUtc(record.closedAt),
    closedBy: record.closedBy,
    openedAt: isoUtc(record.openedAt),
    openedBy: record.openedBy,
    hoursBetween: hoursBetween(record.closedAt, record.openedAt),
    left: wire(left, currency),
    expected: wire(expected, currency),
    counted: wire(counted, currency),
    gap: wire(gap, currency),
    bookGap: wire(bookGap, currency),
  };
}
