import { expect, inject, test } from "vitest";
import { PHONE } from "#tests/support/admin-browser.ts";
import { axeViolations } from "#tests/support/axe-violations.ts";
import { admin, adminAt, withBrowser } from "#tests/support/demo-admin.ts";

// What a merchant keeps of a list and hands to a colleague.

withBrowser();

test("a list is kept as a view, its link opens it for somebody else, and columns stay chosen", async () => {
  const mine = await adminAt("sessions?status=short&sort=size_desc");
  const { app, page } = mine;
  await app.getByRole("button", { name: "Save as view" }).click({ timeout: 120_000 });
  await app.getByRole("textbox", { name: "Name" }).fill("Most short first");
  await app.getByRole("checkbox", { name: /everybody at this shop/ }).check();
  await app.getByRole("button", { name: "Save view", exact: true }).click();
  const tab = app.getByRole("link", { name: "Most short first" });
  await tab.and(app.locator("[aria-current=page]")).waitFor();

  await app.getByRole("link", { name: "Over", exact: true }).click();
  await app.getByText("Status: Over").waitFor();
  await tab.click();
  await app.getByText("Status: Short").waitFor();
  await app.getByRole("link", { name: /^Closed/ }).click();
  await app.getByText("Changed since it was saved").waitFor();
  await app.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByText("Changed since it was saved").waitFor({ state: "detached" });

  await app.getByRole("button", { name: "Columns" }).click();
  await app.getByRole("checkbox", { name: "Tolerance" }).check();
  await app.getByRole("columnheader", { name: /Tolerance/ }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press("Escape");

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.getByRole("button", { name: "Copy link to this view" }).click();
  await app.getByText("Link copied").waitFor({ state: "attached" });
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(new RegExp(`^${inject("demo").adminUrl}store/harbor-and-pine/apps/till-ledger/app/sessions\\?`));
  expect(link).not.toMatch(/id_token|hmac|session=/);

  const theirs = await admin(link);
  await theirs.app.locator("[aria-current=page]", { hasText: "Most short first" }).waitFor();
  await theirs.app.getByText("Status: Short").waitFor();
  await theirs.app.getByRole("columnheader", { name: /Tolerance/ }).waitFor();
  await expect
    .poll(() => theirs.app.getByRole("columnheader", { name: /^Closed/ }).getAttribute("aria-sort"))
    .toBe("descending");
  expect([...mine.complaints, ...theirs.complaints]).toEqual([]);
});

test("on a phone a view is saved, renamed and deleted within the screen", async () => {
  const phone = await adminAt("sessions?status=over", PHONE);
  const { app } = phone;
  await app.getByRole("button", { name: "Save as view" }).click({ timeout: 120_000 });
  await app.getByRole("textbox", { name: "Name" }).fill("Over");
  const width = () => app.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(await width()).toBeLessThanOrEqual(0);
  expect(await axeViolations(phone.page)).toEqual([]);
  await app.getByRole("button", { name: "Save view", exact: true }).click();
  await app.getByRole("button", { name: /^Rename, share or delete/ }).click();
  await app.getByRole("menuitem", { name: "Rename or share" }).click();
  await app.getByRole("textbox", { name: "Name" }).fill("Too much");
  await app.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByRole("link", { name: "Too much" }).waitFor();
  await app.getByRole("button", { name: /^Rename, share or delete/ }).click();
  await app.getByRole("menuitem", { name: "Delete" }).click();
  await app.getByRole("button", { name: "Delete", exact: true }).click();
  await app.getByRole("link", { name: "Too much" }).waitFor({ state: "detached" });
  expect(await width()).toBeLessThanOrEqual(0);
  expect(phone.complaints).toEqual([]);
});
