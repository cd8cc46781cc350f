import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { readDownloadRequest } from "#app/exports/download-request.server.ts";
import { issueTicket, redeemTicket } from "#app/exports/download-tickets.server.ts";
import { loader } from "#app/routes/downloads.$ticket.tsx";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop } from "#tests/support/known-shop.ts";
import { aShop } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

const download = { userId: "7", file: "sessions.csv", query: "status=short&currency=USD" } as const;

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  shop = await aKnownShop();
});

function open(ticket: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`https://app.example/downloads/${ticket}`, init);
  return loader({ request, params: { ticket }, context: {} });
}

describe("a ticket", () => {
  it("opens the file that it was made for, once, without an id token", async () => {
    const ticket = await issueTicket(shop, download);
    const response = await open(ticket);
    expect(response.headers.get("Content-Disposition")).toContain("attachment");
    const rows = parseTable(await response.text());
    expect(rows.map((row) => row.session_id?.split("/").at(-1))).toEqual(["1001", "1004"]);
    const again = await open(ticket);
    expect(again.status).toBe(410);
    expect(await again.text()).toContain("This link no longer works");
  });

  it("lives for a minute", async () => {
    const made = new Date("2026-11-22T18:00:00Z");
    const ticket = await issueTicket(shop, download, made);
    const other = await issueTicket(shop, download, made);
    expect(await redeemTicket(other, new Date("2026-11-22T18:01:00Z"))).toBeNull();
    expect(await redeemTicket(ticket, new Date("2026-11-22T18:00:59Z"))).toMatchObject({ file: "sessions.csv" });
  });

  it("redeemed twice at once opens once", async () => {
    const ticket = await issueTicket(shop, download);
    const opened = await Promise.all(Array.from({ length: 5 }, () => redeemTicket(ticket)));
    expect(opened.filter((result) => result !== null)).toHaveLength(1);
  });

  it("is not used up by a look at its address", async () => {
    const ticket = await issueTicket(shop, download);
    expect((await open(ticket, { method: "HEAD" })).status).toBe(200);
    expect((await open(ticket)).status).toBe(200);
  });

  it("opens its own shop's file under no other shop's number", async () => {
    const stranger = await aShop();
    const ticket = await issueTicket(shop, download);
    expect(await redeemTicket(ticket.replace(/^\d+/, String(stranger.id)))).toBeNull();
  });

  it("opens nothing once the app is uninstalled", async () => {
    const leaving = await aShop();
    const ticket = await issueTicket(leaving, download);
    await db().execute(sql`UPDATE shop SET uninstalled_at = now() WHERE id = ${leaving.id}`);
    expect(await redeemTicket(ticket)).toBeNull();
  });

  it("is stored as its hash alone, and goes when its time is over", async () => {
    const ticket = await issueTicket(shop, download, new Date("2026-11-01T00:00:00Z"));
    const stored = () => db().query<{ id: string }>(sql`SELECT id FROM download_ticket WHERE shop_id = ${shop.id}`);
    const secret = ticket.slice(ticket.indexOf("-") + 1);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await stored()).every(({ id }) => !ticket.includes(id))).toBe(true);
    await issueTicket(shop, download);
    expect(await redeemTicket(ticket, new Date("2026-11-01T00:00:01Z"))).toBeNull();
  });

  it.each([
    "",
    "1",
    "1-short",
    `0-${"a".repeat(43)}`,
    `1-${"a".repeat(43)}`,
    `99999999999-${"a".repeat(43)}`,
    "1-' OR 1=1",
  ])("that was never made opens nothing: %j", async (ticket) => {
    expect((await open(ticket)).status).toBe(410);
  });
});

describe("a request for a ticket", () => {
  const ask = (body: BodyInit, headers: HeadersInit = {}) =>
    readDownloadRequest(shop, new Request("https://app.example/app/downloads", { method: "POST", body, headers }));

  it("names the file or its address, as a form or as JSON", async () => {
    const query = "from=2026-11-01";
    expect(await ask(new URLSearchParams({ file: "sessions.csv", query }))).toEqual({ file: "sessions.csv", query });
    const json = JSON.stringify({ path: "/app/exports/activities.csv", query: `?${query}` });
    const asJson = await ask(json, { "Content-Type": "application/json" });
    expect(asJson).toEqual({ file: "activities.csv", query });
  });

  it.each([
    [new URLSearchParams({ file: "passwords.csv" }), 404],
    [new URLSearchParams({ path: "/app/exports/../sessions" }), 404],
    [new URLSearchParams({ file: "sessions.csv", query: "from=2026-13-01" }), 400],
    ["{", 404],
    ["null", 404],
  ])("for what cannot be exported is refused: %s", async (body, status) => {
    const answer = await ask(body, typeof body === "string" ? { "Content-Type": "application/json" } : {});
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).status).toBe(status);
  });
});
