import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { DESKTOP, launchBrowser, openAdmin, PHONE, type Admin } from "#tests/support/admin-browser.ts";
import { askApp } from "#tests/support/app-client.ts";
import { parseTable } from "#tests/support/parse-csv.ts";
import { readXlsx, tableOf } from "#tests/support/read-xlsx.ts";

// The merchant's paths, in a real browser, through the admin page and its iframe.

const SHOP = "harbor-and-pine.myshopify.com";
const demo = inject("demo");
/** As the app names itself on a phone; it has no place for a file that a page makes. */
const SHOPIFY_MOBILE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Shopify Mobile/iOS/10.2500.0";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
});
afterAll(() => browser.close());

async function admin(path = "", viewport = DESKTOP, userAgent?: string): Promise<Admin> {
  const opened = await openAdmin(browser, new URL(path, demo.adminUrl).href, viewport, userAgent);
  onTestFinished(() => opened.close());
  await opened.app.getByRole("heading", { level: 1 }).waitFor();
  return opened;
}

/** Opens the admin at an address of the app, once the shop's sessions are all mirrored. */
async function adminAt(path: string, viewport = DESKTOP, userAgent?: string): Promise<Admin> {
  await untilSessionsAreMirrored();
  const home = await fetch(demo.adminUrl, { redirect: "manual" });
  const opened = await admin(`${home.headers.get("location")?.replace(/\/$/, "")}/${path}`, viewport, userAgent);
  await opened.app.locator("html[data-app=ready]").waitFor({ state: "attached" });
  return opened;
}

async function untilSessionsAreMirrored(): Promise<void> {
  const status = async () => (await askApp(demo, SHOP, "/app/sync/status")).json() as Promise<{ as_of: string | null }>;
  await expect.poll(async () => (await status()).as_of, { timeout: 180_000, interval: 500 }).not.toBeNull();
}

