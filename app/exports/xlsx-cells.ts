import type { Column } from "./csv.ts";

/** A cell of a spreadsheet: its value, and the format that shows it; null: empty. */
export interface Cell {
  value: string | number | Date | null;
  /** A number format of the spreadsheet; absent: as it comes. */
  format?: string;
}

/** A column of the spreadsheet: one of the file's own, or a time that is reckoned with beside the text of the same. */
export interface SheetColumn<Row> {
  name: string;
  /** In characters. */
  width: number;
  cell(row: Row): Cell;
}

/** What a binary floating-point number holds of a decimal without changing it; a spreadsheet shows no more either. */
const EXACT_DIGITS = 15;
/** The longest text that a cell takes: with a longer one Excel calls the file broken. */
const LONGEST_TEXT = 32_767;
const EMPTY: Cell = { value: null };

/**
 * The columns of a file as a spreadsheet has them: the same in the same order, figures and days as what one reckons with.
 * Times keep their text, which says the offset; the same on the wall clock as a time stands at the end, under
 * `opened_at_local_time`, because a spreadsheet knows no zones.
 */
export function sheetColumns<Row>(columns: readonly Column<Row>[]): SheetColumn<Row>[] {
  const own = columns.map((column): SheetColumn<Row> => {
    const toCell = column.as === "number" ? numberCell : column.as === "date" ? dayCell : textCell;
    return { name: column.name, width: widthOf(column), cell: (row) => toCell(column.cell(row)) };
  });
  const times = columns
    .filter((column) => column.as === "local time")
    .map((column): SheetColumn<Row> => {
      return { name: `${column.name}_time`, width: TIME_WIDTH, cell: (row) => timeCell(column.cell(row)) };
    });
  return [...own, ...times];
}

/** A text as it is: a spreadsheet runs no formula in a cell that says that it holds text. */
export function textCell(text: string | null): Cell {
  if (text === null || text === "") return EMPTY;
  const kept = text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
  return { value: kept.replace(LOOKS_ESCAPED, "_x005F_") };
}

// In a cell "_x0041_" means "A"; whoever wrote just that gets its underscore escaped, as ECMA-376 22.4.2.4 has it.
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** A decimal as a number that shows the same digits; as text where a number would change it. */
function numberCell(text: string | null): Cell {
  const [, digits = "", decimals, exponent] = /^-?(\d+)(?:\.(\d+))?(e-?\d+)?$/.exec(text ?? "") ?? [];
  const significant = `${digits}${decimals ?? ""}`.replace(/^0+/, "");
  if (text === null || digits === "" || significant.length > EXACT_DIGITS) return textCell(text);
  if (exponent !== undefined) return { value: Number(text), format: "0.000E+00" };
  return { value: Number(text), format: decimals === undefined ? "0" : `0.${"0".repeat(decimals.length)}` };
}

/** A day; before the first that spreadsheets know, its text. */
function dayCell(text: string | null): Cell {
  if (text === null || text < FIRST_DAY) return textCell(text);
  return { value: new Date(`${text}T00:00:00Z`), format: "yyyy-mm-dd" };
}

/** What a wall clock showed: the offset is in the text beside it. */
function timeCell(text: string | null): Cell {
  if (text === null || text < FIRST_DAY) return textCell(text);
  return { value: new Date(`${text.slice(0, "2026-11-20T09:00:00".length)}Z`), format: "yyyy-mm-dd hh:mm:ss" };
}

// Excel's own calendar is wrong before it: it has a February 29 in 1900.
const FIRST_DAY = "1900-03-01";

const TIME_WIDTH = 20;

function widthOf<Row>({ name, as, isFreeText }: Column<Row>): number {
  const ofCells = as === "number" ? 12 : as === "date" ? 11 : as === "local time" ? 26 : widthOfText(name, isFreeText);
  return Math.max(ofCells, Math.min(name.length + 2, 24));
}

function widthOfText(name: string, isFreeText = false): number {
  if (isFreeText) return name.endsWith("note") || name === "comment" ? 40 : 22;
  if (name.endsWith("_id")) return name.endsWith("session_id") ? 50 : 32;
  return name === "at" || name === "time" || name.endsWith("_at") ? 21 : 14;
}
