import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";
import { type Admin, DESKTOP, launchBrowser, openAdmin } from "./admin-browser.ts";
import { askApp } from "./app-client.ts";

/** The shop that the browser tests share. */
export const DEMO_SHOP = "harbor-and-pine.myshopify.com";

let browser: Browser;

/** Has a browser for the tests of the file that calls this; what follows opens the demo's admin in it. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await launchBrowser(inject("chromium"));
  });
  afterAll(() => browser.close());
}

/** Opens the admin as it is found, closed again when the test is over. */
export async function admin(path = "", viewport = DESKTOP, userAgent?: string): Promise<Admin> {
  const opened = await openAdmin(browser, new URL(path, inject("demo").adminUrl).href, viewport, userAgent);
  onTestFinished(() => opened.close());
  await opened.app.getByRole("heading", { level: 1 }).waitFor();
  return opened;
}

/** Opens the admin at an address of the app, once the shop's sessions are all mirrored; `home` is the app's own. */
export async function adminAt(path: string, viewport = DESKTOP, userAgent?: string): Promise<Admin & { home: string }> {
  await untilSessionsAreMirrored();
  const home = await homeOfApp();
  const opened = await admin(`${home}/${path}`, viewport, userAgent);
  await opened.app.locator("html[data-app=ready]").waitFor({ state: "attached" });
  return { ...opened, home };
}

export async function homeOfApp(): Promise<string> {
  const { adminUrl } = inject("demo");
  const answer = await fetch(adminUrl, { redirect: "manual" });
  return new URL(answer.headers.get("location")?.replace(/\/$/, "") ?? "", adminUrl).href;
}

export async function untilSessionsAreMirrored(): Promise<void> {
  const status = async () =>
    (await askApp(inject("demo"), DEMO_SHOP, "/app/sync/status")).json() as Promise<{ as_of: string | null }>;
  await expect.poll(async () => (await status()).as_of, { timeout: 180_000, interval: 500 }).not.toBeNull();
}
