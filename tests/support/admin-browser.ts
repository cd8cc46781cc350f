import { chromium, type Browser, type BrowserContext, type FrameLocator, type Page } from "playwright-core";

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

/**
 * Chromium loads two pages for its address bar beside every window, which takes it as long as a page of ours does. Of
 * several such flags only the last is heard, so what Playwright switches off is named again.
 */
const SWITCHED_OFF = [
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"],
  ...["AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"],
  ...[
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
  ],
  ...["NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"],
  ...["TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"],
];

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
      `--disable-features=${SWITCHED_OFF.join(",")}`,
    ],
  });
}

/** A window of its own, with nothing that another one keeps. */
export async function openWindow(browser: Browser, userAgent = USER_AGENT): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: DESKTOP,
    userAgent,
    acceptDownloads: true,
    locale: "en-US",
    timezoneId: "America/New_York",
  });
  // What is waited for comes at once; this ends what hangs, on the slowest machine too.
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** Opens the stand-in's admin in a tab of the window, with the app inside it. */
export async function openTab(window: BrowserContext, url: string, viewport = DESKTOP): Promise<Admin> {
  const page = await window.newPage();
  if (viewport !== DESKTOP) await page.setViewportSize(viewport);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, app: page.frameLocator("iframe"), complaints, close: () => page.close() };
}

/** Opens the stand-in's admin in a window of its own, with the app inside it. */
export async function openAdmin(browser: Browser, url: string, viewport = DESKTOP): Promise<Admin> {
  const window = await openWindow(browser);
  return { ...(await openTab(window, url, viewport)), close: () => window.close() };
}
