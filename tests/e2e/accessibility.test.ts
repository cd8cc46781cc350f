import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { DESKTOP, launchBrowser, openAdmin, PHONE } from "#tests/support/admin-browser.ts";

// Every page, at both widths, against WCAG 2.1 A and AA: the app and the admin page around it.

const demo = inject("demo");
const PAGES = {
  overview: "",
  locations: "locations",
  drawers: "drawers",
  calendar: "calendar",
  sessions: "sessions",
  "open sessions": "sessions?status=open&by=opening&preset=all",
  "found by a search": "sessions?by=opening&preset=all&q=float",
  "no session on these days": "sessions?from=2001-01-01&to=2001-01-31",
  "no such drawer": "drawers/999",
  settings: "settings",
  "what needs a review": "sessions?review=needs",
  exceptions: "exceptions",
  staff: "staff",
  "z-reports": "z-reports",
  exports: "exports",
  "an export that is long": "exports?file=activities.csv&preset=all",
  "a journal": "exports?file=journal-xero.csv&preset=last_month",
  sync: "sync",
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
});
afterAll(() => browser.close());

describe.each(Object.entries({ desktop: DESKTOP, phone: PHONE }))("at %s width", (_width, viewport) => {
  test("no page has an axe violation", async () => {
    const { page, app, close } = await openAdmin(browser, demo.adminUrl, viewport);
    onTestFinished(close);
    await app.getByText("Net discrepancy").first().waitFor({ timeout: 90_000 });
    const home = new URL(page.url()).pathname.replace(/\/$/, "");
    const details = await Promise.all(
      ["sessions", "locations"].map((kind) => app.locator(`a[href*="/app/${kind}/"]`).first().getAttribute("href")),
    );
    await page.goto(new URL(`${home}/drawers`, demo.adminUrl).href);
    details.push(await app.locator('a[href*="/app/drawers/"]').first().getAttribute("href"));
    const paths = [...Object.values(PAGES), ...details.map((href) => href?.replace(/^\/app\//, "") ?? "sessions/1")];
    for (const path of paths) {
      await page.goto(new URL(`${home}/${path}`, demo.adminUrl).href);
      await app.locator("html[data-app=ready]").waitFor({ state: "attached" });
      await app.getByRole("heading", { level: 1 }).waitFor();
      // The form and the bar of a review are a part of the page once they are asked for.
      const form = app.getByRole("button", { name: /^(Review|Review or comment|Comment or (escalate|reopen))$/ });
      if (/sessions\/\d/.test(path)) await form.first().click();
      const choice = app.getByRole("checkbox", { name: /^Choose (?!all)/ });
      if (path.includes("review=")) await choice.filter({ visible: true }).first().check();
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
      ).toEqual([]);
    }
  });
});
