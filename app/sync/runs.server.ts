import sql, { empty, type Sql } from "sql-template-tag";
import { db, type Queryable } from "#app/db.server.ts";

/** `derive` reads nothing from Shopify: figures are worked out anew by changed settings. */
export type RunKind = "backfill" | "poll" | "ledgers" | "legacy" | "derive";

/** A run that this process holds. */
export interface Run {
  shopId: number;
  id: bigint;
  kind: RunKind;
  /** A poll reads again what opened since then. */
  windowFrom: Date | null;
  /** When it was taken; whoever takes it over puts another time, and so tells the two holders apart. */
  startedAt: Date;
}

/** Added to the row's own counts, which outlive the process. */
export interface Progress {
  sessions: number;
  activities: number;
  requests: number;
  points: number;
  retries: number;
}

/** Someone else holds the run now, or it was cancelled: whatever was about to be stored must not be. */
export class RunLostError extends Error {
  readonly code = "RUN_LOST";
}

/** A run whose holder has not been heard of for so long is taken over. */
export const LEASE_MS = 60_000;
/**
 * Nothing is planned and nothing held this far ahead: a time beyond it was written by a clock that has been set back
 * since, and waiting for it could take as long as the clock was wrong.
 */
const FURTHEST_S = 20 * 60;
/** How long what takes long lets others go ahead: as long as a poll of a shop that trades may be apart from the next. */
const PATIENCE_S = 60;
/** Finished runs are kept for a look back; the last failed one longer does not help anybody. */
const KEPT_DAYS = 7;

const UNFINISHED = sql`state IN ('queued', 'running', 'waiting')`;

/** Queues a run; while one is unfinished, that one serves both. Answers whether there is a new one. */
export async function queueRun(
  shopId: number,
  kind: RunKind,
  options: { now: Date; windowFrom?: Date | null },
): Promise<boolean> {
  const { now, windowFrom = null } = options;
  const queued = await db().execute(sql`
    INSERT INTO sync_run (shop_id, kind, state, queued_at, window_from)
    VALUES (${shopId}::int, ${kind}, 'queued', ${now}::timestamptz, ${windowFrom}::timestamptz)
    ON CONFLICT DO NOTHING`);
  if (queued > 0 || windowFrom === null) return queued > 0;
  // The poll that waits reads as far back as either of the two wants.
  await db().execute(sql`
    UPDATE sync_run SET window_from = least(window_from, ${windowFrom}::timestamptz)
    WHERE shop_id = ${shopId}::int AND kind = 'poll' AND state = 'queued'`);
  return false;
}

/**
 * Takes the run that is due first, or one that a dead process left; null when there is none. A history that has had its
 * first turn and ledgers, which take long, let polls and newcomers of the last minute go ahead; not more, so that they
 * come to their turn however much arrives.
 */
export async function claimRun(now: Date): Promise<Run | null> {
  const [run] = await db().query<Run>(sql`
    UPDATE sync_run run SET state = 'running', started_at = ${now}::timestamptz, not_before = NULL,
      lease_until = ${leaseFrom(now)}::timestamptz
    WHERE (run.shop_id, run.id) = (
      SELECT due.shop_id, due.id FROM sync_run due JOIN shop ON shop.id = due.shop_id
      WHERE shop.uninstalled_at IS NULL AND (
        (due.state = 'queued' AND ${hasCome(sql`due.not_before`, now)})
        OR (due.state IN ('running', 'waiting') AND ${hasCome(sql`due.lease_until`, now)})
      )
      ORDER BY coalesce(due.not_before, due.queued_at) + make_interval(secs => CASE
        WHEN due.kind IN ('ledgers', 'legacy') OR (due.kind = 'backfill' AND due.started_at IS NOT NULL) THEN ${PATIENCE_S}::int
        ELSE 0 END), due.id LIMIT 1
      FOR UPDATE OF due SKIP LOCKED
    )
    RETURNING run.shop_id AS "shopId", run.id, run.kind, run.window_from AS "windowFrom", run.started_at AS "startedAt"`);
  return run ?? null;
}

/** Whether another shop's run could start now. */
export async function isAnotherRunDue(now: Date): Promise<boolean> {
  const [due] = await db().query<{ one: number }>(sql`
    SELECT 1 AS one FROM sync_run JOIN shop ON shop.id = shop_id
    WHERE shop.uninstalled_at IS NULL AND state = 'queued' AND ${hasCome(sql`not_before`, now)}
    LIMIT 1`);
  return due !== undefined;
}

