import { AdminApiError } from "./errors.ts";
import { legacyAdjustmentsDocument, legacyLedgersDocument, LEGACY_TRANSACTIONS_DOCUMENT } from "./legacy-documents.ts";
import { inTimeOrder } from "./parse-activity.ts";
import { namingSession } from "./parse-session.ts";
import {
  countsOfLegacy,
  parseLegacyAdjustment,
  parseLegacySession,
  parseLegacyTransaction,
} from "./parse-legacy-session.server.ts";
import { asList, asObject, type Json } from "./read-json.ts";
import { ask, pagesFrom, readConnection, type Reader } from "./reader.server.ts";
import type { ActivityRow, Page, SessionRow, SessionWithLedger } from "./shapes.ts";

const FIRST = { adjustments: 25, transactions: 100 };
const MORE = 250;

/** Whether a legacy ledger can be read whole: its sales are order transactions, which need the orders' own scope. */
export function showsLegacyLedgers(reader: Reader): boolean {
  return reader.groups.has("orders");
}

/** Legacy sessions by their ids (below zero), each with its whole ledger; none where the scopes do not show it. */
export async function* legacyLedgersById(
  reader: Reader,
  ids: readonly string[],
): AsyncGenerator<Page<SessionWithLedger>> {
  let start = 0;
  while (start < ids.length && showsLegacyLedgers(reader)) {
    const nodes = await reader.sizes.ledgerIds.use(async (size) => {
      const batch = ids.slice(start, start + size);
      const data = await ask(reader, legacyLedgersDocument, { ...FIRST, ids: batch.map(legacyGid) });
      start += batch.length;
      return asList(data.nodes, "nodes").filter(isSession);
    });
    // Denied although granted: what came lacks the sales.
    if (!showsLegacyLedgers(reader)) return;
    yield await readLedgers(reader, nodes);
  }
}

/** The GID of a legacy session by its id below zero. */
function legacyGid(id: string): string {
  return `gid://shopify/CashTrackingSession/${id.replace("-", "")}`;
}

function isSession(node: unknown): node is Json {
  return typeof node === "object" && node !== null && "id" in node;
}

async function readLedgers(reader: Reader, nodes: readonly Json[]): Promise<Page<SessionWithLedger>> {
  const rows: SessionWithLedger[] = [];
  const malformed: Error[] = [];
  for (const node of nodes) {
    try {
      const session = parseLegacySession(node);
      if (session !== null) rows.push({ session, activities: await wholeLedger(reader, node, session) });
    } catch (error) {
      if (!(error instanceof AdminApiError) || error.code !== "MALFORMED_ROW") throw error;
      malformed.push(error);
    }
  }
  return { rows, malformed, nextCursor: null, hasPrevious: false };
}

async function wholeLedger(reader: Reader, node: Json, session: SessionRow): Promise<ActivityRow[]> {
  const adjustments = await whole(
    readPart(node, "adjustments", (entry) => parseLegacyAdjustment(entry, session)),
    async (after) => {
      const variables = { id: legacyGid(session.id), after, adjustments: MORE };
      const data = await ask(reader, legacyAdjustmentsDocument, variables);
      return readPart(data.cashTrackingSession, "adjustments", (entry) => parseLegacyAdjustment(entry, session));
    },
  );
  const transactions = await whole(
    readPart(node, "cashTransactions", (entry) => parseLegacyTransaction(entry, session)),
    async (after) => {
      const variables = { id: legacyGid(session.id), after, transactions: MORE };
      const data = await ask(reader, () => LEGACY_TRANSACTIONS_DOCUMENT, variables);
      return readPart(data.cashTrackingSession, "cashTransactions", (entry) => parseLegacyTransaction(entry, session));
    },
  );
  const { opening, closing } = countsOfLegacy(session);
  const isFinal = ({ type }: ActivityRow) => type === "CLOSING_ADJUSTMENT";
  // Of equal times in this order: what was sold in the second of the closing was sold before the count.
  const moved = [...adjustments.filter((line) => !isFinal(line)), ...transactions.filter((line) => line !== null)];
  return inTimeOrder([opening, ...moved, ...(closing ? [closing] : []), ...adjustments.filter(isFinal)]);
}

async function whole<Line>(start: Page<Line>, fetchPage: (after: string | null) => Promise<Page<Line>>) {
  const lines = [...start.rows];
  if (start.nextCursor === null) return lines;
  for await (const page of pagesFrom(start.nextCursor, fetchPage)) lines.push(...page.rows);
  return lines;
}

/** A ledger with a line missing would be wrong in silence: one line that cannot be read sets the session aside. */
function readPart<Line>(value: unknown, name: string, readLine: (entry: unknown) => Line): Page<Line> {
  const node = asObject(value, "the session");
  return namingSession(node, () => {
    const page = readConnection(node[name], name, readLine);
    const [problem] = page.malformed;
    if (problem) throw problem;
    return page;
  });
}
