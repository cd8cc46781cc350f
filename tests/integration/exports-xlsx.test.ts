import { beforeAll, describe, expect, it } from "vitest";
import { type ExportFile, exportFile } from "#app/exports/export-file.server.ts";
import { TABLES } from "#app/exports/export-tables.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { threeShops } from "#tests/support/every-question.ts";
import { NOW } from "#tests/support/known-shop.ts";
import { parseCsv, parseTable } from "#tests/support/parse-csv.ts";
import { readXlsx, shownText, tableOf } from "#tests/support/read-xlsx.ts";

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  shop = (await threeShops()).mine;
});

function download(file: ExportFile, query: string): Promise<Response> {
  return exportFile(shop, file, new URLSearchParams(query), { now: NOW });
}

async function sheetOf(file: ExportFile, query: string) {
  const [sheet, ...others] = readXlsx(await (await download(file, query)).bytes());
  if (!sheet || others.length > 0) throw new Error(`${file} has ${others.length + 1} sheets`);
  return sheet;
}

/** What an apostrophe keeps a spreadsheet from running in a CSV is a text like any other in a cell that is one. */
const defused = (cell: string, inCsv: string) => (inCsv === `'${cell}` ? inCsv : cell);

describe("the spreadsheet of a report", () => {
  it.each(TABLES)("has, cell by cell, what %s.csv has, and the local times as times", async (report) => {
    const queries =
      report === "exceptions" ? ["", "show=dismissed"] : ["", "by=opening", "from=2026-11-20&to=2026-11-21"];
    for (const query of [...queries, "currency=JPY"]) {
      const csv = parseTable(await (await download(`${report}.csv`, query)).text());
      const rows = tableOf(await sheetOf(`${report}.xlsx`, query));
      expect(rows).toHaveLength(csv.length);
      for (const [index, inCsv] of csv.entries()) {
        const row = rows[index] ?? {};
        const times = Object.entries(inCsv).filter(([name]) => /local$/.test(name));
        const clocks = times.map(([name, text]) => [`${name}_time`, text.slice(0, "2026-11-20T09:00:00".length)]);
        const expected = { ...inCsv, ...(Object.fromEntries(clocks) as Record<string, string>) };
        expect(Object.keys(row)).toEqual(Object.keys(expected));
        for (const [name, text] of Object.entries(expected)) {
          expect([name, defused(row[name] ?? "", text)]).toEqual([name, text]);
        }
      }
      if (query === "") expect(csv.length).toBeGreaterThan(0);
    }
  });

  it("has amounts and counts as numbers, days as days, ids as text", async () => {
    const { rows, widths } = await sheetOf("sessions.xlsx", "session_id=1001");
    const names = (rows[0] ?? []).map((cell) => cell?.value);
    const cellOf = (name: string) => rows[1]?.[names.indexOf(name)];
    expect(cellOf("total_discrepancy")).toMatchObject({ value: -12.4, format: "0.00" });
    expect(cellOf("business_date")).toMatchObject({ value: 46_346, format: "yyyy-mm-dd" });
    // Noon and a half would be .5: nine in the morning, in New York.
    expect(cellOf("opened_at_local_time")).toMatchObject({ value: 46_346.375, format: "yyyy-mm-dd hh:mm:ss" });
    expect(cellOf("session_id")).toMatchObject({ value: "gid://shopify/PointOfSaleDevicePaymentSession/1001" });
    const [tokyo] = tableOf(await sheetOf("sessions.xlsx", "currency=JPY&session_id=1008"));
    expect(tokyo).toMatchObject({ total_discrepancy: "-1200", closed_at_local_time: "2026-11-22T19:00:00" });
    expect(widths).toHaveLength(names.length);
  });

  it("says what was asked for above the header when asked", async () => {
    const query = "echo=1&from=2026-11-20&to=2026-11-20&drawer=11";
    const lines = parseCsv(await (await download("sessions.csv", query)).text());
    const { rows, frozenRows } = await sheetOf("sessions.xlsx", query);
    const width = lines.findIndex((line) => line[0] === "session_id");
    expect(rows.slice(1, width - 1).map((row) => row.map(shownText))).toEqual(lines.slice(1, width - 1));
    expect(frozenRows).toBe(width + 1);
    expect(rows[width]?.[0]?.value).toBe("session_id");
  });

  it("says what it is and how to name it, and is refused as a CSV is", async () => {
    const { headers } = await download("drawers.xlsx", "preset=today");
    expect(headers.get("Content-Type")).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    expect(headers.get("Content-Disposition")).toContain('-2026-11-22.xlsx"');
    expect((await download("sessions.xlsx", "from=2026-13-01")).status).toBe(400);
  });
});
