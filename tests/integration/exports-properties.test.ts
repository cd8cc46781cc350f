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
    adjustments: minor,
    takenOut: fc.nat(50_000),
    isPending: fc.constantFrom(false, false, false, true),
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
      ...{ adjustments: amount(given.adjustments), takenOut: amount(given.takenOut) },
      ...(given.isPending && length !== null && { ready: false }),
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

const idIn = (gid: string | undefined) => gid?.split("/").at(-1) ?? "";

const oneInFourLegacy = (id: number) => (id % 4 === 0 ? -id : id);

const sumOf = (rows: Record<string, string>[], column: string) =>
  rows.reduce((total, row) => total + BigInt((row[column] ?? "").replace(".", "") || "0"), 0n);

const ADDED = ["cash_sales", "cash_refunds", "net_cash_sales", "adjustments", "expected_at_close", "counted_at_close"];

describe("for any shop and any query", () => {
  it("the location totals are the sums of the sessions' rows", { timeout: 240_000 }, async () => {
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

  it("the page lists the sessions of the file, and the ledgers are theirs", { timeout: 240_000 }, async () => {
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

  it("the daily totals are the sums of the sessions' rows, in all and by location", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(session, { maxLength: 30 }), query, async (makers, text) => {
        const shop = await aShopWith(makers.map((make, index) => make(oneInFourLegacy(index + 1))));
        const sessions = await rowsOf(shop, "sessions.csv", text);
        const dayOf = (row: Record<string, string>) => `${row.business_date} ${row.currency}`;
        const placeOf = (row: Record<string, string>) => `${dayOf(row)} ${row.location_id || row.drawer_id}`;
        for (const [per, keyOf] of [["", dayOf] as const, ["&per=location", placeOf] as const]) {
          const totals = await rowsOf(shop, "daily-totals.csv", text + per);
          expect(totals.map(keyOf).sort()).toEqual([...new Set(sessions.map(keyOf))].sort());
          const dates = totals.map((row) => row.business_date);
          expect(dates).toEqual([...dates].sort());
          for (const total of totals) {
            const rows = sessions.filter((row) => keyOf(row) === keyOf(total));
            const withStatus = (...all: string[]) =>
              String(rows.filter(({ reconciliation = "" }) => all.includes(reconciliation)).length);
            expect(total).toMatchObject({
              sessions: String(rows.length),
              sessions_not_counted: withStatus("not_counted"),
              sessions_pending: withStatus("pending"),
              sessions_beyond_tolerance: withStatus("over", "short"),
              legacy_sessions: String(rows.filter(({ source }) => source === "legacy").length),
            });
            for (const column of [...ADDED, "counted_at_open", "opening_discrepancy", "closing_discrepancy"]) {
              expect([column, sumOf([total], column)]).toEqual([column, sumOf(rows, column)]);
            }
            const net = sumOf(
              rows.filter((row) => row.status === "closed"),
              "total_discrepancy",
            );
            expect(sumOf([total], "net_discrepancy")).toBe(net);
            expect(sumOf([total], "over") - sumOf([total], "short")).toBe(sumOf([total], "absolute_discrepancy"));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it(
    "the drawers' rows are the sums of the sessions' rows, and of the gaps between them",
    { timeout: 240_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(session, { maxLength: 30 }), query, async (makers, text) => {
          const fixtures = makers.map((make, index) => make(index + 1));
          const previous = new Map<string, number>();
          for (const fixture of fixtures) {
            const before = fixtures
              .filter(({ drawer, opened }) => drawer === fixture.drawer && opened < fixture.opened)
              .at(-1);
            if (before === undefined) continue;
            fixture.previous = before.id;
            previous.set(String(fixture.id), before.id);
          }
          const shop = await aShopWith(fixtures);
          const all = new Map(
            (await rowsOf(shop, "sessions.csv", "by=opening")).map((row) => [idIn(row.session_id), row]),
          );
          const gapOf = (row: Record<string, string>) => {
            const before = all.get(String(previous.get(idIn(row.session_id))));
            if (!before?.closing_balance || before.currency !== row.currency) return 0n;
            return sumOf([row], "counted_at_open") - sumOf([before], "closing_balance");
          };
          const sessions = await rowsOf(shop, "sessions.csv", text);
          const drawerOf = (row: Record<string, string>) => `${row.drawer_id} ${row.currency}`;
          const drawers = (await rowsOf(shop, "drawers.csv", text)).filter((row) => row.sessions !== "0");
          expect(drawers.map(drawerOf).sort()).toEqual([...new Set(sessions.map(drawerOf))].sort());
          for (const drawer of drawers) {
            const rows = sessions.filter((row) => drawerOf(row) === drawerOf(drawer));
            for (const column of [...ADDED, "opening_discrepancy", "closing_discrepancy"]) {
              expect([column, sumOf([drawer], column)]).toEqual([column, sumOf(rows, column)]);
            }
            const gaps = rows.map(gapOf).filter((gap) => gap !== 0n);
            const total = (some: bigint[]) => some.reduce((sum, gap) => sum + gap, 0n);
            expect([drawer.sessions, drawer.carry_over_gaps]).toEqual([rows.length, gaps.length].map(String));
            expect(sumOf([drawer], "carry_over_lost")).toBe(total(gaps.filter((gap) => gap < 0n)));
            expect(sumOf([drawer], "carry_over_found")).toBe(total(gaps.filter((gap) => gap > 0n)));
          }
        }),
        { numRuns: 30 },
      );
    },
  );

  it("every entry of the journals balances, and says what the sessions' rows say", { timeout: 240_000 }, async () => {
    const ofADay = query.map((text) => {
      const kept = new URLSearchParams(text);
      for (const name of ["by", "drawer", "status", "sign", "min_abs"]) kept.delete(name);
      return kept;
    });
    await fc.assert(
      fc.asyncProperty(fc.array(session, { maxLength: 30 }), ofADay, async (makers, asked) => {
        const shop = await aShopWith(makers.map((make, index) => make(oneInFourLegacy(index + 1))));
        const sessions = await rowsOf(shop, "sessions.csv", asked.toString());
        const booked = sessions.filter((row) => !["not_counted", "pending"].includes(row.reconciliation ?? ""));
        const bookings = bookingsOf(booked);
        const lines = await rowsOf(shop, "journal-quickbooks.csv", asked.toString());
        expect(await rowsOf(shop, "journal-quickbooks.csv", asked.toString())).toEqual(lines);

        const entries = [...Map.groupBy(lines, (line) => line["Journal No"] ?? "").values()];
        expect(entries.map(nettedOf).sort()).toEqual(bookings);
        for (const entry of entries) {
          expect(sumOf(entry, "Debits")).toBe(sumOf(entry, "Credits"));
          expect(new Set(entry.map((line) => [line["Journal Date"], line.Currency, line.Location].join())).size).toBe(
            1,
          );
          for (const line of entry) {
            const [amount = "", other] = [line.Debits, line.Credits].filter((cell) => cell !== "");
            expect([other, /^[0.]+$|^-/.test(amount)]).toEqual([undefined, false]);
          }
        }

        asked.set("currency", asked.get("currency") ?? "USD");
        const amounts = await rowsOf(shop, "journal-xero.csv", asked.toString());
        const same = lines.filter((line) => line.Currency === asked.get("currency"));
        expect(amounts.map((row) => row["*Amount"])).toEqual(same.map((line) => line.Debits || `-${line.Credits}`));
        expect(amounts.map((row) => row["*Narration"]?.split(/[ ,]+/)[2])).toEqual(
          same.map((line) => line["Journal No"]),
        );
        for (const entry of Map.groupBy(amounts, (row) => `${row["*Narration"]} ${row["*Date"]}`).values()) {
          expect(sumOf(entry, "*Amount")).toBe(0n);
        }
      }),
      { numRuns: 30 },
    );
  });
});

type Row = Record<string, string>;

/** What the sessions' own rows add up to, an entry a text: the drawers by what was in them before and after. */
function bookingsOf(sessions: Row[]): string[] {
  const days = Map.groupBy(sessions, (row) =>
    [row.business_date, row.location || row.drawer || row.drawer_id?.split("/").at(-1), row.currency].join(),
  );
  return [...days]
    .map(([day, rows]) => {
      const of = (column: string, sign: "" | "-" | "+" = "") => {
        const isWanted = (row: Row) => sign === "" || (row[column]?.startsWith("-") ?? false) === (sign === "-");
        return sumOf(rows.filter(isWanted), column);
      };
      const amounts = {
        "Cash in drawers": of("closing_balance") - of("expected_at_open"),
        "Cash sales": -of("cash_sales"),
        "Cash refunds": of("cash_refunds"),
        "Cash paid in and out": -of("adjustments"),
        "Cash taken from drawers": -of("closing_adjustment"),
        "Cash discrepancies:Overages": -of("closing_discrepancy", "+"),
        "Cash discrepancies:Shortages": -of("closing_discrepancy", "-"),
        "Cash discrepancies:Carried in": -of("opening_discrepancy"),
      };
      return textOf(day, amounts);
    })
    .filter((entry) => !entry.endsWith(": "))
    .sort();
}

/** An entry of the file in the same words. */
function nettedOf(lines: Row[]): string {
  const amounts: Record<string, bigint> = {};
  for (const line of lines) {
    const account = line["Account Name"] ?? "";
    amounts[account] = (amounts[account] ?? 0n) + sumOf([line], "Debits") - sumOf([line], "Credits");
  }
  const [month, day, year] = (lines[0]?.["Journal Date"] ?? "").split("/");
  const place = lines[0]?.Location || /drawer (\d+) /.exec(lines[0]?.Description ?? "")?.[1];
  return textOf([`${year}-${month}-${day}`, place, lines[0]?.Currency].join(), amounts);
}

function textOf(day: string, amounts: Record<string, bigint>): string {
  const known = Object.entries(amounts).filter(([, amount]) => amount !== 0n);
  return `${day}: ${known
    .map(([account, amount]) => `${account} ${amount}`)
    .sort()
    .join(", ")}`;
}
