// npm run screenshots -- [--admin http://127.0.0.1:4100] [--out docs/images] [--language de,fr] [--only session,staff]: every
// page of a running demo in its main states, at desktop and phone width, to be looked at; in other languages with their
// codes in the files' names. With --guide: the pictures of docs/guide alone, one screen each.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { DESKTOP, launchBrowser, openAdmin, PHONE } from "#tests/support/admin-browser.ts";
import { findOrGetBrowser } from "./browser.ts";
import { GUIDE, type Scene, type Shot, SHOTS } from "./screenshots/shots.ts";
import { OWNER } from "./screenshots/states.ts";
import { createWordsOf } from "./screenshots/words.ts";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    admin: { type: "string", default: "http://127.0.0.1:4100" },
    out: { type: "string", default: join(root, "docs", "images") },
    language: { type: "string", default: "en" },
    only: { type: "string" },
    guide: { type: "boolean", default: false },
  },
});
const locales = values.language.split(",");

/** The demo's shop; the stand-in's other shops are not looked at. */
const SHOP = "harbor-and-pine.myshopify.com";

async function steer(path: string, body: Record<string, unknown>): Promise<void> {
  const answer = await fetch(new URL(`/_control/${path}`, values.admin), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The stand-in refused ${path}: ${await answer.text()}`);
}

async function openScene(browser: Browser, locale: string, viewport: typeof DESKTOP): Promise<Scene> {
  await steer("sign-in", { user: OWNER, locale });
  const admin = await openAdmin(browser, values.admin, viewport);
  const { app, page } = admin;
  await app.getByRole("heading", { level: 1 }).first().waitFor();
  const home = new URL(page.url());
  // Nothing half faded in.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const goTo = async (path: string) => {
    await page.goto(new URL(`${home.pathname.replace(/\/$/, "")}/${path}`, home).href);
    await app.locator("html[data-app=ready]").waitFor({ state: "attached" });
    await app.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
  };
  const signIn = (user: string, language: string) => steer("sign-in", { user, locale: language });
  return { ...admin, t: await createWordsOf(locale), locale, goTo, signIn };
}

async function open({ app, goTo }: Scene, { path, first }: Shot): Promise<void> {
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
  // Drawings come after the page that they are on.
  await frame.waitForFunction(() => document.querySelector('[class*="_fallback_"]') === null);
  await page.screenshot({ path: file });
  await page.setViewportSize(viewport);
}

/** Takes the pictures that a language has at a width; `files` names the shot of each file. */
async function takeAll(scene: Scene, files: Record<string, string>): Promise<void> {
  for (const [file, name] of Object.entries(files)) {
    const shot = SHOTS[name];
    if (shot === undefined) throw new Error(`There is no picture called ${name}.`);
    await open(scene, shot);
    const page = (await shot.act?.(scene)) ?? scene.page;
    if (values.guide) await page.screenshot({ path: join(values.out, file) });
    else await takeWhole(page, join(values.out, file));
    if (page !== scene.page) await page.close();
    // An answer that was still being put together is wanted no more.
    await scene.page.unrouteAll({ behavior: "ignoreErrors" });
  }
  if (scene.complaints.length) console.log(`The pages complained:\n${scene.complaints.join("\n")}`);
  await scene.close();
}

/** The pictures wanted at a width, those with names of people or those without. */
function wantedAt(pass: string, locale: string, hasNames: boolean): Record<string, string> {
  const only = values.only?.split(",");
  const all = values.guide
    ? Object.entries(GUIDE).map(([file, shot]) => [`guide-${file}.png`, shot] as const)
    : Object.keys(SHOTS)
        .filter((name) => pass === "desktop" || !SHOTS[name]?.isWide)
        .map((name) => [`${name}-${pass}${locale === "en" ? "" : `-${locale}`}.png`, name] as const);
  return Object.fromEntries(
    all.filter(([, name]) => (only?.includes(name) ?? true) && Boolean(SHOTS[name]?.hasNames) === hasNames),
  );
}

/** Staff are named when the ledgers have been read again with the permission; a young demo is not all there either. */
async function untilRead({ app, goTo, t }: Scene): Promise<void> {
  // Of the number of ledgers the longer half, which stands before it in Japanese. That it reads says nothing: every visit
  // makes it look for news.
  const [ledgers = ""] = t("asOfLine.ledgersUnread", { count: 2 })
    .split(/\d+/)
    .toSorted((a, b) => b.length - a.length);
  const busy = [ledgers, t("asOfLine.noDataYet"), t("asOfLine.notCompleteYet")];
  let quiet = 0;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await goTo("staff");
    const line = await app.locator("main").innerText();
    quiet = busy.some((words) => line.includes(words)) ? 0 : quiet + 1;
    // Once may be the moment before the ledgers are asked for.
    if (quiet === 2) return;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }
  throw new Error("The shop is still being read from Shopify: take the pictures with --only when it has been.");
}

/** Five minutes: the demo's ledgers take two on a busy machine. */
const MOST_LOOKS = 60;

mkdirSync(values.out, { recursive: true });
const browser = await launchBrowser(findOrGetBrowser(root, console.log));
const passes = values.guide ? { guide: DESKTOP } : { desktop: DESKTOP, phone: PHONE };
for (const hasNames of [false, true]) {
  const rounds = locales.flatMap((locale) =>
    Object.entries(passes).map(([pass, viewport]) => ({ locale, viewport, wanted: wantedAt(pass, locale, hasNames) })),
  );
  const wanting = rounds.filter(({ wanted }) => Object.keys(wanted).length > 0);
  if (wanting.length === 0) continue;
  await steer("scopes", { shop: SHOP, [hasNames ? "grant" : "revoke"]: ["read_users"] });
  for (const [index, { locale, viewport, wanted }] of wanting.entries()) {
    const scene = await openScene(browser, locale, viewport);
    if (index === 0) await untilRead(scene);
    await takeAll(scene, wanted);
  }
}
await steer("sign-in", { user: OWNER });
await browser.close();
console.log(`Saved to ${values.out}`);
