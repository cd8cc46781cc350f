import {
  oldestOpening,
  openedWithin,
  type OpeningWindow,
  sessionPages,
} from "#app/admin-api/payment-sessions.server.ts";
import { db } from "#app/db.server.ts";
import { isWorthBulk, readInBulk } from "./bulk-history.server.ts";
import { forgetBulkState } from "./bulk-state.server.ts";
import { countSessionsAnew } from "./count-sessions.server.ts";
import { openingsKeptFrom } from "./expire-sessions.server.ts";
import { pollSessions } from "./poll.server.ts";
import { storeSessions } from "./store-sessions.server.ts";
import type { PassResult, SyncContext } from "./sync-context.ts";
import { moveSyncState, readSyncState } from "./sync-state.server.ts";

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
/** The first thing that a merchant looks at. */
const FIRST_WINDOW_DAYS = 30;
/** A long history must not make today's sessions old. */
const POLL_EVERY_MS = 120_000;

/**
 * Mirrors the session figures of the whole history, newest first: 30 days, then what is left in bulk if that is much,
 * or else by windows that double, down to the oldest session. The opening time of the last row stored is the cursor, moved in the transaction that stored it.
 */
export async function backfillSessions(context: SyncContext): Promise<PassResult> {
  const start = await readSyncState(context.shop);
  if (start.isHistoryComplete) return "complete";
  const first = await oldestOpening(context.reader);
  const bound = await openingsKeptFrom(context.shop, context.now());
  const oldest = first !== null && bound !== null && bound > first ? bound : first;
  const began = start.polledUntil ?? context.now();
  let before = start.historyFrom === null ? null : nextSecond(start.historyFrom);
  let days = FIRST_WINDOW_DAYS;
  // Most of the file would be thrown away again, and what is its first session could not be told.
  let isPaged = oldest !== first;
  while (oldest !== null && (before === null || before > oldest)) {
    // After a window rather than before its end: however often it is interrupted, it gets somewhere.
    if (days > FIRST_WINDOW_DAYS && (await context.isInterrupted())) return "interrupted";
    if (!isPaged && before !== null && isFirstWindowRead(context, before)) {
      const left = { oldest, before };
      const result = (await isWorthBulk(context, left)) ? await readInBulk(context, left) : "impossible";
      if (result === "interrupted") return result;
      if (result === "complete") break;
      isPaged = true;
    }
    const from = new Date((before ?? context.now()).getTime() - days * DAY_MS);
    const result = await readWindow(context, { from: wholeSecond(from), to: before }, began);
    if (result === "interrupted") return result;
    before = wholeSecond(from);
    days *= 2;
  }
  await db().transaction(async (tx) => {
    const { asOf, polledUntil } = await readSyncState(context.shop, tx);
    const upToNow = { asOf: asOf ?? began, polledUntil: polledUntil ?? began };
    await moveSyncState(tx, context.shop, { ...upToNow, isHistoryComplete: true, historyFrom: oldest ?? began });
    await forgetBulkState(tx, context.shop);
    await context.keep(tx, { sessions: 0, activities: 0 });
  });
  return "complete";
}

/** The newest days are always paged: a merchant is looking at an empty page. */
function isFirstWindowRead(context: SyncContext, before: Date): boolean {
  return Math.round((context.now().getTime() - before.getTime()) / DAY_MS) >= FIRST_WINDOW_DAYS;
}

async function readWindow(context: SyncContext, window: OpeningWindow, began: Date): Promise<PassResult> {
  let isCounted = false;
  let polledAt = context.now().getTime();
  for await (const page of sessionPages(context.reader, openedWithin(window))) {
    context.setAside(page.malformed);
    const reached = page.rows.at(-1)?.openedAt ?? null;
    const now = context.now();
    await storeSessions(context.shop, page.rows, {
      now,
      within: async (tx) => {
        await context.keep(tx, { sessions: page.rows.length, activities: 0 });
        const { polledUntil } = await readSyncState(context.shop, tx);
        const cursor = reached === null ? {} : { historyFrom: reached };
        await moveSyncState(tx, context.shop, { ...cursor, polledUntil: polledUntil ?? began });
      },
    });
    // Windows double, so counting once in each keeps up.
    if (!isCounted) await countSessionsAnew();
    isCounted = true;
    if (page.nextCursor !== null && (await context.isInterrupted())) return "interrupted";
    if (now.getTime() - polledAt > POLL_EVERY_MS) {
      await pollSessions(context);
      polledAt = context.now().getTime();
    }
  }
  await db().transaction(async (tx) => {
    await moveSyncState(tx, context.shop, { historyFrom: window.from });
    await context.keep(tx, { sessions: 0, activities: 0 });
  });
  return "complete";
}

function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / SECOND_MS) * SECOND_MS);
}

/** Shopify's times are whole seconds: the next one as an open bound still holds every session of this one. */
function nextSecond(instant: Date): Date {
  return new Date(wholeSecond(instant).getTime() + SECOND_MS);
}
