import type { Browser, Page } from "playwright-core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { I18nextProvider } from "react-i18next";
import { PaperDocument } from "#app/components/paper-document.tsx";
import { LANGUAGES } from "#app/languages/languages.ts";
import { loadWords } from "#app/languages/words.ts";
import type { PrintedPaper } from "#app/papers/read-paper.server.ts";
import { launchBrowser } from "#tests/support/admin-browser.ts";
import { axeViolations } from "#tests/support/axe-violations.ts";
import { printedPaper, typicalDay, typicalSession, worstDay, worstSession } from "#tests/support/sample-papers.ts";

// What a browser prints of a paper: how many pages, and nothing beyond their edge.

const PX_PER_MM = 96 / 25.4;
const A4 = { format: "A4" };
const LETTER = { format: "Letter" };
const SLIP = { width: "80mm", height: "297mm" };

const PAPERS: Record<string, PrintedPaper> = {
  "a session": printedPaper(typicalSession),
  "a session with its ledger": printedPaper(typicalSession, { layout: "ledger", copy: 2 }),
  "a session on a slip": printedPaper(typicalSession, { layout: "slip" }),
  "a day": printedPaper(typicalDay, { replaces: 1199 }),
  "a day on a slip": printedPaper(typicalDay, { layout: "slip" }),
  "the worst session with its ledger": printedPaper(worstSession, { layout: "ledger" }),
  "the worst session on a slip": printedPaper(worstSession, { layout: "slip" }),
  "the worst day": printedPaper(worstDay),
  "the worst day on a slip": printedPaper(worstDay, { layout: "slip" }),
};

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
});
afterAll(() => browser.close());

async function show(name: string, locale = "en-US"): Promise<void> {
  const printed = PAPERS[name] as PrintedPaper;
  const paper = createElement(PaperDocument, { printed, locale, nonce: undefined });
  const inWords = createElement(I18nextProvider, { i18n: await loadWords(locale) }, paper);
  await page.setContent(`<!doctype html>${renderToStaticMarkup(inWords)}`);
}

/** Counts the page objects of a PDF, which Chromium does not compress. */
async function pagesOf(format: Parameters<Page["pdf"]>[0]): Promise<number> {
  const pages = (await page.pdf(format)).toString("latin1").match(/\/Type\s*\/Page\b/g);
  // None would be fewer than any test asks for.
  expect(pages).not.toBeNull();
  return pages?.length ?? 0;
}

/** By how much the paper that is shown is wider than what is printed on. */
async function excessOf(isSlip: boolean): Promise<number> {
  await page.emulateMedia({ media: "print" });
  // What is left between the margins: 80 mm less 8; 210 less 28, of A4, which is the narrower of the two.
  await page.setViewportSize({ width: Math.floor((isSlip ? 72 : 182) * PX_PER_MM), height: 900 });
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1000, height: 900 });
  return excess;
}

describe("a paper", () => {
  test.each([
    ["a session", 1],
    ["a day", 2],
  ])("of %s takes %i pages at most, A4 or Letter, signatures included", async (name, most) => {
    await show(name);
    for (const format of [A4, LETTER]) expect(await pagesOf(format)).toBeLessThanOrEqual(most);
  });

  test("with 120 lines of a ledger takes the pages that it needs", async () => {
    await show("the worst session with its ledger");
    const pages = await pagesOf(A4);
    expect(pages).toBeGreaterThan(4);
    expect(pages).toBeLessThan(15);
  });

  test("as a slip is as long as it has to be", async () => {
    await show("a session on a slip");
    expect(await pagesOf(SLIP)).toBe(2);
  });

  test.each(Object.keys(PAPERS))("never runs over the edge: %s", async (name) => {
    await show(name);
    expect(await excessOf(PAPERS[name]?.layout === "slip")).toBeLessThanOrEqual(0);
  });

  test.each(LANGUAGES)("on a slip never runs over the edge in %s", async (language) => {
    for (const name of ["the worst session on a slip", "the worst day on a slip"]) {
      await show(name, language);
      expect([name, (await excessOf(true)) <= 0]).toEqual([name, true]);
    }
  });

  test.each(["a session with its ledger", "a day", "a day on a slip"])("has no axe violation: %s", async (name) => {
    await show(name);
    expect(await axeViolations(page)).toEqual([]);
  });
});
