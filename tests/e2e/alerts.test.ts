import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, inject, onTestFinished, test } from "vitest";
import { DESKTOP, launchBrowser, openAdmin } from "#tests/support/admin-browser.ts";

const SHOP = "harbor-and-pine.myshopify.com";
const demo = inject("demo");

async function violationsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

test("a merchant switches alerts on, a session closes short, and Flow is told", async () => {
  const browser = await launchBrowser(inject("chromium"));
  onTestFinished(() => browser.close());
  const { app, page, complaints } = await openAdmin(browser, demo.adminUrl, DESKTOP);
  await app.getByText("Net discrepancy").first().waitFor({ timeout: 90_000 });
  const home = page.url().replace(/\/$/, "");
  const open = async (path: string) => {
    await page.goto(`${home}/${path}`);
    await app.locator("html[data-app=ready]").waitFor({ state: "attached" });
  };
  await open("settings");
  await app.getByLabel("Tell Shopify Flow").check();
  await page.getByRole("button", { name: "Save" }).click();
  await app.getByText(/Alerts to Shopify Flow: from off to on/).waitFor();
  expect(await violationsOn(page)).toEqual([]);

  const closing = await fetch(new URL("/_control/close", demo.adminUrl), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ shop: SHOP, minor: -4_000 }),
  });
  const { closed } = (await closing.json()) as { closed: { session: string; drawer: string } };
  await open("sync");
  // Not while something is being read: by then the history is.
  await app.getByRole("button", { name: "Read the last weeks again" }).click({ timeout: 120_000 });
  const told = page.getByText(`discrepancy ${closed.session}`, { exact: true });
  await expect
    .poll(
      async () => {
        await page.goto(new URL("/store/harbor-and-pine/flow", demo.adminUrl).href);
        return told.count();
      },
      { timeout: 120_000, interval: 1_000 },
    )
    .toBe(1);
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("link", { name: `sessions/${closed.session}` }).click();
  await app.getByRole("heading", { level: 1 }).filter({ hasText: closed.drawer }).waitFor();
  expect(complaints).toEqual([]);

  await open("settings");
  await app.getByText("Last sent").waitFor();
  await app.getByRole("link", { name: `session ${closed.session}` }).waitFor();
});
