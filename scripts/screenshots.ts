// npm run screenshots -- [--admin http://127.0.0.1:4100] [--out docs/images]: every page of a running demo in its main
// states, at desktop and phone width, to be looked at. With --guide: the pictures of docs/guide alone, one screen each.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { type Admin, DESKTOP, launchBrowser, openAdmin, PHONE } from "#tests/support/admin-browser.ts";
import { findOrGetBrowser } from "./browser.ts";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    admin: { type: "string", default: "http://127.0.0.1:4100" },
    out: { type: "string", default: join(root, "docs", "images") },
    guide: { type: "boolean", default: false },
  },
});

interface Shot {
  path: string;
  /** The first link of this page to a page below it, followed: a location, a drawer, a session. */
  first?: string;
  /** What is done on the page before the picture is taken; answers another page where one was opened. */
  act?: (admin: Admin) => Promise<Page | undefined>;
  /** Not there on a phone. */
  isWide?: boolean;
}

const WORST = { path: "sessions?sign=short&sort=size_desc", first: "sessions" };

const SHOTS: Readonly<Record<string, Shot>> = {
  overview: { path: "" },
  computed: { path: "", act: clicking("button", /^How net discrepancy is computed/) },
  locations: { path: "locations" },
  location: { path: "locations", first: "locations" },
  drawers: { path: "drawers" },
  drawer: { path: "drawers?order=net", first: "drawers" },
  calendar: { path: "calendar" },
  sessions: { path: "sessions" },
  "sessions-short": { path: "sessions?sign=short&sort=size_desc" },
  "sessions-empty": { path: "sessions?from=2001-01-01&to=2001-01-31" },
  "needs-review": { path: "sessions?review=needs", act: choosingTheFirst },
  "check-fails": { path: "sessions?check=carry_over&preset=all" },
  search: { path: "sessions?by=opening&preset=all&q=float" },
  "search-nothing": { path: "sessions?by=opening&preset=all&q=nowhere" },
  views: { path: "sessions?status=short", act: clicking("button", /^Save as view/) },
  columns: { path: "sessions", act: clicking("button", /^Columns/), isWide: true },
  session: WORST,
  review: { ...WORST, act: clicking("button", /^(Review|Review or comment|Comment or reopen)$/) },
  paper: { ...WORST, act: printing },
  exceptions: { path: "exceptions" },
  staff: { path: "staff" },
  "z-reports": { path: "z-reports" },
  exports: { path: "exports" },
  "exports-long": { path: "exports?file=activities.csv&preset=all" },
  settings: { path: "settings" },
  "settings-changed": { path: "settings", act: changingASetting },
  alerts: { path: "settings", act: showing("Alerts") },
  keyboard: { path: "sessions", act: clicking("button", /^Keyboard shortcuts/), isWide: true },
  sync: { path: "sync" },
  "not-found": { path: "sessions/1" },
};

/** The pictures that docs/guide shows; where a page is long, what is asked for stands in its first screen. */
const GUIDE = [
  ...[
    "overview",
    "drawer",
    "calendar",
    "search",
    "views",
    "review",
    "paper",
    "exceptions",
    "staff",
    "exports",
    "alerts",
  ],
  ...["settings-changed", "keyboard"],
];

function clicking(role: "button" | "link", name: RegExp): NonNullable<Shot["act"]> {
  return async ({ app, page }) => {
    await app.getByRole(role, { name }).first().click();
    await page.waitForLoadState("networkidle");
    return undefined;
  };
}

function showing(heading: string): NonNullable<Shot["act"]> {
  return async ({ app }) => {
    await app
      .getByRole("heading", { name: heading })
      .first()
      .evaluate((element) => element.scrollIntoView({ block: "start" }));
    return undefined;
  };
}

async function choosingTheFirst({ app }: Admin): Promise<undefined> {
  await app
    .getByRole("checkbox", { name: /^Choose (?!all)/ })
    .filter({ visible: true })
    .first()
    .check();
}

async function changingASetting({ app }: Admin): Promise<undefined> {
  await app.getByLabel("Amount in USD").first().fill("2.00");
}

async function printing({ app, page }: Admin): Promise<Page> {
  await app.getByRole("button", { name: "Print" }).click();
  const [paper] = await Promise.all([
    page.waitForEvent("popup"),
    app.getByRole("menuitem", { name: /^Z-report, A4/ }).click(),
  ]);
  await paper.getByText("Checked by").waitFor();
  return paper;
}

async function open({ app, page }: Admin, home: URL, { path, first }: Shot): Promise<void> {
  const goTo = async (to: string) => {
    await page.goto(new URL(`${home.pathname.replace(/\/$/, "")}/${to}`, home).href);
    await app.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
  };
  await goTo(path);
  if (first === undefined) return;
  const link = await app.locator(`main a[href*="/app/${first}/"]`).first().getAttribute("href");
  if (link) await goTo(link.replace(/^\/app\//, ""));
}

/** The frame grows with its content only in the picture: a page is looked at whole. */
async function takeWhole(page: Page, file: string): Promise<void> {
  const viewport = page.viewportSize() ?? DESKTOP;
  const frame = page.frames().find((each) => each.parentFrame() === page.mainFrame()) ?? page.mainFrame();
  const height = await frame.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: viewport.width, height: Math.max(viewport.height, height + 120) });
  await page.screenshot({ path: file });
  await page.setViewportSize(viewport);
}

async function takeAll(admin: Admin, names: readonly string[], nameOf: (shot: string) => string): Promise<void> {
  await admin.app.getByRole("heading", { level: 1 }).first().waitFor();
  const home = new URL(admin.page.url());
  // Nothing half faded in.
  await admin.page.emulateMedia({ reducedMotion: "reduce" });
  for (const name of names) {
    const shot = SHOTS[name];
    if (shot === undefined) throw new Error(`There is no picture called ${name}.`);
    await open(admin, home, shot);
    const page = (await shot.act?.(admin)) ?? admin.page;
    const file = join(values.out, nameOf(name));
    if (values.guide) await page.screenshot({ path: file });
    else await takeWhole(page, file);
    if (page !== admin.page) await page.close();
  }
  if (admin.complaints.length) console.log(`The pages complained:\n${admin.complaints.join("\n")}`);
}

mkdirSync(values.out, { recursive: true });
const browser = await launchBrowser(findOrGetBrowser(root, console.log));
const passes = values.guide ? { guide: DESKTOP } : { desktop: DESKTOP, phone: PHONE };
for (const [pass, viewport] of Object.entries(passes)) {
  const admin = await openAdmin(browser, values.admin, viewport);
  if (values.guide) await takeAll(admin, GUIDE, (name) => `guide-${name}.png`);
  else {
    const shots = Object.keys(SHOTS).filter((name) => pass === "desktop" || !SHOTS[name]?.isWide);
    await takeAll(admin, shots, (name) => `${name}-${pass}.png`);
  }
  await admin.close();
}
await browser.close();
console.log(`Saved to ${values.out}`);
