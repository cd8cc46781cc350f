import sql, { join, type Sql } from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import { SESSION_EXCEPTIONS, type SessionException } from "#app/reconciliation/session-exceptions.ts";
import type { Shop } from "#app/shop.server.ts";
import type { ExceptionFilters, ExceptionKind, ExceptionOrder } from "./exception-filters.ts";
import { type ExceptionPosition, sizeOf } from "./exception-order.ts";
import type { ExceptionDetail, ExceptionRow } from "./exception-rows.ts";
import { EXCEPTION_TIME, exceptionScope, lastWord, SESSION_EVIDENCE } from "./exception-scope.server.ts";
import { positionText } from "./session-sort-columns.server.ts";
import { hoursBetween, wire, wireOrNull, zoneOf } from "./session-records.server.ts";

export interface PlacedException {
  row: ExceptionRow;
  position: ExceptionPosition;
}

interface Found {
  id: string;
  kind: SessionException;
  evidence: string;
  position: string;
  at: Date;
  timeZone: string;
  drawerId: string;
  drawer: string | null;
  location: string | null;
  currency: string;
  openedAt: Date;
  openedBy: string | null;
  closedBy: string | null;
  expectedAtOpen: bigint;
  totalDiscrepancy: bigint;
  carryOverGap: bigint | null;
  failedChecks: string[];
  restatedAt: Date | null;
  restatedFrom: bigint | null;
  previousId: string | null;
  previousClosedAt: Date | null;
  previousBalance: bigint | null;
  previousBy: string | null;
  automaticReason: string | null;
  silent: { at: string; by: string | null; cash: string }[] | null;
  act: string | null;
  reason: string | null;
  userId: string | null;
  wordAt: Date | null;
  wordBy: string | null;
}

/** A page of what sessions are by themselves: one more than asked for says that there are more. */
export async function readSessionExceptions(
  shop: Shop,
  filters: ExceptionFilters,
  { after, limit }: { after: ExceptionPosition | null; limit: number },
): Promise<PlacedException[]> {
  const found = await dataOf(shop).query<Found>(sql`
    SELECT s.id::text AS id, page.kind, page.evidence, ${positionText(EXCEPTION_TIME)} AS position,
      ${EXCEPTION_TIME} AS at, ${zoneOf(shop)} AS "timeZone", s.drawer_id::text AS "drawerId", d.name AS drawer,
      l.name AS location, s.currency, s.opened_at AS "openedAt", opener.name AS "openedBy", closer.name AS "closedBy",
      s.expected_at_open AS "expectedAtOpen", s.total_discrepancy AS "totalDiscrepancy",
      s.carry_over_gap AS "carryOverGap", s.failed_checks AS "failedChecks", s.restated_at AS "restatedAt",
      page.restated_from AS "restatedFrom", p.id::text AS "previousId", p.closed_at AS "previousClosedAt",
      p.closing_balance AS "previousBalance", before.name AS "previousBy", page.automatic_reason AS "automaticReason",
      page.silent, page.act, page.reason, page.user_id AS "userId", page.word_at AS "wordAt",
      word_by.name AS "wordBy"
    FROM (${withEvidence(shop, pageOf(shop, filters, after, limit))}) page
    JOIN payment_session s ON s.shop_id = ${shop.id} AND s.id = page.id
    LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
    LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id
    LEFT JOIN staff_member opener ON opener.shop_id = s.shop_id AND opener.id = s.opened_by
    LEFT JOIN staff_member closer ON closer.shop_id = s.shop_id AND closer.id = s.closed_by
    LEFT JOIN staff_member word_by ON word_by.shop_id = s.shop_id AND word_by.id::text = page.user_id
    LEFT JOIN payment_session p ON p.shop_id = s.shop_id AND p.id = s.previous_id
    LEFT JOIN staff_member before ON before.shop_id = p.shop_id AND before.id = p.closed_by
    ORDER BY ${inOrder(shop, filters.order, { kind: sql`page.kind`, size: sql`page.size` })}`);
  return found.map((record) => {
    const row = toRow(record);
    const size = filters.order === "largest" ? sizeOf(row.amount) : null;
    return { row, position: { at: record.position, id: record.id, kind: record.kind, size } };
  });
}

/** Cash that was moved, on `cash_activity a`, with neither reason nor note. */
const IS_SILENT = sql`a.type = 'ADJUSTMENT' AND a.reason_code IS NULL AND coalesce(btrim(a.note), '') = ''`;

/**
 * What the evidence of a page needs besides its sessions. Apart from the names, and before them (OFFSET 0): after eight
 * joins the planner expected forty times the rows, and compiled the statement for longer than it ran.
 */
