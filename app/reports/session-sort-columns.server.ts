import sql, { join, type Sql } from "sql-template-tag";
import { isBusinessDate } from "#app/calendar/dates.ts";
import { FIRST_DATE, isId, isSignedId, type SessionFilters } from "./filters.ts";
import { REVIEW_CONDITIONS, scopeDate } from "./session-scope.server.ts";
import { type SessionSortKey, splitSort } from "./session-sorts.ts";

/** Sessions that lie beside each other in the order, and what an index has them by. */
export interface Group {
  where: Sql;
  /** Whether a position with this value lies in it. */
  holds(value: string): boolean;
  /** What is compared before the id; never null here: a row comparison with a null is unknown, and the page would lose the row. */
  columns: Sql[];
  /** The value as those columns have it. */
  read(value: string): Sql[];
}

export interface SortedBy {
  /** What is compared in turn, all in one direction, before the session's id. */
  columns: Sql[];
  /** Of a row, the value as text that reads back as the same value. */
  text: Sql;
  isValid(value: string): boolean;
  /** The text as values of the columns again. */
  read(value: string): Sql[];
  /** Which sessions have no such value: they come last in both directions. */
  unknown?: Sql;
  /** The others, the lowest group first. */
  groups: Group[];
  /** Whose name it is: the table, the column of a session that says which, and whether an index has each one's sessions by id. */
  holder?: { table: Sql; id: Sql; isIndexed?: boolean };
  /** Whether parts of the order lie apart: of few sessions, they are sorted in one. */
  isGrouped?: boolean;
}

// Both instants keep their microseconds: a cursor rounded to milliseconds would skip or repeat a row.
const INSTANT_FORMAT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

/** An instant as text that reads back as the same instant; one that has not come yet is infinity. */
export function positionText(instant: Sql): Sql {
  return sql`coalesce(to_char(nullif(${instant}, 'infinity') AT TIME ZONE 'UTC', ${INSTANT_FORMAT}), 'infinity')`;
}

/** Sorted by values of which each session has its own. */
const byValue = (given: Omit<SortedBy, "groups">): SortedBy => ({
  ...given,
  groups: [
    {
      where: given.unknown ? sql`NOT (${given.unknown})` : sql`TRUE`,
      holds: () => true,
      columns: given.columns,
      read: given.read,
    },
  ],
});
const instant = (column: Sql): SortedBy =>
  byValue({
    columns: [column],
    text: positionText(column),
    isValid: isInstant,
    read: (value) => [sql`${value}::timestamptz`],
  });
const number = (column: Sql, unknown?: Sql): SortedBy =>
  byValue({
    columns: [column],
    text: sql`${column}::text`,
    isValid: (value) => isId(value.replace("-", "")) || value === "0",
    read: (value) => [sql`${value}::bigint`],
    unknown,
  });
const ifKnown = (column: Sql) => number(column, sql`${column} IS NULL`);

/** By name, two of one name by their ids. */
const name = (alias: Sql, holder: NonNullable<SortedBy["holder"]>): SortedBy => {
  // "C" has the same order on every engine and machine.
  const columns = [sql`lower(${alias}.name) COLLATE "C"`, sql`${alias}.id`];
  const read = (value: string) => {
    const at = value.indexOf(" ");
    return [sql`${value.slice(at + 1)}::text`, sql`${value.slice(0, at)}::bigint`];
  };
  return byValue({
    columns,
    text: sql`${alias}.id || ' ' || lower(${alias}.name)`,
    isValid: (value) => isSignedId(value.split(" ", 1)[0] ?? "") && value.includes(" ") && !value.includes("\0"),
    read,
    unknown: sql`${alias}.name IS NULL`,
    holder,
    isGrouped: true,
  });
};

/** By state, in the order in which they are given; sessions of one state by id. */
const states = (conditions: readonly Sql[], unknown?: Sql): SortedBy => {
  const rank = sql`CASE ${join(
    conditions.map((where, index) => sql`WHEN ${where} THEN ${index}::int`),
    " ",
  )} END`;
  return {
    columns: [rank],
    text: sql`(${rank})::text`,
    isValid: (value) => /^\d$/.test(value) && Number(value) < conditions.length,
    read: (value) => [sql`${value}::int`],
    unknown,
    isGrouped: true,
    groups: conditions.map((where, index) => ({
      where,
      holds: (value) => value === String(index),
      columns: [],
      read: () => [],
    })),
  };
};

// What somebody has to do something about comes first.
const STATUSES = ["short", "over", "not_counted", "pending", "open", "within_tolerance", "balanced"] as const;

const { needs, escalated, reviewed, none } = REVIEW_CONDITIONS;

const SORTS: Record<Exclude<SessionSortKey, "closed" | "business_day">, SortedBy> = {
  opened: instant(sql`s.opened_at`),
  status: states(STATUSES.map((status) => sql`s.reconciliation = ${status}`)),
  size: number(sql`s.abs_discrepancy`),
  discrepancy: number(sql`s.total_discrepancy`),
  opening_discrepancy: number(sql`s.opening_discrepancy`),
  closing_discrepancy: ifKnown(sql`s.closing_discrepancy`),
  expected: ifKnown(sql`s.expected_at_close`),
  counted: ifKnown(sql`s.counted_at_close`),
  net_cash_sales: number(sql`s.net_cash_sales`),
  tolerance: number(sql`s.tolerance`),
  drawer: name(sql`d`, { table: sql`cash_drawer`, id: sql`s.drawer_id` }),
  location: name(sql`l`, { table: sql`location`, id: sql`s.location_id` }),
  staff: name(sql`closer`, { table: sql`staff_member`, id: sql`s.closed_by`, isIndexed: true }),
  device: ifKnown(sql`s.device_id`),
  review: states([needs, escalated, reviewed], none),
};
const CLOSED_ONLY = instant(sql`s.closed_at`);
// What is still open closes after all that is closed. Two groups, because the index holds the plain column.
const CLOSED_OR_OPEN: SortedBy = {
  ...instant(sql`coalesce(s.closed_at, 'infinity')`),
  isValid: (value) => value === "infinity" || isInstant(value),
  isGrouped: true,
  groups: [
    {
      where: sql`s.closed_at IS NOT NULL`,
      holds: (value) => value !== "infinity",
      columns: [sql`s.closed_at`],
      read: (value) => [sql`${value}::timestamptz`],
    },
    { where: sql`s.closed_at IS NULL`, holds: (value) => value === "infinity", columns: [], read: () => [] },
  ],
};

/** What the filtered list is sorted by. */
export function sortedBy(filters: SessionFilters): SortedBy {
  const { key } = splitSort(filters.sort);
  if (key === "closed") return filters.by === "opening" ? CLOSED_OR_OPEN : CLOSED_ONLY;
  if (key !== "business_day") return SORTS[key];
  const day = scopeDate(filters);
  return byValue({
    columns: [day],
    text: sql`${day}::text`,
    isValid: (value) => isBusinessDate(value) && value >= FIRST_DATE,
    read: (value) => [sql`${value}::date`],
  });
}

function isInstant(value: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === value.slice(0, 19);
}
