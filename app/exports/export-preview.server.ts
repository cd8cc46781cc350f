import type { ExportPreview, RowCount } from "#app/reports/export-choice.ts";
import { COUNTED, type CountedList, countRows } from "#app/reports/export-counts.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type Column, defuse } from "./csv.ts";
import { type ExportFile, partsOf, readExport } from "./export-file.server.ts";
import type { ExportQuery } from "./export-query.ts";
import { writeReport, type Writer } from "./export-tables.server.ts";

const SHOWN_ROWS = 10;
/**
 * What a page saves at once. So many sessions are 9 MB, which a browser holds in memory and a slow line carries in ten
 * seconds; on PGlite they are read in 3 to 5 s on a machine that has much else to do.
 */
export const LARGEST_DIRECT_ROWS = 20_000;
/** Sums are counted by being read, for so long: what takes longer is made in the background anyway. */
const PATIENCE_MS = 2_000;

/** The first rows of a file, how many there are, and whether it is long. */
export async function previewExport(
  shop: Shop,
  file: ExportFile,
  query: URLSearchParams,
  { userId, now = new Date(), patienceMs = PATIENCE_MS }: { userId: string; now?: Date; patienceMs?: number },
): Promise<ExportPreview> {
  const asked = await readExport(shop, file, query, { userId, now });
  if (asked instanceof Response) return { kind: "refused", message: (await asked.text()).trim() };
  const { report } = partsOf(file);
  const isCounted = isCountedList(report);
  const until = performance.now() + patienceMs;
  const isEnough = (count: number) => (isCounted ? count >= SHOWN_ROWS : performance.now() > until);
  const write: Writer<Promise<FirstRows>> = (columns, chunks) => firstRows(columns, chunks, isEnough);
  const [{ count: read, ...table }, counted] = await Promise.all([
    writeReport(shop, report, { query: asked, now, write }),
    countOf(shop, file, asked),
  ]);
  const count = counted ?? read;
  return { kind: "table", ...table, count, isLong: !count.isExact || count.rows > LARGEST_DIRECT_ROWS };
}

/** How many rows a file will have, where that can be told without reading it; else null. */
export async function countOf(shop: Shop, file: ExportFile, { filters }: ExportQuery): Promise<RowCount | null> {
  const { report } = partsOf(file);
  return isCountedList(report) ? countRows(shop, report, filters) : null;
}

interface FirstRows {
  columns: string[];
  rows: string[][];
  count: RowCount;
}

async function firstRows<Row>(
  columns: readonly Column<Row>[],
  chunks: AsyncGenerator<Row[], void>,
  isEnough: (count: number) => boolean,
): Promise<FirstRows> {
  const rows: string[][] = [];
  let count = 0;
  let isExact = false;
  try {
    while (!isExact && (rows.length < SHOWN_ROWS || !isEnough(count))) {
      const { done, value: chunk } = await chunks.next();
      if (done) isExact = true;
      else {
        rows.push(
          ...chunk.slice(0, SHOWN_ROWS - rows.length).map((row) => columns.map((column) => textOf(column, row))),
        );
        count += chunk.length;
      }
    }
  } finally {
    await chunks.return();
  }
  return { columns: columns.map(({ name }) => name), rows, count: { rows: count, isExact } };
}

function textOf<Row>({ cell, isFreeText }: Column<Row>, row: Row): string {
  const text = cell(row) ?? "";
  return isFreeText ? defuse(text) : text;
}

function isCountedList(report: string): report is CountedList {
  return COUNTED.some((list) => list === report);
}
