import { asSeenBy, FIRST_DATE, LAST_DATE, type SessionFilters } from "#app/reports/filters.ts";
import { readLeftOut } from "#app/reports/journal.server.ts";
import { shopClock } from "#app/reports/page-filters.server.ts";
import { withNames } from "#app/reports/search-names.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { countingRows } from "./counting-rows.ts";
import { csvStream } from "./csv-stream.ts";
import { type ExportQuery, ExportQueryError, parseExportQuery } from "./export-query.ts";
import { type ExportReport, JOURNALS, TABLES, writeReport } from "./export-tables.server.ts";
import { type EchoLine, echoLines, echoText } from "./filter-echo.ts";
import { xlsxStream } from "./xlsx-stream.ts";

/** What a file is written as. */
export type ExportFormat = "csv" | "xlsx";
export type ExportFile = `${(typeof TABLES)[number]}.${ExportFormat}` | `${(typeof JOURNALS)[number]}.csv`;

/** Every file that there is, by its name in the address. */
export const EXPORT_FILES: readonly ExportFile[] = [
  ...TABLES.map((report) => `${report}.csv` as const),
  ...JOURNALS.map((report) => `${report}.csv` as const),
  ...TABLES.map((report) => `${report}.xlsx` as const),
];

/** The report that a file is of, and what it is written as. */
export function partsOf(file: ExportFile): { report: ExportReport; format: ExportFormat } {
  const [report, format] = file.split(".") as [ExportReport, ExportFormat];
  return { report, format };
}

/** Whether there is an export of this name. */
export function isExportFile(name: string | undefined): name is ExportFile {
  return EXPORT_FILES.some((file) => file === name);
}

/** The answer to a request for an export: the file as it is read, or a refusal that names what is wrong. */
export async function exportFile(
  shop: Shop,
  file: ExportFile,
  query: URLSearchParams,
  /** `userId`: who "me" is in the query. */
  options: FileOptions & { userId?: string } = {},
): Promise<Response> {
  const asked = await readExport(shop, file, query, options);
  return asked instanceof Response ? asked : fileOf(shop, file, asked, options);
}

interface FileOptions {
  signal?: AbortSignal;
  now?: Date;
  /** Told of each chunk of rows how many they are. */
  onRows?: (count: number) => void;
}

/** The file that was asked for, as it is read. */
export async function fileOf(
  shop: Shop,
  file: ExportFile,
  asked: ExportQuery,
  { signal, now = new Date(), onRows }: FileOptions = {},
): Promise<Response> {
  const body = await streamOf(shop, file, asked, { signal, now, onRows });
  const { format } = partsOf(file);
  return new Response(body, { headers: fileHeaders(fileName(shop, file, asked.filters), format) });
}

/** What a query asks of an export, as the person means it who asks; or the refusal of it. */
export async function readExport(
  shop: Shop,
  file: ExportFile,
  query: URLSearchParams,
  { userId = "", now }: { userId?: string; now?: Date } = {},
): Promise<ExportQuery | Response> {
  const read = await readQuery(shop, query, { file, now });
  return read instanceof Response ? read : { ...read, filters: asSeenBy(read.filters, userId) };
}

/** The refusal that an export would answer to this query; null when it would answer with the file. */
export async function exportRefusal(shop: Shop, file: ExportFile, query: URLSearchParams): Promise<Response | null> {
  const read = await readQuery(shop, query, { file });
  return read instanceof Response ? read : null;
}

async function readQuery(
  shop: Shop,
  query: URLSearchParams,
  { file, now = new Date() }: { file: ExportFile; now?: Date },
): Promise<ExportQuery | Response> {
  const clock = await shopClock(shop, now);
  try {
    const asked = parseExportQuery(query, clock, file);
    const read = { ...asked, filters: await withNames(shop, asked.filters) };
    return file === "journal-xero.csv" ? { ...read, filters: inOneCurrency(shop, read.filters) } : read;
  } catch (error) {
    if (!(error instanceof ExportQueryError)) throw error;
    const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
    return new Response(`${error.message}\n`, { status: 400, headers });
  }
}

// Xero books a manual journal in the organisation's currency, whatever the file says.
function inOneCurrency(shop: Shop, filters: SessionFilters): SessionFilters {
  const currency = filters.currency ?? shop.currency;
  if (currency === null) throw new ExportQueryError("Xero's journals have one currency: say which with currency=USD.");
  return { ...filters, currency };
}

/** What was asked for; of a journal also what is closed and not in it. */
async function echoOf(shop: Shop, file: ExportFile, read: ExportQuery, now: Date): Promise<EchoLine[]> {
  const lines = echoLines(shop, { file, filters: read.filters, now });
  if (read.perLocation) lines.push(["per", "location"]);
  for (const kind of read.exceptions.kinds) lines.push(["kind", kind]);
  if (read.exceptions.isDismissed) lines.push(["show", "dismissed"]);
  if (file.startsWith("journal-")) {
    const { notCounted, pending } = await readLeftOut(shop, read.filters);
    lines.push(["left_out_not_counted", String(notCounted)], ["left_out_pending", String(pending)]);
  }
  return lines;
}

function streamOf(
  shop: Shop,
  file: ExportFile,
  query: ExportQuery,
  { signal, now, onRows }: Omit<FileOptions, "now"> & { now: Date },
): ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>> {
  const { report, format } = partsOf(file);
  const echo = () => echoOf(shop, file, query, now);
  if (format === "xlsx") {
    const options = { name: report, preamble: query.echo ? echo : undefined, signal };
    const write = countingRows((...table) => xlsxStream(...table, options), onRows);
    return writeReport(shop, report, { query, now, write });
  }
  const preamble = query.echo ? async () => echoText(await echo()) : undefined;
  const options = { bom: query.bom, preamble, signal };
  const write = countingRows((...table) => csvStream(...table, options), onRows);
  return writeReport(shop, report, { query, now, write });
}

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

function fileHeaders(name: string, format: ExportFormat): Headers {
  return new Headers({
    "Content-Type": CONTENT_TYPES[format],
    "Content-Disposition": `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    "Cache-Control": "no-store",
  });
}

/** till-ledger-sessions-<shop>-2026-10-01-to-2026-10-31.csv */
function fileName(shop: Shop, file: ExportFile, filters: SessionFilters): string {
  const { report, format } = partsOf(file);
  // Only what every file system takes; a shop's domain holds nothing else anyway.
  const name = (shop.domain.split(".")[0] ?? "").replace(/[^a-zA-Z0-9-]/g, "");
  return `till-ledger-${report}-${name}-${daysInName(filters)}.${format}`;
}

function daysInName({ range }: SessionFilters): string {
  if (range === null) return "all";
  if (range.to === LAST_DATE) return `from-${range.from}`;
  if (range.from === FIRST_DATE) return `to-${range.to}`;
  return range.from === range.to ? range.from : `${range.from}-to-${range.to}`;
}
