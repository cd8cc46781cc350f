import { createHash } from "node:crypto";
import sql, { type Sql } from "sql-template-tag";
import { db, type Queryable, type Transaction } from "#app/db.server.ts";
import type { ExportFile } from "#app/exports/export-file.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { hasCome } from "#app/sync/runs.server.ts";

/** A job that this process holds. */
export interface ExportRun {
  shopId: number;
  id: bigint;
  file: ExportFile;
  query: string;
  userId: string;
  attempts: number;
  /** When it was taken; whoever takes it over puts another time, and so tells the two holders apart. */
  startedAt: Date;
}

export interface ExportProgress {
  rows: number;
  bytes: number;
}

/** Someone else holds the job now, or it was cancelled: what was about to be stored must not be. */
export class ExportLostError extends Error {
  readonly code = "EXPORT_LOST";
}

/** What a shop may have waiting or under way: enough for a month's papers, too few to fill everybody's queue. */
export const MOST_UNFINISHED = 3;
/** A job whose holder has not been heard of for so long is begun anew by another. */
export const LEASE_MS = 20_000;
export const KEPT_DAYS = 7;
/** What a shop may have lying here at once, the latest; a file of a million rows takes 100 MB. */
const MOST_KEPT = 20;
/** What became of a job can be read for so long. */
const REMEMBERED_DAYS = 30;

const UNFINISHED = sql`state IN ('queued', 'running')`;

export type ExportRequest = { kind: "queued" | "joined"; id: bigint } | { kind: "too_many" };

/** Queues an export, or joins the same one that is unfinished. */
export async function queueExport(
  shop: Shop,
  { userId, file, query }: { userId: string; file: ExportFile; query: string },
  now: Date,
): Promise<ExportRequest> {
  const key = createHash("sha256").update(`${file}?${query}`).digest("base64url");
  return db().transaction(async (tx) => {
    // Two that ask at once are counted one after the other.
    await tx.query(sql`SELECT id FROM shop WHERE id = ${shop.id}::int FOR NO KEY UPDATE`);
    const unfinished = await tx.query<{ id: bigint; key: string }>(sql`
      SELECT id, request_key AS key FROM export_job WHERE shop_id = ${shop.id}::int AND ${UNFINISHED}`);
    const same = unfinished.find((job) => job.key === key);
    if (same !== undefined) return { kind: "joined", id: same.id };
    if (unfinished.length >= MOST_UNFINISHED) return { kind: "too_many" };
    await tx.execute(sql`
      DELETE FROM export_job WHERE shop_id = ${shop.id}::int AND NOT ${UNFINISHED} AND state <> 'done'
        AND queued_at < ${now}::timestamptz - make_interval(days => ${REMEMBERED_DAYS}::int)`);
    const [job] = await tx.query<{ id: bigint }>(sql`
      INSERT INTO export_job (shop_id, user_id, file, query, request_key, state, queued_at)
      VALUES (${shop.id}::int, ${userId}, ${file}, ${query}, ${key}, 'queued', ${now}::timestamptz) RETURNING id`);
    if (job === undefined) throw new Error("An insert answered no row.");
    return { kind: "queued", id: job.id };
  });
}

/** Cancels a job; whoever works on it finds out at their next step. Null: the shop has none of this number. */
export async function cancelExport(shop: Shop, id: string, now: Date): Promise<"cancelled" | "over" | null> {
  return db().transaction(async (tx) => {
    const [job] = await tx.query<{ state: string }>(sql`
      SELECT state FROM export_job WHERE shop_id = ${shop.id}::int AND id = ${id}::bigint FOR UPDATE`);
    if (job === undefined) return null;
    if (job.state !== "queued" && job.state !== "running") return "over";
    await endJob(tx, { shopId: shop.id, id: BigInt(id) }, sql`state = 'cancelled', finished_at = ${now}::timestamptz`);
    return "cancelled";
  });
}

/**
 * Takes the job that waits longest, or one that a dead process left; null when there is none. One at a time a shop, so
 * that a shop's three are not before another's one.
 */
export async function claimExport(now: Date): Promise<ExportRun | null> {
  const [run] = await db().query<ExportRun>(sql`
    UPDATE export_job job SET state = 'running', attempts = attempts + 1, started_at = ${now}::timestamptz,
      not_before = NULL, rows = 0, bytes = 0, lease_until = ${leaseFrom(now)}::timestamptz
    WHERE (job.shop_id, job.id) = (
      SELECT due.shop_id, due.id FROM export_job due JOIN shop ON shop.id = due.shop_id
      WHERE shop.uninstalled_at IS NULL AND (
        (due.state = 'queued' AND ${hasCome(sql`due.not_before`, now)})
        OR (due.state = 'running' AND ${hasCome(sql`due.lease_until`, now)})
      ) AND NOT EXISTS (
        SELECT FROM export_job other WHERE other.shop_id = due.shop_id AND other.id <> due.id
          AND other.state = 'running' AND NOT ${hasCome(sql`other.lease_until`, now)}
      )
      ORDER BY coalesce(due.not_before, due.queued_at), due.id LIMIT 1
      FOR UPDATE OF due SKIP LOCKED
    )
    RETURNING job.shop_id AS "shopId", job.id, job.file, job.query, job.user_id AS "userId", job.attempts,
      job.started_at AS "startedAt"`);
  return run ?? null;
}

