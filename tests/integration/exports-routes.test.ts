import { APP_ENV } from "#tests/support/app-env.ts";
import { describe, expect, it } from "vitest";
import { action as makeTicket } from "#app/routes/app.downloads.tsx";
import { loader as exportLoader } from "#app/routes/app.exports.$file.tsx";
import { loader as statusLoader } from "#app/routes/app.sync.status.tsx";
import { loader as ticketLoader } from "#app/routes/downloads.$ticket.tsx";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";
import { adminRequest, idToken } from "#tests/support/shopify-requests.ts";
import { offlineToken, startTokenEndpoint } from "#tests/support/token-endpoint.ts";

/** Two shops with a session each, whose ids are theirs alone. */
async function twoShops(): Promise<{ mine: Shop; theirs: Shop }> {
  await freshDatabase();
  await startTokenEndpoint(() => offlineToken("first"));
  const shift = { drawer: 11, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z", off: "-2" };
  const ledger = [{ at: "2026-11-20T15:00:00Z", type: "SALE", cash: "5" }];
  const [mine, theirs] = [
    await aShop({ domain: "mine.myshopify.com" }),
    await aShop({ domain: "theirs.myshopify.com" }),
  ];
  await storeSessions(mine, [{ ...shift, id: 1, ledger }]);
  await storeSessions(theirs, [{ ...shift, id: 2, ledger }]);
  return { mine, theirs };
}

function ask(file: string, token: string | null, query = ""): Promise<Response> {
  const request = adminRequest(`/app/exports/${file}${query}`, token);
  return exportLoader({ request, params: { file }, context: {} });
}

/** What a loader answers or throws: Remix sends both. */
async function answerOf(asked: Promise<Response>): Promise<Response> {
  return asked.catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
}

describe("the address of an export", () => {
  it.each(["sessions.csv", "activities.csv"])("gives %s of the id token's shop alone", async (file) => {
    const { mine } = await twoShops();
    for (const query of ["", "?drawer=11", "?shop=theirs.myshopify.com"]) {
      const rows = parseTable(await (await ask(file, idToken(mine.domain), query)).text());
      expect(rows.map((row) => row.session_id)).toEqual(["gid://shopify/PointOfSaleDevicePaymentSession/1"]);
    }
  });

  it("gives nothing without a valid id token", async () => {
    const { mine } = await twoShops();
    for (const token of [idToken(mine.domain, { expiresIn: -60 }), idToken(mine.domain, { secret: "another" }), null]) {
      const answer = await answerOf(ask("sessions.csv", token));
      expect(answer.status).toBe(401);
      const text = await answer.text();
      expect(text).not.toContain("session_id");
      if (token === null) expect(text).toContain("carries no id token");
    }
  });

  it("has a browser that goes there by itself fetch an id token first", async () => {
    await twoShops();
    const host = Buffer.from("admin.shopify.com/store/mine").toString("base64url");
    const path = `/app/exports/sessions.csv?shop=mine.myshopify.com&host=${host}&embedded=1`;
    const request = adminRequest(path, null, { headers: { "Sec-Fetch-Mode": "navigate" } });
    const answer = await answerOf(exportLoader({ request, params: { file: "sessions.csv" }, context: {} }));
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      302,
      expect.stringContaining("/auth/session-token"),
    ]);
  });

  it.each(["receipts.csv", "sessions.ods", "sessions", "journal-xero.xlsx"])("knows no %s", async (file) => {
    const { mine } = await twoShops();
    expect((await answerOf(ask(file, idToken(mine.domain)))).status).toBe(404);
  });
});

describe("a download by ticket", () => {
  it("hands out the same file at an address of the app that needs no id token, once", async () => {
    const { mine } = await twoShops();
    const body = new URLSearchParams({ file: "sessions.csv", query: "by=opening&bom=1" });
    const request = adminRequest("/app/downloads", idToken(mine.domain), { method: "POST", body });
    const { url } = (await (await makeTicket({ request, params: {}, context: {} })).json()) as { url: string };
    expect(url).toMatch(new RegExp(`^${APP_ENV.SHOPIFY_APP_URL}/downloads/[\\w-]+$`));

    const open = () => {
      const ticket = new URL(url).pathname.split("/").at(-1) ?? "";
      return ticketLoader({ request: new Request(url), params: { ticket }, context: {} });
    };
    const direct = await ask("sessions.csv", idToken(mine.domain), "?by=opening&bom=1");
    expect(await (await open()).bytes()).toEqual(await direct.bytes());
    expect((await open()).status).toBe(410);
  });

  it("is not made without an id token, nor for a query that the export would refuse", async () => {
    const { mine } = await twoShops();
    const post = (token: string | null, query: string) => {
      const body = new URLSearchParams({ file: "sessions.csv", query });
      const request = adminRequest("/app/downloads", token, { method: "POST", body });
      return answerOf(makeTicket({ request, params: {}, context: {} }));
    };
    expect((await post(null, "")).status).toBe(401);
    expect((await post(idToken(mine.domain), "from=yesterday")).status).toBe(400);
  });
});

describe("the state of the sync", () => {
  it("has the names that other programs rely on", async () => {
    const { mine } = await twoShops();
    const request = adminRequest("/app/sync/status", idToken(mine.domain));
    const status: unknown = await (await statusLoader({ request, params: {}, context: {} })).json();
    expect(status).toMatchObject({ sessions: 1, activities: 1, ledgers_pending: 0, as_of: null, error: null });
    // Nothing has been read yet, so that the visit has queued the first run.
    expect(status).toHaveProperty("state", "queued");
  });
});
