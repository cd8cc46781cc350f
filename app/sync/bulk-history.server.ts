import sql from "sql-template-tag";
import { bulkOutcome, type BulkOutcome, cancelBulkRead, startBulkRead } from "#app/admin-api/bulk.server.ts";
import { BulkFileError, filePages } from "#app/admin-api/bulk-file.ts";
import { openedBefore } from "#app/admin-api/payment-sessions.server.ts";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { type BulkState, forgetBulkState, keepBulkState, readBulkState } from "./bulk-state.server.ts";
import { countSessionsAnew } from "./count-sessions.server.ts";
import { pollSessions } from "./poll.server.ts";
import { storeSessions } from "./store-sessions.server.ts";
import type { PassResult, SyncContext } from "./sync-context.ts";
import { moveSyncState } from "./sync-state.server.ts";

const DAY_MS = 86_400_000;
/** From here on paging costs more points than a standard shop's bucket holds (docs/decisions/011-bulk-history.md). */
const WORTH_BULK = 20_000;
/** What went wrong once may have been bad luck; after that the history is paged. */
const MOST_FAILURES = 2;
/** Recorded operations of this size end within seconds; Shopify itself would let one go on for ten days. */
const LONGEST_OPERATION_MS = 30 * 60_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;
const POLL_EVERY_MS = 120_000;
const DOWNLOADS = 4;

/** What is left of a shop's history: from its first session to where the newest days, which are mirrored, begin. */
export interface HistoryLeft {
  oldest: Date;
  before: Date;
}

