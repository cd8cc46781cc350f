// npm run screenshots -- [--admin http://127.0.0.1:4100] [--out docs/images]: every page of a running demo as a picture,
// at desktop and phone width. For the docs, and to be looked at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DESKTOP, launchBrowser, openAdmin, PHONE } from "#tests/support/admin-browser.ts";
import { findOrGetBrowser } from "./browser.ts";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    admin: { type: "string", default: "http://127.0.0.1:4100" },
    out: { type: "string", default: join(root, "docs", "images") },
    session: { type: "string" },
  },
});

const WIDTHS = { desktop: DESKTOP, phone: PHONE };
const PAGES = {
  overview: "",
  locations: "locations",
  drawers: "drawers",
  calendar: "calendar",
  sessions: "sessions",
  "sessions-short": "sessions?sign=short&sort=size_desc",
  settings: "settings",
  "needs-review": "sessions?review=needs",
  exceptions: "exceptions",
  staff: "staff",
  "z-reports": "z-reports",
  exports: "exports",
  sync: "sync",
};

mkdirSync(values.out, { recursive: true });
const browser = await launchBrowser(findOrGetBrowser(root, console.log));
for (const [width, viewport] of Object.entries(WIDTHS)) {
  const admin = await openAdmin(browser, values.admin, viewport);
  await admin.app.getByRole("heading", { level: 1 }).first().waitFor();
  const home = new URL(admin.page.url());
  const save = async (name: string) => {
    // The frame grows with its content only in the picture: a page is looked at whole.
    const frame = admin.page.frames().find((each) => each.parentFrame() === admin.page.mainFrame());
    const height = await frame?.evaluate(() => document.documentElement.scrollHeight);
    await admin.page.setViewportSize({ width: viewport.width, height: Math.max(viewport.height, (height ?? 0) + 120) });
    await admin.page.screenshot({ path: join(values.out, `${name}-${width}.png`) });
    await admin.page.setViewportSize(viewport);
  };
  const open = async (path: string) => {
    await admin.page.goto(new URL(`${home.pathname.replace(/\/$/, "")}/${path}`, home).href);
    await admin.app.getByRole("heading", { level: 1 }).first().waitFor();
    await admin.page.waitForLoadState("networkidle");
  };
  await open("");
  await admin.page.screenshot({ path: join(values.out, `first-screen-${width}.png`) });
  for (const [name, path] of Object.entries(PAGES)) {
    await open(path);
    await save(name);
  }
  await open("locations");
  const location = await admin.app.locator('a[href*="/app/locations/"]').first().getAttribute("href");
  if (location) {
    await open(location.replace(/^\/app\//, ""));
    await save("location");
  }
  await open("drawers?order=net");
  const drawer = await admin.app.locator('a[href*="/app/drawers/"]').first().getAttribute("href");
  if (drawer) {
    await open(drawer.replace(/^\/app\//, ""));
    await save("drawer");
  }
  await open("sessions?sign=short&sort=size_desc");
  const session = values.session
    ? `sessions/${values.session}`
    : (await admin.app.locator('a[href*="/app/sessions/"]').first().getAttribute("href"))?.replace(/^\/app\//, "");
  if (session) {
    await open(session);
    await save("session");
  }
  if (admin.complaints.length) console.log(`${width}: the pages complained:\n${admin.complaints.join("\n")}`);
  await admin.close();
}
await browser.close();
console.log(`Saved to ${values.out}`);
