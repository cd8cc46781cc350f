import { type ExportFile, exportRefusal, isExportFile } from "./export-file.server.ts";
import type { Shop } from "#app/shop.server.ts";

const EXPORTS_PATH = "/app/exports/";

/**
 * What a request for a ticket asks for: `file` (or `path`, the export's own address) and `query`, as a form or JSON.
 * A query that the export would refuse is refused here, where someone can still mend it.
 */
export async function readDownloadRequest(
  shop: Shop,
  request: Request,
): Promise<{ file: ExportFile; query: string } | Response> {
  const fields = await readFields(request);
  const named = fields.get("file") ?? fields.get("path") ?? "";
  const file = named.startsWith(EXPORTS_PATH) ? named.slice(EXPORTS_PATH.length) : named;
  if (!isExportFile(file)) return new Response("There is no such export.\n", { status: 404 });
  const query = (fields.get("query") ?? "").replace(/^\?/, "");
  return (await exportRefusal(shop, file, new URLSearchParams(query))) ?? { file, query };
}

async function readFields(request: Request): Promise<Map<string, string>> {
  const isJson = request.headers.get("Content-Type")?.startsWith("application/json") ?? false;
  const entries: Iterable<[string, unknown]> = isJson
    ? Object.entries((await request.json().catch(() => ({}))) as object)
    : await request.formData().catch(() => []);
  return new Map([...entries].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
