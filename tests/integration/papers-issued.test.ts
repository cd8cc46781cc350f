import "#tests/support/app-env.ts";
import { JSDOM } from "jsdom";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { PaperDocument } from "#app/components/paper-document.tsx";
import { db } from "#app/db.server.ts";
import { loadWords } from "#app/languages/words.ts";
import type { Printing } from "#app/papers/issue-paper.server.ts";
import { listPapers, paperListQuery } from "#app/papers/list-papers.server.ts";
import { type PaperRequest, readPaperRequest } from "#app/papers/paper-request.ts";
import { printPaper } from "#app/papers/print-paper.server.ts";
import { readPrintedPaper } from "#app/papers/read-paper.server.ts";
import { action as askForPaper } from "#app/routes/app.papers.tsx";
import { loader as openPaper } from "#app/routes/papers.$ticket.tsx";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { act } from "#tests/support/review-acts.ts";
import { printedPaper, typicalSession } from "#tests/support/sample-papers.ts";
import { adminRequest, idToken } from "#tests/support/shopify-requests.ts";

const NOW = new Date("2026-11-22T18:00:00Z");
const [SOHO, BRONX, FRONT, TILL, ANA, BEN] = [1, 2, 11, 21, 501, 502];
const SHIFT = { opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z", ledger: [] };
const SESSIONS: SessionFixture[] = [
  { id: 1, drawer: FRONT, location: SOHO, closedBy: BEN, ...SHIFT, off: "-12.40" },
  { id: 2, drawer: FRONT, location: SOHO, ...SHIFT, off: "3.00" },
  { id: 3, drawer: FRONT, location: SOHO, ...SHIFT },
  { id: 4, drawer: TILL, location: BRONX, ...SHIFT },
];

beforeAll(async () => {
  await freshDatabase();
});

async function aCashOffice(): Promise<Shop> {
  const shop = await aShop({
    locations: [
      { id: SOHO, name: "Soho" },
      { id: BRONX, name: "Bronx" },
    ],
    drawers: [{ id: FRONT, name: "Front", location: SOHO }],
    staff: [
      { id: ANA, name: "Ana" },
      { id: BEN, name: "Ben" },
    ],
  });
  await giveToken(shop);
  await storeSessions(shop, SESSIONS);
  return shop;
}

const session = (id: number): PaperRequest => ({ subject: "session", session: String(id), layout: "sheet" });
const DAY: PaperRequest = { subject: "day", location: String(SOHO), date: "2026-11-20", layout: "sheet" };
const again = (number: number, layout: PaperRequest["layout"] = "sheet"): PaperRequest => ({
  ...{ subject: "number", place: "location:1", number, layout },
});

async function printed(shop: Shop, request: PaperRequest, by = BEN): Promise<Printing> {
  const printing = await printPaper(shop, request, String(by), NOW);
  if ("refusal" in printing) throw new Error(printing.refusal);
  return printing;
}

const listOf = (shop: Shop, query = "") => listPapers(shop, paperListQuery(new URLSearchParams(query)));

/** The text of the document that a form leads to. */
async function textOf(shop: Shop, form: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ layout: "sheet", ...form });
  const request = adminRequest("/app/papers", idToken(shop.domain), { method: "POST", body });
  const asked = await askForPaper({ request, params: {}, context: {} });
  const { url } = (await asked.json()) as { url: string };
  const ticket = new URL(url).pathname.split("/").at(-1) ?? "";
  const answer = await openPaper({ request: new Request(url), params: { ticket }, context: {} });
  return new JSDOM(await answer.text()).window.document.body.textContent ?? "";
}

async function restate(shop: Shop, id: number): Promise<void> {
  await db().execute(sql`UPDATE payment_session SET total_discrepancy = total_discrepancy + 100,
    abs_discrepancy = abs(total_discrepancy + 100) WHERE shop_id = ${shop.id} AND id = ${id}`);
}

