import { expect, test, vi } from "vitest";

import { t } from "./render-in-shop.tsx";
import { fileNameOf, isShopifyMobile, saveExport, type ExportBrowser } from "./save-export.ts";

const DESKTOP = "Mozilla/5.0 Chrome/140.0";
const MOBILE = "Mozilla/5.0 Shopify Mobile/Android/9.103.0 (Build 1)";

function browserThat(answers: (Response | Error)[], userAgent = DESKTOP) {
  const fetched = vi.fn(async (..._request: Parameters<typeof fetch>) => {
    const answer = answers.shift();
    if (!answer) throw new Error("An answer too few");
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { userAgent, fetch: fetched, save: vi.fn(), open: vi.fn() } satisfies ExportBrowser;
}

const csv = () =>
  new Response("session_id\r\n", { headers: { "Content-Disposition": 'attachment; filename="sessions-2026.csv"' } });
const ticket = () => Response.json({ url: "https://app.example/downloads/abc" });

test("on a desktop the file is fetched with the token and saved under its own name", async () => {
  const browser = browserThat([csv()]);
  await saveExport(t, "sessions.csv", "preset=today", browser);
  expect(browser.fetch).toHaveBeenCalledWith("/app/exports/sessions.csv?preset=today");
  expect(browser.save).toHaveBeenCalledWith(expect.any(Blob), "sessions-2026.csv");
  expect(browser.open).not.toHaveBeenCalled();
});

test("in Shopify's mobile app an address that works once is opened instead", async () => {
  const browser = browserThat([ticket()], MOBILE);
  await saveExport(t, "activities.csv", "preset=today", browser);
  const [address, request] = browser.fetch.mock.calls[0] ?? [];
  expect(address).toBe("/app/downloads");
  expect(String(request?.body)).toBe("file=activities.csv&query=preset%3Dtoday");
  expect(browser.open).toHaveBeenCalledWith("https://app.example/downloads/abc");
});

test("a connection that is cut falls back to that address", async () => {
  const browser = browserThat([new TypeError("network error"), ticket()]);
  await saveExport(t, "sessions.csv", "", browser);
  expect(browser.open).toHaveBeenCalledOnce();
});

test("a refusal is passed on in the server's words and not tried another way", async () => {
  const refusal = new Response("`from` takes a date\n", { status: 400, headers: { "Content-Type": "text/plain" } });
  const browser = browserThat([refusal]);
  await expect(saveExport(t, "sessions.csv", "from=x", browser)).rejects.toThrow("`from` takes a date");
  expect(browser.fetch).toHaveBeenCalledOnce();
});

test("a failure without words is told by its number", async () => {
  const page = new Response("<h1>Oops</h1>", { status: 500, headers: { "Content-Type": "text/html" } });
  await expect(saveExport(t, "sessions.csv", "", browserThat([page]))).rejects.toThrow("500");
});

test("a file's name is read in either spelling", () => {
  expect(fileNameOf("attachment; filename=\"a.csv\"; filename*=UTF-8''caf%C3%A9.csv")).toBe("café.csv");
  expect(fileNameOf(null)).toBeNull();
});

test("Shopify POS is one of the mobile apps, a browser on a phone is not", () => {
  expect(isShopifyMobile("Shopify POS/9.1.0/iOS")).toBe(true);
  expect(isShopifyMobile("Mozilla/5.0 (iPhone) Mobile/15E148 Safari/604.1")).toBe(false);
});
