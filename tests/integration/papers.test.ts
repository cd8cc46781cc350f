import { APP_ENV } from "#tests/support/app-env.ts";
import { JSDOM } from "jsdom";
import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { issueTicket, redeemPaperTicket, redeemTicket } from "#app/exports/download-tickets.server.ts";
import { issuePaper, type Printing } from "#app/papers/issue-paper.server.ts";
import type { PaperRequest } from "#app/papers/paper-request.ts";
import { printPaper } from "#app/papers/print-paper.server.ts";
import { readPrintedPaper } from "#app/papers/read-paper.server.ts";
import { action as askForPaper } from "#app/routes/app.papers.tsx";
import { loader as openPaper } from "#app/routes/papers.$ticket.tsx";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { adminRequest, idToken } from "#tests/support/shopify-requests.ts";

const NOW = new Date("2026-11-22T18:00:00Z");
const [SOHO, BRONX, FRONT, BACK, TILL, ANA, BEN] = [1, 2, 11, 12, 21, 501, 502];

const EVENING = { opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" };
const COUNT = { kind: "count", type: "CLOSING", cash: "-12.40", expected: "92.00", counted: "79.60" } as const;

/** Short by 12.40, 30.00 picked up, 40.00 taken out at close. */
const SHORT: SessionFixture = {
  ...{ id: 1001, drawer: FRONT, location: SOHO, openedBy: ANA, closedBy: BEN, closingNote: "a busy day", ...EVENING },
  ...{ expectedAtOpen: "80.00", countedAtOpen: "82.00", sales: "45.00", refunds: "5.00", adjustments: "-30.00" },
  ...{ off: "-12.40", takenOut: "40.00" },
  ledger: [
    { at: "2026-11-20T15:00:00Z", type: "SALE", cash: "45.00", staff: ANA, order: 9001 },
    { at: "2026-11-20T16:00:00Z", type: "REFUND", cash: "-5.00", staff: ANA },
    {
      ...{ at: "2026-11-20T17:00:00Z", kind: "adjustment", type: "ADJUSTMENT" },
      cash: "-30.00",
      reason: "CASH_PICKUP",
    },
    { at: "2026-11-20T22:00:00Z", ...COUNT, staff: BEN },
    { at: "2026-11-20T22:00:00Z", kind: "adjustment", type: "CLOSING_ADJUSTMENT", cash: "-40.00", staff: BEN },
  ],
};
/** Over by 3.00. */
const OVER: SessionFixture = {
  ...{ id: 1002, drawer: BACK, location: SOHO, closedBy: ANA, ...EVENING, off: "3.00", sales: "10.00", ledger: [] },
};
const ELSEWHERE: SessionFixture = { id: 1003, drawer: TILL, location: BRONX, ...EVENING, ledger: [] };
const YEN: SessionFixture = {
  ...{ id: 1004, drawer: BACK, location: SOHO, currency: "JPY", ...EVENING, countedAtOpen: "10000", off: "-1200" },
  ledger: [],
};
const UNPLACED: SessionFixture = { id: 1005, drawer: FRONT, location: null, ...EVENING, ledger: [] };
const NEXT_DAY = { opened: "2026-11-21T14:00:00Z", closed: "2026-11-21T22:00:00Z" };
const UNREAD: SessionFixture = { id: 1006, drawer: FRONT, location: SOHO, ...NEXT_DAY };
const OPEN: SessionFixture = { id: 1007, drawer: FRONT, location: SOHO, opened: "2026-11-20T12:00:00Z", ledger: [] };
const PENDING: SessionFixture = {
  ...{ id: 1008, drawer: TILL, location: BRONX, ...NEXT_DAY, ready: false, ledger: [] },
};

const PLACES = {
  timeZone: "America/New_York",
  locations: [
    { id: SOHO, name: "Soho" },
    { id: BRONX, name: "Bronx" },
  ],
  drawers: [
    { id: FRONT, name: "Front", location: SOHO },
    { id: BACK, name: "Back", location: SOHO },
    { id: TILL, name: "Till", location: BRONX },
  ],
  staff: [
    { id: ANA, name: "Ana" },
    { id: BEN, name: "Ben" },
  ],
};

beforeAll(async () => {
  await freshDatabase();
});

async function aCashOffice(sessions: SessionFixture[] = [SHORT, OVER, ELSEWHERE, YEN, UNPLACED]): Promise<Shop> {
  const shop = await aShop(PLACES);
  await giveToken(shop);
  await storeSessions(shop, sessions);
  return shop;
}

const session = (id: number, layout: PaperRequest["layout"] = "sheet"): PaperRequest => ({
  ...{ subject: "session", session: String(id), layout },
});
const day = (date: string, location = SOHO, layout: PaperRequest["layout"] = "sheet"): PaperRequest => ({
  ...{ subject: "day", location: String(location), date, layout },
});

const print = (shop: Shop, request: PaperRequest, userId = String(BEN)) => printPaper(shop, request, userId, NOW);

async function printed(shop: Shop, request: PaperRequest): Promise<Printing> {
  const printing = await print(shop, request);
  if ("refusal" in printing) throw new Error(printing.refusal);
  return printing;
}

/** Shopify gives other figures for a session than before. */
async function restate(shop: Shop, id: number): Promise<void> {
  await db().execute(sql`UPDATE payment_session SET total_discrepancy = total_discrepancy + 100,
    abs_discrepancy = abs(total_discrepancy + 100) WHERE shop_id = ${shop.id} AND id = ${id}`);
}

describe("the number of a Z-report", () => {
  it("counts from 1 within a location, for sessions and days alike", async () => {
    const shop = await aCashOffice();
    expect(await printed(shop, session(1001))).toEqual({ place: "location:1", number: 1, copy: 1 });
    expect(await printed(shop, session(1002))).toEqual({ place: "location:1", number: 2, copy: 1 });
    expect(await printed(shop, day("2026-11-20"))).toEqual({ place: "location:1", number: 3, copy: 1 });
    expect(await printed(shop, session(1003))).toEqual({ place: "location:2", number: 1, copy: 1 });
  });

  it("is the drawer's where locations may not be read", async () => {
    expect(await printed(await aCashOffice(), session(1005))).toEqual({ place: "drawer:11", number: 1, copy: 1 });
  });

  it("stays with its figures: printed again it is a copy, whatever people are called by then", async () => {
    const shop = await aCashOffice();
    await printed(shop, session(1001));
    await db().execute(sql`UPDATE staff_member SET name = 'Benedict' WHERE shop_id = ${shop.id} AND id = ${BEN}`);
    await db().execute(sql`UPDATE payment_session SET tolerance = 5000 WHERE shop_id = ${shop.id}`);
    const again = await printed(shop, session(1001, "slip"));
    expect(again).toEqual({ place: "location:1", number: 1, copy: 2 });
    const paper = (await readPrintedPaper(shop, again))?.paper;
    expect(paper?.kind === "session" && paper.session.row.closedBy).toBe("Ben");
  });

  it("is another one when the figures have changed, and each prints what it was issued for", async () => {
    const shop = await aCashOffice();
    const first = await printed(shop, session(1001));
    await restate(shop, 1001);
    const second = await printed(shop, session(1001));
    expect(second).toMatchObject({ number: 2, copy: 1 });
    const of = (printing: Printing) => readPrintedPaper(shop, printing);
    expect(await of(first)).toMatchObject({ replaces: null, replacedBy: 2 });
    expect(await of(second)).toMatchObject({ replaces: 1, replacedBy: null });
    const total = async (printing: Printing) => {
      const paper = (await of(printing))?.paper;
      return paper?.kind === "session" ? paper.session.row.totalDiscrepancy.amount : null;
    };
    expect([await total(first), await total(second)]).toEqual(["-10.40", "-9.40"]);
  });

  it("of a day is another one when one of its sessions has changed", async () => {
    const shop = await aCashOffice();
    await printed(shop, day("2026-11-20"));
    expect(await printed(shop, day("2026-11-20"))).toMatchObject({ number: 1, copy: 2 });
    await restate(shop, 1002);
    expect(await printed(shop, day("2026-11-20"))).toMatchObject({ number: 2, copy: 1 });
  });

  it("goes on in the series that it began in when the location becomes known", async () => {
    const shop = await aCashOffice();
    await printed(shop, session(1005));
    await db().execute(sql`UPDATE payment_session SET location_id = ${SOHO}, cash_sales = 7
      WHERE shop_id = ${shop.id} AND id = 1005`);
    expect(await printed(shop, session(1005))).toEqual({ place: "drawer:11", number: 2, copy: 1 });
  });
});

describe("twenty at once", () => {
  it("get twenty numbers without a gap, each its own", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => 2001 + index);
    const shop = await aCashOffice(ids.map((id) => ({ ...OVER, id })));
    const numbers = (await Promise.all(ids.map((id) => printed(shop, session(id))))).map(({ number }) => number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(ids.map((_, index) => index + 1));
  });

  it("who ask for the same paper get one number, and each a copy", async () => {
    const shop = await aCashOffice();
    const printings = await Promise.all(Array.from({ length: 20 }, () => printed(shop, session(1001))));
    expect(new Set(printings.map(({ number }) => number))).toEqual(new Set([1]));
    expect(printings.map(({ copy }) => copy).toSorted((a, b) => a - b)).toEqual(printings.map((_, index) => index + 1));
  });

  it("leave no gap where some of them fail", async () => {
    const shop = await aCashOffice();
    const { paper } = (await readPrintedPaper(shop, await printed(shop, session(1001)))) ?? {};
    if (paper?.kind !== "session") throw new Error("No paper was stored.");
    const attempts = Array.from({ length: 20 }, (_, index) => {
      const { session: of, ...rest } = paper;
      const another = { ...rest, session: { ...of, row: { ...of.row, id: String(3000 + index) } } };
      // The last statement of the transaction refuses: a printing has to say on what.
      const layout = index % 2 === 0 ? "sheet" : (null as never);
      return issuePaper(shop, another, { userId: "7", layout }, NOW);
    });
    const issued = (await Promise.allSettled(attempts)).filter((attempt) => attempt.status === "fulfilled");
    expect(issued).toHaveLength(10);
    const kept = await db().query<{ number: number }>(sql`SELECT number FROM z_report
      WHERE shop_id = ${shop.id} AND place = 'location:1' ORDER BY number`);
    expect(kept.map(({ number }) => number)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
  });
});

describe("what is no Z-report yet", () => {
  it.each([
    [session(1007), "session_open"],
    [session(1008), "totals_pending"],
    [session(1006), "ledger_not_read"],
    [session(9999), "no_such_session"],
    [day("2026-11-21"), "ledgers_not_read"],
    [day("2026-11-21", BRONX), "totals_pending"],
    [day("2026-11-19"), "no_sessions"],
    [day("2026-02-30"), "no_such_day"],
    [day("2026-11-20", 99), "no_such_day"],
  ])("gets no number: %j is refused as %s", async (request, refusal) => {
    const shop = await aCashOffice([SHORT, UNREAD, OPEN, PENDING]);
    expect(await print(shop, request)).toEqual({ refusal });
    expect(await db().query(sql`SELECT 1 AS found FROM z_report WHERE shop_id = ${shop.id}`)).toEqual([]);
  });
});

describe("a session from before March 2026", () => {
  const LEGACY: SessionFixture = { ...OVER, id: -77, ledger: null };

  it("has no Z-report while its orders may not be read, and is said to wait for nothing else", async () => {
    const shop = await aCashOffice([LEGACY]);
    const without = { ...shop, grantedScopes: ["read_cash_tracking", "read_locations"] };
    expect(await print(without, session(-77))).toEqual({ refusal: "ledger_not_granted" });
    expect(await print(without, day("2026-11-20"))).toEqual({ refusal: "ledger_not_granted" });
    expect(await print(shop, session(-77))).toEqual({ refusal: "ledger_not_read" });
  });

  it("is printed as any other once its ledger is read", async () => {
    const shop = await aCashOffice([{ ...LEGACY, ledger: [] }]);
    expect(await printed(shop, session(-77))).toEqual({ place: "location:1", number: 1, copy: 1 });
  });
});

describe("a day's Z-report", () => {
  it("sums its sessions up, over and short apart, each currency by itself", async () => {
    const shop = await aCashOffice([SHORT, OVER, YEN, ELSEWHERE, OPEN]);
    const { paper } = (await readPrintedPaper(shop, await printed(shop, day("2026-11-20")))) ?? {};
    if (paper?.kind !== "day") throw new Error("No paper was stored.");
    const figures = paper.day.currencies.map(({ currency, over, short, net, statement }) => ({
      ...{ currency, over: over.current.amount, short: short.current.amount, net: net.current.amount },
      ...{ counted: statement.countedAtClose.amount, carriedIn: statement.openingDiscrepancy.amount },
    }));
    expect(figures.toSorted((a, b) => a.currency.localeCompare(b.currency))).toEqual([
      { currency: "JPY", over: "0", short: "-1200", net: "-1200", counted: "8800", carriedIn: "0" },
      // 82 + 45 - 5 - 30 - 12.40 = 79.60 counted in front; 100 + 10 + 3 = 113 at the back. Front: 2 carried in.
      { currency: "USD", over: "3.00", short: "-10.40", net: "-7.40", counted: "192.60", carriedIn: "2.00" },
    ]);
    expect(paper.day.sessions.map(({ id }) => id)).toEqual(["1001", "1002", "1004"]);
    expect(paper.day.stillOpen).toBe(1);
    expect(paper.day.adjustments).toEqual([
      { type: "ADJUSTMENT", reason: "CASH_PICKUP", count: 1, amount: { amount: "-30.00", currency: "USD" } },
      { type: "CLOSING_ADJUSTMENT", reason: null, count: 1, amount: { amount: "-40.00", currency: "USD" } },
    ]);
  });
});

interface Asked {
  status: number;
  text: string;
  path: string | null;
}

/** What a button of the page does: asks for a paper as this shop. */
async function ask(shop: Shop, fields: Record<string, string>): Promise<Asked> {
  const request = adminRequest("/app/papers", idToken(shop.domain, { userId: String(BEN) }), {
    method: "POST",
    body: new URLSearchParams(fields),
  });
  const answer = await askForPaper({ request, params: {}, context: {} });
  const text = await answer.text();
  const path = answer.ok ? new URL((JSON.parse(text) as { url: string }).url).pathname : null;
  return { status: answer.status, text, path };
}

async function open(path: string | null, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(path ?? "", APP_ENV.SHOPIFY_APP_URL), init);
  return openPaper({ request, params: { ticket: path?.split("/").at(-1) ?? "" }, context: {} });
}

