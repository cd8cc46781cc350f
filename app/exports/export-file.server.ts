import { streamActivities } from "#app/reports/activity-stream.server.ts";
import { asSeenBy, FIRST_DATE, LAST_DATE, type SessionFilters } from "#app/reports/filters.ts";
import { readPlaces } from "#app/reports/location-totals.server.ts";
import { shopClock } from "#app/reports/page-filters.ts";
import type { PlaceFigures } from "#app/reports/place-figures.server.ts";
import { streamTrail } from "#app/reports/review-stream.server.ts";
import { streamSessions } from "#app/reports/session-stream.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { ACTIVITY_COLUMNS } from "./activities-csv.ts";
import { csvStream } from "./csv-stream.ts";
import { type ExportQuery, ExportQueryError, parseExportQuery } from "./export-query.ts";
import { LOCATION_TOTALS_COLUMNS } from "./location-totals-csv.ts";
import { oneAhead } from "./one-ahead.ts";
import { REVIEW_TRAIL_COLUMNS } from "./review-trail-csv.ts";
import { sessionCsvColumns } from "./sessions-csv.ts";

export const EXPORT_FILES = ["sessions.csv", "activities.csv", "location-totals.csv", "review-trail.csv"] as const;
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
  const read = await readQuery(shop, query, options.now);
  if (read instanceof Response) return read;
  const body = streamOf(shop, file, asSeenBy(read.filters, options.userId ?? ""), {
    bom: read.bom,
    signal: options.signal,
  });
  return new Response(body, { headers: fileHeaders(fileName(shop, file, read.filters)) });
}

/** The refusal that an export would answer to this query; null when it would answer with the file. */
export async function exportRefusal(shop: Shop, query: URLSearchParams): Promise<Response | null> {
  const read = await readQuery(shop, query);
  return read instanceof Response ? read : null;
}

async function readQuery(shop: Shop, query: URLSearchParams, now: Date = new Date()): Promise<ExportQuery | Response> {
  const clock = await shopClock(shop, now);
  try {
    return parseExportQuery(query, clock);
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

function streamOf(
  shop: Shop,
  file: ExportFile,
  filters: SessionFilters,
  options: { bom: boolean; signal: AbortSignal | undefined },
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
  }
}

// As many rows as the shop has locations: nothing to cut into pieces.
async function* inOneChunk(read: () => Promise<PlaceFigures[]>): AsyncGenerator<PlaceFigures[], void> {
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
