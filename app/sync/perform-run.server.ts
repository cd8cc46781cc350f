import sql from "sql-template-tag";
import { AccessDeniedError, AdminApiError } from "#app/admin-api/errors.ts";
import { createReader } from "#app/admin-api/reader.server.ts";
import { clientFor, SURROUNDINGS, type Surroundings } from "#app/admin-api/shop-client.server.ts";
import { databaseTrouble, db } from "#app/db.server.ts";
import { log, logOnBehalfOf } from "#app/log.server.ts";
import { countRun, countUsage } from "#app/metrics.server.ts";
import { type Shop, shopById } from "#app/shop.server.ts";
import { backfillSessions } from "./backfill.server.ts";
import { compareDrawers } from "./compare-drawers.server.ts";
import { deriveAnew, type DeriveOptions, isDerivationDue } from "./derivation.server.ts";
import { deriveMissing } from "./derive-missing.server.ts";
import { expireSessions } from "./expire-sessions.server.ts";
import { FAILURE_WORDS, type FailureCode } from "./failure-words.ts";
import { readLegacyHistory } from "./legacy-history.server.ts";
import { readLegacyLedgers } from "./read-legacy-ledgers.server.ts";
import { pollSessions } from "./poll.server.ts";
import { readLedgers } from "./read-ledgers.server.ts";
import { isReferenceDue, noteScopesLost, readReference, rereadScopes } from "./reference.server.ts";
import {
  countFailuresInARow,
  extendLease,
  failRun,
  finishRun,
  keepRun,
  LEASE_MS,
  markWaiting,
  type Progress,
  releaseRun,
  type Run,
  RunLostError,
} from "./runs.server.ts";
import type { PassResult, SyncContext } from "./sync-context.ts";
import { noteUnread } from "./unread-sessions.server.ts";

export { SURROUNDINGS, type Surroundings };

export interface PerformOptions {
  surroundings: Surroundings;
  /** Cuts off requests and waits; the run is handed back. */
  signal: AbortSignal;
  /** Asked between two pages. */
  isInterrupted(): Promise<boolean>;
}

/** Figures that changed quietly after their session was closed are found within a day, this far back. */
export const RECHECK_DAYS = 35;
/** A poll is due again by then: ledgers, figures worked out anew, and sessions from before March 2026 take turns with it. */
const SLICE_MS = 60_000;
/** Worth showing as "waiting". */
const LONG_WAIT_MS = 5_000;
const FIRST_RETRY_MS = 10_000;
const LAST_RETRY_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** Trying again does not help before the merchant has done something. */
const FINAL_CODES = new Set<FailureCode>(["NOT_INSTALLED", "TOKEN_REVOKED", "SHOP_NOT_FOUND"]);

/** Carries out a run that was claimed, and leaves its row finished, failed or handed back. */
export function performRun(run: Run, options: PerformOptions): Promise<void> {
  return logOnBehalfOf({ runId: String(run.id), shopId: run.shopId }, () => perform(run, options));
}

async function perform(run: Run, options: PerformOptions): Promise<void> {
  const { surroundings } = options;
  const shop = await shopById(run.shopId);
  if (shop === null || !shop.isInstalled) return;
  log.debug({ kind: run.kind }, "sync run began");
  const unsaved: Progress = { sessions: 0, activities: 0, requests: 0, points: 0, retries: 0 };
  const lost = new AbortController();
  const alive = setInterval(() => {
    extendLease(run, surroundings.now()).catch((error: unknown) => {
      // Only a lost run is called off: a database that is gone for a moment may be back before the lease has passed.
      if (error instanceof RunLostError) lost.abort(error);
      else log.warn({ err: error, shopId: run.shopId }, "a lease was not extended");
    });
  }, LEASE_MS / 4);
  alive.unref();
  try {
    await carryOut(run, shop, unsaved, { ...options, signal: AbortSignal.any([options.signal, lost.signal]) });
  } catch (error) {
    await recordFailure(run, error, unsaved, options);
  } finally {
    clearInterval(alive);
  }
}