async function documentOf(shop: Shop, fields: Record<string, string>): Promise<Document> {
  const answer = await open((await ask(shop, fields)).path);
  expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  return new JSDOM(await answer.text()).window.document;
}

const textOf = (element: Element | null | undefined) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
const rowsOf = (document: Document) =>
  [...document.querySelectorAll("tr")].map((row) => [...row.children].map(textOf).filter(Boolean).join(" "));

describe("a printed Z-report", () => {
  it("of a session says what it is of, its number, its statement, what was moved and counted, and who signs", async () => {
    const document = await documentOf(await aCashOffice(), { session: "1001", layout: "sheet", locale: "en-US" });
    expect(textOf(document.querySelector("header"))).toMatch(/Soho ?Z-report no\. 1 ?Original/);
    expect(textOf(document.querySelector("dl"))).toContain("ClosedNov 20, 2026, 5:00 PM, Ben");
    expect(textOf(document.querySelector(".result"))).toBe("Discrepancyof which carried in +$2.00-$10.40 short");
    const rows = rowsOf(document);
    expect(rows).toContain("Counted at close 79.60");
    expect(rows.find((row) => row.startsWith("Discrepancy at close"))).toContain("-12.40 short");
    expect(rows).toContain("Cash pickup 1 -30.00");
    expect(rows).toContain("Taken out, together 2 -70.00");
    expect(rows.find((row) => row.includes("Closing count, Ben"))).toContain("92.00 79.60 -12.40 short");
    expect(textOf(document.querySelector(".signatures"))).toMatch(/Closed by.*Checked by/);
    expect(textOf(document.querySelector("footer"))).toMatch(/Printed .* by Ben\. ?Figures [0-9a-f]{16}$/);
    expect(document.body.textContent).not.toContain("#9001");
  });

  it("has every line of the ledger where that is asked for", async () => {
    const document = await documentOf(await aCashOffice(), { session: "1001", layout: "ledger", locale: "en-US" });
    expect(rowsOf(document).find((row) => row.includes("Sale #9001"))).toContain("Ana +45.00 125.00");
    expect(textOf(document.body)).toContain("Ledger, 5 lines");
  });

  it("of a day has each of its sessions, on a slip one under the other", async () => {
    const shop = await aCashOffice();
    const sheet = await documentOf(shop, { location: "1", date: "2026-11-20", layout: "sheet", locale: "en-US" });
    const row = rowsOf(sheet).find((text) => text.startsWith("Front"));
    expect(row).toMatch(/Ben, short, carried in \+2\.00 92\.00 79\.60 -10\.40 short -40\.00$/);
    expect(textOf(sheet.querySelector("header"))).toMatch(/Z-report no\. 1 ?Original/);
    const slip = await documentOf(shop, { location: "1", date: "2026-11-20", layout: "slip", locale: "en-US" });
    expect(slip.body.className).toBe("slip");
    expect(textOf(slip.querySelector("header"))).toMatch(/Z-report no\. 1 ?Copy 2/);
    expect([...slip.querySelectorAll("h3")].map(textOf)).toEqual(["Front", "Back", "Back"]);
  });

  it("says which number it replaces", async () => {
    const shop = await aCashOffice();
    await ask(shop, { session: "1001", layout: "sheet" });
    await restate(shop, 1001);
    const document = await documentOf(shop, { session: "1001", layout: "sheet" });
    expect(textOf(document.querySelector(".notice"))).toBe("Replaces no. 1: figures have changed since.");
  });

  it("is written as the language of who asked writes figures and days", async () => {
    const document = await documentOf(await aCashOffice(), { session: "1001", layout: "sheet", locale: "nl-NL" });
    // Figures as the Dutch write them; the words are English, which the document says of itself.
    expect(document.documentElement.lang).toBe("en");
    expect(rowsOf(document)).toContain("Counted at close 79,60");
  });

  it("is refused with a code that the page has the words for", async () => {
    const shop = await aCashOffice([OPEN]);
    expect(await ask(shop, { session: "1007", layout: "sheet" })).toMatchObject({
      ...{ status: 409, text: "session_open\n" },
    });
    expect(await ask(shop, { session: "1", layout: "sheet" })).toMatchObject({ status: 404 });
    for (const fields of [{}, { session: "1007" }, { layout: "sheet" }, { location: "1", layout: "ledger" }])
      expect(await ask(shop, fields as Record<string, string>)).toMatchObject({ status: 400 });
  });
});

