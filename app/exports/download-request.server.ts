import { readForm } from "#app/request-form.ts";
import type { Shop } from "#app/shop.server.ts";
import { STORED_FILE } from "./download-tickets.server.ts";
import { type ExportFile, exportRefusal, isExportFile } from "./export-file.server.ts";
import { openStoredFile } from "./stored-file.server.ts";

const EXPORTS_PATH = "/app/exports/";

/**
 * What a request for a ticket asks for: `file` (or `path`, the export's own address) and `query`, as a form or JSON; or
 * `job`, the number of a file that was made in the background. A query that the export would refuse is refused here,
 * where someone can still mend it.
 */
export async function readDownloadRequest(
  shop: Shop,
  request: Request,
): Promise<{ file: ExportFile | typeof STORED_FILE; query: string } | Response> {
  const fields = await readFields(request);
  const job = fields.get("job");
  if (job !== undefined) return (await isKept(shop, job)) ? { file: STORED_FILE, query: job } : notKept();
  const named = fields.get("file") ?? fields.get("path") ?? "";
  const file = named.startsWith(EXPORTS_PATH) ? named.slice(EXPORTS_PATH.length) : named;
  if (!isExportFile(file)) return new Response("There is no such export.\n", { status: 404 });
  const query = (fields.get("query") ?? "").replace(/^\?/, "");
  return (await exportRefusal(shop, file, new URLSearchParams(query))) ?? { file, query };
}

async function isKept(shop: Shop, job: string): Promise<boolean> {
  return /^[1-9]\d{0,17}$/.test(job) && (await openStoredFile(shop, job, new Date())) !== null;
}

function notKept(): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return new Response("This file is not here, or not any more: ask for it again.\n", { status: 404, headers });
}

async function readFields(request: Request): Promise<Map<string, string>> {
  const isJson = request.headers.get("Content-Type")?.startsWith("application/json") ?? false;
  const entries: Iterable<[string, unknown]> = isJson
    ? Object.entries(((await request.json().catch(() => null)) ?? {}) as object)
    : await readForm(request);
  return new Map([...entries].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
