import sql from "sql-template-tag";
import {
  closedSince,
  OPEN_SESSIONS,
  openedWithin,
  sessionPages,
  sessionsById,
  type SessionSearch,
} from "#app/admin-api/payment-sessions.server.ts";
import { noteExceptions } from "#app/alerts/note-exceptions.server.ts";
import type { Page, SessionRow } from "#app/admin-api/shapes.ts";
import { db } from "#app/db.server.ts";
import { doubtLedgers } from "./doubt-ledgers.server.ts";
import { storeSessions } from "./store-sessions.server.ts";
import type { PassResult, SyncContext } from "./sync-context.ts";
import { moveSyncState, readSyncState } from "./sync-state.server.ts";
import { unreadSessions } from "./unread-sessions.server.ts";

/** Shopify's search index lags behind, and clocks differ. */
const OVERLAP_MS = 10 * 60_000;
/** More sessions than a shop leaves unfinished; the rest has its turn in the next poll. */
const MOST_UNFINISHED = 1_000;

/**
 * Brings the mirror up to now: the open sessions, those closed since the last poll, and those that were open or whose
 * totals were not ready. With `recheckFrom`, also whatever opened since then, in case closed figures changed, and the
 * ledgers that contradict them.
 */
export async function pollSessions(context: SyncContext, recheckFrom: Date | null = null): Promise<PassResult> {
  const began = context.now();
  const since = new Date((await closedUntil(context, began)).getTime() - OVERLAP_MS);
  const searches: SessionSearch[] = [OPEN_SESSIONS, closedSince(since)];
  if (recheckFrom !== null) searches.push(openedWithin({ from: recheckFrom, to: null }));
  const seen = new Set<string>();
  for (const search of searches) {
    if (await storePages(context, sessionPages(context.reader, search), seen)) return "interrupted";
  }
  // What could not be read is tried again with the recheck, also where it opened before that reaches back to.
  const unread = recheckFrom === null ? [] : await unreadSessions(context.shop);
  const left = [...new Set([...(await unfinishedSessions(context)), ...unread])].filter((id) => !seen.has(id));
  if (await storePages(context, sessionsById(context.reader, left), seen)) return "interrupted";
  await db().transaction(async (tx) => {
    if (recheckFrom !== null) await doubtLedgers(tx, context.shop, { from: recheckFrom, now: began });
    await moveSyncState(tx, context.shop, { polledUntil: began, asOf: began });
    await noteExceptions(tx, context.shop, began);
    await context.keep(tx, { sessions: 0, activities: 0 });
  });
  return "complete";
}

/** Stores page by page; answers whether it was interrupted. */
async function storePages(
  context: SyncContext,
  pages: AsyncGenerator<Page<SessionRow>>,
  seen: Set<string>,
): Promise<boolean> {
  for await (const page of pages) {
    context.setAside(page.malformed);
    await storeSessions(context.shop, page.rows, {
      now: context.now(),
      within: (tx) => context.keep(tx, { sessions: page.rows.length, activities: 0 }),
    });
    for (const row of page.rows) seen.add(row.id);
    if (await context.isInterrupted()) return true;
  }
  return false;
}

/** Until when closings are known: the last poll, or the last closing that is mirrored, since clocks may differ. */
async function closedUntil({ shop }: SyncContext, began: Date): Promise<Date> {
  const { polledUntil } = await readSyncState(shop);
  const [row] = await db().query<{ closedAt: Date }>(sql`
    SELECT closed_at AS "closedAt" FROM payment_session
    WHERE shop_id = ${shop.id}::int AND closed_at IS NOT NULL AND NOT is_legacy
    ORDER BY closed_at DESC, id DESC LIMIT 1`);
  const instants = [polledUntil ?? began, row?.closedAt ?? began];
  return new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

async function unfinishedSessions({ shop }: SyncContext): Promise<string[]> {
  const rows = await db().query<{ id: string }>(sql`
    SELECT id::text AS id FROM payment_session
    WHERE shop_id = ${shop.id}::int AND (is_open OR NOT totals_ready) AND NOT is_legacy
    ORDER BY payment_session.id DESC LIMIT ${MOST_UNFINISHED}::int`);
  return rows.map((row) => row.id);
}
