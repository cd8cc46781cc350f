import "#tests/support/app-env.ts";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { PRESETS } from "#app/calendar/ranges.ts";
import { EXPORT_FILES } from "#app/exports/export-file.server.ts";
import { EXCEPTION_KINDS, EXCEPTION_ORDERS } from "#app/reports/exception-filters.ts";
import { CHECK_FILTERS, COMPARISONS, PARAMETERS, STATUS_FILTERS } from "#app/reports/filters.ts";
import { SESSION_SORTS } from "#app/reports/session-sorts.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";
import { csvOf, readXlsx } from "#tests/support/read-xlsx.ts";
import { BROWSER, idToken } from "#tests/support/shopify-requests.ts";
import { startWholeApp } from "#tests/support/whole-app.ts";

// Whatever stands in the query of a report or an export: no failure, no row of another shop's, no page longer than a page.
// FUZZ_ROUNDS makes it longer; `npm run test:fuzz` does.

const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 40);
const MINE = "mine.myshopify.com";
/** Longest page of sessions, and longest list on the others. */
const PAGE_SIZE = 50;
const SESSIONS = 120;
const LINES_OF_AN_ENTRY = 9;

let origin: string;

beforeAll(async () => {
  await freshDatabase();
  origin = await startWholeApp();
  await storeShop(MINE, "Mine", ["USD", "JPY"]);
  // The neighbour has the same ids of everything, names that only it has, and a currency that only it counts in: a sum
  // that took one of its rows along would show it.
  await storeShop("neighbour.myshopify.com", "Sesame", ["KWD"]);
});

async function storeShop(domain: string, name: string, currencies: string[]): Promise<void> {
  const locations = [1, 2, 3].map((id) => ({ id, name: `${name} ${id}` }));
  const drawers = [11, 12, 13].map((id) => ({ id, name: `${name} drawer ${id}`, location: id - 10 }));
  const shop = await aShop({ domain, locations, drawers, timeZone: "America/New_York" });
  await giveToken(shop);
  const started = Date.now() - SESSIONS * 6 * 3_600_000;
  const sessions = Array.from({ length: SESSIONS }, (_, index): SessionFixture => {
    const opened = new Date(started + index * 6 * 3_600_000);
    return {
      ...{ id: index + 1, drawer: 11 + (index % 3), location: 1 + (index % 3), opened: opened.toISOString() },
      ...{ currency: currencies[index % currencies.length], off: String((index % 9) - 4), closingNote: `${name} note` },
      closed: index % 40 === 39 ? undefined : new Date(opened.getTime() + 5 * 3_600_000).toISOString(),
      ledger: [{ at: opened.toISOString(), type: "SALE", cash: "7", note: `${name} line` }],
    };
  });
  await storeSessions(shop, sessions);
}

const NASTY = [
  ..."' \" ; -- \\ % _ * \0 \r\n ﷽ 🏦 ".split(" "),
  ...[
    "' OR 1=1 --",
    "1; DROP TABLE shop",
    "${7*7}",
    "{{7*7}}",
    "../../etc/passwd",
    "%00",
    "%2e%2e",
    "null",
    "undefined",
  ],
  ...["NaN", "Infinity", "-0", "1e309", "0x10", "9223372036854775807", "9223372036854775808", "-9223372036854775808"],
  ...[
    "1".repeat(400),
    "gid://shopify/Location/",
    "gid://shopify/Location/1",
    "gid://shopify/Shop/2",
    "[object Object]",
  ],
  ...[
    "0001-01-01",
    "1969-12-31",
    "1970-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2024-02-29",
    "-271821-04-20",
  ],
  ...["2026-11-20", "999999999999.9999", "0.0001", "00000", "٣", "１"],
];
const VALID: Record<string, readonly string[]> = {
  preset: PRESETS,
  compare: COMPARISONS,
  by: ["closing", "opening"],
  location: ["1", "2", "gid://shopify/Location/3"],
  drawer: ["11", "12"],
  session_id: ["1", "39", "120"],
  device: ["71", "gid://shopify/PointOfSaleDevice/72"],
  person: ["501", "gid://shopify/StaffMember/502"],
  status: STATUS_FILTERS,
  check: CHECK_FILTERS,
  sign: ["over", "short"],
  min_abs: ["0", "1.00", "999999999999.9999"],
  currency: ["USD", "JPY", "XTS", "CLF"],
  q: ["note", "Mine drawer 11", "7", "-4.00", "#1", "1 007,50"],
  sort: SESSION_SORTS,
  order: ["net", "-location", ...EXCEPTION_ORDERS],
  bom: ["1", "0"],
  echo: ["1", "0"],
  per: ["location"],
  kind: EXCEPTION_KINDS,
  show: ["dismissed"],
};
const NAMES = [
  ...new Set([...Object.keys(PARAMETERS), ...Object.keys(VALID), "shop", "__proto__", "constructor", "_", ""]),
];

const anything = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 40 }));
/** Cursors as ours are made, of values that ours never hold. */
const cursor = fc
  .tuple(
    fc.constantFrom(...SESSION_SORTS),
    fc.oneof(
      anything,
      fc.constantFrom("infinity", "-infinity", "2026-11-20T00:00:00.000000Z", "now", "epoch", "0", "-5"),
    ),
    fc.oneof(anything, fc.constantFrom("1", "60", "9223372036854775807")),
  )
  .chain((parts) => fc.constantFrom(parts, parts.slice(1), { ...parts }, null, [parts], parts.toReversed()))
  .map((parts) => Buffer.from(JSON.stringify(parts)).toString("base64url"));

