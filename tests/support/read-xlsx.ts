import { crc32, inflateRawSync } from "node:zlib";
import { JSDOM } from "jsdom";

// A reader of XLSX that shares nothing with what writes them: ZIP by its central directory, XML strictly, cells as
// ECMA-376 has them. It refuses what it does not know, so that whatever it lets through is plain.

/** A cell as the file has it. */
export interface SheetCell {
  value: string | number;
  /** The number format that shows it; "General" where none is named. */
  format: string;
  isBold: boolean;
}

export interface Sheet {
  name: string;
  /** Rows from the first on; a cell that is not there is null. */
  rows: (SheetCell | null)[][];
  frozenRows: number;
  widths: number[];
}

/** Reads a workbook; throws on anything that is broken, runs, or is not understood. */
export function readXlsx(bytes: Uint8Array): Sheet[] {
  const parts = unzip(Buffer.from(bytes));
  const known =
    /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|styles|theme\/theme1|_rels\/workbook\.xml\.rels|worksheets\/sheet\d+)(\.xml|))$/;
  for (const path of parts.keys()) if (!known.test(path)) throw new Error(`An unknown part: ${path}`);
  const part = (path: string) => {
    const text = parts.get(path);
    if (text === undefined) throw new Error(`No ${path}`);
    return parseXml(text, path);
  };
  const styles = readStyles(part("xl/styles.xml"));
  const targets = new Map(
    elements(part("xl/_rels/workbook.xml.rels"), "Relationship").map((one) => [one.getAttribute("Id"), one]),
  );
  return elements(part("xl/workbook.xml"), "sheet").map((sheet) => {
    const target = targets.get(sheet.getAttribute("r:id"))?.getAttribute("Target") ?? "";
    return { name: sheet.getAttribute("name") ?? "", ...readSheet(part(`xl/${target}`), styles) };
  });
}

/** The cells as texts under the names of the first row, as a CSV's are: what a format shows of each. */
export function tableOf({ rows }: Sheet): Record<string, string>[] {
  const [header = [], ...others] = rows;
  return others.map((row) =>
    Object.fromEntries(header.map((name, index) => [String(name?.value), shownText(row[index] ?? null)])),
  );
}

/** The sheets as a CSV: what can be read in a file that is packed. */
export function csvOf(sheets: readonly Sheet[]): string {
  const rows = sheets.flatMap((sheet) => sheet.rows);
  const width = Math.max(...rows.map((row) => row.length));
  return rows
    .map((row) => (row.length === 0 ? [] : Array.from({ length: width }, (_, index) => shownText(row[index] ?? null))))
    .map(
      (cells) =>
        `${cells.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(",")}\r\n`,
    )
    .join("");
}

/** What a spreadsheet shows of a cell, for the formats that the app writes. */
export function shownText(cell: SheetCell | null): string {
  if (cell === null) return "";
  const { value, format } = cell;
  if (typeof value === "string") return value;
  if (/^0(\.0+)?$/.test(format)) return value.toFixed(format.length === 1 ? 0 : format.length - 2);
  if (format === "0.000E+00") return value.toPrecision(4);
  const iso = new Date(Math.round((value - DAYS_TO_1970) * 86_400) * 1_000).toISOString();
  if (format === "yyyy-mm-dd" && Number.isInteger(value)) return iso.slice(0, 10);
  if (format === "yyyy-mm-dd hh:mm:ss") return iso.slice(0, 19);
  throw new Error(`A format that the app does not write: ${format} of ${value}`);
}

const { DOMParser } = new JSDOM("").window;

// Days from the spreadsheet's day 0 to 1970, its February 29, 1900 counted.
const DAYS_TO_1970 = 25_569;

interface Style {
  format: string;
  isBold: boolean;
}

function readStyles(styles: Document): Style[] {
  const formats = new Map(
    elements(styles, "numFmt").map((one) => [one.getAttribute("numFmtId"), one.getAttribute("formatCode") ?? ""]),
  );
  // Those of ECMA-376 18.8.30 that have no entry in the file.
  for (const [id, code] of Object.entries({ 0: "General", 1: "0", 2: "0.00" })) formats.set(id, code);
  const fonts = elements(styles, "font").map((font) => elements(font, "b").length > 0);
  const [used] = elements(styles, "cellXfs");
  return elements(used ?? styles, "xf").map((xf) => {
    const format = formats.get(xf.getAttribute("numFmtId") ?? "0");
    if (format === undefined) throw new Error(`No format ${xf.getAttribute("numFmtId")}`);
    return { format, isBold: fonts[Number(xf.getAttribute("fontId") ?? 0)] ?? false };
  });
}

function readSheet(sheet: Document, styles: readonly Style[]): Omit<Sheet, "name"> {
  if (elements(sheet, "f").length > 0) throw new Error("A formula");
  const rows: (SheetCell | null)[][] = [];
  for (const row of elements(sheet, "row")) {
    const cells: (SheetCell | null)[] = [];
    for (const cell of elements(row, "c")) {
      const [, letters = "", number] = /^([A-Z]+)(\d+)$/.exec(cell.getAttribute("r") ?? "") ?? [];
      if (number !== row.getAttribute("r")) throw new Error(`A cell of another row: ${cell.getAttribute("r")}`);
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      while (cells.length < column) cells.push(null);
      if (cells.length > column) throw new Error(`A cell twice: ${cell.getAttribute("r")}`);
      const style = styles[Number(cell.getAttribute("s") ?? 0)] ?? { format: "General", isBold: false };
      cells.push({ value: valueOf(cell), ...style });
    }
    const index = Number(row.getAttribute("r")) - 1;
    while (rows.length < index) rows.push([]);
    rows.push(cells);
  }
  return {
    rows,
    frozenRows: Number(elements(sheet, "pane")[0]?.getAttribute("ySplit") ?? 0),
    widths: elements(sheet, "col").map((one) => Number(one.getAttribute("width"))),
  };
}

function valueOf(cell: Element): string | number {
  const type = cell.getAttribute("t");
  if (type === "inlineStr") return unescaped(elements(cell, "t")[0]?.textContent ?? "");
  const text = elements(cell, "v")[0]?.textContent ?? "";
  if (type !== null || !/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text)) throw new Error(`No number: ${cell.outerHTML}`);
  return Number(text);
}

/** Characters that XML has no way to write, as ECMA-376 22.4.2.4 (ST_Xstring) writes them. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function elements(of: Document | Element, name: string): Element[] {
  return [...of.getElementsByTagNameNS("*", name)];
}

function parseXml(text: string, path: string): Document {
  const document = new DOMParser().parseFromString(text, "application/xml");
  if (document.getElementsByTagName("parsererror").length > 0) throw new Error(`${path} is no XML`);
  return document;
}

function unzip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0) throw new Error("No end of a ZIP: the file was cut off");
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new Error(`No entry of the directory at ${at}`);
    const [method, crc] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 16)];
    const [packed, size] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const path = file.toString("utf8", at + 46, at + 46 + name);
    const start = file.readUInt32LE(at + 42);
    const data = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const content = file.subarray(data, data + packed);
    const bytes = method === 0 ? content : inflateRawSync(content);
    if (bytes.length !== size || crc32(bytes) !== crc) throw new Error(`${path} is not what the directory says`);
    parts.set(path, bytes.toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return parts;
}
