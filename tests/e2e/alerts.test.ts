import { expect, inject, test } from "vitest";
import { axeViolations } from "#tests/support/axe-violations.ts";
import { adminAt, DEMO_SHOP, withBrowser } from "#tests/support/demo-admin.ts";

withBrowser();

const demo = inject("demo");

test("a merchant switches alerts on, a session closes short, and Flow is told", async () => {
  const { app, page, home, complaints } = await adminAt("settings");
  const open = async (path: string) => {
    await page.goto(`${home}/${path}`);
    await app.locator("html[data-app=ready]").waitFor({ state: "attached" });
  };
  await app.getByLabel("Tell Shopify Flow").check();
  await page.getByRole("button", { name: "Save" }).click();
  await app.getByText(/Alerts to Shopify Flow: from off to on/).waitFor();
  expect(await axeViolations(page)).toEqual([]);

  const closing = await fetch(new URL("/_control/close", demo.adminUrl), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ shop: DEMO_SHOP, minor: -4_000 }),
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
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("link", { name: `sessions/${closed.session}` }).click();
  await app.getByRole("heading", { level: 1 }).filter({ hasText: closed.drawer }).waitFor();
  expect(complaints).toEqual([]);

  await open("settings");
  await app.getByText("Last sent").waitFor();
  await app.getByRole("link", { name: `session ${closed.session}` }).waitFor();
});