describe("the list of Z-reports", () => {
  it("has each number with what it is of, who issued it, its copies and what holds", async () => {
    const shop = await aCashOffice();
    await printed(shop, session(1));
    await printed(shop, session(1), ANA);
    await printed(shop, DAY, 7);
    await restate(shop, 1);
    await printed(shop, session(1));
    await printed(shop, session(4));
    const list = await listOf(shop, "place=location:1");
    expect(list).toMatchObject({ place: { name: "Soho", lastNumber: 3 }, missing: 0, next: null });
    expect(list.places.map(({ name, lastNumber }) => [name, lastNumber])).toEqual([
      ["Bronx", 1],
      ["Soho", 3],
    ]);
    expect(list.rows).toMatchObject([
      { number: 3, of: { kind: "session", id: "1" }, replaces: 1, replacedBy: null, printings: 1 },
      { number: 2, of: { kind: "day", date: "2026-11-20" }, issuedBy: "7", replacedBy: null },
      { number: 1, of: { drawer: "Front" }, issuedBy: "Ben", printings: 2, replaces: null, replacedBy: 3 },
    ]);
    // Nobody's, and another shop's: the first of one's own.
    expect((await listOf(shop, "place=location:9")).place?.name).toBe("Bronx");
    expect(await listOf(await aCashOffice())).toMatchObject({ places: [], place: null, rows: [] });
  });

  it("leads through all numbers, each once, and says that none is missing; and if one were, that it is", async () => {
    const shop = await aCashOffice();
    await printed(shop, session(1));
    await db()
      .execute(sql`INSERT INTO z_report (shop_id, place, number, subject, issue, fingerprint, content, issued_at, issued_by)
      SELECT shop_id, place, made, 'session:' || made, 1, '', content, issued_at, issued_by
      FROM z_report, generate_series(2, 120) AS made WHERE shop_id = ${shop.id}`);
    await db().execute(sql`INSERT INTO z_report_printing (shop_id, place, number, copy, layout, printed_at, printed_by)
      SELECT shop_id, place, number, 1, 'sheet', issued_at, issued_by FROM z_report
      WHERE shop_id = ${shop.id} AND number > 1`);
    await db().execute(sql`UPDATE z_report_series SET last_number = 120 WHERE shop_id = ${shop.id}`);
    const seen: number[] = [];
    for (let before: number | null = null, isFirst = true; isFirst || before !== null; isFirst = false) {
      const page = await listOf(shop, before === null ? "" : `before=${before}`);
      expect(page.missing).toBe(0);
      seen.push(...page.rows.map(({ number }) => number));
      before = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => 120 - index));
    const upwards: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const page = await listOf(shop, `order=oldest&after=${after}`);
      upwards.push(...page.rows.map(({ number }) => number));
      after = page.next;
    }
    expect(upwards).toEqual(seen.toReversed());
    await db().execute(sql`DELETE FROM z_report WHERE shop_id = ${shop.id} AND number IN (40, 41)`);
    expect((await listOf(shop)).missing).toBe(2);
  });
});

