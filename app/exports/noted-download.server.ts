import type { Shop } from "#app/shop.server.ts";
import { noteDownload, type TakenWhole } from "./download-log.server.ts";
import { type ExportFile, fileOf, readExport } from "./export-file.server.ts";
import { openStoredFile } from "./stored-file.server.ts";
import { resolvedQuery } from "./taken-parameters.ts";

/** The same as `exportFile`, with a note in the shop's history of who took what, and how much of it. */
export async function downloadExport(
  shop: Shop,
  file: ExportFile,
  query: URLSearchParams,
  { userId, signal, now = new Date() }: { userId: string; signal: AbortSignal; now?: Date },
): Promise<Response> {
  const asked = await readExport(shop, file, query, { userId, now });
  if (asked instanceof Response) return asked;
  let rows = 0;
  const answer = await fileOf(shop, file, asked, { signal, now, onRows: (count) => (rows += count) });
  const taken = { userId, file, query: resolvedQuery(query, asked.filters), jobId: null };
  const end = await noteDownload(shop, taken, now);
  return noting(answer, (outcome, bytes) =>
    end({ outcome, bytes, rows: outcome === "complete" ? rows : null }, new Date()),
  );
}

/** A file that was made in the background; null: there is none of this number, or none any more. */
export async function downloadStored(
  shop: Shop,
  jobId: string,
  { userId, now = new Date() }: { userId: string; now?: Date },
): Promise<Response | null> {
  const stored = await openStoredFile(shop, jobId, now);
  if (stored === null) return null;
  const { file, query, rows, answer } = stored;
  const end = await noteDownload(shop, { userId, file, query, jobId: BigInt(jobId) }, now);
  return noting(answer, (outcome, bytes) =>
    end({ outcome, bytes, rows: outcome === "complete" ? rows : null }, new Date()),
  );
}

type OnEnd = (outcome: TakenWhole["outcome"], bytes: number) => Promise<void>;

/** The same answer; `onEnd` is told once how much of its body was taken, before whoever reads it learns that it is over. */
function noting(answer: Response, onEnd: OnEnd): Response {
  const reader = (answer.body ?? new ReadableStream<Uint8Array<ArrayBuffer>>()).getReader();
  let bytes = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) {
            await onEnd("complete", bytes);
            controller.close();
          } else {
            bytes += value.byteLength;
            controller.enqueue(value);
          }
        } catch (error) {
          // Whoever has gone is told of by an error of this name.
          const hasGone = error instanceof Error && error.name === "AbortError";
          await onEnd(hasGone ? "cut_off" : "failed", bytes);
          controller.error(error);
        }
      },
      async cancel(reason) {
        await reader.cancel(reason);
        await onEnd("cut_off", bytes);
      },
    },
    // Nothing is read ahead of the reader: what was read was taken.
    { highWaterMark: 0 },
  );
  return new Response(body, answer);
}
