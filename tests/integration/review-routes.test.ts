import "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { action as reviewOne, loader as showOne } from "#app/routes/app.sessions.$id.tsx";
import { action as reviewMany } from "#app/routes/app.sessions._index.tsx";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { formOf, REVIEWED } from "#tests/support/review-acts.ts";
import { adminRequest, idToken } from "#tests/support/shopify-requests.ts";

// Who may say what of whose session, at the doors where it is said.

const [MINE, THEIRS, BOTH] = ["770001", "770002", "770003"];
const LATER = "2036-01-01T00:00:00Z";
const TOLD = { userId: "7", user_id: "7", sub: "7", shop: "mine.myshopify.com" };

let mine: Shop;
let theirs: Shop;

beforeAll(async () => {
  await freshDatabase();
  mine = await aShop({ domain: "mine.myshopify.com" });
  theirs = await aShop({ domain: "theirs.myshopify.com" });
  for (const shop of [mine, theirs]) await giveToken(shop);
  const closed = new Date(Date.now() - 3_600_000).toISOString();
  const opened = new Date(Date.now() - 9 * 3_600_000).toISOString();
  const shift = { drawer: 11, opened, closed, off: "-7.70", ledger: [] };
  const sessions = (ids: string[]) => ids.map((id) => ({ ...shift, id: Number(id) }));
  await storeSessions(mine, sessions([MINE, BOTH]));
  await storeSessions(theirs, sessions([THEIRS, BOTH]));
});

type Fields = Record<string, string>;

/** What a loader or action answers or throws: Remix sends both. */
async function answerOf(asked: Promise<Response>): Promise<Response> {
  return asked.catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
}

function one(id: string, token: string | null, fields: Fields): Promise<Response> {
  const request = adminRequest(`/app/sessions/${id}`, token, { method: "POST", body: formOf(fields) });
  return answerOf(reviewOne({ request, params: { id }, context: {} }));
}

function many(token: string | null, fields: Fields): Promise<Response> {
  const body = formOf({ looked: LATER, ...REVIEWED, ...fields });
  const request = adminRequest("/app/sessions?index", token, { method: "POST", body });
  return answerOf(reviewMany({ request, params: {}, context: {} }));
}

async function versionOf(id: string, token: string): Promise<string> {
  const answer = await showOne({ request: adminRequest(`/app/sessions/${id}`, token), params: { id }, context: {} });
  return ((await answer.json()) as { review: { version: string } }).review.version;
}

const trail = () =>
  db().query(sql`SELECT shop_id AS shop, session_id::text AS session, user_id AS by FROM review_event
    ORDER BY shop_id, session_id, number`);
const thief = () => idToken(theirs.domain, { userId: "66" });

describe("another shop", () => {
  it("says nothing of a session that is not its own, by its id, in bulk, or by a query", async () => {
    const token = idToken(mine.domain);
    const version = await versionOf(MINE, token);
    expect((await one(MINE, thief(), { ...REVIEWED, version, ...TOLD })).status).toBe(404);
    const choices: Fields[] = [{ session: MINE }, { query: `session_id=${MINE}&preset=all&shop=${mine.domain}` }];
    for (const chosen of choices) {
      const answer = await many(thief(), { ...chosen, ...TOLD });
      expect([answer.status, await answer.json()]).toMatchObject([200, { outcome: "saved", reviewed: 0 }]);
    }
    expect(await trail()).toEqual([]);
  });

  it("that has a session of the same number reviews its own", async () => {
    expect(await (await many(thief(), { session: BOTH })).json()).toMatchObject({ reviewed: 1 });
    expect(await trail()).toEqual([{ shop: theirs.id, session: BOTH, by: "66" }]);
  });
});

describe("a person", () => {
  it("is who the id token says, whatever the form says", async () => {
    const token = () => idToken(mine.domain, { userId: "4242" });
    const fields = { ...REVIEWED, version: await versionOf(MINE, token()), ...TOLD };
    const answer = await one(MINE, token(), fields);
    expect([answer.status, await answer.json()]).toEqual([200, { outcome: "saved" }]);
    expect(await trail()).toContainEqual({ shop: mine.id, session: MINE, by: "4242" });
  });

  it("is answered by what became of it: a conflict, a refusal, what to mend, nothing chosen", async () => {
    const token = () => idToken(mine.domain, { userId: "4242" });
    const statusOf = async (asked: Promise<Response>) => (await asked).status;
    const version = await versionOf(MINE, token());
    expect(await statusOf(one(MINE, token(), { ...REVIEWED, version: "0/short" }))).toBe(409);
    expect(await statusOf(one(MINE, token(), { ...REVIEWED, version }))).toBe(403);
    expect(await statusOf(one(MINE, token(), { act: "commented", version }))).toBe(422);
    expect(await statusOf(one("0", token(), REVIEWED))).toBe(404);
    expect(await statusOf(many(token(), { session: "" }))).toBe(400);
    expect(await statusOf(many(token(), { session: BOTH, cause: "" }))).toBe(422);
    const noForm = adminRequest(`/app/sessions/${MINE}`, token(), { method: "POST", body: "{" });
    expect(await statusOf(answerOf(reviewOne({ request: noForm, params: { id: MINE }, context: {} })))).toBe(422);
  });

  it("without a valid id token says nothing", async () => {
    const before = await trail();
    for (const token of [idToken(mine.domain, { secret: "another" }), idToken(mine.domain, { expiresIn: -60 }), null]) {
      for (const asked of [one(BOTH, token, REVIEWED), many(token, { session: BOTH })]) {
        expect([401, 302]).toContain((await asked).status);
      }
    }
    expect(await trail()).toEqual(before);
  });
});