/** Counts what was done and lives on; throws RunLostError when the run is no longer ours. */
export async function keepRun(on: Queryable, run: Run, now: Date, progress: Progress): Promise<void> {
  await move(
    on,
    run,
    sql`state = 'running', not_before = NULL, lease_until = ${leaseFrom(now)}::timestamptz`,
    progress,
  );
}

/** Says that nothing happens before `until`: points are being waited for, or Shopify. */
export async function markWaiting(run: Run, now: Date, until: Date): Promise<void> {
  const lease = leaseFrom(now > until ? now : until);
  await move(
    db(),
    run,
    sql`state = 'waiting', not_before = ${until}::timestamptz, lease_until = ${lease}::timestamptz`,
  );
}

/** Says that the holder is alive. */
export async function extendLease(run: Run, now: Date): Promise<void> {
  await move(
    db(),
    run,
    sql`lease_until = CASE WHEN ${hasCome(sql`lease_until`, now)} THEN ${leaseFrom(now)}::timestamptz
    ELSE greatest(lease_until, ${leaseFrom(now)}::timestamptz) END`,
  );
}

/** Hands an unfinished run back, behind those that wait. */
export async function releaseRun(run: Run, now: Date, progress: Progress): Promise<void> {
  const state = sql`state = 'queued', not_before = ${now}::timestamptz, lease_until = NULL`;
  await move(db(), run, state, progress);
}

/** Ends a run. `problem`: it did what it should, but not everything could be read. */
export async function finishRun(
  run: Run,
  now: Date,
  progress: Progress,
  problem: { code: string; message: string } | null,
): Promise<void> {
  const state = sql`state = 'done', finished_at = ${now}::timestamptz, not_before = NULL, lease_until = NULL,
    error_code = ${problem?.code ?? null}::text, error = ${problem?.message ?? null}::text`;
  await move(db(), run, state, progress);
  await db().execute(sql`
    DELETE FROM sync_run WHERE shop_id = ${run.shopId}::int AND NOT ${UNFINISHED}
      AND queued_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS}::int)`);
}

/** Ends a run that failed; `retryAt` null: not before someone asks. */
export async function failRun(
  run: Run,
  now: Date,
  progress: Progress,
  failure: { code: string; message: string; retryAt: Date | null },
): Promise<void> {
  const state = sql`state = 'failed', finished_at = ${now}::timestamptz, lease_until = NULL,
    not_before = ${failure.retryAt}::timestamptz, error_code = ${failure.code}, error = ${failure.message}`;
  await move(db(), run, state, progress);
}

/** How many runs of a shop have failed since one went well. */
export async function countFailuresInARow(shopId: number): Promise<number> {
  const [row] = await db().query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM sync_run
    WHERE shop_id = ${shopId}::int AND state = 'failed' AND id > coalesce((
      SELECT max(id) FROM sync_run WHERE shop_id = ${shopId}::int AND state = 'done' AND kind <> 'derive'), 0)`);
  return row?.count ?? 0;
}

async function move(on: Queryable, run: Run, change: Sql, progress: Progress | null = null): Promise<void> {
  const counts =
    progress === null
      ? empty
      : sql`, sessions = sessions + ${progress.sessions}::int, activities = activities + ${progress.activities}::int,
          requests = requests + ${progress.requests}::int, points = points + ${progress.points}::int,
          retries = retries + ${progress.retries}::int`;
  const held = await on.execute(sql`
    UPDATE sync_run SET ${change}${counts}
    WHERE shop_id = ${run.shopId}::int AND id = ${run.id}::bigint AND state IN ('running', 'waiting')
      AND started_at = ${run.startedAt}::timestamptz`);
  if (held === 0) throw new RunLostError("The run was taken over or cancelled.");
}

/** Whether the time has come; one that is impossibly far ahead counts as come, none at all as well. */
export function hasCome(time: Sql, now: Date): Sql {
  return sql`(${time} IS NULL OR ${time} <= ${now}::timestamptz
    OR ${time} > ${now}::timestamptz + make_interval(secs => ${FURTHEST_S}::int))`;
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}
