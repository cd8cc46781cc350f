import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { createGzip } from "node:zlib";
import { databaseTrouble } from "#app/db.server.ts";
import { countOf } from "#app/exports/export-preview.server.ts";
import { fileOf, readExport } from "#app/exports/export-file.server.ts";
import { log, logOnBehalfOf } from "#app/log.server.ts";
import { type Shop, shopById } from "#app/shop.server.ts";
import {
  beginExport,
  claimExport,
  ExportLostError,
  type ExportProgress,
  type ExportRun,
  failExport,
  finishExport,
  keepExport,
  releaseExport,
  storeChunk,
} from "./export-queue.server.ts";

export interface ExportTurn {
  now(): Date;
  /** The process ends: the job is handed back and begun anew elsewhere. */
  cutOff: AbortSignal;
  chunkBytes?: number;
}

/** How often a job says that it goes on and asks whether it is still wanted: a cancel is heard within that. */
const BEAT_MS = 500;
/** Compressed, some three megabytes of a file: small enough that storing it holds nobody up. */
const CHUNK_BYTES = 512 * 1024;
/** A job that ended its process so often, or met a database that was gone, is not tried again. */
const MOST_ATTEMPTS = 3;
/** A database that went away is back by then, or the next attempt waits for it. */
const RETRY_MS = 10_000;
/** Level 6 takes three times as long, for files that are a tenth smaller. */
const GZIP_LEVEL = 3;

/** Makes the file that waits longest; answers whether one did. */
export async function performDueExport(turn: ExportTurn): Promise<boolean> {
  const run = await claimExport(turn.now());
  if (run === null) return false;
  await logOnBehalfOf({ exportId: String(run.id), shopId: run.shopId }, () => perform(run, turn));
  return true;
}

async function perform(run: ExportRun, turn: ExportTurn): Promise<void> {
  const shop = await shopById(run.shopId);
  if (shop === null || !shop.isInstalled) return;
  const progress: ExportProgress = { rows: 0, bytes: 0 };
  const lost = new AbortController();
  const beat = setInterval(() => {
    keepExport(run, turn.now(), progress).catch((error: unknown) => {
      if (error instanceof ExportLostError) lost.abort(error);
      else log.warn({ err: error }, "an export could not say that it goes on");
    });
  }, BEAT_MS);
  try {
    await make(run, shop, { ...turn, progress, signal: AbortSignal.any([turn.cutOff, lost.signal]) });
  } catch (error) {
    await recordFailure(run, lost.signal.aborted ? lost.signal.reason : error, turn);
  } finally {
    clearInterval(beat);
  }
}

async function make(
  run: ExportRun,
  shop: Shop,
  { now, signal, progress, chunkBytes = CHUNK_BYTES }: ExportTurn & { signal: AbortSignal; progress: ExportProgress },
): Promise<void> {
  if (run.attempts > MOST_ATTEMPTS) return failExport(run, now(), "BROKEN_OFF");
  const began = now();
  const asked = await readExport(shop, run.file, new URLSearchParams(run.query), { userId: run.userId, now: began });
  if (asked instanceof Response) return failExport(run, now(), "REFUSED");
  const expected = await countOf(shop, run.file, asked);
  await beginExport(run, now(), expected?.isExact ? expected.rows : null);
  const onRows = (count: number) => (progress.rows += count);
  const answer = await fileOf(shop, run.file, asked, { signal, now: began, onRows });
  const body = answer.body as unknown as NodeReadableStream<Uint8Array>;
  let number = 0;
  await pipeline(
    Readable.fromWeb(body),
    countingBytes(progress),
    createGzip({ level: GZIP_LEVEL }),
    async (compressed: AsyncIterable<Buffer>) => {
      for await (const chunk of piecesOf(compressed, chunkBytes)) {
        await storeChunk(run, now(), { ...progress, number, body: chunk });
        number += 1;
      }
    },
    { signal },
  );
  const fileName = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? run.file;
  const contentType = answer.headers.get("Content-Type") ?? "application/octet-stream";
  await finishExport(run, now(), { ...progress, fileName, contentType });
  const tookMs = now().getTime() - began.getTime();
  log.info({ file: run.file, ...progress, chunks: number, tookMs }, "an export was made");
}

function countingBytes(progress: ExportProgress) {
  return async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      progress.bytes += chunk.byteLength;
      yield chunk;
    }
  };
}

/** The same bytes in pieces of about this size: zlib gives them by a few kilobytes. */
async function* piecesOf(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const part of source) {
    parts.push(part);
    held += part.length;
    if (held < size) continue;
    yield Buffer.concat(parts);
    parts = [];
    held = 0;
  }
  if (held > 0) yield Buffer.concat(parts);
}

/** What cannot be recorded now is found by whoever takes the job over when its lease has passed. */
async function recordFailure(run: ExportRun, error: unknown, { now, cutOff }: ExportTurn): Promise<void> {
  try {
    if (error instanceof ExportLostError) return log.info("an export was cancelled or taken over");
    if (cutOff.aborted) return await releaseExport(run, { notBefore: now(), isOurDoing: true });
    const trouble = databaseTrouble(error);
    log.error({ err: error, code: trouble }, "an export failed");
    if (trouble !== "DATABASE_GONE") return await failExport(run, now(), trouble ?? "INTERNAL");
    await releaseExport(run, { notBefore: new Date(now().getTime() + RETRY_MS), isOurDoing: false });
  } catch (failure) {
    // Cancelled in this very moment: the row says so already.
    if (!(failure instanceof ExportLostError)) throw failure;
  }
}
