import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { type Database, db, useDatabase } from "#app/db.server.ts";
import { type ExportFile, exportFile } from "#app/exports/export-file.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

const COUNT = 2_345;
let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  shop = await aShop();
  await storeSessions(shop, manySessions());
});

/** Enough for several chunks, most of them closed at the same few moments, told apart by microseconds or only the id. */
function manySessions(): SessionFixture[] {
  return Array.from({ length: COUNT }, (_, index) => ({
    id: 10_000 + ((index * 11) % COUNT),
    drawer: 1 + (index % 3),
    opened: `2026-11-0${1 + (index % 2)}T09:00:00Z`,
    closed: index % 50 === 0 ? undefined : `2026-11-0${3 + (index % 2)}T20:00:00.00000${index % 3}Z`,
    sales: "10.00",
    ledger:
      index % 5 === 0
        ? null
        : [
            { at: "2026-11-01T10:00:00Z", type: "SALE", cash: "12.00" },
            { at: "2026-11-01T10:00:00Z", type: "CHANGE", cash: "-2.00" },
          ],
  }));
}

const rowsOf = async (file: ExportFile, query = "") =>
  parseTable(await (await exportFile(shop, file, new URLSearchParams(query))).text());

describe("an export of several chunks", () => {
  it.each(["", "by=opening", "status=closed"])("holds each session once, in order: %s", async (query) => {
    const rows = await rowsOf("sessions.csv", query);
    const open = Math.ceil(COUNT / 50);
    expect(rows.length).toBe(query === "by=opening" ? COUNT : COUNT - open);
    expect(new Set(rows.map((row) => row.session_id)).size).toBe(rows.length);
    const times = rows.map((row) => (query === "by=opening" ? row.opened_at : row.closed_at));
    expect(times).toEqual([...times].sort());
  });

  it("holds every activity of those sessions, in its session's order", async () => {
    const sessions = (await rowsOf("sessions.csv", "by=opening")).map((row) => row.session_id);
    const rows = await rowsOf("activities.csv", "by=opening");
    expect(rows.length).toBe(2 * (COUNT - Math.ceil(COUNT / 5)));
    expect(rows.filter((_, index) => index % 2 === 0).every((row) => row.position === "1")).toBe(true);
    expect(rows.every((row) => row.running_balance === (row.position === "1" ? "112.00" : "110.00"))).toBe(true);
    const order = new Map(sessions.map((id, index) => [id, index]));
    const places = rows.map((row) => order.get(row.session_id ?? "") ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("reads no further once its reader has gone", async () => {
    const database = db();
    let queries = 0;
    const counting: Database["forShop"] = (id) => ({
      query: (statement) => ((queries += 1), database.forShop(id).query(statement)),
    });
    useDatabase({ ...database, forShop: counting });
    try {
      const { body } = await exportFile(shop, "activities.csv", new URLSearchParams());
      const reader = body?.getReader();
      queries = 0;
      await reader?.read();
      await reader?.read();
      await reader?.cancel();
      // Whatever had still been asked for would come before this.
      await database.query(sql`SELECT 1`);
      expect(queries).toBeGreaterThan(0);
      expect(queries).toBeLessThanOrEqual(2);
    } finally {
      useDatabase(database);
    }
  });
});
