import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { axeViolations } from "#tests/support/axe-violations.ts";
import { adminAt, withBrowser } from "#tests/support/demo-admin.ts";

// Whoever works with the keyboard alone, and whoever has to be told what is wrong with a field.

withBrowser();

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
    expect(await axeViolations(page)).toEqual([]);
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

describe("a page with a form", () => {
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
