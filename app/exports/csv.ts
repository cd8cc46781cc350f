// CSV as RFC 4180 has it: commas, CRLF after every line, quotes only where a cell needs them.

/** A column of a file. A cell of null stays empty: not known. */
export interface Column<Row> {
  name: string;
  cell(row: Row): string | null;
  /**
   * Whether people wrote the cell. A spreadsheet runs a cell that begins like a formula, so such a cell is
   * defused; a figure never is, because "-12.40" must stay a number.
   */
  isFreeText?: boolean;
  /** What a spreadsheet reckons with where the file has cells with types: a number, a day, a time on a wall clock. */
  as?: "number" | "date" | "local time";
}

// Spreadsheets in Chinese and Japanese take the wide forms of the signs for the signs.
const STARTS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** Makes a text that a spreadsheet would run as a formula plain text again, by the apostrophe that means just that. */
export function defuse(text: string): string {
  return STARTS_FORMULA.test(text) ? `'${text}` : text;
}

/** The first line of a file: its columns' names. */
export function headerLine<Row>(columns: readonly Column<Row>[]): string {
  return `${columns.map(({ name }) => quote(name)).join(",")}\r\n`;
}

/** One row as a line. */
export function csvLine<Row>(columns: readonly Column<Row>[], row: Row): string {
  let line = "";
  for (const [index, column] of columns.entries()) {
    const cell = column.cell(row) ?? "";
    if (index > 0) line += ",";
    line += quote(column.isFreeText ? defuse(cell) : cell);
  }
  return `${line}\r\n`;
}

function quote(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