/** Begins a job anew: what another process had stored of it goes. `rowsExpected` null: not known beforehand. */
export async function beginExport(run: ExportRun, now: Date, rowsExpected: number | null): Promise<void> {
  await db().transaction(async (tx) => {
    await move(tx, run, sql`rows_expected = ${rowsExpected}::int, lease_until = ${leaseFrom(now)}::timestamptz`);
    await deleteChunks(tx, run);
  });
}

/** Says how far it is and that the holder is alive; throws ExportLostError when the job is no longer ours. */
export async function keepExport(run: ExportRun, now: Date, progress: ExportProgress): Promise<void> {
  await move(db(), run, stillHeld(now, progress));
}

/** Stores the next piece of the file. */
export async function storeChunk(
  run: ExportRun,
  now: Date,
  { number, body, ...progress }: ExportProgress & { number: number; body: Uint8Array },
): Promise<void> {
  await db().transaction(async (tx) => {
    await move(tx, run, stillHeld(now, progress));
    await tx.execute(sql`INSERT INTO export_chunk (shop_id, job_id, number, body)
      VALUES (${run.shopId}::int, ${run.id}::bigint, ${number}::int, ${body})`);
  });
}

/** Ends a job whose file is whole, and has the oldest of the shop's files make room. */
export async function finishExport(
  run: ExportRun,
  now: Date,
  { rows, bytes, fileName, contentType }: ExportProgress & { fileName: string; contentType: string },
): Promise<void> {
  await db().transaction(async (tx) => {
    await move(
      tx,
      run,
      sql`state = 'done', rows = ${rows}::int, bytes = ${bytes}::bigint, file_name = ${fileName},
        content_type = ${contentType}, finished_at = ${now}::timestamptz, lease_until = NULL,
        expires_at = ${now}::timestamptz + make_interval(days => ${KEPT_DAYS}::int)`,
    );
    const surplus = await tx.query<{ id: bigint }>(sql`
      SELECT id FROM export_job WHERE shop_id = ${run.shopId}::int AND state = 'done'
      ORDER BY expires_at DESC, id DESC OFFSET ${MOST_KEPT}`);
    for (const { id } of surplus) await endJob(tx, { shopId: run.shopId, id }, sql`state = 'expired'`);
  });
}

/** Ends a job that failed. */
export async function failExport(run: ExportRun, now: Date, code: string): Promise<void> {
  await db().transaction(async (tx) => {
    await move(
      tx,
      run,
      sql`state = 'failed', error_code = ${code}, finished_at = ${now}::timestamptz, lease_until = NULL`,
    );
    await deleteChunks(tx, run);
  });
}

/** Hands a job back, to be begun anew. `isOurDoing`: the process ends, which says nothing against the job. */
export async function releaseExport(
  run: ExportRun,
  { notBefore, isOurDoing }: { notBefore: Date; isOurDoing: boolean },
): Promise<void> {
  await db().transaction(async (tx) => {
    await move(
      tx,
      run,
      sql`state = 'queued', rows = 0, bytes = 0, lease_until = NULL, not_before = ${notBefore}::timestamptz,
        attempts = attempts - ${isOurDoing ? 1 : 0}::int`,
    );
    await deleteChunks(tx, run);
  });
}

/** Deletes the files whose time is over, each in a transaction of its own; answers how many. */
export async function expireExports(now: Date): Promise<number> {
  const over = await filesToExpire(now);
  for (const job of over) {
    await db().transaction((tx) => endJob(tx, job, sql`state = 'expired'`));
  }
  return over.length;
}

function filesToExpire(now: Date): Promise<{ shopId: number; id: bigint }[]> {
  return db().query(sql`
    SELECT shop_id AS "shopId", id FROM export_job WHERE state = 'done' AND expires_at <= ${now}::timestamptz LIMIT 100`);
}

function stillHeld(now: Date, { rows, bytes }: ExportProgress): Sql {
  return sql`rows = ${rows}::int, bytes = ${bytes}::bigint, lease_until = ${leaseFrom(now)}::timestamptz`;
}

async function move(on: Queryable, run: ExportRun, change: Sql): Promise<void> {
  const held = await on.execute(sql`
    UPDATE export_job SET ${change}
    WHERE shop_id = ${run.shopId}::int AND id = ${run.id}::bigint AND state = 'running'
      AND started_at = ${run.startedAt}::timestamptz`);
  if (held === 0) throw new ExportLostError("The export was taken over or cancelled.");
}

type JobId = Pick<ExportRun, "shopId" | "id">;

async function endJob(tx: Transaction, job: JobId, change: Sql): Promise<void> {
  await tx.execute(sql`
    UPDATE export_job SET ${change}, lease_until = NULL WHERE shop_id = ${job.shopId}::int AND id = ${job.id}::bigint`);
  await deleteChunks(tx, job);
}

async function deleteChunks(tx: Transaction, { shopId, id }: JobId): Promise<void> {
  await tx.execute(sql`DELETE FROM export_chunk WHERE shop_id = ${shopId}::int AND job_id = ${id}::bigint`);
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}
