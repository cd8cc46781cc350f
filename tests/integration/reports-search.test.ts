import sql, { type Sql } from "sql-template-tag";
import { beforeAll, describe, expect, it, test } from "vitest";
import { db } from "#app/db.server.ts";
import { exportFile } from "#app/exports/export-file.server.ts";
import { MOST_FOUND } from "#app/reports/newest-found.server.ts";
import { withNames } from "#app/reports/search-names.server.ts";
import type { SearchMatch } from "#app/reports/search-matches.server.ts";
import { foundBy, foundOneByOne } from "#app/reports/search-scope.server.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { filters, NOW } from "#tests/support/known-shop.ts";
import { type ActivityFixture, aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

const LOCATIONS = ["Soho", "Café Größe", "東京駅"].map((name, index) => ({ id: index + 1, name }));
const DRAWERS = ["Front till", "Back till", "Kiosk"].map((name, index) => ({
  id: index + 11,
  name,
  location: index + 1,
}));
const STAFF = ["Ana Lopez", "Ben O'Neil", "Zoë Lund", "Ana Berg"].map((name, index) => ({ id: index + 501, name }));
const NOTES = [
  "Paid the courier",
  "Courier again, 12.40",
  "Größe geprüft, alles gut",
  "float from safe #1042",
  "レジの現金が不足していた",
  "100% sure _ honest \\ work",
  "",
];
const CURRENCIES = ["USD", "JPY", "KWD"];
const AMOUNTS: Record<string, string[]> = {
  USD: ["12.40", "-12.40", "1234.50", "0.05", "1000"],
  JPY: ["1200", "-1234", "1000", "5"],
  KWD: ["12.400", "1.234", "-0.005", "1000"],
};
const COUNT = 66;

let shop: Shop;
let fixtures: SessionFixture[];

beforeAll(async () => {
  await freshDatabase();
  fixtures = Array.from({ length: COUNT }, (_, index) => aSession(index));
  shop = await aShop({ domain: "mine.myshopify.com", locations: LOCATIONS, drawers: DRAWERS, staff: STAFF });
  await storeSessions(shop, fixtures);
  // The same sessions and names, of somebody else: whatever is found, none of them.
  const neighbour = await aShop({
    domain: "other.myshopify.com",
    locations: LOCATIONS,
    drawers: DRAWERS,
    staff: STAFF,
  });
  await storeSessions(
    neighbour,
    fixtures.map((fixture) => ({ ...fixture, id: fixture.id + 5_000 })),
  );
});

/** Sessions that differ in everything that a search asks for, each value with each other one sooner or later. */
function aSession(index: number): SessionFixture {
  const currency = CURRENCIES[index % 3] ?? "USD";
  const amounts = AMOUNTS[currency] ?? [];
  const day = String(1 + (index % 20)).padStart(2, "0");
  const at = `2026-11-${day}T10:00:00Z`;
  const ledger: ActivityFixture[] = [
    { at, type: "SALE", cash: amounts[index % amounts.length] ?? "1", order: 1000 + (index % 50), staff: 503 },
    { at, kind: "adjustment", type: "ADJUSTMENT", cash: "-5", note: NOTES[index % NOTES.length] },
    { at, kind: "count", type: "MID_SESSION", cash: "0", expected: "20", counted: index % 4 === 0 ? "18" : "20" },
  ];
  return {
    ...{
      id: index % 15 === 0 ? -(index + 1) : 9_000 + index,
      currency,
      drawer: 11 + (index % 3),
      location: 1 + (index % 3),
    },
    ...{ opened: `2026-11-${day}T09:00:00Z`, closed: index % 11 === 0 ? undefined : `2026-11-${day}T17:00:00Z` },
    ...{ openedBy: 501 + (index % 4), closedBy: index % 11 === 0 ? null : 501 + ((index + 1) % 4) },
    ...{ openingNote: NOTES[(index * 3) % NOTES.length], closingNote: index % 5 === 0 ? "drawer swapped" : undefined },
    ...{ off: index % 6 === 0 ? "-2" : "0", ledger: index % 9 === 0 ? null : ledger },
    people: index % 7 === 0 && index % 11 !== 0 ? [{ id: 504 }] : undefined,
  };
}

async function find(q: string, more = "preset=all&by=opening") {
  const asked = await withNames(shop, filters(`${more}&q=${encodeURIComponent(q)}`));
  expect(asked.ignored, q).toEqual([]);
  const page = await listSessions(shop, asked, NOW);
  const rows = [...page.rows];
  for (let next = page.next; next !== null;) {
    const following = await listSessions(shop, { ...asked, after: next }, NOW);
    rows.push(...following.rows);
    next = following.next;
  }
  expect(page.count).toBe(rows.length);
  return rows;
}

describe("what a search finds", () => {
  test.each([
    ...["courier", "COUR", "paid courier", "grosse", "größe ana", "safe 1042", "#1042", "1042", "9031", "1007"],
    ...[
      "現金",
      "不足",
      "東京",
      "soho ben",
      "o'neil",
      "lund",
      "berg till",
      "kiosk",
      "swapped 12.40",
      "100%",
      "_ honest",
    ],
    ...["12.40", "-12.40", "+12.40", "12,40", "1.234", "1,234.50", "1 234,50", "1200", "1000", "$0.05", "-2", "(2.00)"],
    ...["nothing-has-this", "ourier", "n", "46", "gid://shopify/CashTrackingSession/46"],
    "gid://shopify/PointOfSaleDevicePaymentSession/9031",
  ])("by %s is what reading every session finds, and each says why", async (q) => {
    const rows = await find(q);
    expect(rows.map(({ id }) => id).sort()).toEqual(
      fixtures
        .filter((fixture) => isFound(fixture, q))
        .map(({ id }) => String(id))
        .sort(),
    );
    for (const { id, matches } of rows) expect(matches.length, `${id} by ${q}`).toBeGreaterThan(0);
  });

  it("finds something by most of these, and not everything", async () => {
    for (const q of ["courier", "grosse", "1042", "現金", "soho ben", "12.40", "1000", "-2"]) {
      const { length } = await find(q);
      expect(length, q).toBeGreaterThan(0);
      expect(length, q).toBeLessThan(COUNT);
    }
  });

  it("is narrowed by days and other filters, as the list is", async () => {
    const all = await find("courier");
    const some = await find("courier", "from=2026-11-02&to=2026-11-12&location=1");
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
    const isWithin = (day: string) => "2026-11-02" <= day && day <= "2026-11-12";
    expect(some.every((row) => row.locationId === "1" && isWithin(row.businessDate))).toBe(true);
  });

  it("is what a file of the same address holds", async () => {
    for (const q of ["courier", "12.40", "ana"]) {
      const file = await exportFile(shop, "sessions.csv", new URLSearchParams({ q, by: "opening", echo: "1" }), {
        now: NOW,
      });
      const text = await file.text();
      expect(text).toContain(`q,${q}`);
      const rows = parseTable(text.slice(text.indexOf("\r\n\r\n") + 4));
      const ids = (await find(q)).map(({ id }) => id.replace("-", ""));
      expect(rows.map((row) => row.session_id?.split("/").at(-1)).sort()).toEqual(ids.sort());
    }
  });
});

describe("a search that finds a large part of all sessions", () => {
  test.each([
    "courier",
    "soho ben",
    "12.40",
    "#1042",
    "ana 1000",
    "不足",
    "berg till",
    "swapped 12.40",
    "9031",
    "no such",
  ])("finds the same by asking of one session after the other: %s", async (q) => {
    const { search } = await withNames(shop, filters(`q=${encodeURIComponent(q)}`));
    if (search === null) throw new Error("Nothing is searched for.");
    const idsOf = async (condition: Sql | null) =>
      db().query(
        sql`SELECT s.id FROM payment_session s WHERE s.shop_id = ${shop.id} AND ${condition ?? sql`TRUE`} ORDER BY 1`,
      );
    const together = await idsOf(foundBy(shop, search));
    // However many of the meanings of a word find much.
    for (const every of [1, 2, 3]) {
      const broad = Array.from({ length: 50 }, (_, index) => index % every === 0);
      expect([q, every, await idsOf(foundOneByOne(shop, search, broad))]).toEqual([q, every, together]);
    }
    expect(foundOneByOne(shop, search, Array<boolean>(50).fill(false))).toBeNull();
  });

  it("is of the newest, and says back to when, while a file has them all", async () => {
    const large = await aShop({ drawers: DRAWERS });
    const words = Array.from({ length: 5 }, (_, index) => `parcel${index}`).join(" ");
    const count = MOST_FOUND + 60;
    await storeSessions(
      large,
      Array.from({ length: count }, (_, index): SessionFixture => {
        const day = new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
        const note = index === 3 ? "one unicorn" : words;
        return {
          id: 1 + index,
          drawer: 11,
          off: "-2",
          ...{ opened: `${day}T09:00:00Z`, closed: `${day}T17:00:00Z` },
          closingNote: note,
        };
      }),
    );
    const asked = (query: string) => withNames(large, filters(query));
    const page = await listSessions(large, await asked("preset=all&q=parcel&sort=opened_asc"), NOW);
    expect(page).toMatchObject({ count: MOST_FOUND, totals: [{ sessions: MOST_FOUND, net: { amount: "-1000.00" } }] });
    expect(page.rows[0]?.id).toBe(String(count - MOST_FOUND + 1));
    expect(page.newestSince).toBe(page.rows[0]?.closedAt);
    const next = await listSessions(large, { ...(await asked("preset=all&q=parcel")), after: page.next }, NOW);
    expect(next.count).toBe(MOST_FOUND);
    const file = await exportFile(large, "sessions.csv", new URLSearchParams("q=parcel"), { now: NOW });
    expect(parseTable(await file.text())).toHaveLength(count - 1);
    // Two words of which one finds few, and days of which there are few: all of them, counted.
    expect(await listSessions(large, await asked("preset=all&q=parcel+unicorn"), NOW)).toMatchObject({
      count: 0,
      newestSince: null,
    });
    const march = await listSessions(large, await asked("from=2025-03-01&to=2025-03-31&q=parcel"), NOW);
    expect(march).toMatchObject({ count: 31, newestSince: null });
  });
});

describe("why a session was found", () => {
  const of = async (q: string, kind: SearchMatch["kind"]) =>
    (await find(q)).flatMap(({ matches }) => matches).filter((match) => match.kind === kind);

  it("is the note, with the words marked", async () => {
    const [match] = await of("paid cour", "note");
    expect(match).toMatchObject({
      pieces: [
        { text: "Paid", isMatch: true },
        { text: " the ", isMatch: false },
        { text: "cour", isMatch: true },
        { text: "ier", isMatch: false },
      ],
    });
    const places = (await of("courier", "note")).map((one) => (one.kind === "note" ? one.where : null));
    expect(places).toContainEqual("opening");
    expect(places).toContainEqual({ type: "ADJUSTMENT", at: expect.stringMatching(/^2026-11-/) as string });
  });

  it("is the order and what was paid, the amount and where it stands, the name and whose it is", async () => {
    expect(await of("#1042", "order")).toContainEqual(expect.objectContaining({ name: "#1042", type: "SALE" }));
    expect(await of("-2", "amount")).toContainEqual({
      kind: "amount",
      of: "discrepancy",
      amount: { amount: "-2.00", currency: "USD" },
    });
    expect(await of("lopez", "name")).toContainEqual({ kind: "name", of: "opened", name: "Ana Lopez" });
    expect(await of("berg", "name")).toContainEqual({ kind: "name", of: "person", name: "Ana Berg" });
    expect(await of("9031", "id")).toEqual([{ kind: "id", id: "9031" }]);
  });
});

// Every session read, every rule written anew: of plain strings, without the code that is tried.

function isFound(fixture: SessionFixture, q: string): boolean {
  const whole = q.replace(/(\d) (\d{3})/, "$1$2");
  return whole
    .split(/[ _]+/)
    .filter(Boolean)
    .every((term) => isFoundByTerm(fixture, term));
}

function isFoundByTerm(fixture: SessionFixture, term: string): boolean {
  const gid = /^gid:.*\/(\d+)$/.exec(term);
  if (gid) return fixture.id === (term.includes("CashTracking") ? -1 : 1) * Number(gid[1]);
  const ledger = fixture.ledger ?? [];
  if (/^\d+$/.test(term) && Math.abs(fixture.id) === Number(term)) return true;
  if (/^#?\d+$/.test(term) && ledger.some(({ order }) => order === Number(term.replace("#", "")))) return true;
  const notes = [fixture.openingNote, fixture.closingNote, ...ledger.map(({ note }) => note)];
  if (hasWords(notes.join(" "), term)) return true;
  const people = [fixture.openedBy, fixture.closedBy, ...(fixture.people ?? []).map(({ id }) => id)];
  const names = [...LOCATIONS, ...DRAWERS, ...STAFF].filter(
    ({ id }) => id === fixture.location || id === fixture.drawer || people.includes(id),
  );
  return names.some(({ name }) => hasWords(name, term)) || hasAmount(fixture, term);
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace("ß", "ss")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");

function hasWords(text: string, term: string): boolean {
  const [words, wanted] = [plain(text), plain(term)].map((one) => one.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean));
  if (!words || !wanted || wanted.length === 0) return false;
  return wanted.every((want) =>
    words.some((word) => {
      if (/[ぁ-龠]/.test(want)) return word.includes(want);
      return want.length === 1 ? word === want : word.startsWith(want);
    }),
  );
}

function hasAmount(fixture: SessionFixture, term: string): boolean {
  const wanted = AMOUNTS_MEANT[term];
  if (wanted === undefined) return false;
  const { currency = "USD", ledger, off } = fixture;
  const sums = (ledger ?? []).flatMap(({ cash, expected, counted }) => [
    Number(cash),
    ...(expected === undefined ? [] : [Number(counted) - Number(expected)]),
  ]);
  if (fixture.closed !== undefined) sums.push(100, 100 + Number(off));
  sums.push(fixture.closed === undefined ? 0 : Number(off));
  const meant = wanted[currency] ?? wanted.any ?? [];
  return sums.some((sum) => sum !== 0 && meant.includes(sum));
}

/** What the amounts above mean, by hand; yen have no fraction, dinars three digits of it. */
const AMOUNTS_MEANT: Record<string, Record<string, number[]>> = {
  "12.40": { any: [12.4, -12.4], JPY: [] },
  "-12.40": { any: [-12.4], JPY: [] },
  "+12.40": { any: [12.4], JPY: [] },
  "12,40": { any: [12.4, -12.4], JPY: [] },
  "1.234": { any: [1234, -1234], KWD: [1234, -1234, 1.234, -1.234] },
  "1,234.50": { any: [1234.5, -1234.5], JPY: [] },
  "1234,50": { any: [1234.5, -1234.5], JPY: [] },
  "1200": { any: [1200, -1200] },
  "1000": { any: [1000, -1000] },
  "1042": { any: [1042, -1042] },
  "1007": { any: [1007, -1007] },
  "9031": { any: [] },
  "46": { any: [] },
  "$0.05": { any: [0.05, -0.05], JPY: [] },
  "-2": { any: [-2] },
  "(2.00)": { any: [-2] },
};