const parameter = fc.constantFrom(...NAMES).chain((name) => {
  const valid = (Object.hasOwn(VALID, name) && VALID[name]) || [];
  const value = name === "after" || name === "before" ? cursor : anything;
  const either = valid.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...valid) }, value) : value;
  return fc.tuple(fc.constant(name), either);
});
const query = fc.array(parameter, { maxLength: 7 }).map((pairs) => new URLSearchParams(pairs).toString());

async function ask(path: string): Promise<{ status: number; text: string }> {
  // Packing thousands of answers, and unpacking them again in the same process, takes a tenth of all the time.
  const unpacked = { "Accept-Encoding": "identity" };
  const headers = { "User-Agent": BROWSER, Authorization: `Bearer ${idToken(MINE)}`, ...unpacked };
  const answer = await fetch(origin + path, { headers, redirect: "manual" });
  const { status } = answer;
  if (!path.includes(".xlsx?") || status !== 200) return { status, text: await answer.text() };
  return { status, text: csvOf(readXlsx(await answer.bytes())) };
}

function expectOwn(path: string, { status, text }: { status: number; text: string }, statuses: number[]): void {
  expect(statuses, `${path} answers ${status}`).toContain(status);
  // What was asked for may stand in the answer's links: a cursor is letters of any kind, "rKWDI" among them.
  const found = text.replaceAll(/\w*(?:Sesame|KWD)\w*/g, (word) => (path.includes(word) ? "" : word));
  expect(found.match(/Sesame|KWD|\n\s+at .+:\d+:\d+|syntax error/)?.[0], path).toBeUndefined();
}

/** The lengths of all lists of sessions, wherever they are in an answer: rows with an id and a business date. */
function listsIn(value: unknown): number[] {
  if (Array.isArray(value)) {
    const isSessions = value.some((item) => item !== null && typeof item === "object" && "businessDate" in item);
    return [...(isSessions ? [value.length] : []), ...value.flatMap(listsIn)];
  }
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(listsIn) : [];
}

const REPORTS = {
  "/app": "routes/app._index",
  "/app/locations": "routes/app.locations._index",
  "/app/locations/1": "routes/app.locations.$id",
  "/app/sessions": "routes/app.sessions._index",
  "/app/sessions/7": "routes/app.sessions.$id",
  "/app/exceptions": "routes/app.exceptions._index",
  "/app/exports": "routes/app.exports._index",
};

function withoutEcho(text: string): string {
  const file = text.replace(/^\uFEFF/, "");
  return file.startsWith("file,") ? file.slice(file.indexOf("\r\n\r\n") + 4) : file;
}

describe("whatever the query", () => {
  it.each(Object.entries(REPORTS))("%s fails never, and shows one page of its own shop", async (path, route) => {
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const answer = await ask(`${path}?_data=${encodeURIComponent(route)}&${text}`);
        expectOwn(`${path}?${text}`, answer, [200]);
        // What is not waited for comes on lines of its own, after the rest.
        const [page = ""] = answer.text.split("\n");
        for (const length of listsIn(JSON.parse(page))) expect(length).toBeLessThanOrEqual(PAGE_SIZE);
      }),
      { numRuns: ROUNDS },
    );
  });

  it.each(EXPORT_FILES)("%s is whole and its own shop's, or refused in words", async (file) => {
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const answer = await ask(`/app/exports/${file}?${text}`);
        expectOwn(`${file}?${text}`, answer, [200, 400]);
        if (answer.status === 400) return;
        const rows = parseTable(withoutEcho(answer.text));
        expect(rows.length).toBeLessThanOrEqual(file.startsWith("journal-") ? SESSIONS * LINES_OF_AN_ENTRY : SESSIONS);
        for (const { currency } of rows) expect(["USD", "JPY"]).toContain(currency || "USD");
      }),
      // A spreadsheet is the same rows of the same query, written otherwise.
      { numRuns: file.endsWith(".xlsx") ? Math.ceil(ROUNDS / 8) : ROUNDS },
    );
  });

  it("the sort and the cursor of a page lead through each of the shop's sessions once", async () => {
    for (const sort of SESSION_SORTS) {
      const seen: string[] = [];
      for (let after: string | null = ""; after !== null;) {
        const address = `/app/sessions?_data=routes%2Fapp.sessions._index&preset=all&by=opening&sort=${sort}&after=${after}`;
        const { page } = JSON.parse((await ask(address)).text) as {
          page: { rows: { id: string }[]; next: string | null };
        };
        expect(page.rows.length).toBeLessThanOrEqual(PAGE_SIZE);
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next;
      }
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, SESSIONS, SESSIONS]);
    }
  });
});

describe("whatever the id in an address", () => {
  it("is a session or a location of the shop's own, or there is none", async () => {
    const id = fc.oneof(
      anything,
      fc.constantFrom("1", "0", "-1", "01", "1.0", "1e1", " 1", "gid://shopify/Location/1"),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("sessions", "locations"), id, async (kind, text) => {
        const path = `/app/${kind}/${encodeURIComponent(text)}?_data=${encodeURIComponent(`routes/app.${kind}.$id`)}`;
        // 400 to what no address can be; 403 where the "id" leads to another route, which has no such data.
        expectOwn(path, await ask(path), [200, 400, 403, 404]);
      }),
      { numRuns: ROUNDS },
    );
  });

  it("is a file that there is, or there is none", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        // The page of exports itself.
        fc.pre(!["", "."].includes(text));
        expectOwn(text, await ask(`/app/exports/${encodeURIComponent(text)}`), [400, 404]);
      }),
      { numRuns: ROUNDS },
    );
  });
});