async function carryOut(run: Run, shop: Shop, unsaved: Progress, options: PerformOptions): Promise<void> {
  const { surroundings } = options;
  const { signal } = options;
  const onWait = (ms: number) => {
    if (ms < LONG_WAIT_MS) return;
    const now = surroundings.now();
    markWaiting(run, now, new Date(now.getTime() + ms)).catch((error: unknown) => {
      log.warn({ err: error }, "a wait was not recorded");
    });
  };
  const client = clientFor(shop, surroundings, { signal, onWait });
  const counted = { ...client.usage };
  const takeUsage = () => {
    for (const key of ["requests", "points", "retries"] as const) {
      const spent = client.usage[key] - counted[key];
      countUsage(key, run.kind, spent);
      unsaved[key] += spent;
      counted[key] = client.usage[key];
    }
  };
  const problems: Error[] = [];
  const context: SyncContext = {
    shop,
    reader: createReader(client, shop.grantedScopes),
    now: surroundings.now,
    // Settings that a merchant has just changed do not wait for the end of a history.
    isInterrupted: async () =>
      (await options.isInterrupted()) || (run.kind === "backfill" && (await isDerivationDue(shop))),
    pause: async (ms) => {
      onWait(ms);
      await surroundings.sleep(ms, signal);
    },
    download: (url) => surroundings.fetch(url, { signal }),
    setAside: (found) => void problems.push(...found),
    keep: async (tx, stored) => {
      takeUsage();
      const progress = { ...unsaved, ...stored };
      await keepRun(tx, run, surroundings.now(), progress);
      Object.assign(unsaved, NOTHING);
    },
  };
  try {
    const result = await passOf(run, context);
    await noteUnread(shop, problems, surroundings.now());
    // What was denied is not granted, and what was read is: the merchant's change may not have been told.
    const isGranted = context.shop.grantedScopes.includes("read_cash_tracking") || run.kind === "derive";
    if (context.reader.isDenied || !isGranted) await rereadScopes(context);
    takeUsage();
    const { kind } = run;
    // A poll a minute for every shop is no news.
    log[kind === "poll" ? "debug" : "info"]({ kind, result, ...client.usage }, "sync run ended");
    countRun(kind, result === "interrupted" ? "interrupted" : problems.length > 0 ? "incomplete" : "done");
    if (result === "interrupted") await releaseRun(run, surroundings.now(), unsaved);
    else {
      await finishRun(run, surroundings.now(), unsaved, problemOf(problems));
      if (run.kind !== "poll") await refreshStatistics();
    }
  } catch (error) {
    if (error instanceof AccessDeniedError) await rereadScopes(context).catch(logUnread(shop));
    throw error;
  } finally {
    takeUsage();
  }
}

const NOTHING: Progress = { sessions: 0, activities: 0, requests: 0, points: 0, retries: 0 };

