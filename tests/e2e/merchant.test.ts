import { readFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import { PHONE } from "#tests/support/admin-browser.ts";
import { admin, adminAt, untilSessionsAreMirrored, withBrowser } from "#tests/support/demo-admin.ts";
import { parseTable } from "#tests/support/parse-csv.ts";
import { readXlsx, tableOf } from "#tests/support/read-xlsx.ts";

// The merchant's paths, in a real browser, through the admin page and its iframe.

const demo = inject("demo");
/** As the app names itself on a phone; it has no place for a file that a page makes. */
const SHOPIFY_MOBILE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Shopify Mobile/iOS/10.2500.0";

withBrowser();

describe("a merchant who opens the app for the first time", () => {
  test("sees what is being fetched, and then the figures, without doing anything", async () => {
    const { app, complaints } = await admin();
    await app.getByText("Net discrepancy").first().waitFor({ timeout: 180_000 });
    await untilSessionsAreMirrored();
    await app.getByText(/Data as of/).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a merchant who is new here", () => {
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

describe("a merchant who wants to know which drawers are off, and why", () => {
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
    await expect.poll(() => page.url()).toContain("/sessions/");
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
    // Of days on which nothing changes any more, while the registers of the demo go on.
    const day = (ago: number) => new Date(demo.startedAt - ago * 86_400_000).toISOString().slice(0, 10);
    const { app, page } = await adminAt(`sessions?sign=short&from=${day(40)}&to=${day(10)}`);
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

describe("a merchant who looks for the reason", () => {
  test("finds a sale that was rung twice with the keyboard alone: the row, the likely cause, its lines", async () => {
    const { app, page } = await adminAt("sessions?sign=short&sort=size_desc");
    const row = app.getByRole("row", { name: /-\$84\.35/ });
    await row.getByRole("link").focus();
    await page.keyboard.press("Enter");
    await app.getByText(/exactly one sale of \$84\.35, which is in the ledger 2 times/).waitFor();
    const ledger = app.getByRole("table", { name: /Ledger/ });
    await expect.poll(() => ledger.getByRole("row", { name: /Equals the discrepancy/ }).count()).toBe(2);
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

describe("a merchant who follows a drawer", () => {
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
    // The admin hears of the app's address a moment after the app is there.
    await expect.poll(() => page.url()).toMatch(/\/sessions\/\d+/);
    const left = page.url();
    await app.getByRole("link", { name: "Next session on the drawer" }).click();
    await expect.poll(() => page.url()).not.toBe(left);
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
    await expect.poll(() => page.url()).toMatch(/sessions\?from=.*location=/);
  });
});

describe("a merchant who takes figures to the accountant", () => {
  test("chooses a report, looks at its first rows, has it made in the background and fetches it", async () => {
    const { app, page, complaints } = await adminAt("");
    await page.getByRole("link", { name: "Exports" }).click();
    await app.getByRole("heading", { level: 1, name: "Exports" }).waitFor();
    await app.getByRole("combobox", { name: "Report" }).selectOption("Daily totals");
    await app.getByRole("combobox", { name: "Days" }).selectOption("last_month");
    await app.getByLabel("A line for each location of a day").check();
    const preview = app.getByRole("region", { name: "The first rows of Daily totals" });
    await preview.getByRole("columnheader", { name: "business_date" }).waitFor();
    await expect.poll(() => page.url()).toMatch(/daily-totals.*last_month.*per=location/);
    await preview.getByRole("columnheader", { name: "location", exact: true }).waitFor();
    const heading = app.getByRole("heading", { name: /^[\d,]+ rows$/ });
    const count = Number((await heading.innerText()).replace(/\D/g, ""));
    expect(count).toBeGreaterThan(31);
    await expect.poll(() => preview.getByRole("row").count()).toBe(11);

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

describe("a merchant in Shopify's mobile app", () => {
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

describe("a merchant with a phone", () => {
  // That every page keeps to the width is tried in everyone.test.ts.
  test("opens a session from the list's cards", async () => {
    const { app, page } = await adminAt("", PHONE);
    await app.locator('a[href*="/app/sessions/"]').first().click();
    await app.getByRole("heading", { name: "Statement", exact: true }).waitFor();
    await expect.poll(() => page.url()).toContain("/sessions/");
  });
});

// Last: what is granted here has the whole history read once more.
describe("a merchant who is asked for a permission", () => {
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