function withEvidence(shop: Shop, page: Sql): Sql {
  return sql`
    SELECT picked.*,
      CASE WHEN picked.kind = 'restated' THEN (
        SELECT v.total_discrepancy FROM session_version v
        WHERE v.shop_id = ${shop.id} AND v.session_id = picked.id ORDER BY v.version DESC LIMIT 1
      ) END AS restated_from,
      CASE WHEN picked.kind IN ('opened_automatically', 'closed_automatically') THEN (
        SELECT a.reason_code FROM cash_activity a
        WHERE a.shop_id = ${shop.id} AND a.session_id = picked.id AND a.reason_code LIKE 'AUTO\\_%'
          AND a.type = CASE picked.kind WHEN 'opened_automatically' THEN 'OPENING' ELSE 'CLOSING' END
        LIMIT 1
      ) END AS automatic_reason,
      CASE WHEN picked.kind = 'silent_adjustment' THEN (
        SELECT json_agg(json_build_object('at', a.occurred_at, 'by', m.name, 'cash', a.cash::text) ORDER BY a.position)
        FROM cash_activity a LEFT JOIN staff_member m ON m.shop_id = a.shop_id AND m.id = a.staff_id
        WHERE a.shop_id = ${shop.id} AND a.session_id = picked.id AND ${IS_SILENT}
      ) END AS silent
    FROM (${page}) picked OFFSET 0`;
}

// Picked before anything is joined to it, as in the list of sessions.
function pageOf(shop: Shop, filters: ExceptionFilters, after: ExceptionPosition | null, limit: number): Sql {
  const word = lastWord(shop, { kind: sql`found.kind`, subject: sql`'session ' || s.id`, evidence: SESSION_EVIDENCE });
  const { order } = filters;
  const found = { kind: sql`found.kind`, size: sql`sized.size` };
  const size = order === "largest" ? SIZE : sql`NULL::bigint`;
  return sql`
    SELECT s.id, found.kind, sized.size, ${SESSION_EVIDENCE} AS evidence, last.act, last.reason, last.user_id,
      last.at AS word_at
    FROM payment_session s CROSS JOIN LATERAL unnest(s.exceptions) AS found (kind)
    ${order === "largest" ? silentSums(shop, filters) : sql``}
    CROSS JOIN LATERAL (SELECT ${size} AS size OFFSET 0) sized ${word}
    WHERE ${exceptionScope(shop, filters)} AND ${ofKinds(filters)} AND ${ofState(filters)}
      AND ${order === "largest" ? HAS_SOME : sql`TRUE`} AND ${after ? isBeyond(shop, order, after) : sql`TRUE`}
    ORDER BY ${inOrder(shop, order, found)} LIMIT ${limit + 1}`;
}

/**
 * Says nothing new; of an overlap the planner expects one row in a hundred, and three in four of what is not empty. By amount all
 * of them are sorted, and expecting so many it would compile the statement.
 */
const HAS_SOME = sql`s.exceptions && ${[...SESSION_EXCEPTIONS]}::text[]`;

/** The amount of `found.kind` of `payment_session s` without its sign, as `amountOf` has it. */
const SIZE = sql`abs(CASE found.kind WHEN 'carry_over_gap' THEN s.carry_over_gap WHEN 'restated' THEN s.total_discrepancy
  WHEN 'silent_adjustment' THEN coalesce(silent.sum, 0) END)`;

/**
 * What moved silently, as `silent`. Joined, because the planner takes exceptions for a hundred times as many as they are: with a
 * sum for each of them it compiled the statement for 12 s, which runs half a second on a machine that does much else.
 */
function silentSums(shop: Shop, filters: ExceptionFilters): Sql {
  return sql`LEFT JOIN (
    SELECT s.id, moved.sum FROM payment_session s CROSS JOIN LATERAL (
      SELECT sum(a.cash)::bigint AS sum FROM cash_activity a
      WHERE a.shop_id = ${shop.id} AND a.session_id = s.id AND ${IS_SILENT}
    ) moved
    WHERE ${exceptionScope(shop, filters)} AND s.exceptions @> ARRAY['silent_adjustment']
  ) silent ON silent.id = s.id AND found.kind = 'silent_adjustment'`;
}

/** What comes before the time where the order is by amount, each the smallest first: as `compareExceptions` has it. */
function byAmount(shop: Shop, size: Sql): Sql[] {
  return [
    sql`(${size} IS NULL)::int`,
    sql`CASE WHEN ${size} IS NULL OR s.currency = ${shop.currency ?? ""} THEN 0 ELSE 1 END`,
    sql`(CASE WHEN ${size} IS NULL THEN '' ELSE s.currency END) COLLATE "C"`,
    sql`coalesce(-${size}, 0)`,
  ];
}

function inOrder(shop: Shop, order: ExceptionOrder, { kind, size }: { kind: Sql; size: Sql }): Sql {
  const direction = order === "oldest" ? sql`ASC` : sql`DESC`;
  const byTime = [EXCEPTION_TIME, sql`s.id`, sql`${kind} COLLATE "C"`].map((column) => sql`${column} ${direction}`);
  return join(order === "largest" ? [...byAmount(shop, size), ...byTime] : byTime, ", ");
}

