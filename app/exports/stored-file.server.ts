import { pipeline, Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { createGunzip } from "node:zlib";
import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { ExportFile } from "./export-file.server.ts";

/** A file that is kept, as it is sent. */
export interface StoredFile {
  file: ExportFile;
  query: string;
  rows: number;
  answer: Response;
}

interface FileRow extends Omit<StoredFile, "answer"> {
  fileName: string;
  contentType: string;
}

/** A file that was made in the background and is still kept; null for everything else. */
export async function openStoredFile(shop: Shop, jobId: string, now: Date): Promise<StoredFile | null> {
  const [found] = await dataOf(shop).query<FileRow>(sql`
    SELECT file, query, rows, file_name AS "fileName", content_type AS "contentType" FROM export_job
    WHERE shop_id = ${shop.id} AND id = ${jobId}::bigint AND state = 'done' AND expires_at > ${now}::timestamptz`);
  if (found === undefined) return null;
  const { fileName, contentType, ...stored } = found;
  const headers = {
    "Content-Type": contentType,
    "Content-Disposition": `attachment; filename="${fileName}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    "Cache-Control": "no-store",
  };
  return { ...stored, answer: new Response(unpacked(readChunks(shop, jobId)), { headers }) };
}

/** A file whose last pieces are gone breaks off with an error: it must not look whole. */
function unpacked(chunks: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  const gunzip = pipeline(Readable.from(chunks), createGunzip(), () => {
    // Whoever reads is told of an error by the stream itself.
  });
  return Readable.toWeb(gunzip) as NodeReadableStream<Uint8Array> as ReadableStream<Uint8Array>;
}

/** Compressed, two megabytes of a file or so: a large one is fetched in few questions, and never held whole. */
const CHUNKS_AT_ONCE = 4;

/** A few pieces at a time, when the reader is ready for them. */
async function* readChunks(shop: Shop, jobId: string): AsyncGenerator<Uint8Array, void> {
  for (let number = 0; ; number += CHUNKS_AT_ONCE) {
    const chunks = await dataOf(shop).query<{ body: Uint8Array }>(sql`
      SELECT body FROM export_chunk WHERE shop_id = ${shop.id} AND job_id = ${jobId}::bigint
        AND number >= ${number}::int AND number < ${number + CHUNKS_AT_ONCE}::int
      ORDER BY number`);
    for (const { body } of chunks) yield body;
    if (chunks.length < CHUNKS_AT_ONCE) return;
  }
}
