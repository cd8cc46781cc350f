import type { TFunction } from "i18next";
import type { Page } from "playwright-core";
import type { Admin } from "#tests/support/admin-browser.ts";
import { reviewWords, withExportsInEveryState, withSomeoneDismissing, withTrailOfTwo } from "./states.ts";

/** What a picture is taken in: the admin's page with the app in it, and the words that its buttons have. */
export interface Scene extends Admin {
  t: TFunction;
  /** The language of the admin. */
  locale: string;
  /** Opens an address of the app. */
  goTo(path: string): Promise<void>;
  /** Signs in another user of the stand-in to the admin; a page that is open has to be loaded again. */
  signIn(user: string, locale: string): Promise<void>;
}

export interface Shot {
  path: string;
  /** The first link of this page to a page below it, followed: a location, a drawer, a session. */
  first?: string;
  /** What is done on the page before the picture is taken; answers another page where one was opened. */
  act?: (scene: Scene) => Promise<Page | undefined>;
  /** Not there on a phone. */
  isWide?: boolean;
  /** With the permission to read users. */
  hasNames?: boolean;
}

const WORST = { path: "sessions?sign=short&sort=size_desc", first: "sessions" };
/** Short as well, and not the one that the pictures of the review are about. */
const OFTEN_TOLD = { path: "sessions?sign=short&sort=size_desc&status=short&by=opening&preset=all", first: "sessions" };

export const SHOTS: Readonly<Record<string, Shot>> = {
  overview: { path: "" },
  guide: { path: "settings", act: showingTheGuide },
  computed: { path: "", act: clicking("button", (t) => t("howComputed.net")) },
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
  views: { path: "sessions?status=short", act: clicking("button", (t) => t("views.saveNew")) },
  columns: { path: "sessions", act: clicking("button", (t) => t("columnChoice.button")), isWide: true },
  session: WORST,
  review: { ...WORST, act: clicking("button", reviewWords) },
  "session-menu": { ...WORST, act: openingTheMenu },
  "session-open": { path: "sessions?status=open&by=opening&preset=all", first: "sessions" },
  paper: { ...WORST, act: printing("sheet") },
  "paper-ledger": { ...WORST, act: printing("ledger") },
  "paper-slip": { ...WORST, act: printing("slip") },
  exceptions: { path: "exceptions" },
  "exceptions-dismissed": { path: "exceptions?show=dismissed&preset=all", act: withSomeoneDismissing },
  staff: { path: "staff" },
  "z-reports": { path: "z-reports" },
  exports: { path: "exports" },
  "exports-long": { path: "exports?file=activities.csv&preset=all" },
  "exports-files": { path: "exports", act: withExportsInEveryState },
  settings: { path: "settings" },
  "settings-changed": { path: "settings", act: changingASetting },
  alerts: { path: "settings", act: showing((t) => t("alerts.title")) },
  keyboard: { path: "sessions", act: clicking("button", (t) => t("keyboard.open")), isWide: true },
  sync: { path: "sync" },
  "not-found": { path: "sessions/1" },
  "page-failed": { path: "sessions", act: failingWith(500) },
  "too-many": { path: "sessions", act: failingWith(429) },
  "staff-named": { path: "staff?preset=last_90_days", hasNames: true },
  person: { path: "staff?preset=last_90_days", first: "staff", hasNames: true },
  trail: { ...OFTEN_TOLD, act: withTrailOfTwo, hasNames: true },
};

/** The pictures that docs/guide shows; where a page is long, what is asked for stands in its first screen. */
export const GUIDE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...["overview", "drawer", "calendar", "search", "views", "review", "paper", "exceptions", "exports", "alerts"],
      ...["settings-changed", "keyboard"],
    ].map((name) => [name, name]),
  ),
  "staff-permission": "staff",
  staff: "staff-named",
};

function clicking(role: "button" | "link", words: (t: TFunction) => string | RegExp): NonNullable<Shot["act"]> {
  return async ({ app, page, t }) => {
    await app
      .getByRole(role, { name: words(t) })
      .first()
      .click();
    await page.waitForLoadState("networkidle");
    return undefined;
  };
}

function showing(heading: (t: TFunction) => string): NonNullable<Shot["act"]> {
  return async ({ app, t }) => {
    await app
      .getByRole("heading", { name: heading(t) })
      .first()
      .evaluate((element) => element.scrollIntoView({ block: "start" }));
    return undefined;
  };
}

async function choosingTheFirst({ app }: Scene): Promise<undefined> {
  const boxes = app.locator("main").locator("tbody, ul").locator("input[type=checkbox]");
  await boxes.filter({ visible: true }).first().check();
}

async function changingASetting({ app, t }: Scene): Promise<undefined> {
  await app
    .getByLabel(t("settingField.amount", { currency: "USD" }))
    .first()
    .fill("2.00");
}

async function showingTheGuide({ app, goTo, t }: Scene): Promise<undefined> {
  await app.getByRole("button", { name: t("guide.show") }).click();
  await app.getByText(t("guide.shown")).waitFor();
  await goTo("");
}

async function openingTheMenu({ app, t }: Pick<Scene, "app" | "t">): Promise<undefined> {
  const button = app.getByRole("button", { name: t("print.button"), exact: true });
  const menu = app.getByRole("button", { name: t("sessionPage.moreActions") });
  await button.or(menu).filter({ visible: true }).click();
}

function printing(layout: "sheet" | "ledger" | "slip"): NonNullable<Shot["act"]> {
  return async ({ app, page, t }) => {
    await openingTheMenu({ app, t });
    const [paper] = await Promise.all([
      page.waitForEvent("popup"),
      app.getByRole("menuitem", { name: t(`paperLayout.${layout}.content`) }).click(),
    ]);
    await paper.getByText(t("paper.checkedBy")).waitFor();
    return paper;
  };
}

/** A page that the app could not make, as it answers the browser then; asked for by another tab of the list. */
function failingWith(status: 429 | 500): NonNullable<Shot["act"]> {
  return async ({ app, page, t }) => {
    const asked = /\/app\/sessions\?.*_data=/;
    await page.route(asked, (route) =>
      route.fulfill({
        status,
        headers: { "X-Remix-Catch": "yes", "Content-Type": "text/plain" },
        body: status === 500 ? "req-3f9a1c" : "",
      }),
    );
    await app
      .getByRole("link", { name: t("sessionTabs.short"), exact: true })
      .first()
      .click();
    await app
      .getByRole("heading", {
        level: 1,
        name: status === 500 ? t("common.pageFailed") : t("pageError.tooManyRequests"),
      })
      .waitFor();
    await page.unroute(asked);
    return undefined;
  };
}