async function passOf(run: Run, context: SyncContext): Promise<PassResult> {
  const now = context.now().getTime();
  // In either direction: a clock that is set back would make a slice last until it has caught up.
  const isTimeUp = () => Math.abs(context.now().getTime() - now) > SLICE_MS;
  if (run.kind === "derive") {
    const isInterrupted = async () => isTimeUp() || (await context.isInterrupted());
    // As with ledgers: a slice that is over is no interruption.
    return (await followSettings(context, isInterrupted)) || isTimeUp() ? "complete" : "interrupted";
  }
  await noteScopesLost(context.shop, context.shop.grantedScopes);
  const isUpdate = run.kind === "backfill" || run.kind === "poll";
  const isReferenceRead = isUpdate && (await isReferenceDue(context));
  if (isReferenceRead) await readReference(context);
  // Whatever a run reads, what is there already follows the settings first.
  await followSettings(context, isTimeUp);
  switch (run.kind) {
    case "backfill":
      return backfillSessions(context);
    case "poll": {
      const daily = isReferenceRead ? new Date(now - RECHECK_DAYS * DAY_MS) : null;
      const result = await pollSessions(context, run.windowFrom ?? daily);
      if (isReferenceRead && result === "complete") await compareDrawers(context);
      // Those whose figures changed since: some 250 points for all the drawers that are open at the same time.
      return result === "interrupted" ? result : readLedgers(context, "unfinished", () => false);
    }
    case "ledgers": {
      let result = await readLedgers(context, "finished", isTimeUp);
      if (result === "complete") result = await readLedgers(context, "unfinished", isTimeUp);
      if (result === "complete") result = await readLegacyLedgers(context, isTimeUp);
      if (result === "complete") result = await deriveMissing(context, isTimeUp);
      // The time is up, and what is left has its turn after a poll: that is not an interruption.
      return (await context.isInterrupted()) ? result : "complete";
    }
    case "legacy": {
      const result = await readLegacyHistory(context, isTimeUp);
      return (await context.isInterrupted()) ? result : "complete";
    }
  }
}

/** Works figures out anew by changed settings, and deletes what is no longer to be kept; answers whether all is done. */
async function followSettings(
  { shop, now, keep }: SyncContext,
  isInterrupted: () => Promise<boolean> | boolean,
): Promise<boolean> {
  // What a run counts is what it read from Shopify.
  const options: DeriveOptions = { now, isInterrupted, keep: (tx) => keep(tx, { sessions: 0, activities: 0 }) };
  // By dates that hold no longer the wrong days would go.
  return (await deriveAnew(shop, options)) && expireSessions(shop, options);
}

/** PGlite has no autovacuum: after a bulk of new rows the planner would go on believing that the tables are empty. */
async function refreshStatistics(): Promise<void> {
  if (db().engine !== "pglite") return;
  await db().execute(sql`ANALYZE payment_session, cash_activity, session_person, daily_total, legacy_session`);
}

function problemOf(problems: readonly Error[]): { code: string; message: string } | null {
  const [first] = problems;
  if (first === undefined) return null;
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return { code: "MALFORMED_ROW", message: first.message + others };
}

async function recordFailure(run: Run, error: unknown, unsaved: Progress, options: PerformOptions): Promise<void> {
  if (error instanceof RunLostError) return endWithout(run);
  const now = options.surroundings.now();
  try {
    if (options.signal.aborted) {
      log.info({ kind: run.kind, result: "cut off" }, "sync run ended");
      countRun(run.kind, "interrupted");
      return await releaseRun(run, now, unsaved);
    }
    const { code, message } = describe(error);
    const isOurs = !(error instanceof AdminApiError);
    log[isOurs ? "error" : "warn"]({ err: error, kind: run.kind, code }, "sync run failed");
    countRun(run.kind, "failed", code);
    const failures = await countFailuresInARow(run.shopId);
    const delay = Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS);
    const retryAt = FINAL_CODES.has(code) ? null : new Date(now.getTime() + delay);
    await failRun(run, now, unsaved, { code, message, retryAt });
  } catch (failure) {
    // Uninstalled or taken over meanwhile: the row says so already.
    if (!(failure instanceof RunLostError)) throw failure;
  }
}

function endWithout(run: Run): void {
  log.info({ kind: run.kind, result: "lost" }, "sync run ended");
  countRun(run.kind, "lost");
}

function describe(error: unknown): { code: FailureCode; message: string } {
  const code = error instanceof AdminApiError ? error.code : (databaseTrouble(error) ?? "INTERNAL");
  return { code, message: FAILURE_WORDS[code] };
}

function logUnread(shop: Shop): (error: unknown) => void {
  return (error) => log.warn({ err: error, shopId: shop.id }, "the granted scopes could not be read");
}
