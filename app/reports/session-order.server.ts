import sql, { join, type Sql } from "sql-template-tag";
import { daysBetween } from "#app/calendar/dates.ts";
import type { Shop } from "#app/shop.server.ts";
import { isNarrowed, isSignedId, type SessionFilters } from "./filters.ts";
import { SESSION_TABLES } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";
import { sortedBy, type SortedBy } from "./session-sort-columns.server.ts";
import { type SessionSort, splitSort } from "./session-sorts.ts";

/** Where a page of the list begins or ends: the value that the list is sorted by and the session's id. */
export interface Position {
  /** Null among the sessions of which it is not known. */
  value: string | null;
  id: string;
}

/** How a filtered list of sessions is sorted: by value, what is not known last, then by id. Of SESSION_TABLES. */
export function orderOf(filters: SessionFilters, { isReversed = false }: { isReversed?: boolean } = {}) {
  const { columns, text, unknown } = sortedBy(filters);
  const direction = splitSort(filters.sort).isDescending === isReversed ? sql`ASC` : sql`DESC`;
  const known = [...columns, sql`s.id`].map((column) => sql`${column} ${direction}`);
  const last = unknown && sql`(${unknown}) ${isReversed ? sql`DESC` : sql`ASC`}`;
  return {
    /** Of a row, the value of its position. */
    text: unknown === undefined ? text : sql`CASE WHEN NOT (${unknown}) THEN ${text} END`,
    orderBy: join(last ? [last, ...known] : known, ", "),
  };
}

interface Page {
  start: Position | null;
  isReversed: boolean;
  limit: number;
}

/**
 * The ids of a page of the filtered sessions, in parts that follow one another in the order, each of at most `limit`: whoever has
 * enough by the first need not ask for the others. No index has what is known before what is not, or one state before another;
 * of each part alone there is one.
 */
export function partsOf(shop: Shop, filters: SessionFilters, { start, isReversed, limit }: Page): Sql[] {
  const order = sortedBy(filters);
  const { unknown, holder, groups } = order;
  const goesDown = splitSort(filters.sort).isDescending !== isReversed;
  const direction = goesDown ? sql`DESC` : sql`ASC`;
  const scope = sessionScope(shop, filters);
  const pick = (where: Sql, orderBy: Sql) => sql`SELECT s.id FROM ${SESSION_TABLES}
    WHERE ${scope} AND ${where} ORDER BY ${orderBy} LIMIT ${limit}`;
  const beyond = (columns: readonly Sql[], values: readonly Sql[], id: string) =>
    sql`(${join([...columns, sql`s.id`], ", ")}) ${goesDown ? sql`<` : sql`>`} (${join([...values, sql`${id}::bigint`], ", ")})`;

  if (order.isGrouped && !isLong(filters)) {
    const { orderBy } = orderOf(filters, { isReversed });
    return [pick(start === null ? sql`TRUE` : isFurther(start), orderBy)];
  }
  // Sessions of which it is not known come after the others, and before them on the way back.
  const ofKnown = start?.value === null && !isReversed ? [] : holder ? [byHolder(shop, scope, holder)] : byGroup();
  if (unknown === undefined || (isReversed && start?.value !== null)) return ofKnown;
  const within = start?.value === null ? sql`${unknown} AND ${beyond([], [], start.id)}` : unknown;
  const ofUnknown = pick(within, sql`s.id ${direction}`);
  return isReversed ? [ofUnknown, ...ofKnown] : [...ofKnown, ofUnknown];

  function byGroup(): Sql[] {
    const inOrder = goesDown ? groups.toReversed() : groups;
    const { value = null, id = "" } = start ?? {};
    const first = value === null ? 0 : inOrder.findIndex((group) => group.holds(value));
    return inOrder.slice(first).map(({ where, columns, read }, index) => {
      const isFirst = value !== null && index === 0;
      const orderBy = inTurn([...columns, sql`s.id`], direction);
      return pick(isFirst ? sql`${where} AND ${beyond(columns, read(value), id)}` : where, orderBy);
    });
  }

  function isFurther({ value, id }: Position): Sql {
    const further = beyond(value === null ? [] : order.columns, value === null ? [] : order.read(value), id);
    if (unknown === undefined) return further;
    if (value === null) return isReversed ? sql`(NOT (${unknown}) OR ${further})` : sql`${unknown} AND ${further}`;
    return isReversed ? sql`NOT (${unknown}) AND ${further}` : sql`(${unknown} OR ${further})`;
  }

  // By the name of a drawer, a location or a person: their sessions, one after the other, until there are enough. Sorted by
  // name, all sessions of three years would be read for it.
  function byHolder(shop: Shop, scope: Sql, { table, id: of, isIndexed }: NonNullable<SortedBy["holder"]>): Sql {
    const named = sql`lower(n.name) COLLATE "C"`;
    const [name, id] = start?.value ? order.read(start.value) : [];
    const [from, here] = goesDown ? [sql`<=`, sql`<`] : [sql`>=`, sql`>`];
    const fromHolder = name && id ? sql`(${named}, n.id) ${from} (${name}, ${id})` : sql`TRUE`;
    const further = start && id ? sql`(holder.id <> ${id} OR s.id ${here} ${start.id}::bigint)` : sql`TRUE`;
    // "+ 0" where no index has them by id: for one who has no session the whole shop would be looked through in the order of ids.
    return sql`SELECT one.id FROM (
        SELECT n.id, ${named} AS name FROM ${table} n WHERE n.shop_id = ${shop.id} AND ${fromHolder}
        ORDER BY ${inTurn([named, sql`n.id`], direction)}
      ) holder CROSS JOIN LATERAL (
        SELECT s.id FROM payment_session s WHERE ${scope} AND ${of} = holder.id AND ${further}
        ORDER BY ${isIndexed ? sql`s.id` : sql`s.id + 0`} ${direction} LIMIT ${limit}
      ) one
      ORDER BY ${inTurn([sql`holder.name`, sql`holder.id`, sql`one.id`], direction)} LIMIT ${limit}`;
  }
}

// Of fewer days, or of a part of their sessions, sorting is the least work: what a group or a person has of them is not looked for.
const LONG_DAYS = 92;

function isLong(filters: SessionFilters): boolean {
  const { range } = filters;
  return !isNarrowed(filters) && (range === null || daysBetween(range.from, range.to) > LONG_DAYS);
}

function inTurn(columns: readonly Sql[], direction: Sql): Sql {
  return join(
    columns.map((column) => sql`${column} ${direction}`),
    ", ",
  );
}

/** A position as an opaque cursor. It carries the sort, so that it cannot be used on another one. */
export function toCursor(sort: SessionSort, { value, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString("base64url");
}

/** The position in a cursor; null when it is none of ours, or of another list. */
export function fromCursor(filters: SessionFilters, cursor: string | null): Position | null {
  if (cursor === null) return null;
  const parts = parseJson(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!Array.isArray(parts)) return null;
  const [of, value, id] = parts as unknown[];
  if (of !== filters.sort || typeof id !== "string" || !isSignedId(id)) return null;
  const { unknown, isValid, groups } = sortedBy(filters);
  if (value === null) return unknown === undefined ? null : { value, id };
  if (typeof value !== "string" || !isValid(value)) return null;
  return groups.some((group) => group.holds(value)) ? { value, id } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever wrote this cursor, it was not us: the list begins at its beginning.
    return null;
  }
}
