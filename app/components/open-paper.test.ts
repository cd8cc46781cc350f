import { expect, test } from "vitest";

import { t } from "./render-in-shop.tsx";
import { openPaper, PaperError, type PaperBrowser } from "./open-paper.ts";

const ADDRESS = "https://app.example/papers/1-ticket";

/** A browser whose server answers this, and which opens tabs or does not. */
function aBrowser(answer: Response, opensTabs = true) {
  const asked: string[] = [];
  const opened: string[] = [];
  const browser: PaperBrowser = {
    fetch: async (path, init) => {
      asked.push(`${String(init?.method)} ${String(path)} ${String(init?.body)}`);
      return answer;
    },
    openTab: (address) => opensTabs && opened.push(address) > 0,
  };
  return { browser, asked, opened };
}

test("a paper is asked for and opened in a tab of its own", async () => {
  const { browser, asked, opened } = aBrowser(Response.json({ url: ADDRESS }));
  expect(await openPaper(t, { session: "4711", layout: "slip", locale: "ja" }, browser)).toBeNull();
  expect(asked).toEqual(["POST /app/papers session=4711&layout=slip&locale=ja"]);
  expect(opened).toEqual([ADDRESS]);
});

test("where the browser opens no tab there is an address for a link", async () => {
  const { browser } = aBrowser(Response.json({ url: ADDRESS }), false);
  expect(await openPaper(t, { session: "4711", layout: "slip" }, browser)).toBe(ADDRESS);
});

test("a refusal is told in the server's words, and an answer without any by its status", async () => {
  const refusal = new Response("The session is still open.\n", {
    status: 409,
    headers: { "Content-Type": "text/plain" },
  });
  await expect(openPaper(t, {}, aBrowser(refusal).browser)).rejects.toThrow(
    new PaperError("The session is still open."),
  );
  const failure = new Response("<html>", { status: 502, headers: { "Content-Type": "text/html" } });
  await expect(openPaper(t, {}, aBrowser(failure).browser)).rejects.toThrow("The server answered with 502.");
});