describe("the address of a paper", () => {
  it("works once, and not at the door of the exports", async () => {
    const shop = await aCashOffice();
    const { path } = await ask(shop, { session: "1001", layout: "sheet" });
    const ticket = path?.split("/").at(-1) ?? "";
    expect(await redeemTicket(ticket)).toBeNull();
    expect((await open(path, { method: "HEAD" })).status).toBe(200);
    expect((await open(path)).status).toBe(200);
    expect((await open(path)).status).toBe(410);
    const download = await issueTicket(shop, { userId: "7", file: "sessions.csv", query: "" });
    expect(await redeemPaperTicket(download)).toBeNull();
    expect(await redeemTicket(download)).not.toBeNull();
  });

  it("leads to no other shop's papers, and its numbers are its own", async () => {
    const [mine, theirs] = [await aCashOffice(), await aCashOffice()];
    const printing = await printed(theirs, session(1001));
    expect(await readPrintedPaper(mine, printing)).toBeNull();
    const { path } = await ask(theirs, { session: "1001", layout: "sheet" });
    expect((await open(path?.replace(/\/\d+-/, `/${mine.id}-`) ?? null)).status).toBe(410);
    await storeSessions(theirs, [{ ...OVER, id: 4001 }]);
    expect(await print(mine, session(4001))).toEqual({ refusal: "no_such_session" });
    expect(await printed(mine, session(1002))).toMatchObject({ number: 1 });
  });
});
