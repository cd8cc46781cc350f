import { AxeBuilder } from "@axe-core/playwright";
import type { Frame, Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { DESKTOP } from "#tests/support/admin-browser.ts";
import { adminAt, withBrowser } from "#tests/support/demo-admin.ts";

// Whoever works with the keyboard alone, at 200% zoom, on the narrowest phone, or without motion; and what Shopify's
// reviewers look for on each page ("Built for Shopify").

withBrowser();

function frameOf(page: Page): Frame {
  const frame = page.frames().find((each) => each.parentFrame() === page.mainFrame());
  if (frame === undefined) throw new Error("The app is not in its frame.");
  return frame;
}

const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

/** Presses Tab until the element has the focus; a trap, or what Tab does not reach, fails. */
async function tabTo(page: Page, locator: Locator): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await hasFocus(locator)) return;
  }
  throw new Error(`Tab does not lead to ${String(locator)}.`);
}

describe("somebody with a keyboard alone", () => {
  test("goes from the overview to what needs a review, opens a session and reviews it", async () => {
    const { app, page, complaints } = await adminAt("");
    const waiting = app.locator('a[href*="review=needs"]').first();
    await waiting.waitFor();
    await tabTo(page, waiting);
    await page.keyboard.press("Enter");
    const table = app.getByRole("table", { name: "Cash sessions" });
    await table.waitFor();

    const links = table.getByRole("rowheader").getByRole("link");
    await page.keyboard.press("j");
    expect(await hasFocus(links.nth(0))).toBe(true);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    expect(await hasFocus(links.nth(2))).toBe(true);
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    await app.getByRole("region", { name: "Chosen sessions" }).waitFor();
    await page.keyboard.press("x");
    expect(await hasFocus(links.nth(1))).toBe(true);
    // Neither end lets go of the row, and Tab leaves it.
    await page.keyboard.press("End");
    await page.keyboard.press("j");
    expect(await hasFocus(links.last())).toBe(true);
    await page.keyboard.press("Tab");
    expect(await hasFocus(links.last())).toBe(false);
    await page.keyboard.press("k");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");

    await app.getByRole("heading", { name: "Statement", exact: true }).waitFor();
    await tabTo(page, app.getByRole("button", { name: "Review", exact: true }).first());
    await page.keyboard.press("Enter");
    const cause = app.getByLabel("Cause");
    await cause.waitFor();
    if (!(await hasFocus(cause))) await tabTo(page, cause);
    await page.keyboard.press("ArrowDown");
    const send = app.getByRole("button", { name: "Mark reviewed" }).last();
    await tabTo(page, send);
    await page.keyboard.press("Enter");
    await app
      .getByText(/^Reviewed: /)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  test("searches with one key, reads the list of keys, and types them where they are letters", async () => {
    const { app, page, complaints } = await adminAt("locations");
    await app.getByRole("table").first().waitFor();
    await tabTo(page, app.getByRole("table").first().getByRole("link").first());
    await page.keyboard.press("?");
    const help = app.getByRole("dialog", { name: "Keyboard shortcuts" });
    await help.getByText("To the search field").waitFor();
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press("j");
    expect(await help.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });

    await page.keyboard.press("/");
    const field = app.getByRole("searchbox", { name: "Search sessions" });
    expect(await hasFocus(field)).toBe(true);
    await page.keyboard.type("jk?/x");
    expect(await field.inputValue()).toBe("jk?/x");
    await field.fill("");
    await page.keyboard.type("float was");
    await page.keyboard.press("Enter");
    const found = app.getByRole("row").filter({ has: app.locator("mark", { hasText: "Float" }) });
    await found.first().waitFor();
    await expect.poll(() => page.url()).toMatch(/\/sessions\?.*q=float/);
    expect(await found.first().locator("mark").allInnerTexts()).toEqual(["Float", "was"]);

    // Switched off, as somebody who dictates needs it: letters are letters.
    await app.getByRole("button", { name: /^Keyboard shortcuts/ }).click();
    await app.getByRole("checkbox", { name: "Single keys" }).uncheck();
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    await page.keyboard.press("j");
    expect(await app.locator("[data-list-row] a:focus").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

const WIDTHS = { "200% zoom of 1280": 640, phone: 390, "320 pixels": 320 };
const TOP = ["", "locations", "drawers", "sessions", "exceptions", "staff", "calendar", "exports", "settings"];

/** What a reviewer, and somebody who is made dizzy by motion, finds on a page. */
interface Looks {
  headings: number;
  primary: string[];
  hasBack: boolean;
  moving: string[];
}

function readLooks(frame: Frame): Promise<Looks> {
  return frame.evaluate(() => {
    const elements = [...document.querySelectorAll("body *")].filter((element) => element.getClientRects().length > 0);
    const seconds = (times: string) =>
      Math.max(...times.split(",").map((time) => parseFloat(time) * (time.endsWith("ms") ? 0.001 : 1)));
    const isMoving = (element: Element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      return seconds(transitionDuration) > 0.001 || (animationName !== "none" && seconds(animationDuration) > 0.001);
    };
    return {
      headings: document.querySelectorAll("h1").length,
      primary: elements
        .filter((element) => element.matches(".Polaris-Button--variantPrimary"))
        .map(({ textContent }) => textContent ?? ""),
      hasBack: document.querySelector(".Polaris-Page-Header__BreadcrumbWrapper a[href]") !== null,
      moving: elements.filter(isMoving).map(({ tagName, className }) => `${tagName} ${String(className)}`),
    };
  });
}

/** By how much the page is wider than its frame, and what is; a table scrolls in its own card. */
function readExcess(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      return element.getBoundingClientRect().right > clientWidth + 1;
    });
    return [
      `${scrollWidth - clientWidth} px`,
      ...wide.map(({ tagName, className }) => `${tagName} ${String(className)}`),
    ];
  });
}

describe("every page", () => {
  test("keeps to the width, stands still when asked, and has what Shopify's reviewers look for", async () => {
    const { app, page, home, complaints } = await adminAt("");
    // There is motion to be found.
    expect((await readLooks(frameOf(page))).moving.length).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
    const details: string[] = [];
    for (const list of ["locations", "drawers", "sessions", "staff"]) {
      await page.goto(`${home}/${list}?preset=all`);
      const link = app.locator(`main a[href*="/app/${list}/"]`).first();
      await app.locator("main h1").waitFor();
      if ((await link.count()) > 0) details.push((await link.getAttribute("href"))?.replace(/^\/app\//, "") ?? "");
    }
    expect(details.length).toBeGreaterThanOrEqual(3);
    const more = ["sync", "sessions?preset=all&by=opening&q=float", "sessions?sign=short&sort=size_desc"];
    for (const path of [...TOP, ...details, ...more]) {
      await page.setViewportSize(DESKTOP);
      await page.goto(`${home}/${path}`);
      await app.locator("html[data-app=ready]").waitFor({ state: "attached" });
      await app.locator("main h1").waitFor();
      const { primary, ...looks } = await readLooks(frameOf(page));
      const hasBack = details.includes(path) || path === "sync";
      expect({ path, ...looks }).toEqual({ path, headings: 1, moving: [], hasBack });
      expect(primary.length, `${path}: ${primary.join(", ")}`).toBeLessThanOrEqual(1);
      for (const [name, width] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width, height: 800 });
        // A chart learns its new width after the page has.
        await expect.poll(() => readExcess(frameOf(page)), { message: `${path} at ${name}` }).toEqual([]);
      }
    }
    expect(complaints).toEqual([]);
  });

  test("says what is wrong with a field beside the field, and keeps it there", async () => {
    const { app, page } = await adminAt("settings");
    const hours = app.getByLabel("An open session counts as forgotten after");
    await hours.fill("0");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => hours.getAttribute("aria-invalid")).toBe("true");
    const message = await hours.evaluate((field) =>
      (field.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent ?? "")
        .join(" "),
    );
    expect(message).toMatch(/from 1 to 720/);
    await page.getByRole("button", { name: "Discard" }).click();
  });
});
