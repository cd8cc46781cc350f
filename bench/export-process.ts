import "./quiet-log.ts";
import { openDatabase, useDatabase } from "#app/db.server.ts";
import { type ExportFile, exportFile, isExportFile } from "#app/exports/export-file.server.ts";
import { findShop, type Shop } from "#app/shop.server.ts";
import { NOW } from "./bench-time.ts";

/** What one export came to. */
export interface ExportRun {
  ms: number;
  bytes: number;
  /** Of the whole process, since it began. */
  peakMemoryMb: number;
}

// A process of its own for each export: memory at its peak belongs to that export alone.
const [url = "", domain = "", name, query = ""] = process.argv.slice(2);
const database = await openDatabase({ url });
useDatabase(database);
const { shop, file } = await whatToExport();

async function whatToExport(): Promise<{ shop: Shop; file: ExportFile }> {
  const found = await findShop(domain);
  if (found === null || !isExportFile(name)) throw new TypeError(`There is no ${name} of ${domain}.`);
  return { shop: found, file: name };
}

async function exportBytes(query: string): Promise<number> {
  const { body, status } = await exportFile(shop, file, new URLSearchParams(query), { now: NOW });
  if (status !== 200 || body === null) throw new Error(`The export was refused with ${status}.`);
  let bytes = 0;
  const reader = body.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) bytes += chunk.value.byteLength;
  return bytes;
}

// The app has long been running when somebody asks for a file: its code is compiled, its connections are open.
await exportBytes("preset=last_7_days");
const start = performance.now();
const bytes = await exportBytes(query);
const run: ExportRun = {
  ms: performance.now() - start,
  bytes,
  // Linux and macOS both: Node converts to kilobytes.
  peakMemoryMb: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(run));
await database.close();