describe("a merchant who opens the app for the first time", { timeout: 240_000 }, () => {
  test("sees what is being fetched, and then the figures, without doing anything", async () => {
    const { app, complaints } = await admin();
    await app.getByText("Net discrepancy").first().waitFor({ timeout: 60_000 });
    expect(Date.now() - demo.startedAt).toBeLessThan(120_000);
    await untilSessionsAreMirrored();
    await app.getByText(/Data as of/).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a merchant who is new here", { timeout: 240_000 }, () => {
  test("reads how a figure is computed, puts the guide away for good, and fetches it back", async () => {
    const { app, complaints } = await adminAt("?preset=all");
    await app.getByRole("button", { name: "How net discrepancy is computed" }).first().press("Enter");
    const dialog = app.getByRole("dialog", { name: "How net discrepancy is computed" });
    const [sides] = await dialog.getByRole("table", { name: "Net discrepancy" }).allInnerTexts();
    const amounts = [...(sides ?? "").matchAll(/[-+]?\$[\d,]+\.\d\d/g)].map(([text]) => cents(text));
    expect(amounts).toHaveLength(3);
    expect(amounts[2]).toBe((amounts[0] ?? 0) + (amounts[1] ?? 0));
    await dialog.press("Escape");
    await dialog.waitFor({ state: "detached" });

    const guide = app.getByRole("heading", { name: "Get started" });
    await app.getByRole("button", { name: "Put the guide away" }).click();
    await guide.waitFor({ state: "detached" });
    const later = await adminAt("settings");
    await later.app.getByRole("button", { name: "Show the guide on the overview" }).click();
    await later.app.getByRole("link", { name: "Go to the overview" }).click();
    await later.app.getByRole("heading", { name: "Get started" }).waitFor();
    // Whoever has been to the settings has looked at the tolerance.
    await later.app.getByText("Done: Look at the tolerance").waitFor();
    expect([complaints, later.complaints]).toEqual([[], []]);
  });
});

/** "-$1,234.50" as a whole number of cents. */
function cents(text: string): number {
  return Number(text.replace(/[^\d-]/g, ""));
}

describe("a merchant who wants to know which drawers are off, and why", { timeout: 240_000 }, () => {
  test("goes from the overview to the worst session, its statement and its ledger", async () => {
    const { app, page, complaints } = await adminAt("");
    // Among the lists: what waits right now stands above them, and is not the worst.
    const worst = app.locator('li a[href*="/app/sessions/"]').first();
    const name = await worst.innerText();
    await worst.click();
    await app.getByRole("heading", { name: "Statement", exact: true }).waitFor();
    await app.getByText(/Ledger, \d+ lines/).waitFor();
    expect(await app.getByRole("heading", { level: 1 }).innerText()).toContain(name.split(",")[0]);
    await app.getByText("Total discrepancy, as Shopify gives it").first().waitFor();
    await app.getByRole("heading", { name: "Checks" }).waitFor();
    expect(page.url()).toContain("/sessions/");
    expect(complaints).toEqual([]);
  });

  test("reaches every page from the admin's navigation, and each page again by its address", async () => {
    const { app, page, complaints } = await adminAt("");
    await page.getByRole("link", { name: "Locations" }).click();
    await app.getByRole("heading", { level: 1, name: "Locations" }).waitFor();
    await page.getByRole("link", { name: "Sessions" }).click();
    await app.getByRole("heading", { level: 1, name: "Sessions" }).waitFor();
    await app
      .getByRole("tab", { name: "Short", exact: true })
      .or(app.getByRole("link", { name: "Short", exact: true }))
      .first()
      .click();
    await expect.poll(() => page.url()).toContain("short");
    await page.reload();
    await app.getByRole("heading", { level: 1, name: "Sessions" }).waitFor();
    expect(page.url()).toContain("short");
    expect(complaints).toEqual([]);
  });

  test("takes the sessions away as CSV and as a spreadsheet, as many as the page counts", async () => {
    const { app, page } = await adminAt("sessions?sign=short&preset=last_month");
    const count = /of ([\d,]+) sessions/.exec(await app.getByText(/\d+ of [\d,]+ sessions/).innerText())?.[1];
    await app.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      app.getByRole("menuitem", { name: /^Sessions/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^till-ledger-sessions-.*\.csv$/);
    const rows = parseTable(readFileSync(await download.path(), "utf8"));
    expect(rows).toHaveLength(Number(count?.replace(",", "")));
    expect(rows.every((row) => row.total_discrepancy?.startsWith("-"))).toBe(true);

    await app.getByRole("button", { name: "Export" }).click();
    await app.getByRole("button", { name: "Excel" }).click();
    const [packed] = await Promise.all([
      page.waitForEvent("download"),
      app.getByRole("menuitem", { name: /^Sessions/ }).click(),
    ]);
    expect(packed.suggestedFilename()).toMatch(/^till-ledger-sessions-.*\.xlsx$/);
    const shown = readXlsx(readFileSync(await packed.path())).flatMap(tableOf);
    expect(shown.map((row) => row.session_id)).toEqual(rows.map((row) => row.session_id));
  });

  test("is told that an unknown session does not exist, inside the frame", async () => {
    const { app } = await adminAt("sessions/999999999999");
    await app
      .getByText(/not found|does not exist|no such session/i)
      .first()
      .waitFor();
  });
});

describe("a merchant who looks for the reason", { timeout: 240_000 }, () => {
  test("finds a sale that was rung twice with the keyboard alone: the row, the likely cause, its lines", async () => {
    const { app, page } = await adminAt("sessions?sign=short&sort=size_desc");
    const row = app.getByRole("row", { name: /-\$84\.35/ });
    await row.getByRole("link").focus();
    await page.keyboard.press("Enter");
    await app.getByText(/exactly one sale of \$84\.35, which is in the ledger 2 times/).waitFor();
    const ledger = app.getByRole("table", { name: /Ledger/ });
    expect(await ledger.getByRole("row", { name: /Equals the discrepancy/ }).count()).toBe(2);
  });

  test("reads in the list why a session is short though what was expected was counted", async () => {
    const { app } = await adminAt("sessions?sign=short&sort=size_desc");
    const row = app.getByRole("row", { name: /-\$25\.00.*found at a count in mid-session/ });
    await row.getByRole("link").click();
    const statement = app.getByRole("table", { name: "Statement of the session" });
    await statement.getByRole("row", { name: /Found at counts in mid-session/ }).waitFor();
    expect(await statement.getByRole("row", { name: /Discrepancy at close/ }).innerText()).toContain("$0.00");
  });
});

describe("a merchant who follows a drawer", { timeout: 240_000 }, () => {
  test("goes from the list to the night in which cash was lost, to both its sessions and on along the drawer", async () => {
    const { app, page, complaints } = await adminAt("drawers?preset=last_30_days");
    await app
      .getByRole("row", { name: /^Back till\b.*Brooklyn/ })
      .getByRole("link", { name: "Back till" })
      .click();
    await app.getByRole("heading", { level: 1, name: "Back till" }).waitFor();
    const handovers = app.getByRole("table", { name: "How the drawer passed from session to session" });
    const night = handovers.getByRole("row", { name: /-\$60\.00 lost/ });
    expect(await night.innerText()).toMatch(/\$200\.00\s+\$200\.00\s+\$140\.00/);
    await night.getByRole("link").last().click();
    await app.getByRole("heading", { name: "Statement", exact: true }).waitFor();
    const left = page.url();
    await app.getByRole("link", { name: "Next session on the drawer" }).click();
    await expect.poll(() => page.url(), { timeout: 10_000 }).not.toBe(left);
    await app.getByRole("row", { name: /Discrepancy at open.*-\$60\.00/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  test("finds a bad day in the calendar, and the sessions behind it", async () => {
    const { app, page } = await adminAt("calendar");
    await app.getByRole("link", { name: "Previous month" }).click();
    // Only another month than the present one has a way back to it.
    await app.getByRole("link", { name: "This month" }).waitFor();
    const cell = app.getByRole("link", { name: /^Brooklyn, .*short/ }).first();
    const amount = /-[\d.]+/.exec(await cell.innerText())?.[0] ?? "";
    expect(amount).toMatch(/^-\d/);
    await cell.click();
    const net = app.getByRole("definition").filter({ hasText: `-$${amount.slice(1)}` });
    await net.first().waitFor();
    expect(page.url()).toMatch(/sessions\?from=.*location=/);
  });
});

describe("a merchant who takes figures to the accountant", { timeout: 240_000 }, () => {
  test("chooses a report, looks at its first rows, has it made in the background and fetches it", async () => {
    const { app, page, complaints } = await adminAt("");
    await page.getByRole("link", { name: "Exports" }).click();
    await app.getByRole("heading", { level: 1, name: "Exports" }).waitFor();
    await app.getByRole("combobox", { name: "Report" }).selectOption("Daily totals");
    await app.getByRole("combobox", { name: "Days" }).selectOption("last_month");
    await app.getByLabel("A line for each location of a day").check();
    const preview = app.getByRole("region", { name: "The first rows of Daily totals" });
    await preview.getByRole("columnheader", { name: "business_date" }).waitFor();
    await expect.poll(() => page.url(), { timeout: 10_000 }).toMatch(/daily-totals.*last_month.*per=location/);
    const heading = app.getByRole("heading", { name: /^[\d,]+ rows$/ });
    const count = Number((await heading.innerText()).replace(/\D/g, ""));
    expect(count).toBeGreaterThan(31);
    expect(await preview.getByRole("row").count()).toBe(11);

    await app.getByRole("button", { name: /^Keep it here for 7 days/ }).click();
    const files = app.getByRole("list", { name: /^Files made in the background/ });
    await files.getByText("Ready").waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      files.getByRole("button", { name: "Download Daily totals, CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^till-ledger-daily-totals-.*\.csv$/);
    expect(parseTable(readFileSync(await download.path(), "utf8"))).toHaveLength(count);
    const history = app.getByRole("table", { name: /^Files that were taken/ });
    await history.getByRole("row", { name: /Daily totals, CSV, from Files.*Taken/ }).waitFor({ timeout: 60_000 });
    expect(complaints).toEqual([]);
  });
});

describe("a merchant who wants to be bothered with less", { timeout: 240_000 }, () => {
  test("changes the tolerance with the admin's save bar, and a session and the overview follow", async () => {
    const { app, page, complaints } = await adminAt("sessions?sign=short&sort=size_desc");
    const row = app.getByRole("row", { name: /-\$25\.00.*found at a count in mid-session/ });
    await row.getByText("Short", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Settings" }).click();
    const amount = app.getByLabel("Amount in USD").first();
    await amount.fill("25.005");
    await page.getByRole("link", { name: "Sessions" }).click();
    await page.getByRole("button", { name: "Stay" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await app.getByText(/USD has no such small coins/).waitFor();
    await amount.fill("26");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Settings saved").waitFor();
    await app.getByText("Tolerance, USD: set to $26.00").waitFor();
    await app.getByText(/worked out anew/).waitFor({ state: "detached", timeout: 120_000 });
    // Shopify's bar is gone: nothing asks any more.
    await page.getByRole("link", { name: "Sessions" }).click();
    await app.getByRole("heading", { level: 1, name: "Sessions" }).waitFor();
    const changed = await adminAt("sessions?sign=short&sort=size_desc");
    const sameRow = changed.app.getByRole("row", { name: /-\$25\.00.*found at a count in mid-session/ });
    await sameRow.getByText("Within tolerance").waitFor();
    expect(complaints).toEqual([]);

    // As it was, for whoever comes after.
    await page.getByRole("link", { name: "Settings" }).click();
    await amount.fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await app.getByText("Tolerance, USD: $26.00 taken back").waitFor();
    await app.getByText(/worked out anew/).waitFor({ state: "detached", timeout: 120_000 });
  });

  test("has the app in French, without another document and with one, and in each person's own language again", async () => {
    const { app, page, complaints } = await adminAt("settings");
    await app.getByLabel("Language of Till Ledger").selectOption({ label: "Français" });
    await page.getByRole("button", { name: "Save" }).click();
    await app.getByRole("heading", { level: 1, name: "Paramètres" }).waitFor();
    // Rendered in French on the server and taken over in French by the browser, which would complain of a difference.
    const again = await adminAt("settings");
    await again.app.locator("html[lang=fr]").waitFor({ state: "attached" });
    await again.app.getByLabel("Langue de Till Ledger").selectOption("admin");
    await again.page.getByRole("button", { name: "Save" }).click();
    await again.app.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    expect([...complaints, ...again.complaints]).toEqual([]);
  });

  test("drops what was typed and not saved only when told so", async () => {
    const { app, page } = await adminAt("settings");
    await app.getByLabel("An open session counts as forgotten after").fill("12");
    await page.getByRole("link", { name: "Locations" }).click();
    await page.getByRole("button", { name: "Leave page" }).click();
    await app.getByRole("heading", { level: 1, name: "Locations" }).waitFor();
    await page.getByRole("link", { name: "Settings" }).click();
    const hours = app.getByLabel("An open session counts as forgotten after");
    expect(await hours.inputValue()).toBe("24");
  });
});

describe("a merchant who reviews what is off", { timeout: 240_000 }, () => {
  test("says why, is told when somebody was faster, and finds both in the trail", async () => {
    const { app, page, complaints } = await adminAt("sessions?review=needs&sign=short&sort=size_desc");
    const row = app.getByRole("row", { name: /-\$40\.00/ }).first();
    await row.getByRole("link").click();
    await app.getByRole("heading", { name: "Statement", exact: true }).waitFor();
    const path = new URL(page.url()).pathname.replace(/^.*\/sessions\//, "sessions/");
    const other = await adminAt(path);
    for (const { app: each } of [{ app }, other]) {
      await each.getByRole("button", { name: "Review", exact: true }).first().click();
      await each.getByLabel("Cause").selectOption("counting_error");
    }
    await app.getByRole("button", { name: "Mark reviewed" }).last().click();
    await app.getByText("Reviewed: Counting error").waitFor();
    expect(await app.getByRole("button", { name: "Review", exact: true }).count()).toBe(0);

    await other.app.getByLabel("Comment (optional)").fill("The float was wrong, I think");
    await other.app.getByRole("button", { name: "Mark reviewed" }).last().click();
    await other.app.getByText("Nothing was saved: somebody was here before you").waitFor();
    expect(await other.app.getByLabel("Comment", { exact: true }).inputValue()).toBe("The float was wrong, I think");
    await other.app.getByRole("button", { name: "Add comment" }).click();
    const trail = other.app.getByRole("region", { name: "Trail" });
    await trail.getByText("The float was wrong, I think").waitFor();
    expect(await trail.getByRole("listitem").count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  test("marks several reviewed at once, and they leave the list of what waits", async () => {
    const { app, complaints } = await adminAt("sessions?review=needs&sign=over&sort=size_desc");
    const table = app.getByRole("table", { name: "Cash sessions" });
    await table.waitFor();
    for (const index of [1, 2, 3]) await table.getByRole("checkbox").nth(index).check();
    const bar = app.getByRole("region", { name: "Chosen sessions" });
    await bar.getByText("3 sessions chosen").waitFor();
    await bar.getByRole("button", { name: "Review" }).click();
    await bar.getByLabel("Cause").selectOption("wrong_float");
    await bar.getByRole("button", { name: "Mark reviewed" }).click();
    await app.getByText("3 sessions marked reviewed").waitFor();
    await app.getByRole("link", { name: "All", exact: true }).click();
    await app.getByRole("cell", { name: "Reviewed", exact: true }).nth(2).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a merchant who wants it on paper", { timeout: 240_000 }, () => {
  test("prints a session's Z-report: a number, and on a slip a copy of the same", async () => {
    const { app, page, complaints } = await adminAt("sessions?sign=short&sort=size_desc");
    await app.locator('a[href*="/app/sessions/"]').first().click();
    const print = async (layout: RegExp) => {
      await app.getByRole("button", { name: "Print" }).click();
      const [paper] = await Promise.all([
        page.waitForEvent("popup"),
        app.getByRole("menuitem", { name: layout }).click(),
      ]);
      await paper.getByText("Checked by").waitFor();
      return paper;
    };
    const sheet = await print(/with ledger/);
    const title = await sheet.getByRole("heading", { level: 1 }).innerText();
    expect(title).toMatch(/^Z-report no\. \d+$/);
    await sheet.getByRole("heading", { name: /^Ledger, \d+ lines$/ }).waitFor();
    const slip = await print(/slip/);
    expect(await slip.getByRole("heading", { level: 1 }).innerText()).toBe(title);
    await slip.getByText("Copy 2").waitFor();
    const reloaded = await slip.reload();
    expect(reloaded?.status()).toBe(410);

    await app.getByRole("button", { name: "Print" }).click();
    await app.getByRole("link", { name: "Z-reports issued so far" }).click();
    await app.getByText(/none missing/).waitFor();
    await app
      .getByRole("button", { name: /^Print no\. \d+ again/ })
      .first()
      .click();
    const [copy] = await Promise.all([
      page.waitForEvent("popup"),
      app.getByRole("menuitem", { name: /^Z-report, A4/ }).click(),
    ]);
    expect(await copy.getByRole("heading", { level: 1 }).innerText()).toBe(title);
    await app
      .getByText(/Original and 2 copies/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a merchant in Shopify's mobile app", { timeout: 240_000 }, () => {
  test("takes a file by an address that works once", async () => {
    const { app, page } = await adminAt("sessions?preset=last_7_days", PHONE, SHOPIFY_MOBILE);
    await app.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      app.getByRole("menuitem", { name: /^Sessions/ }).click(),
    ]);
    expect(new URL(download.url()).pathname).toMatch(/^\/downloads\/./);
    expect(download.suggestedFilename()).toMatch(/^till-ledger-sessions-.*\.csv$/);
    expect(readFileSync(await download.path(), "utf8")).toMatch(/^session_id,status,/);
    const again = await fetch(download.url());
    expect(again.status).toBe(410);
    expect(await again.text()).not.toContain("session_id");
  });
});

describe("a merchant with a phone", { timeout: 240_000 }, () => {
  // That every page keeps to the width is tried in everyone.test.ts.
  test("opens a session from the list's cards", async () => {
    const { app, page } = await adminAt("", PHONE);
    await app.locator('a[href*="/app/sessions/"]').first().click();
    await app.getByRole("heading", { name: "Statement", exact: true }).waitFor();
    expect(page.url()).toContain("/sessions/");
  });
});

// Last: what is granted here has the whole history read once more.
describe("a merchant who is asked for a permission", { timeout: 240_000 }, () => {
  test("declines to share the names of staff, thinks again, and sees who closed the session", async () => {
    const { app, page, complaints } = await adminAt("sessions?sign=short&sort=size_desc");
    await app
      .getByRole("row", { name: /-\$300\.00/ })
      .getByRole("link")
      .click();
    const ask = app.getByRole("button", { name: /^Grant permission: Names of staff/ });
    await ask.click();
    await page.getByRole("button", { name: "Decline" }).click();
    await app.getByText("The permission was not granted.").waitFor();
    await ask.click();
    await page.getByRole("button", { name: "Grant", exact: true }).click();
    await ask.waitFor({ state: "detached" });
    await app
      .getByText(/^\S+ \d+, \d{4}, \d+:\d\d [AP]M, \S+ \S+$/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(complaints).toEqual([]);
  });

  test("gives one in the settings, and takes it back", async () => {
    const { app, page, complaints } = await adminAt("settings");
    await app.getByRole("button", { name: /^Grant permission: Gift cards/ }).click();
    await page.getByRole("button", { name: "Grant", exact: true }).click();
    await app.getByRole("button", { name: /^Take back: Gift cards/ }).click({ timeout: 30_000 });
    await app.getByRole("button", { name: /^Grant permission: Gift cards/ }).waitFor({ timeout: 30_000 });
    expect(complaints).toEqual([]);
  });
});

describe("a loss-prevention manager", { timeout: 240_000 }, () => {
  test("dismisses an exception with a reason, and takes it back", async () => {
    const { app, complaints } = await adminAt("exceptions?kind=silent_adjustment");
    const list = app.getByRole("list", { name: "Exceptions, the latest first" });
    await list.getByText("-$45.00").first().waitFor({ timeout: 60_000 });
    await list.getByRole("button", { name: "Dismiss: No reason given, Main till, Portland Old Port" }).click();
    const dialog = app.getByRole("dialog");
    await dialog.getByRole("button", { name: "Dismiss", exact: true }).click();
    await dialog.getByText("Say why, in a few words.").waitFor();
    await dialog.getByLabel("Reason").fill("The window cleaner; the receipt is in the safe");
    await dialog.getByRole("button", { name: "Dismiss", exact: true }).click();
    await app.getByText("No exception fits.").waitFor();
    await app.getByRole("button", { name: "Undo" }).click();
    await list.getByText("-$45.00").first().waitFor();
    expect(complaints).toEqual([]);
  });
});
