import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type ExportFile, exportFile } from "#app/exports/export-file.server.ts";
import { filtersToQuery, parseFilters } from "#app/reports/filters.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

const DIGITS: Record<string, number> = { USD: 2, JPY: 0, KWD: 3 };

beforeAll(async () => {
  await freshDatabase();
});

const currency = fc.constantFrom("USD", "JPY", "KWD");
const minor = fc.integer({ min: -3_000, max: 3_000 });
const decimal = (amount: number, code: string) => (amount / 10 ** (DIGITS[code] ?? 2)).toFixed(DIGITS[code] ?? 2);
const hour = fc.integer({ min: 0, max: 240 });
const hoursAfter = (start: string, hours: number) => new Date(Date.parse(start) + hours * 3_600_000).toISOString();

const session = fc
  .record({
    currency,
    drawer: fc.constantFrom(11, 12, 13),
    location: fc.constantFrom(1, 2, null),
    openedAfter: hour,
    length: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 4 }),
    sales: fc.nat(100_000),
    refunds: fc.nat(5_000),
    carriedIn: fc.constantFrom(0, 0, 0, 150, -7),
    off: fc.option(minor, { freq: 8 }),
    cash: fc.array(minor, { maxLength: 4 }),
    note: fc.option(fc.string()),
  })
  .map(({ openedAfter, length, ...given }) => {
    const opened = hoursAfter("2026-11-01T00:00:00Z", openedAfter);
    const amount = (value: number) => decimal(value, given.currency);
    return (id: number): SessionFixture => ({
      ...{ id, drawer: given.drawer, location: given.location, currency: given.currency, opened },
      closed: length === null ? undefined : hoursAfter(opened, length),
      ...{ expectedAtOpen: amount(10_000), countedAtOpen: amount(10_000 + given.carriedIn) },
      ...{ sales: amount(given.sales), refunds: amount(given.refunds) },
      off: given.off === null ? null : amount(given.off),
      closingNote: given.note?.replaceAll("\0", ""),
      ledger: given.cash.map((value) => ({ at: opened, type: "SALE", cash: amount(value) })),
    });
  });

const query = fc
  .record(
    {
      by: fc.constantFrom("closing", "opening"),
      from: fc.constantFrom("2026-11-01", "2026-11-04", "2026-11-07"),
      to: fc.constantFrom("2026-11-07", "2026-11-09", "2026-11-20"),
      location: fc.constantFrom("1", "2"),
      drawer: fc.constantFrom("11", "12"),
      status: fc.constantFrom("open", "closed", "short", "over", "balanced", "not_counted"),
      sign: fc.constantFrom("over", "short"),
      min_abs: fc.constantFrom("0.5", "1", "12.345"),
      currency,
    },
    { requiredKeys: [] },
  )
  .map((parameters) => new URLSearchParams(parameters as Record<string, string>).toString());

async function rowsOf(shop: Shop, file: ExportFile, text: string) {
  return parseTable(await (await exportFile(shop, file, new URLSearchParams(text))).text());
}

async function aShopWith(fixtures: SessionFixture[]): Promise<Shop> {
  const shop = await aShop({
    timeZone: "America/New_York",
    locations: [
      { id: 1, name: "Soho" },
      { id: 2, name: "Tokyo", timeZone: "Asia/Tokyo" },
    ],
    drawers: [{ id: 13, name: "Till" }],
  });
  await storeSessions(shop, fixtures);
  return shop;
}

const sumOf = (rows: Record<string, string>[], column: string) =>
  rows.reduce((total, row) => total + BigInt((row[column] ?? "").replace(".", "") || "0"), 0n);

const ADDED = ["cash_sales", "cash_refunds", "net_cash_sales", "adjustments", "expected_at_close", "counted_at_close"];

describe("for any shop and any query", () => {
  it("the location totals are the sums of the sessions' rows", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(session, { maxLength: 30 }), query, async (makers, text) => {
        const shop = await aShopWith(makers.map((make, index) => make(index + 1)));
        const sessions = await rowsOf(shop, "sessions.csv", text);
        const totals = await rowsOf(shop, "location-totals.csv", text);
        const placeOf = (row: Record<string, string>) => `${row.location_id || row.drawer_id} ${row.currency}`;
        expect(totals.map(placeOf).sort()).toEqual([...new Set(sessions.map(placeOf))].sort());
        for (const total of totals) {
          const rows = sessions.filter((row) => placeOf(row) === placeOf(total));
          const closed = rows.filter((row) => row.status === "closed");
          const over = sumOf(
            closed.filter((row) => !row.total_discrepancy?.startsWith("-")),
            "total_discrepancy",
          );
          const short = sumOf(
            closed.filter((row) => row.total_discrepancy?.startsWith("-")),
            "total_discrepancy",
          );
          const beyond = rows.filter((row) => ["over", "short"].includes(row.reconciliation ?? ""));
          expect(total.sessions).toBe(String(rows.length));
          expect(total.sessions_beyond_tolerance).toBe(String(beyond.length));
          for (const column of [...ADDED, "opening_discrepancy", "closing_discrepancy"]) {
            expect([column, sumOf([total], column)]).toEqual([column, sumOf(rows, column)]);
          }
          expect(sumOf([total], "over")).toBe(over);
          expect(sumOf([total], "short")).toBe(short);
          expect(sumOf([total], "net_discrepancy")).toBe(over + short);
          expect(sumOf([total], "absolute_discrepancy")).toBe(over - short);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("the page lists the sessions of the file, and the ledgers are theirs", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(session, { maxLength: 30 }), query, async (makers, text) => {
        const fixtures = makers.map((make, index) => make(index + 1));
        const shop = await aShopWith(fixtures);
        const sessions = await rowsOf(shop, "sessions.csv", text);
        const filters = parseFilters(new URLSearchParams(text), { today: "2026-11-22", defaultPreset: "all" });
        const page = await listSessions(
          shop,
          parseFilters(filtersToQuery(filters), { today: "2026-11-22", defaultPreset: "all" }),
        );
        const idsInFile = sessions.map((row) => row.session_id?.split("/").at(-1));
        expect(page.rows.map(({ id }) => id).sort()).toEqual([...idsInFile].sort());
        expect(page.count).toBe(sessions.length);

        const activities = await rowsOf(shop, "activities.csv", text);
        const expected = idsInFile.flatMap((id) => {
          const fixture = fixtures.find((each) => String(each.id) === id);
          const digits = DIGITS[fixture?.currency ?? "USD"] ?? 2;
          let balance = BigInt((fixture?.expectedAtOpen ?? "0").replace(".", ""));
          return (fixture?.ledger ?? []).map(({ cash }, index) => {
            balance += BigInt(cash.replace(".", ""));
            return [id, String(index + 1), cash.replace(/^-(0(\.0+)?)$/, "$1"), balance, digits];
          });
        });
        expect(
          activities.map((row) => [
            row.session_id?.split("/").at(-1),
            row.position,
            row.amount,
            BigInt((row.running_balance ?? "").replace(".", "")),
            (row.running_balance ?? "").split(".")[1]?.length ?? 0,
          ]),
        ).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});
