import { chromium, type Browser, type FrameLocator, type Page } from "playwright-core";

// Headless Chromium's own name is a bot's, and Shopify's library answers bots with 410.
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

const PATIENCE_MS = 90_000;

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface Admin {
  page: Page;
  /** The app, inside the admin's iframe. */
  app: FrameLocator;
  /** What the pages wrote to the console as errors, and what they threw. */
  complaints: string[];
  close(): Promise<void>;
}

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Opens the stand-in's admin in a context of its own, with the app inside it. */
export async function openAdmin(
  browser: Browser,
  url: string,
  viewport = DESKTOP,
  userAgent = USER_AGENT,
): Promise<Admin> {
  const context = await browser.newContext({
    viewport,
    userAgent,
    acceptDownloads: true,
    locale: "en-US",
    timezoneId: "America/New_York",
  });
  // What is waited for comes at once; this ends what hangs, on the slowest machine too.
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, app: page.frameLocator("iframe"), complaints, close: () => context.close() };
}
