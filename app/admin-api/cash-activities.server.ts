import {
  ledgerPageDocument,
  ledgersByIdDocument,
  sessionsWithLedgersDocument,
  sessionWithLedgerDocument,
} from "./documents.ts";
import { AdminApiError } from "./errors.ts";
import { inTimeOrder, parseActivity } from "./parse-activity.ts";
import { namingSession, parseSession } from "./parse-session.ts";
import { pageVariables, readNodes, sessionGid, sessionNodes, type SessionSearch } from "./payment-sessions.server.ts";
import { asId, asObject, asText, type Json } from "./read-json.ts";
import { ask, pagesFrom, readConnection, type Reader } from "./reader.server.ts";
import type { ActivityRow, Page, SessionWithLedger } from "./shapes.ts";

/**
 * The first page of each ledger. Almost every shift fits into it: a second request for one session costs as much as
 * the whole page for fifty. Prices grow with the logarithm of the number, so 100 costs 9/7 of what 50 does.
 */
const FIRST_ACTIVITIES = 100;
const MORE_ACTIVITIES = 250;

interface LedgerStart {
  node: Json;
  ledger: Page<ActivityRow>;
}

/** The pages of a search with each session's whole ledger: what one request costs is spread over up to 250 sessions. */
export function ledgerPages(reader: Reader, search: SessionSearch): AsyncGenerator<Page<SessionWithLedger>> {
  return pagesFrom(null, async (cursor) => {
    const data = await reader.sizes.ledgers.use((first) =>
      ask(reader, sessionsWithLedgersDocument, {
        ...pageVariables(search, cursor, first),
        activities: FIRST_ACTIVITIES,
      }),
    );
    const page = readConnection(data.pointOfSaleDevicePaymentSessions, "sessions", readLedgerStart);
    const whole = await readRest(reader, page);
    return { ...whole, rows: whole.rows.filter(({ session }) => search.holds(session)) };
  });
}

/** Sessions by their ids, each with its whole ledger. */
export async function* ledgersById(reader: Reader, ids: readonly string[]): AsyncGenerator<Page<SessionWithLedger>> {
  let start = 0;
  while (start < ids.length) {
    const nodes = await reader.sizes.ledgerIds.use(async (size) => {
      const batch = ids.slice(start, start + size);
      const variables = { activities: FIRST_ACTIVITIES };
      const answer = await sessionNodes(reader, batch, ledgersByIdDocument, sessionWithLedgerDocument, variables);
      start += batch.length;
      return answer;
    });
    yield await readRest(reader, readNodes(nodes, readLedgerStart));
  }
}

async function readRest(reader: Reader, page: Page<LedgerStart>): Promise<Page<SessionWithLedger>> {
  const rows: SessionWithLedger[] = [];
  const malformed = [...page.malformed];
  for (const { node, ledger } of page.rows) {
    try {
      const activities = await wholeLedger(reader, node, ledger);
      rows.push({ session: parseSession(node), activities: inTimeOrder(activities) });
    } catch (error) {
      if (!(error instanceof AdminApiError) || error.code !== "MALFORMED_ROW") throw error;
      malformed.push(error);
    }
  }
  return { ...page, rows, malformed };
}

async function wholeLedger(reader: Reader, node: Json, start: Page<ActivityRow>): Promise<ActivityRow[]> {
  const activities = [...start.rows];
  if (start.nextCursor === null) return activities;
  const id = sessionGid(namingSession(node, () => asId(node.id, "id")));
  const pages = pagesFrom(start.nextCursor, async (after) => {
    const data = await ask(reader, ledgerPageDocument, { id, after, activities: MORE_ACTIVITIES });
    return readLedgerStart(data.pointOfSaleDevicePaymentSession).ledger;
  });
  for await (const page of pages) activities.push(...page.rows);
  return activities;
}

/** A ledger with a line missing would be wrong in silence: one line that cannot be read sets the session aside. */
function readLedgerStart(value: unknown): LedgerStart {
  const node = asObject(value, "the session");
  return namingSession(node, () => {
    const currency = asText(node.currency, "currency");
    const ledger = readConnection(node.cashActivities, "cashActivities", (entry) => parseActivity(entry, currency));
    const [problem] = ledger.malformed;
    if (problem) throw problem;
    return { node, ledger };
  });
}
