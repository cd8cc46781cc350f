import { writeXlsxStream, XLSX_MAX_ROWS_PER_SHEET } from "hucre/xlsx";
import type { Column } from "./csv.ts";
import type { EchoLine } from "./filter-echo.ts";
import { type Cell, sheetColumns, textCell } from "./xlsx-cells.ts";

interface XlsxOptions {
  /** Name of the sheet. */
  name: string;
  /** What stands above the header. */
  preamble?: () => Promise<readonly EchoLine[]>;
  signal?: AbortSignal;
  /** Rows of a sheet, where not as many as one takes. */
  rowsPerSheet?: number;
}

const HEADER_STYLE = { font: { bold: true } };

/**
 * Rows as the bytes of an XLSX file, packed as they are read and only when the reader wants more: memory stays flat
 * however long the file is. A sheet that is full is followed by another with the same header.
 */
export async function xlsxStream<Row>(
  columns: readonly Column<Row>[],
  chunks: AsyncGenerator<Row[], void>,
  options: XlsxOptions,
): Promise<ReadableStream<Uint8Array>> {
  const shown = sheetColumns(columns);
  const preamble = (await options.preamble?.()) ?? [];
  const header = shown.map(({ name }) => ({ value: name }));
  const rowsPerSheet = options.rowsPerSheet ?? XLSX_MAX_ROWS_PER_SHEET;
  let written: { cells: readonly Cell[]; isHeader: boolean } = { cells: header, isHeader: true };

  async function* rows(): AsyncGenerator<Cell["value"][], void> {
    let count = 0;
    const write = (cells: readonly Cell[], isHeader = false) => {
      count += 1;
      written = { cells, isHeader };
      return cells.map(({ value }) => value);
    };
    try {
      for (const line of preamble) yield write(line.map(textCell));
      if (preamble.length > 0) yield write([]);
      yield write(header, true);
      for await (const chunk of chunks) {
        options.signal?.throwIfAborted();
        for (const row of chunk) {
          if (count % rowsPerSheet === 0) yield write(header, true);
          yield write(shown.map((column) => column.cell(row)));
        }
      }
    } finally {
      await chunks.return();
    }
  }

  return writeXlsxStream(rows(), {
    name: options.name,
    columns: shown.map(({ width }, index) => ({
      width,
      // The library gives a column one style, and asks for it with each row, before the next row is pulled. A column of
      // amounts has cells of several currencies, whose decimals differ; so the style is that of the row being written.
      get style() {
        if (written.isHeader) return HEADER_STYLE;
        const numFmt = written.cells[index]?.format;
        return numFmt === undefined ? undefined : { numFmt };
      },
    })),
    freezePane: { rows: preamble.length > 0 ? preamble.length + 2 : 1 },
    maxRowsPerSheet: rowsPerSheet,
    repeatHeaders: false,
  });
}
