import { streamActivities } from "#app/reports/activity-stream.server.ts";
import { streamDailyTotals } from "#app/reports/daily-totals.server.ts";
import { compareDrawers, readDrawerFigures } from "#app/reports/drawers.server.ts";
import { asSeenBy, FIRST_DATE, LAST_DATE, type SessionFilters } from "#app/reports/filters.ts";
import { readLeftOut } from "#app/reports/journal.server.ts";
import { readPlaces } from "#app/reports/location-totals.server.ts";
import { shopClock } from "#app/reports/page-filters.ts";
import { withNames } from "#app/reports/search-names.server.ts";
import { streamTrail } from "#app/reports/review-stream.server.ts";
import { streamSessions } from "#app/reports/session-stream.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { ACTIVITY_COLUMNS } from "./activities-csv.ts";
import { csvStream } from "./csv-stream.ts";
import { DAILY_TOTALS_COLUMNS } from "./daily-totals-csv.ts";
import { DRAWER_COLUMNS } from "./drawers-csv.ts";
import { type ExportQuery, ExportQueryError, parseExportQuery } from "./export-query.ts";
import { echoLines, echoText } from "./filter-echo.ts";
import { QUICKBOOKS_COLUMNS, streamJournalRows, XERO_COLUMNS } from "./journal-csv.ts";
import { LOCATION_TOTALS_COLUMNS } from "./location-totals-csv.ts";
import { oneAhead } from "./one-ahead.ts";
import { REVIEW_TRAIL_COLUMNS } from "./review-trail-csv.ts";
import { sessionCsvColumns } from "./sessions-csv.ts";

export const EXPORT_FILES = [
  "sessions.csv",
  "activities.csv",
  "location-totals.csv",
  "review-trail.csv",
  "daily-totals.csv",
  "drawers.csv",
  "journal-quickbooks.csv",
  "journal-xero.csv",
] as const;
export type ExportFile = (typeof EXPORT_FILES)[number];

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
  options: { userId?: string; signal?: AbortSignal; now?: Date } = {},
): Promise<Response> {
  const read = await readQuery(shop, query, { file, now: options.now });
  if (read instanceof Response) return read;
  const asked = { ...read, filters: asSeenBy(read.filters, options.userId ?? "") };
  const preamble = read.echo ? () => echoOf(shop, file, asked, options.now) : undefined;
  const body = streamOf(shop, file, asked, { bom: read.bom, preamble, signal: options.signal });
  return new Response(body, { headers: fileHeaders(fileName(shop, file, read.filters)) });
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
    return new Response(
      `${error.message}
`,
      { status: 400, headers },
    );
  }
}

// Xero books a manual journal in the organisation's currency, whatever the file says.
function inOneCurrency(shop: Shop, filters: SessionFilters): SessionFilters {
  const currency = filters.currency ?? shop.currency;
  if (currency === null) throw new ExportQueryError("Xero's journals have one currency: say which with currency=USD.");
  return { ...filters, currency };
}

/** What was asked for; of a journal also what is closed and not in it. */
async function echoOf(shop: Shop, file: ExportFile, read: ExportQuery, now = new Date()): Promise<string> {
  const lines = echoLines(shop, { file, filters: read.filters, now });
  if (read.perLocation) lines.push(["per", "location"]);
  if (file.startsWith("journal-")) {
    const { notCounted, pending } = await readLeftOut(shop, read.filters);
    lines.push(["left_out_not_counted", String(notCounted)], ["left_out_pending", String(pending)]);
  }
  return echoText(lines);
}

function streamOf(
  shop: Shop,
  file: ExportFile,
  { filters, perLocation }: ExportQuery,
  options: { bom: boolean; preamble: (() => Promise<string>) | undefined; signal: AbortSignal | undefined },
): ReadableStream<Uint8Array> {
  switch (file) {
    case "sessions.csv":
      return csvStream(sessionCsvColumns(filters.by), oneAhead(streamSessions(shop, filters)), options);
    case "activities.csv":
      return csvStream(ACTIVITY_COLUMNS, oneAhead(streamActivities(shop, filters)), options);
    case "review-trail.csv":
      return csvStream(REVIEW_TRAIL_COLUMNS, oneAhead(streamTrail(shop, filters)), options);
    case "location-totals.csv":
      return csvStream(
        LOCATION_TOTALS_COLUMNS,
        inOneChunk(() => readPlaces(shop, filters)),
        options,
      );
    case "drawers.csv":
      return csvStream(
        DRAWER_COLUMNS,
        inOneChunk(async () => (await readDrawerFigures(shop, filters)).sort(compareDrawers)),
        options,
      );
    case "daily-totals.csv":
      return csvStream(DAILY_TOTALS_COLUMNS, oneAhead(streamDailyTotals(shop, filters, { perLocation })), options);
    case "journal-quickbooks.csv":
      return csvStream(QUICKBOOKS_COLUMNS, oneAhead(streamJournalRows(shop, filters)), options);
    case "journal-xero.csv":
      return csvStream(XERO_COLUMNS, oneAhead(streamJournalRows(shop, filters)), options);
  }
}

// As many rows as the shop has locations, or drawers: nothing to cut into pieces.
async function* inOneChunk<Row>(read: () => Promise<Row[]>): AsyncGenerator<Row[], void> {
  yield await read();
}

function fileHeaders(name: string): Headers {
  return new Headers({
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    "Cache-Control": "no-store",
  });
}

/** till-ledger-sessions-<shop>-2026-10-01-to-2026-10-31.csv */
function fileName(shop: Shop, file: ExportFile, filters: SessionFilters): string {
  const kind = file.replace(/\.csv$/, "");
  // Only what every file system takes; a shop's domain holds nothing else anyway.
  const name = (shop.domain.split(".")[0] ?? "").replace(/[^a-zA-Z0-9-]/g, "");
  return `till-ledger-${kind}-${name}-${daysInName(filters)}.csv`;
}

function daysInName({ range }: SessionFilters): string {
  if (range === null) return "all";
  if (range.to === LAST_DATE) return `from-${range.from}`;
  if (range.from === FIRST_DATE) return `to-${range.to}`;
  return range.from === range.to ? range.from : `${range.from}-to-${range.to}`;
}