/** Whether the rest of the history is long enough, by the newest days, that Shopify should write it into one file. */
export async function isWorthBulk(context: SyncContext, { oldest, before }: HistoryLeft): Promise<boolean> {
  if ((await readBulkState(context.shop)) !== null) return true;
  const days = (context.now().getTime() - before.getTime()) / DAY_MS;
  const [row] = await db().query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM payment_session
    WHERE shop_id = ${context.shop.id}::int AND opened_at >= ${before}::timestamptz AND NOT is_legacy`);
  const daysLeft = (before.getTime() - oldest.getTime()) / DAY_MS;
  return ((row?.count ?? 0) / days) * daysLeft >= WORTH_BULK;
}

/**
 * Mirrors the rest of the history from the file of one bulk operation. An operation that a former run started is taken
 * up where that left it. "impossible": it has to be paged, from where the history stood before.
 */
export async function readInBulk(context: SyncContext, left: HistoryLeft): Promise<PassResult | "impossible"> {
  for (;;) {
    const state = (await readBulkState(context.shop)) ?? (await begin(context, left.before, 0));
    if (state.failures >= MOST_FAILURES) return "impossible";
    if (state.operationId === null) {
      await begin(context, left.before, state.failures);
      continue;
    }
    const outcome = await outcomeOf(context, state, state.operationId);
    if (outcome.kind === "unfinished") return "interrupted";
    const result =
      outcome.kind === "completed"
        ? await storeWhole(context, state, outcome, left.oldest)
        : await storePart(context, state, outcome.partialUrl);
    if (result === "complete" || result === "interrupted") return result;
    await recordFailure(context, state, outcome.kind === "broken" ? outcome.reason : result);
  }
}

/** Starts an operation; one that Shopify refuses is not asked for again. */
async function begin(context: SyncContext, before: Date, failures: number): Promise<BulkState> {
  const startedAt = context.now();
  const answer = await startBulkRead(context.reader, openedBefore(before));
  const isRefused = "refusal" in answer;
  if (isRefused) log.warn({ shopId: context.shop.id, reason: answer.refusal }, "no bulk operation: paging instead");
  const state: BulkState = {
    openedBefore: before,
    startedAt,
    operationId: isRefused ? null : answer.id,
    linesStored: 0,
    failures: isRefused ? MOST_FAILURES : failures,
  };
  await keep(context, state);
  return state;
}

async function recordFailure(context: SyncContext, state: BulkState, reason: string): Promise<void> {
  log.warn({ shopId: context.shop.id, operation: state.operationId, reason }, "a bulk operation came to nothing");
  await keep(context, { ...state, operationId: null, failures: state.failures + 1 });
}

async function keep(context: SyncContext, state: BulkState): Promise<void> {
  await db().transaction(async (tx) => {
    await keepBulkState(tx, context.shop, state);
    await context.keep(tx, { sessions: 0, activities: 0 });
  });
}

/** Waits for the operation's end; "unfinished" when the run is interrupted before. */
async function outcomeOf(context: SyncContext, state: BulkState, operationId: string): Promise<BulkOutcome> {
  let wait = FIRST_WAIT_MS;
  let polledAt = context.now().getTime();
  for (;;) {
    const outcome = await bulkOutcome(context.reader, operationId);
    if (outcome.kind !== "unfinished" || (await context.isInterrupted())) return outcome;
    const now = context.now().getTime();
    if (now - state.startedAt.getTime() > LONGEST_OPERATION_MS) {
      await cancelBulkRead(context.reader, operationId);
      return { kind: "broken", reason: "it took too long", partialUrl: null };
    }
    // A long history must not make today's sessions old.
    if (now - polledAt > POLL_EVERY_MS) {
      await pollSessions(context);
      polledAt = now;
    }
    await context.pause(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

/** Stores the file of a completed operation. Anything but a pass's result is what was wrong with it. */
async function storeWhole(
  context: SyncContext,
  state: BulkState,
  { rows, url }: { rows: number; url: string | null },
  oldest: Date,
): Promise<PassResult | "no end" | "the oldest sessions are missing"> {
  const stored = url === null ? "read" : await storeFile(context, state, url, rows);
  if (stored === "interrupted") return stored;
  if (stored === "failed") return "no end";
  // Paging ends at 25,000 rows of a search, newest first; that a file does not is published nowhere.
  const [reached] = await db().query<{ one: number }>(sql`
    SELECT 1 AS one FROM payment_session
    WHERE shop_id = ${context.shop.id}::int AND opened_at <= ${oldest}::timestamptz AND NOT is_legacy LIMIT 1`);
  if (reached === undefined) return "the oldest sessions are missing";
  await db().transaction(async (tx) => {
    await moveSyncState(tx, context.shop, { historyFrom: oldest });
    await forgetBulkState(tx, context.shop);
    await context.keep(tx, { sessions: 0, activities: 0 });
  });
  return "complete";
}

/** What a broken operation left is good for looking at already; the history stays where it was. */
async function storePart(
  context: SyncContext,
  state: BulkState,
  url: string | null,
): Promise<"interrupted" | "broken"> {
  const stored = url === null ? "read" : await storeFile(context, state, url, null);
  return stored === "interrupted" ? stored : "broken";
}

/** Stores a file, of as many rows as Shopify says that it wrote, if it says so. */
async function storeFile(
  context: SyncContext,
  state: BulkState,
  url: string,
  rows: number | null,
): Promise<"read" | "interrupted" | "failed"> {
  for (let attempt = 1; attempt <= DOWNLOADS; attempt += 1) {
    try {
      const result = await storeLines(context, state, url);
      if (result === "interrupted") return result;
      if (rows === null || result === rows) return "read";
      log.warn({ shopId: context.shop.id, lines: result, rows }, "a bulk file is not as long as it should be");
    } catch (error) {
      if (!(error instanceof BulkFileError)) throw error;
      log.warn({ err: error, shopId: context.shop.id }, "a bulk file could not be read");
      if (error.isGone) return "failed";
    }
    if (attempt < DOWNLOADS) await context.pause(FIRST_WAIT_MS * 2 ** attempt);
  }
  return "failed";
}

/** Stores the lines that are not stored yet, and answers how many the file has. */
async function storeLines(context: SyncContext, state: BulkState, url: string): Promise<number | "interrupted"> {
  const { holds } = openedBefore(state.openedBefore);
  const known = await readBulkState(context.shop);
  let lines = known?.linesStored ?? 0;
  let countedAt = 0;
  let polledAt = context.now().getTime();
  for await (const page of filePages(() => context.download(url), lines)) {
    context.setAside(page.malformed);
    lines = page.lines;
    if (page.rows.length + page.malformed.length === 0) continue;
    const now = context.now();
    await storeSessions(context.shop, page.rows.filter(holds), {
      now,
      askedAt: state.startedAt,
      within: async (tx) => {
        await keepBulkState(tx, context.shop, { ...state, linesStored: lines });
        await context.keep(tx, { sessions: page.rows.length, activities: 0 });
      },
    });
    if (lines >= 2 * countedAt) {
      await countSessionsAnew();
      countedAt = lines;
    }
    if (await context.isInterrupted()) return "interrupted";
    if (now.getTime() - polledAt > POLL_EVERY_MS) {
      await pollSessions(context);
      polledAt = context.now().getTime();
    }
  }
  return lines;
}
