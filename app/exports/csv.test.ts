import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv } from "#tests/support/parse-csv.ts";
import { type Column, csvLine, defuse, headerLine } from "./csv.ts";
import { csvStream } from "./csv-stream.ts";

const pair: Column<[string | null, string | null]>[] = [
  { name: "note", cell: ([note]) => note, isFreeText: true },
  { name: "amount", cell: ([, amount]) => amount },
];

describe("a line", () => {
  it.each([
    [["fine", "-12.40"], "fine,-12.40\r\n"],
    [[null, null], ",\r\n"],
    [["a, b", "1"], '"a, b",1\r\n'],
    [['said "no"', "1"], '"said ""no""",1\r\n'],
    [["two\nlines", "1"], '"two\nlines",1\r\n'],
    [[" spaces ", "1"], " spaces ,1\r\n"],
  ] as const)("quotes only what needs it: %j", (row, line) => {
    expect(csvLine(pair, [...row])).toBe(line);
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-12.40", "'-12.40"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\r=1"],
    ["\n=1", "'\n=1"],
    ["＝1+1", "'＝1+1"],
    ["＋1", "'＋1"],
    ["－1", "'－1"],
    ["＠SUM(A1)", "'＠SUM(A1)"],
    ["'quoted'", "'quoted'"],
    ["a=1", "a=1"],
    ["", ""],
  ])("defuses what a person wrote: %j", (text, safe) => {
    expect(defuse(text)).toBe(safe);
  });

  it("never touches a figure", () => {
    expect(csvLine(pair, ["-12.40", "-12.40"])).toBe("'-12.40,-12.40\r\n");
  });
});

describe("properties", () => {
  const row = fc.tuple(fc.option(fc.string({ unit: "binary" })), fc.option(fc.string({ unit: "binary" })));

  it("what was written reads back, defused and with nothing for null", () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const text = headerLine(pair) + rows.map((cells) => csvLine(pair, cells)).join("");
        const expected = rows.map(([note, amount]) => [defuse(note ?? ""), amount ?? ""]);
        expect(parseCsv(text)).toEqual([["note", "amount"], ...expected]);
      }),
    );
  });

  it("no cell that a person wrote begins like a formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (note) => {
        expect(defuse(note)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });
});

describe("a stream", () => {
  function counted(chunks: number) {
    const seen = { asked: 0, isEnded: false };
    async function* rows(): AsyncGenerator<[string, string][], void> {
      try {
        for (; seen.asked < chunks;) {
          seen.asked += 1;
          yield [[`row ${seen.asked}`, "1"]];
        }
      } finally {
        seen.isEnded = true;
      }
    }
    return { seen, rows: rows() };
  }

  it("has its header even without a row, and a byte order mark when asked", async () => {
    const bytes = await new Response(csvStream(pair, counted(0).rows, { bom: true })).bytes();
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(await new Response(csvStream(pair, counted(0).rows)).bytes()).toEqual(
      new TextEncoder().encode("note,amount\r\n"),
    );
  });

  it("asks for a chunk only when its reader wants one", async () => {
    const { seen, rows } = counted(1_000);
    const reader = csvStream(pair, rows).getReader();
    await reader.read();
    await reader.read();
    await reader.read();
    expect(seen.asked).toBeLessThanOrEqual(4);
    await reader.cancel();
  });

  it("stops asking when its reader goes away", async () => {
    const { seen, rows } = counted(1_000);
    const reader = csvStream(pair, rows).getReader();
    await reader.read();
    await reader.cancel();
    expect(seen.isEnded || seen.asked === 0).toBe(true);
    expect(seen.asked).toBeLessThan(3);
  });

  it("stops asking when the signal says that the reader went away", async () => {
    const { seen, rows } = counted(1_000);
    const client = new AbortController();
    const reader = csvStream(pair, rows, { signal: client.signal }).getReader();
    await reader.read();
    await reader.read();
    client.abort();
    await expect(reader.read().then(() => reader.read())).rejects.toThrow();
    expect(seen).toMatchObject({ isEnded: true });
    expect(seen.asked).toBeLessThan(4);
  });
});
