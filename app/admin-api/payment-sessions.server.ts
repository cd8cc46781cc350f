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
}

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
  };
}

/** Sessions that are open now. */
export const OPEN_SESSIONS: SessionSearch = {
  query: "is_open:true",
  sortKey: "OPENING_TIME",
  reverse: true,
  holds: () => true,
};

/** The pages of a search from a cursor on. */
export function sessionPages(
  reader: Reader,
  search: SessionSearch,
  after: string | null = null,
): AsyncGenerator<Page<SessionRow>> {
  return pagesFrom(after, async (cursor) => {
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