function isBeyond(shop: Shop, order: ExceptionOrder, { at, id, kind, size }: ExceptionPosition): Sql {
  const compared = order === "oldest" ? sql`>` : sql`<`;
  const byTime = sql`(${EXCEPTION_TIME}, s.id, found.kind COLLATE "C")
    ${compared} (${at}::timestamptz, ${id}::bigint, ${kind}::text)`;
  if (order !== "largest") return sql`${EXCEPTION_TIME} ${compared}= ${at}::timestamptz AND ${byTime}`;
  const amounts = sql`(${join(byAmount(shop, sql`sized.size`), ", ")})`;
  const isForeign = size !== null && size.currency !== shop.currency;
  const position = sql`(${size === null ? 1 : 0}::int, ${isForeign ? 1 : 0}::int, ${size?.currency ?? ""}::text,
    ${size === null ? 0n : -size.minor}::bigint)`;
  return sql`(${amounts} > ${position} OR (${amounts} = ${position} AND ${byTime}))`;
}

/** How many of each kind, dismissed and not, whatever kinds the filters ask for; of what happened after `since` alone. */
export function countSessionExceptions(
  shop: Shop,
  filters: ExceptionFilters,
  since: Date | null = null,
): Promise<{ kind: ExceptionKind; isDismissed: boolean; count: number }[]> {
  const word = lastWord(shop, { kind: sql`found.kind`, subject: sql`'session ' || s.id`, evidence: SESSION_EVIDENCE });
  return dataOf(shop).query(sql`
    SELECT found.kind, last.act IS NOT DISTINCT FROM 'dismissed' AS "isDismissed", count(*)::int AS count
    FROM payment_session s CROSS JOIN LATERAL unnest(s.exceptions) AS found (kind) ${word}
    WHERE ${exceptionScope(shop, filters)} AND ${since ? sql`${EXCEPTION_TIME} > ${since}::timestamptz` : sql`TRUE`}
    GROUP BY 1, 2`);
}

function ofKinds({ kinds }: ExceptionFilters): Sql {
  if (kinds.length === 0) return sql`TRUE`;
  return join([sql`found.kind = ANY(${kinds}::text[])`, sql`s.exceptions && ${kinds}::text[]`], " AND ");
}

function ofState({ isDismissed }: ExceptionFilters): Sql {
  return isDismissed ? sql`last.act = 'dismissed'` : sql`last.act IS DISTINCT FROM 'dismissed'`;
}

function toRow(record: Found): ExceptionRow {
  const { kind, currency, at, timeZone, drawerId, drawer, location } = record;
  const isOfOpening = kind === "opened_automatically" || kind === "carry_over_gap";
  return {
    ...{ kind, evidence: record.evidence, timeZone, drawerId, drawer, location },
    subject: { type: "session", id: record.id },
    at: isoUtc(at),
    person: isOfOpening ? record.openedBy : (record.closedBy ?? record.openedBy),
    amount: wireOrNull(amountOf(record), currency),
    detail: detailOf(record),
    dismissed:
      record.act === "dismissed" && record.wordAt
        ? {
            ...{ by: record.wordBy, userId: record.userId ?? "", reason: record.reason ?? "" },
            at: isoUtc(record.wordAt),
          }
        : null,
  };
}

function amountOf({ kind, carryOverGap, totalDiscrepancy, silent }: Found): bigint | null {
  if (kind === "carry_over_gap") return carryOverGap;
  if (kind === "restated") return totalDiscrepancy;
  return kind === "silent_adjustment" ? (silent ?? []).reduce((sum, { cash }) => sum + BigInt(cash), 0n) : null;
}

function detailOf(record: Found): ExceptionDetail {
  const { kind, currency } = record;
  switch (kind) {
    case "opened_automatically":
    case "closed_automatically":
      return { kind, reason: record.automaticReason };
    case "not_counted":
      return { kind };
    case "carry_over_gap":
      return {
        ...{ kind, previousId: record.previousId, previousBy: record.previousBy, openedBy: record.openedBy },
        left: wireOrNull(record.previousBalance, currency),
        expected: wire(record.expectedAtOpen, currency),
        hoursBetween: record.previousClosedAt && hoursBetween(record.previousClosedAt, record.openedAt),
      };
    case "arithmetic":
      return { kind, failedChecks: record.failedChecks.filter((check) => check !== "carry_over") };
    case "silent_adjustment":
      return {
        kind,
        lines: (record.silent ?? []).map(({ at, by, cash }) => ({
          ...{ at: isoUtc(new Date(at)), by },
          amount: wire(BigInt(cash), currency),
        })),
      };
    case "restated":
      return {
        kind,
        restatedAt: isoUtc(record.restatedAt ?? record.at),
        before: wireOrNull(record.restatedFrom, currency),
      };
  }
}
