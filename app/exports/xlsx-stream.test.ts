import { describe, expect, it, vi } from "vitest";
import { readXlsx, tableOf } from "#tests/support/read-xlsx.ts";
import type { Column } from "./csv.ts";
import { xlsxStream } from "./xlsx-stream.ts";

type Row = readonly (string | null)[];

const COLUMNS: readonly Column<Row>[] = [
  { name: "id", cell: ([id = null]) => id },
  { name: "amount", cell: ([, amount = null]) => amount, as: "number" },
  { name: "note", cell: ([, , note = null]) => note, isFreeText: true },
  { name: "day", cell: ([, , , day = null]) => day, as: "date" },
  { name: "at_local", cell: ([, , , , at = null]) => at, as: "local time" },
];

async function* inChunks(...chunks: Row[][]): AsyncGenerator<Row[], void> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

async function sheetsOf(rows: Row[], options: Partial<Parameters<typeof xlsxStream>[2]> = {}) {
  const stream = await xlsxStream(COLUMNS, inChunks(rows), { name: "sheet", ...options });
  return readXlsx(await new Response(stream).bytes());
}

/** The only sheet's rows under the header, cell by cell. */
async function cellsOf(...rows: Row[]) {
  const [sheet] = await sheetsOf(rows);
  return (sheet?.rows ?? []).slice(1);
}

describe("a spreadsheet", () => {
  it("has the file's columns, and a time to reckon with for each on a wall clock", async () => {
    const [sheet] = await sheetsOf([["gid://1", "-12.40", "so", "2026-11-20", "2026-11-20T09:00:05-05:00"]]);
    expect(sheet && tableOf(sheet)).toEqual([
      {
        ...{ id: "gid://1", amount: "-12.40", note: "so", day: "2026-11-20", at_local: "2026-11-20T09:00:05-05:00" },
        at_local_time: "2026-11-20T09:00:05",
      },
    ]);
    expect(sheet).toMatchObject({ name: "sheet", frozenRows: 1 });
    expect(sheet?.rows[0]?.every((cell) => cell?.isBold)).toBe(true);
    expect(sheet?.rows[1]?.some((cell) => cell?.isBold)).toBe(false);
    expect(sheet?.widths).toHaveLength(6);
  });

  it("shows amounts of several currencies with their own decimals, in one column", async () => {
    const rows = await cellsOf(["usd", "-12.40"], ["jpy", "-1200"], ["kwd", "0.300"], ["usd", "0.00"]);
    expect(rows.map((row) => [row[1]?.value, row[1]?.format])).toEqual([
      [-12.4, "0.00"],
      [-1200, "0"],
      [0.3, "0.000"],
      [0, "0.00"],
    ]);
  });

  it("has a number only where that is the same number, else the text", async () => {
    const rows = await cellsOf(
      ["15", "1234567890123.45"],
      ["16", "12345678901234.56"],
      ["zeros", "0.000000000000001"],
      ["odds", "1.526e-5"],
      ["none", "–"],
    );
    expect(rows.map((row) => row[1]?.value)).toEqual([
      1234567890123.45,
      "12345678901234.56",
      0.000000000000001,
      1.526e-5,
      "–",
    ]);
  });

  it("runs nothing and changes nothing that people wrote", async () => {
    const notes = [
      '=HYPERLINK("http://evil.example","x")',
      "+1 (555)",
      "@SUM(1)",
      "-2 for milk",
      "two\r\nlines\tand a tab",
      " spaces around ",
      "<b>&amp;</b> ]]>",
      "\u0001\u0008\u001f control",
      "_x0041_ as it stands",
      "🏦 ﷽ é",
    ];
    const rows = await cellsOf(...notes.map((note, index) => [String(index), "1", note]));
    expect(rows.map((row) => row[2]?.value)).toEqual(notes);
  });

  it("keeps to what a cell takes, and leaves a cell out that is not known", async () => {
    const [long, empty] = await cellsOf(["1", null, "x".repeat(40_000)], ["2", null, "", null, null]);
    expect(String(long?.[2]?.value)).toHaveLength(32_767);
    expect(empty?.filter((cell) => cell !== null).map((cell) => cell?.value)).toEqual(["2"]);
  });

  it("goes on in another sheet under the same header when one is full", async () => {
    const rows = Array.from({ length: 5 }, (_, index): Row => [`row ${index}`, "1.50"]);
    const sheets = await sheetsOf(rows, { rowsPerSheet: 3 });
    expect(sheets.map((sheet) => tableOf(sheet).map(({ id, amount }) => `${id} ${amount}`))).toEqual([
      ["row 0 1.50", "row 1 1.50"],
      ["row 2 1.50", "row 3 1.50"],
      ["row 4 1.50"],
    ]);
    expect(sheets.map(({ name, frozenRows }) => [name, frozenRows])).toEqual([
      ["sheet", 1],
      ["sheet_2", 1],
      ["sheet_3", 1],
    ]);
    expect(sheets.every((sheet) => sheet.rows[0]?.[0]?.isBold)).toBe(true);
  });

  it("begins with what was asked for when asked, and keeps that in sight too", async () => {
    const preamble = () =>
      Promise.resolve([
        ["file", "sessions.xlsx"],
        ["from", "2026-11-01"],
      ] as const);
    const [sheet] = await sheetsOf([["1", "2.00"]], { preamble });
    expect(sheet?.rows.slice(0, 4).map((row) => row.map((cell) => cell?.value))).toEqual([
      ["file", "sessions.xlsx"],
      ["from", "2026-11-01"],
      [],
      ["id", "amount", "note", "day", "at_local", "at_local_time"],
    ]);
    expect(sheet?.frozenRows).toBe(4);
  });

  it("is a file where there are no rows", async () => {
    expect(await cellsOf()).toEqual([]);
  });

  it("stops reading when its reader goes away, and when the rows fail says so", async () => {
    let given = 0;
    const closed = vi.fn();
    async function* endless(): AsyncGenerator<Row[], void> {
      try {
        for (;;) {
          given += 1;
          // As random as digests are, so that they do not pack away to nothing.
          const chunk = Array.from({ length: 500 }, (): Row => [crypto.randomUUID() + crypto.randomUUID()]);
          yield await Promise.resolve(chunk);
        }
      } finally {
        closed();
      }
    }
    const reader = (await xlsxStream(COLUMNS, endless(), { name: "sheet" })).getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    await expect.poll(() => closed.mock.calls.length).toBe(1);
    expect(given).toBeLessThan(50);

    async function* failing(): AsyncGenerator<Row[], void> {
      yield await Promise.resolve([["1"]]);
      throw new Error("The database is gone.");
    }
    const broken = await xlsxStream(COLUMNS, failing(), { name: "sheet" });
    await expect(new Response(broken).bytes()).rejects.toThrow("The database is gone.");
  });
});
