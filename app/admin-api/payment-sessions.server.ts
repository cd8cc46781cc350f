import { OLDEST_SESSION_DOCUMENT, sessionDocument, sessionsByIdDocument, sessionsDocument } from "./documents.ts";
import { GraphqlError } from "./errors.ts";
import type { FieldGroups } from "./field-groups.ts";
import { parseSession } from "./parse-session.ts";
import { asInstant, asList, asObject, type Json } from "./read-json.ts";
import { ask, pagesFrom, readConnection, type Reader } from "./reader.server.ts";
import type { Page, SessionRow } from "./shapes.ts";

/** Which sessions, in what order. The sort key is the searched field: other pairs are slow at Shopify. */
export interface SessionSearch {
  query: string;
  sortKey: "OPENING_TIME" | "CLOSING_TIME";
  reverse: boolean;
  /** The search once more, on the rows: Shopify's index may lag or read a bound differently. */
  holds(row: SessionRow): boolean;
  /** The search for what comes after a row, that row included; null where it would be the same search again. */
  after?(row: SessionRow): SessionSearch | null;
}

/** Shopify ends a list at 25,000 rows without a word; well before that, a new search goes on from where this one is. */
const MOST_ROWS = 20_000;
const SECOND_MS = 1_000;

/** Half-open, in whole seconds, as Shopify's times are. */
export interface OpeningWindow {
  from: Date;
  /** Null: without an end, for the newest, because Shopify's clock may be ahead of ours. */
  to: Date | null;
}

/** Sessions opened within the window, newest first. Their opening time never changes, so paging never slips. */
export function openedWithin({ from, to }: OpeningWindow): SessionSearch {
  return {
    query: `opening_time:>='${instant(from)}'${to === null ? "" : ` opening_time:<'${instant(to)}'`}`,
    sortKey: "OPENING_TIME",
    reverse: true,
    holds: (row) => row.openedAt >= from && (to === null || row.openedAt < to),
    after: (row) => {
      // Shopify's times are whole seconds: the next one as an open bound still holds every session of this one.
      const bound = new Date((Math.floor(row.openedAt.getTime() / SECOND_MS) + 1) * SECOND_MS);
      return to === null || bound < to ? openedWithin({ from, to: bound }) : null;
    },
  };
}

/** Every session opened before a time, newest first. */
export function openedBefore(before: Date): SessionSearch {
  return {
    query: `opening_time:<'${instant(before)}'`,
    sortKey: "OPENING_TIME",
    reverse: true,
    holds: (row) => row.openedAt < before,
  };
}

/** Sessions closed at or after a time, oldest first: what closes meanwhile comes at the end, where it is still read. */
export function closedSince(since: Date): SessionSearch {
  return {
    query: `closing_time:>='${instant(since)}'`,
    sortKey: "CLOSING_TIME",
    reverse: false,
    holds: (row) => row.closedAt !== null,
    after: ({ closedAt }) => (closedAt !== null && closedAt > since ? closedSince(closedAt) : null),
  };
}

/** Sessions that are open now. */
export const OPEN_SESSIONS: SessionSearch = {
  query: "is_open:true",
  sortKey: "OPENING_TIME",
  reverse: true,
  holds: () => true,
};

/** The pages of a search, however many sessions it finds: a long one is divided, and the second between read twice. */
export async function* sessionPages(reader: Reader, search: SessionSearch): AsyncGenerator<Page<SessionRow>> {
  let part: SessionSearch | null = search;
  while (part !== null) {
    const reading: SessionSearch = part;
    part = null;
    let rows = 0;
    for await (const page of pagesOfSearch(reader, reading)) {
      yield page;
      rows += page.rows.length;
      const last = page.rows.at(-1);
      if (rows < MOST_ROWS || page.nextCursor === null || last === undefined) continue;
      part = reading.after?.(last) ?? null;
      if (part !== null) break;
    }
  }
}

function pagesOfSearch(reader: Reader, search: SessionSearch): AsyncGenerator<Page<SessionRow>> {
  return pagesFrom(null, async (cursor) => {
    const data = await reader.sizes.sessions.use((first) =>
      ask(reader, sessionsDocument, pageVariables(search, cursor, first)),
    );
    const page = readConnection(data.pointOfSaleDevicePaymentSessions, "sessions", parseSession);
    return { ...page, rows: page.rows.filter(search.holds) };
  });
}

/** The variables of a page of sessions. */
export function pageVariables(search: SessionSearch, after: string | null, first: number): Record<string, unknown> {
  return { first, after, query: search.query, sortKey: search.sortKey, reverse: search.reverse };
}

/** Sessions by their ids; one that is gone is left out. */
export async function* sessionsById(reader: Reader, ids: readonly string[]): AsyncGenerator<Page<SessionRow>> {
  let start = 0;
  while (start < ids.length) {
    const nodes = await reader.sizes.ids.use(async (size) => {
      const batch = ids.slice(start, start + size);
      const answer = await sessionNodes(reader, batch, sessionsByIdDocument, sessionDocument, {});
      start += batch.length;
      return answer;
    });
    yield readNodes(nodes, parseSession);
  }
}

/** Sessions as nodes; one by one where `nodes` does not serve them. */
export async function sessionNodes(
  reader: Reader,
  ids: readonly string[],
  manyDocument: (groups: FieldGroups) => string,
  oneDocument: (groups: FieldGroups) => string,
  variables: Record<string, unknown>,
): Promise<unknown[]> {
  const gids = ids.map(sessionGid);
  if (reader.hasNodes) {
    try {
      const data = await ask(reader, manyDocument, { ...variables, ids: gids });
      return asList(data.nodes, "nodes").filter(isSession);
    } catch (error) {
      if (!(error instanceof GraphqlError) || error.code !== "GRAPHQL_ERROR") throw error;
      reader.hasNodes = false;
    }
  }
  const nodes: unknown[] = [];
  for (const id of gids) {
    const data = await ask(reader, oneDocument, { ...variables, id });
    nodes.push(data.pointOfSaleDevicePaymentSession);
  }
  return nodes.filter(isSession);
}

/** Reads nodes as a page without a next one. */
export function readNodes<Row>(nodes: unknown[], readRow: (node: unknown) => Row): Page<Row> {
  return readConnection({ nodes, pageInfo: { hasNextPage: false, endCursor: null } }, "nodes", readRow);
}

/** When the shop's first session opened; null for a shop without any. */
export async function oldestOpening(reader: Reader): Promise<Date | null> {
  const data = await ask(reader, () => OLDEST_SESSION_DOCUMENT);
  const [first] = asList(asObject(data.pointOfSaleDevicePaymentSessions, "sessions").nodes, "nodes");
  return first === undefined ? null : asInstant(asObject(first, "the session").openingTime, "openingTime");
}

/** The GID of a payment session. */
export function sessionGid(id: string): string {
  return `gid://shopify/PointOfSaleDevicePaymentSession/${id}`;
}

function isSession(node: unknown): node is Json {
  return typeof node === "object" && node !== null && "id" in node;
}

function instant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
