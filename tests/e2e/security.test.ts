import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { VARIABLE_NAMES } from "#app/env.server.ts";
import { launchBrowser, openAdmin } from "#tests/support/admin-browser.ts";

// What only a browser and a build can show: that the policy stops a foreign script (that it stops none of ours, the
// merchant's paths show, which stay free of complaints), and that what is sent to browsers knows nothing of the server.

const demo = inject("demo");

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
});
afterAll(() => browser.close());

/** Ways for a script into a page that someone could write into. */
const WAYS = {
  inline: "<script>window.pwned = true</script>",
  "in an attribute": '<img src="data:," onerror="window.pwned = true">',
  "from elsewhere on Shopify's CDN": '<script src="https://cdn.shopify.com/s/files/1/0001/pwned.js"></script>',
  "as an address": '<a href="javascript:void(window.pwned = true)">',
};

/** Writes it into the page, clicks it, waits until the browser refuses it, and says whether it ran all the same. */
function isRun(frame: Frame, html: string): Promise<boolean> {
  return frame.evaluate(async (html) => {
    const isRefused = new Promise<void>((resolve) => {
      document.addEventListener("securitypolicyviolation", () => resolve(), { once: true });
    });
    // Unlike innerHTML, a fragment runs the scripts in it.
    const added = document.createRange().createContextualFragment(html).firstElementChild as HTMLElement;
    document.body.append(added);
    added.click();
    await isRefused;
    return "pwned" in window;
  }, html);
}

describe("the policy of a page", () => {
  test("lets no script run that somebody got into the page", async () => {
    const { app, page, complaints, close } = await openAdmin(browser, demo.adminUrl);
    onTestFinished(close);
    await app.getByRole("heading", { level: 1 }).waitFor();
    const frame = page.frames().find((each) => each.url().startsWith(demo.appUrl));
    if (frame === undefined) throw new Error("The admin holds no frame of the app's.");
    for (const [way, html] of Object.entries(WAYS)) expect([way, await isRun(frame, html)]).toEqual([way, false]);
    await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(Object.keys(WAYS).length);
    for (const complaint of complaints) expect(complaint).toMatch(/Content Security Policy/);
  });
});

describe("what a build sends to browsers", () => {
  const folder = join(import.meta.dirname, "..", "..", "build", "client");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "latin1")] as const);

  test("names none of the server's variables, and holds none of their values", () => {
    expect(files.length).toBeGreaterThan(20);
    // Libraries ask for NODE_ENV by its name; a port is no secret, and no name to look for.
    const names = VARIABLE_NAMES.filter((name) => name !== "NODE_ENV" && name !== "PORT");
    expect(names).toContain("SHOPIFY_API_SECRET");
    for (const [name, text] of files) {
      for (const secret of [...names, demo.apiSecret, demo.tokenEncryptionKey]) {
        expect([name, secret, text.includes(secret)]).toEqual([name, secret, false]);
      }
    }
  });

  test("holds no code of the server's, and no map back to the sources", () => {
    for (const [name, text] of files) {
      expect(name).not.toMatch(/\.map$/);
      const server = /node:crypto|timingSafeEqual|PrismaClient|INSERT INTO|sourceMappingURL|process\.env\.[A-Z]/.exec(
        text,
      );
      expect([name, server?.[0]]).toEqual([name, undefined]);
    }
  });
});
