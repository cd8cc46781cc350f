import type { AdminClient } from "./client.server.ts";
import { AccessDeniedError, AdminApiError } from "./errors.ts";
import { deniedGroups, type FieldGroup, type FieldGroups, groupsOf } from "./field-groups.ts";
import { createPageSize, type PageSize } from "./page-size.ts";
import { asFlag, asList, asObject, asTextOrNull, type Json } from "./read-json.ts";
import type { Page } from "./shapes.ts";

/** Reads one shop's cash data, with what was learnt about it on the way. Lives as long as one run. */
export interface Reader {
  readonly client: AdminClient;
  /** What is asked for; a group that Shopify denies although it was granted is dropped. */
  readonly groups: Set<FieldGroup>;
  readonly sizes: Readonly<Record<"sessions" | "ledgers" | "ids" | "ledgerIds" | "reference", PageSize>>;
  /** Whether `nodes(ids:)` answers with sessions; found out on first use. */
  hasNodes: boolean;
  /** Whether Shopify has denied something that was taken for granted. */
  isDenied: boolean;
}

/** Sessions alone are cheap: 68 points for 250 of them. With ledgers, an answer holds a hundred times as many rows. */
const SIZES = {
  sessions: { start: 250, most: 250 },
  ledgers: { start: 125, most: 250 },
  ids: { start: 50, most: 250 },
  ledgerIds: { start: 20, most: 100 },
  reference: { start: 250, most: 250 },
};

/** Makes a reader for what the shop has granted. */
export function createReader(client: AdminClient, grantedScopes: readonly string[]): Reader {
  return {
    client,
    groups: groupsOf(grantedScopes),
    sizes: {
      sessions: createPageSize(SIZES.sessions),
      ledgers: createPageSize(SIZES.ledgers),
      ids: createPageSize(SIZES.ids),
      ledgerIds: createPageSize(SIZES.ledgerIds),
      reference: createPageSize(SIZES.reference),
    },
    hasNodes: true,
    isDenied: false,
  };
}

/** Asks with the fields that are granted; what Shopify denies all the same is left out and the question repeated. */
export async function ask(
  reader: Reader,
  documentFor: (groups: FieldGroups) => string,
  variables: Record<string, unknown> = {},
): Promise<Json> {
  for (;;) {
    try {
      return asObject(await reader.client.request(documentFor(reader.groups), variables), "data");
    } catch (error) {
      if (!(error instanceof AccessDeniedError)) throw error;
      reader.isDenied = true;
      const dropped = [...deniedGroups(error)].filter((group) => reader.groups.delete(group));
      if (dropped.length === 0) throw error;
    }
  }
}

/** Reads a connection; a row that cannot be read is set aside, so that it does not hide the others. */
export function readConnection<Row>(value: unknown, name: string, readRow: (node: unknown) => Row): Page<Row> {
  const connection = asObject(value, name);
  const pageInfo = asObject(connection.pageInfo, "pageInfo");
  const endCursor = asTextOrNull(pageInfo.endCursor, "endCursor");
  const hasNext = asFlag(pageInfo.hasNextPage, "hasNextPage");
  if (hasNext && endCursor === null) throw pagingStuck();
  const rows: Row[] = [];
  const malformed: Error[] = [];
  for (const node of asList(connection.nodes, "nodes")) {
    try {
      rows.push(readRow(node));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      malformed.push(error);
    }
  }
  return { rows, malformed, nextCursor: hasNext ? endCursor : null, hasPrevious: pageInfo.hasPreviousPage === true };
}

/** More than once is no accident. */
const REPEATS = 5;

/** Follows the pages of a connection. An answer that belongs to another page is never taken for the one asked for. */
export async function* pagesFrom<Row>(
  after: string | null,
  fetchPage: (after: string | null) => Promise<Page<Row>>,
): AsyncGenerator<Page<Row>> {
  const seen = new Set([after]);
  let cursor = after;
  let repeats = 0;
  for (;;) {
    const page = await fetchPage(cursor);
    const isSeen = page.nextCursor !== null && seen.has(page.nextCursor);
    if (isSeen || (cursor === null && page.hasPrevious)) {
      repeats += 1;
      if (repeats >= REPEATS) throw pagingStuck();
      continue;
    }
    repeats = 0;
    yield page;
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
    seen.add(cursor);
  }
}

function pagingStuck(): AdminApiError {
  return new AdminApiError(
    "PAGING_STUCK",
    "Shopify answered with the same page again and again. Syncing goes on later.",
  );
}
