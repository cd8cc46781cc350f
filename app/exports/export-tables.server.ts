import { streamActivities } from "#app/reports/activity-stream.server.ts";
import { streamDailyTotals } from "#app/reports/daily-totals.server.ts";
import { compareDrawers, readDrawerFigures } from "#app/reports/drawers.server.ts";
import { streamExceptions } from "#app/reports/exception-stream.server.ts";
import { readPlaces } from "#app/reports/location-totals.server.ts";
import { streamTrail } from "#app/reports/review-stream.server.ts";
import { streamSessions } from "#app/reports/session-stream.server.ts";
import { getStaff } from "#app/reports/staff.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { ACTIVITY_COLUMNS } from "./activities-csv.ts";
import type { Column } from "./csv.ts";
import { DAILY_TOTALS_COLUMNS } from "./daily-totals-csv.ts";
import { DRAWER_COLUMNS } from "./drawers-csv.ts";
import { EXCEPTION_COLUMNS } from "./exceptions-csv.ts";
import type { ExportQuery } from "./export-query.ts";
import { QUICKBOOKS_COLUMNS, streamJournalRows, XERO_COLUMNS } from "./journal-csv.server.ts";
import { LOCATION_TOTALS_COLUMNS } from "./location-totals-csv.ts";
import { oneAhead } from "./one-ahead.ts";
import { REVIEW_TRAIL_COLUMNS } from "./review-trail-csv.ts";
import { sessionCsvColumns } from "./sessions-csv.server.ts";
import { STAFF_COLUMNS } from "./staff-csv.ts";

/** Reports that are tables: files of every format. */
export const TABLES = [
  "sessions",
  "activities",
  "location-totals",
  "review-trail",
  "daily-totals",
  "drawers",
  "staff",
  "exceptions",
] as const;
/** Reports in another program's own layout: as CSV alone, because that is what it imports. */
export const JOURNALS = ["journal-quickbooks", "journal-xero"] as const;
export type ExportReport = (typeof TABLES)[number] | (typeof JOURNALS)[number];

/** What makes a file of a report's columns and rows, whatever its rows are. */
export type Writer<File> = <Row>(columns: readonly Column<Row>[], chunks: AsyncGenerator<Row[], void>) => File;

/** A report's columns and its rows, as they are read: a chunk at a time. */
export function writeReport<File>(
  shop: Shop,
  report: ExportReport,
  { query, now, write }: { query: ExportQuery; now: Date; write: Writer<File> },
): File {
  const { filters, perLocation } = query;
  switch (report) {
    case "sessions":
      return write(sessionCsvColumns(filters.by), oneAhead(streamSessions(shop, filters)));
    case "activities":
      return write(ACTIVITY_COLUMNS, oneAhead(streamActivities(shop, filters)));
    case "review-trail":
      return write(REVIEW_TRAIL_COLUMNS, oneAhead(streamTrail(shop, filters)));
    case "location-totals":
      return write(
        LOCATION_TOTALS_COLUMNS,
        inOneChunk(() => readPlaces(shop, filters)),
      );
    case "drawers":
      return write(
        DRAWER_COLUMNS,
        inOneChunk(async () => (await readDrawerFigures(shop, filters)).sort(compareDrawers)),
      );
    case "staff":
      return write(
        STAFF_COLUMNS,
        inOneChunk(async () => (await getStaff(shop, filters, now)).rows),
      );
    case "daily-totals":
      return write(DAILY_TOTALS_COLUMNS, oneAhead(streamDailyTotals(shop, filters, { perLocation })));
    case "exceptions":
      return write(EXCEPTION_COLUMNS, oneAhead(streamExceptions(shop, { ...filters, ...query.exceptions }, now)));
    case "journal-quickbooks":
      return write(QUICKBOOKS_COLUMNS, oneAhead(streamJournalRows(shop, filters)));
    case "journal-xero":
      return write(XERO_COLUMNS, oneAhead(streamJournalRows(shop, filters)));
  }
}

// As many rows as the shop has locations, drawers or people: nothing to cut into pieces.
async function* inOneChunk<Row>(read: () => Promise<Row[]>): AsyncGenerator<Row[], void> {
  yield await read();
}