describe("a number that is printed again", () => {
  it("prints what it was issued for, though the figures are others now, as one more copy", async () => {
    const shop = await aCashOffice();
    await printed(shop, session(1));
    await restate(shop, 1);
    await printed(shop, session(1));
    expect(await printed(shop, again(1, "ledger"))).toEqual({ place: "location:1", number: 1, copy: 2 });
    const copies = await Promise.all(Array.from({ length: 5 }, () => printed(shop, again(1))));
    expect(copies.map(({ copy }) => copy).sort()).toEqual([3, 4, 5, 6, 7]);
    const paper = await readPrintedPaper(shop, { place: "location:1", number: 1, copy: 7 });
    expect(paper).toMatchObject({
      replacedBy: 2,
      paper: { session: { row: { totalDiscrepancy: { amount: "-12.40" } } } },
    });
    expect((await listOf(shop)).rows.map(({ number, printings }) => [number, printings])).toEqual([
      [2, 1],
      [1, 7],
    ]);
    expect(await textOf(shop, { place: "location:1", number: "1" })).toContain("No longer holds: replaced by no. 2.");
  });

  it("is one of the shop's own, and a day's has no ledger", async () => {
    const [shop, other] = [await aCashOffice(), await aCashOffice()];
    await printed(shop, DAY);
    for (const [of, request] of [
      [other, again(1)],
      [shop, again(2)],
      [shop, again(1, "ledger")],
    ] as const) {
      expect(await printPaper(of, request, "7", NOW)).toEqual({ refusal: "no_such_number" });
    }
    const read = (fields: Record<string, string>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ layout: "slip", ...fields })) form.set(name, value);
      return readPaperRequest(form);
    };
    expect(read({ place: "drawer:-4", number: "12" })).toMatchObject({ place: "drawer:-4", number: 12 });
    for (const [place, number] of [
      ["location:1", "0"],
      ["location:1", "1e3"],
      ["shop:1", "1"],
      ["location:1\0", "1"],
    ] as const) {
      expect(read({ place, number })).toBeNull();
    }
  });
});

describe("the review on a Z-report", () => {
  it("stands on it as it was when it was printed: state, cause, by whom and when", async () => {
    const shop = await aCashOffice();
    expect(await textOf(shop, { session: "1" })).toContain("Beyond tolerance, not reviewed yet.");
    const at = new Date("2026-11-22T09:30:00Z");
    await act(shop, { session: "1", by: ANA, at }, { act: "reviewed", cause: "counting_error", comment: "Two rolls" });
    await act(shop, { session: "1", by: BEN, at }, { act: "commented", comment: "Thank you" });
    const reviewed = /Reviewed Nov 22, 2026, 9:30 AM UTC by Ana: Counting error\./;
    expect(await textOf(shop, { session: "1" })).toMatch(reviewed);
    const first = await readPrintedPaper(shop, { place: "location:1", number: 1, copy: 1 });
    expect(first?.reviews).toMatchObject([{ sessionId: "1", state: "needs", last: null }]);
    const second = await readPrintedPaper(shop, { place: "location:1", number: 1, copy: 2 });
    expect(second?.reviews).toMatchObject([{ state: "reviewed", cause: "counting_error", last: { by: "Ana" } }]);

    const ofDay = await textOf(shop, { location: String(SOHO), date: "2026-11-20" });
    expect(ofDay).toMatch(/Front, .*: Reviewed .* by Ana: Counting error\./);
    expect(ofDay.match(/not reviewed yet/g)).toHaveLength(1);
    expect(await textOf(shop, { session: "3" })).not.toContain("Review");
  });

  it("says in whose hands it is, and that Shopify opened it again", async () => {
    const shop = await aCashOffice();
    const escalated = { act: "escalated", assignee: String(BEN), due_on: "2026-11-24", comment: "Please look" };
    await act(shop, { session: "2", by: 77, at: NOW }, escalated);
    expect(await textOf(shop, { session: "2" })).toMatch(/Escalated .* by staff member 77, to Ben, until .*2026\./);
    const reopened = { kind: "restated", at: "2026-11-22T09:30:00Z", by: null } as const;
    const review = {
      sessionId: "2",
      state: "reopened",
      last: reopened,
      cause: null,
      assignee: null,
      dueOn: null,
    } as const;
    const document = printedPaper(typicalSession, { reviews: [review] });
    const paper = createElement(PaperDocument, { printed: document, locale: "en", nonce: "" });
    const html = renderToStaticMarkup(createElement(I18nextProvider, { i18n: await loadWords("en") }, paper));
    expect(html).toMatch(/Opened again, for other figures, Nov 22, 2026, .* by Shopify\./);
  });
});
