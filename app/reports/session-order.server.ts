import sql, { type Sql } from "sql-template-tag";
import { isId, isSignedId, type SessionFilters, type SessionSort, type SessionSortKey } from "./filters.ts";

/** Where a page of the list begins or ends: the value that the list is sorted by and the session's id. */
export interface Position {
  value: string;
  id: string;
}

interface SortedBy {
  /** Never null: a row comparison with a null is unknown, and the page would lose the row. */
  column: Sql;
  /** The column as text that reads back as the same value. */
  text: Sql;
  /** The text as a value again. */
  read(value: string): Sql;
  isValid(value: string): boolean;
}

// Both instants keep their microseconds: a cursor rounded to milliseconds would skip or repeat a row.
const INSTANT_FORMAT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

/** An instant as text that reads back as the same instant; one that has not come yet is infinity. */
export function positionText(instant: Sql): Sql {
  return sql`coalesce(to_char(nullif(${instant}, 'infinity') AT TIME ZONE 'UTC', ${INSTANT_FORMAT}), 'infinity')`;
}

const instant = (column: Sql): SortedBy => ({
  column,
  text: positionText(column),
  read: (value) => sql`${value}::timestamptz`,
  isValid: (value) => value === "infinity" || isInstant(value),
});
const amount = (column: Sql): SortedBy => ({
  column,
  text: sql`${column}::text`,
  read: (value) => sql`${value}::bigint`,
  isValid: (value) => isId(value.replace("-", "")) || value === "0",
});
const name = (column: Sql): SortedBy => ({
  // "C" has the same order on every engine and machine.
  column: sql`coalesce(lower(${column}), '') COLLATE "C"`,
  text: sql`coalesce(lower(${column}), '')`,
  read: (value) => sql`${value}::text`,
  isValid: (value) => !value.includes("\0"),
});

const SORTS: Record<SessionSortKey, SortedBy> = {
  closed: instant(sql`coalesce(s.closed_at, 'infinity')`),
  opened: instant(sql`s.opened_at`),
  discrepancy: amount(sql`s.total_discrepancy`),
  size: amount(sql`s.abs_discrepancy`),
  drawer: name(sql`d.name`),
  location: name(sql`l.name`),
};
// The plain column is what the index holds; it will do where no session in the set is open.
const CLOSED_ONLY = instant(sql`s.closed_at`);

/** How to sort and page a list of sessions by value and id, both in one direction. */
export function orderOf(filters: SessionFilters, options: { isReversed: boolean; holdsOpen: boolean }) {
  const { key, isDescending } = split(filters.sort);
  const sortedBy = key === "closed" && !options.holdsOpen ? CLOSED_ONLY : SORTS[key];
  const goesDown = isDescending !== options.isReversed;
  const direction = goesDown ? sql`DESC` : sql`ASC`;
  return {
    text: sortedBy.text,
    orderBy: sql`${sortedBy.column} ${direction}, s.id ${direction}`,
    beyond: ({ value, id }: Position): Sql => {
      const bounds = sql`(${sortedBy.column}, s.id)`;
      const position = sql`(${sortedBy.read(value)}, ${id}::bigint)`;
      return goesDown ? sql`${bounds} < ${position}` : sql`${bounds} > ${position}`;
    },
  };
}

/** A position as an opaque cursor. It carries the sort, so that it cannot be used on another one. */
export function toCursor(sort: SessionSort, { value, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString("base64url");
}

/** The position in a cursor; null when it is none of ours, or of another sort. */
export function fromCursor(sort: SessionSort, cursor: string | null): Position | null {
  if (cursor === null) return null;
  const parts = parseJson(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!Array.isArray(parts)) return null;
  const [of, value, id] = parts as unknown[];
  if (of !== sort || typeof value !== "string" || typeof id !== "string") return null;
  return isSignedId(id) && SORTS[split(sort).key].isValid(value) ? { value, id } : null;
}

function split(sort: SessionSort): { key: SessionSortKey; isDescending: boolean } {
  const [key, direction] = sort.split("_") as [SessionSortKey, "asc" | "desc"];
  return { key, isDescending: direction === "desc" };
}

function isInstant(value: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === value.slice(0, 19);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever wrote this cursor, it was not us: the list begins at its beginning.
    return null;
  }
}
