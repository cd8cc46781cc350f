import { GraphQLError } from "graphql";

/** Shopify gives at most this many objects a page, and stops paging a list after so many. */
export const PAGE_LIMIT = 250;
export const LIST_LIMIT = 25_000;

type SortValue = number | string | null;

/** A total order: by a value, then by id. The cursor is the pair. */
export interface Order<Row> {
  kind: "id" | "time" | "text" | "number";
  id(row: Row): string;
  /** Milliseconds for a time, null sorting first; not asked for an order by id. */
  value(row: Row): SortValue;
}

export interface Page<Row> {
  nodes: Row[];
  edges(): { cursor: string; node: Row }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

interface Key {
  id: string;
  value: SortValue;
}

/** Numbers in decimal digits, of any length. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** For sorting rows ascending before they are paged. */
export function compareRows<Row>(order: Order<Row>): (a: Row, b: Row) => number {
  if (order.kind === "id") return (a, b) => compareIds(order.id(a), order.id(b));
  return (a, b) => compareValues(order.value(a), order.value(b)) || compareIds(order.id(a), order.id(b));
}

/** The order that a sort key of the published enum names. */
export function orderBy<Row>(orders: Readonly<Record<string, Order<Row>>>, sortKey: unknown): Order<Row> {
  const order = orders[String(sortKey)];
  if (!order) throw new Error(`The stand-in does not know the sort key ${String(sortKey)}`);
  return order;
}

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

/** Cuts a page out of rows that are sorted ascending by the order. */
export function paginate<Row>(
  rows: readonly Row[],
  order: Order<Row>,
  page: PageArguments,
  matches: (row: Row) => boolean = () => true,
): Page<Row> {
  const { size, isForward } = pageSize(page);
  const direction = page.reverse ? -1 : 1;
  // Only ever asked for places from 0 to the length of the list.
  const at = (index: number) => rows[page.reverse ? rows.length - 1 - index : index] as Row;
  // The first place whose row comes after (or at) a key, in the order in which the list is walked.
  const place = (key: Key, isInclusive: boolean) => {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const compared = direction * compareKeys(keyOf(at(middle), order), key);
      if (compared > 0 || (isInclusive && compared === 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const start = page.after ? place(decodeCursor(page.after, order), false) : 0;
  const limit = lastReachable(rows.length, (index) => matches(at(index)));
  const end = Math.min(page.before ? place(decodeCursor(page.before, order), true) : rows.length, limit);

  const nodes: Row[] = [];
  let hasMore = false;
  for (let step = 0; step < end - start; step += 1) {
    const row = at(isForward ? start + step : end - 1 - step);
    if (!matches(row)) continue;
    if (nodes.length === size) {
      hasMore = true;
      break;
    }
    nodes.push(row);
  }
  if (!isForward) nodes.reverse();
  const cursor = (row: Row | undefined) => (row === undefined ? null : encodeCursor(keyOf(row, order), order));
  return {
    nodes,
    edges: () => nodes.map((node) => ({ cursor: encodeCursor(keyOf(node, order), order), node })),
    pageInfo: {
      hasNextPage: isForward ? hasMore : end < Math.min(rows.length, limit),
      hasPreviousPage: isForward ? start > 0 : hasMore,
      startCursor: cursor(nodes[0]),
      endCursor: cursor(nodes.at(-1)),
    },
  };
}

/** A connection as a bulk operation walks it: all of it, in the order asked for. */
export function wholeList<Row>(
  rows: readonly Row[],
  order: Order<Row>,
  { reverse }: Pick<PageArguments, "reverse">,
  matches?: (row: Row) => boolean,
): Page<Row> {
  const nodes = matches ? rows.filter(matches) : [...rows];
  if (reverse) nodes.reverse();
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
  const edges = () => nodes.map((node) => ({ cursor: encodeCursor(keyOf(node, order), order), node }));
  return { nodes, edges, pageInfo };
}

function pageSize({ first, last }: PageArguments): { size: number; isForward: boolean } {
  if (first != null && last != null) throw badRequest("providing both first and last is not supported");
  const size = first ?? last;
  if (size == null) throw badRequest("you must provide one of first or last");
  const name = first != null ? "first" : "last";
  if (size < 0) throw badRequest(`${name} must be greater than or equal to 0`);
  if (size > PAGE_LIMIT) throw badRequest(`${name} must be less than or equal to ${PAGE_LIMIT}`);
  return { size, isForward: first != null };
}

/** Only a list that could be too long is counted. */
function lastReachable(length: number, isMatch: (index: number) => boolean): number {
  if (length <= LIST_LIMIT) return length;
  let found = 0;
  for (let index = 0; index < length; index += 1) {
    if (isMatch(index)) found += 1;
    if (found > LIST_LIMIT) return index;
  }
  return length;
}

function keyOf<Row>(row: Row, order: Order<Row>): Key {
  const id = order.id(row);
  return { id, value: order.kind === "id" ? null : order.value(row) };
}

function compareKeys(a: Key, b: Key): number {
  return compareValues(a.value, b.value) || compareIds(a.id, b.id);
}

function compareValues(a: SortValue, b: SortValue): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

function encodeCursor<Row>({ id, value }: Key, { kind }: Order<Row>): string {
  const lastId = Number(id);
  const timed = kind === "time" && typeof value === "number" ? timeText(value) : value;
  const lastValue = kind === "id" ? id : timed;
  const parts = { last_id: Number.isSafeInteger(lastId) ? lastId : id, last_value: lastValue };
  return Buffer.from(JSON.stringify(parts)).toString("base64");
}

/** "2026-07-16 01:10:50.800", in UTC. */
function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 23).replace("T", " ");
}

function decodeCursor<Row>(cursor: string, { kind }: Order<Row>): Key {
  const parts = parseCursor(cursor);
  if (parts) {
    const id = String(parts.last_id);
    if (kind === "id") return { id, value: null };
    const { last_value: value } = parts;
    if (value === null) return { id, value };
    if (kind === "number") return { id, value: Number(value) };
    const time = kind === "time" ? Date.parse(`${String(value).replace(" ", "T")}Z`) : String(value);
    if (!Number.isNaN(time)) return { id, value: time };
  }
  throw badRequest("Malformed cursor");
}

function parseCursor(cursor: string): { last_id: number | string; last_value: unknown } | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (typeof parts !== "object" || parts === null || !("last_id" in parts) || !("last_value" in parts)) return null;
    return /^\d+$/.test(String(parts.last_id))
      ? { last_id: String(parts.last_id), last_value: parts.last_value }
      : null;
  } catch {
    return null;
  }
}
