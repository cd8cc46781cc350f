import type { Frame, FrameLocator, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { DESKTOP, PHONE } from "#tests/support/admin-browser.ts";
import { axeViolations } from "#tests/support/axe-violations.ts";
import { adminAt, withBrowser } from "#tests/support/demo-admin.ts";

// Every page: axe against WCAG 2.1 A and AA at both widths, on the app and on the admin page around it; that it keeps to
// the width, at 200% zoom and on the narrowest phone; that it stands still when asked; and what Shopify's reviewers look
// for ("Built for Shopify"). Each is loaded once and made narrower: what a page is on a phone hangs on its width alone.

withBrowser();

const NO_SUCH_DRAWER = "drawers/999";
const PAGES = [
  "",
  "locations",
  "drawers",
  "calendar",
  "sessions",
  "sessions?status=open&by=opening&preset=all",
  "sessions?by=opening&preset=all&q=float",
  "sessions?sign=short&sort=size_desc",
  "sessions?from=2001-01-01&to=2001-01-31",
  "sessions?review=needs",
  NO_SUCH_DRAWER,
  "settings",
  "exceptions",
  "staff",
  "z-reports",
  "exports",
  "exports?file=activities.csv&preset=all",
  "exports?file=journal-xero.csv&preset=last_month",
  "sync",
];
/** Pages that another one leads to, besides those of one session, location, drawer or person. */
const WITH_A_WAY_BACK = ["sync", "z-reports"];
/** Where to find one of each kind that has pages of its own; the staff have names once they are granted. */
const LISTS: Record<string, string> = { "": "sessions", locations: "locations", drawers: "drawers", staff: "staff" };

const WIDTHS = { "200% zoom of 1280": 640, phone: PHONE.width, "320 pixels": 320 };

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

function frameOf(page: Page): Frame {
  const frame = page.frames().find((each) => each.parentFrame() === page.mainFrame());
  if (frame === undefined) throw new Error("The app is not in its frame.");
  return frame;
}

/** Asks for the form or the bar of a review, which are a part of the page from then on; null where there is none. */
async function unfoldReview(app: FrameLocator, path: string): Promise<Locator | null> {
  if (/^sessions\/\d/.test(path)) {
    const form = app.getByRole("button", { name: /^(Review|Review or comment|Comment or (escalate|reopen))$/ });
    await form.first().click();
    return app.getByLabel(/^Comment/).first();
  }
  if (!path.includes("review=")) return null;
  const choice = app.getByRole("checkbox", { name: /^Choose (?!all)/ });
  await choice.filter({ visible: true }).first().check();
  return app.getByRole("region", { name: "Chosen sessions" });
}

test("every page is accessible, keeps to the width and has what reviewers look for", async () => {
  const { app, page, home, complaints } = await adminAt("");
  // There is motion to be found.
  expect((await readLooks(frameOf(page))).moving.length).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const details: string[] = [];
  const paths = [...PAGES];
  for (const path of paths) {
    await page.setViewportSize(DESKTOP);
    await page.goto(`${home}/${path}`);
    await app.locator("html[data-app=ready]").waitFor({ state: "attached" });
    await app.locator("main h1").waitFor();
    const kind = LISTS[path];
    const link = app.locator(`main a[href*="/app/${kind}/"]`).first();
    if (kind !== undefined && (await link.count()) > 0) {
      const detail = (await link.getAttribute("href"))?.replace(/^\/app\//, "") ?? "";
      details.push(detail);
      paths.push(detail);
    }

    const { primary, ...looks } = await readLooks(frameOf(page));
    const hasBack = details.includes(path) || WITH_A_WAY_BACK.includes(path);
    expect({ path, ...looks }).toEqual({ path, headings: 1, moving: [], hasBack });
    expect(primary.length, `${path}: ${primary.join(", ")}`).toBeLessThanOrEqual(1);

    const review = await unfoldReview(app, path);
    await review?.waitFor();
    expect(await axeViolations(page), path).toEqual([]);
    for (const [name, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: PHONE.height });
      await review?.waitFor();
      // A chart learns its new width after the page has.
      await expect.poll(() => readExcess(frameOf(page)), { message: `${path} at ${name}` }).toEqual([]);
      if (width === PHONE.width) expect(await axeViolations(page), `${path} at ${name}`).toEqual([]);
    }
  }
  expect(details.length).toBeGreaterThanOrEqual(3);
  // One page is not there.
  expect(paths).toContain(NO_SUCH_DRAWER);
  expect(complaints).toEqual([expect.stringContaining("404")]);
});
