import type { Browser, BrowserContext, CDPSession } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";
import { type Admin, DESKTOP, launchBrowser, openTab, openWindow } from "./admin-browser.ts";
import { askApp } from "./app-client.ts";

/** The shop that the browser tests share. */
export const DEMO_SHOP = "harbor-and-pine.myshopify.com";

let browser: Browser;

/** A window of the browser with an empty tab, which keeps it open. */
interface Window {
  context: BrowserContext;
  devTools: CDPSession;
}

/**
 * Those that no test has at present. To open a window, to show a page in it and to close it takes more than one and a
 * half seconds of a core; a tab of one that stands open, where the app's scripts are at hand, takes nine tenths.
 */
const idle: Window[] = [];

/** Has a browser for the tests of the file that calls this; what follows opens the demo's admin in it. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await launchBrowser(inject("chromium"));
  });
  afterAll(async () => {
    idle.length = 0;
    await browser.close();
  });
}

/** Opens the admin as it is found, in a browser that knows nothing, closed again when the test is over. */
export async function admin(path = "", viewport = DESKTOP, userAgent?: string): Promise<Admin> {
  const window = (userAgent === undefined && idle.pop()) || (await newWindow(userAgent));
  onTestFinished(() => (userAgent === undefined ? handBack(window) : window.context.close()));
  const opened = await openTab(window.context, new URL(path, inject("demo").adminUrl).href, viewport);
  await opened.app.getByRole("heading", { level: 1 }).waitFor();
  return opened;
}

async function newWindow(userAgent?: string): Promise<Window> {
  const context = await openWindow(browser, userAgent);
  return { context, devTools: await context.newCDPSession(await context.newPage()) };
}

/** Takes out what a test left in the window: its tabs, and what the app and the admin keep in a browser. */
async function handBack({ context, devTools }: Window): Promise<void> {
  for (const page of context.pages().slice(1)) await page.close();
  await context.clearCookies();
  await context.clearPermissions();
  for (const address of [inject("demo").adminUrl, inject("demo").appUrl]) {
    const { origin } = new URL(address);
    await devTools.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  }
  idle.push({ context, devTools });
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
