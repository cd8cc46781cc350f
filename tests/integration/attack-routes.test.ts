import "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { EXPORT_FILES } from "#app/exports/export-file.server.ts";
import { printPaper } from "#app/papers/print-paper.server.ts";
import { takeRequest } from "#app/rate-limit.server.ts";
import { findShop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { type Door, DOORS, DRAWER, LOCATION, PERSON, SESSION } from "#tests/support/doors.ts";
import { claiming, relabelled } from "#tests/support/forged-tokens.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { csvOf, readXlsx } from "#tests/support/read-xlsx.ts";
import { act } from "#tests/support/review-acts.ts";
import { BROWSER, idToken, webhookRequest } from "#tests/support/shopify-requests.ts";
import { readRoutes, startWholeApp } from "#tests/support/whole-app.ts";

// Every door of the app, tried by everyone who must not come in. A route that is not listed here fails the first test:
// whoever adds one says what it may answer to a stranger.

const [VICTIM, THIEF] = ["victim.myshopify.com", "thief.myshopify.com"] as const;
/** What every row of the victim's holds: names and amounts that stand nowhere else. */
const SECRET = /Sesame|-7\.70/;
const EXPORTS = EXPORT_FILES.map((file) => `/app/exports/${file}`);

/** Id tokens that let nobody in. */
const FORGERIES: Record<string, () => string> = {
  "an expired id token": () => idToken(VICTIM, { expiresIn: -3600 }),
  "an id token signed with another key": () => idToken(VICTIM, { secret: "not the app's secret" }),
  "an id token that is not signed": () => idToken(VICTIM, { algorithm: "none" }),
  "an id token that keeps its signature and says alg none": () => relabelled(VICTIM, { alg: "none", typ: "JWT" }),
  "an id token that says another algorithm": () => relabelled(VICTIM, { alg: "RS256", typ: "JWT" }),
  "an id token for another app": () => idToken(VICTIM, { audience: "another-app" }),
  "an id token whose claims were changed": () => claiming(THIEF, { dest: `https://${VICTIM}` }, { resign: false }),
  "an id token of a host that is no shop": () => claiming(THIEF, { dest: "https://victim.myshopify.com.evil.example" }),
  "an id token that is not valid yet": () => claiming(THIEF, { nbf: 4_000_000_000, exp: 4_000_000_060 }),
  "an id token of one shop, issued by another": () => claiming(THIEF, { dest: `https://${VICTIM}` }),
  "an id token without an end": () => claiming(THIEF, { exp: undefined }),
  "something that is no id token": () => "let.me.in",
  "an access token": () => "shpat_victim-Sesame",
};
const STRANGERS: Record<string, Record<string, string>> = {
  "no id token": { "User-Agent": BROWSER },
  "no id token and a bot's name": { "User-Agent": "Googlebot/2.1 (+http://www.google.com/bot.html)" },
  "no name at all": { "User-Agent": "" },
  "the victim's name in every header": {
    "User-Agent": BROWSER,
    "X-Shopify-Shop-Domain": VICTIM,
    "X-Forwarded-Host": VICTIM,
    Cookie: `shopify_app_session=offline_${VICTIM}`,
  },
};

let origin: string;
beforeAll(async () => {
  await freshDatabase();
  origin = await startWholeApp();
  const victim = await aShop({
    domain: VICTIM,
    locations: [{ id: LOCATION, name: "Sesame Street" }],
    drawers: [{ id: DRAWER, name: "Sesame Drawer", location: LOCATION }],
    staff: [{ id: PERSON, name: "Ali of Sesame" }],
  });
  await giveToken(victim);
  await giveToken(await aShop({ domain: THIEF }));
  const shift = { opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z", off: "-7.70" };
  const told = { openingNote: "Sesame opens", closingNote: "Sesame closes", exceptions: ["not_counted"] };
  const ledger = [{ at: "2026-11-20T15:00:00Z", type: "SALE", cash: "5", note: "Sesame note" }];
  const who = { id: SESSION, drawer: DRAWER, location: LOCATION, people: [{ id: PERSON, own: "-7.70" }] };
  await storeSessions(victim, [{ ...who, ...shift, ...told, ledger }]);
  await printPaper(victim, { subject: "session", session: `${SESSION}`, layout: "sheet" }, "7");
  await act(victim, { session: `${SESSION}`, by: 7 }, { act: "commented", comment: "Sesame says" });
});

type Answer = { status: number; location: string | null; text: string; headers: Headers };

async function ask(path: string, headers: Record<string, string>, posts?: Record<string, string>): Promise<Answer> {
  const body = posts && new URLSearchParams(posts);
  const init = { method: body ? "POST" : "GET", body: body ?? null, headers, redirect: "manual" as const };
  const answer = await fetch(origin + path, init);
  const { status } = answer;
  const location = answer.headers.get("Location") ?? answer.headers.get("X-Remix-Redirect");
  return { status, location, text: await readable(answer), headers: answer.headers };
}

/** What can be read in an answer: a packed one hides what stands in it. */
async function readable(answer: Response): Promise<string> {
  const isSheet = answer.headers.get("Content-Type")?.includes("spreadsheetml") ?? false;
  return isSheet ? csvOf(readXlsx(await answer.bytes())) : answer.text();
}

/** Not packed: thousands of answers are made and read in the same process. */
const bearing = (token: string) => ({
  ...{ "User-Agent": BROWSER, "Accept-Encoding": "identity" },
  Authorization: `Bearer ${token}`,
});

function expectNothing({ text, location, headers }: Answer, what: string): void {
  const said = `${text}\n${[...headers].join("\n")}`;
  expect(said.match(SECRET)?.[0], `${what} shows the victim's data`).toBeUndefined();
  expect(said.match(/node_modules|\.tsx?:\d|\n\s+at .+:\d+:\d+|SELECT |shpat_/)?.[0], `${what} tells too much`).toBe(
    undefined,
  );
  if (location !== null) expect(new URL(location, origin).origin, `${what} leads away`).toBe(origin);
}

/** Every address at which a door's data could be had: the document, and what Remix fetches of it. */
function addressesOf(id: string, { path }: Door): string[] {
  if (id === "routes/app.exports.$file") return EXPORTS;
  if (DOORS[id]?.guards === "resource") return [path];
  const separator = path.includes("?") ? "&" : "?";
  return [path, `${path}${separator}_data=${encodeURIComponent(id)}`];
}

const doorsThat = (is: (door: Door) => unknown) => Object.entries(DOORS).filter(([, door]) => is(door));
const guarded = doorsThat((door) => door.guards);

describe("the list of doors", () => {
  it("is that of the routes", async () => {
    expect(Object.keys(DOORS).sort()).toEqual(Object.keys(await readRoutes()).sort());
  });

  it("says of each what it is, and leaves no loader and no action out", async () => {
    for (const [id, { module }] of Object.entries(await readRoutes())) {
      const door = DOORS[id];
      const takesPosts = door?.posts !== undefined || door?.isWebhook === true;
      expect(module.action !== undefined, `${id} has an action`).toBe(takesPosts);
      if (module.loader !== undefined)
        expect(door?.guards !== undefined || door?.open !== undefined, `${id} has a loader`).toBe(true);
    }
  });
});

describe("whoever has the right id token", () => {
  it("gets what the others are refused", async () => {
    // These tell how far the mirror is: counts, and no row of it.
    const counting = ["routes/app", "routes/app.sync.status", "routes/app.sync._index", "routes/app.exports.jobs"];
    for (const [id, door] of guarded.filter(([name]) => !counting.includes(name))) {
      for (const path of addressesOf(id, door)) {
        const { status, text } = await ask(
          `${path}${path.includes("?") ? "&" : "?"}preset=all`,
          bearing(idToken(VICTIM)),
        );
        expect([path, status, SECRET.test(text)]).toEqual([path, 200, true]);
      }
    }
  });

  it("is told when what is sent is no form, and no door breaks of it", async () => {
    const bodies = [
      ["text/plain", "act=start"],
      ["application/json", "null"],
      ["multipart/form-data", "a form without its boundary"],
    ] as const;
    for (const [id, { path }] of doorsThat((door) => door.posts)) {
      for (const [type, body] of bodies) {
        const headers = { ...bearing(idToken(THIEF)), "Content-Type": type };
        const answer = await fetch(origin + path, { method: "POST", headers, body, redirect: "manual" });
        expect([id, type, answer.status < 500]).toEqual([id, type, true]);
        expectNothing(
          { status: answer.status, location: null, text: await answer.text(), headers: answer.headers },
          id,
        );
      }
    }
  });
});

describe("a stranger", () => {
  it.each(Object.keys(FORGERIES))("with %s gets 401 at every door", async (kind) => {
    const token = () => (FORGERIES[kind] as () => string)();
    for (const [id, door] of guarded) {
      for (const path of addressesOf(id, door)) {
        const answer = await ask(path, bearing(token()));
        expect([path, answer.status]).toEqual([path, 401]);
        expectNothing(answer, path);
        if (path.includes("_data=")) continue;
        // In the address, as a document has it: sent away to fetch one that is valid, or to say which shop.
        const inAddress = await ask(`${path}${path.includes("?") ? "&" : "?"}id_token=${token()}`, {});
        expect([path, [302, 401]]).toEqual([path, expect.arrayContaining([inAddress.status])]);
        expectNothing(inAddress, path);
      }
    }
    for (const [, { path, posts }] of doorsThat((door) => door.posts)) {
      const answer = await ask(path, bearing(token()), posts);
      expect([path, answer.status]).toEqual([path, 401]);
      expectNothing(answer, path);
    }
  });

  it.each(Object.keys(STRANGERS))("with %s is sent away or refused at every door", async (kind) => {
    const host = Buffer.from("admin.shopify.com/store/victim").toString("base64url");
    for (const [id, door] of guarded) {
      for (const path of addressesOf(id, door)) {
        for (const shop of ["", `shop=${VICTIM}`, `shop=${VICTIM}&host=${host}&embedded=1`]) {
          const answer = await ask(`${path}${path.includes("?") ? "&" : "?"}${shop}`, STRANGERS[kind] ?? {});
          // Remix answers a redirect of a data request with 204.
          const away = path.includes("_data=") ? 204 : 302;
          expect([path, answer.status]).toEqual([path, door.guards === "page" ? away : 401]);
          expect(answer.location ?? "refused").toMatch(door.guards === "page" ? /^\/auth\// : /^refused$/);
          expectNothing(
            { ...answer, headers: without(answer.headers, "location", "x-remix-redirect"), text: answer.text },
            path,
          );
        }
      }
    }
    for (const [, { path, posts, guards }] of doorsThat((door) => door.posts)) {
      const answer = await ask(path, STRANGERS[kind] ?? {}, posts);
      // A form that is sent to a page asks for the page as well.
      expect([path, answer.status]).toEqual([path, guards === "page" ? 302 : 401]);
      expectNothing(answer, path);
    }
  });

  it("finds in the open only what is for anyone", async () => {
    for (const [, { path, open }] of doorsThat((door) => door.open)) {
      const answer = await ask(`${path}?shop=${VICTIM.replace(".myshopify.com", "")}.evil.example&id=${DRAWER}`, {});
      if (path !== "/" && path !== "/auth/login") expect([path, answer.status]).toEqual([path, open]);
      expectNothing(answer, path);
      const bare = await ask(path, {});
      expect([path, bare.status]).toEqual([path, open]);
      expectNothing(bare, path);
    }
  });

  it("has no way round through another route's address", async () => {
    for (const [, { path }] of Object.entries(DOORS)) {
      for (const [id] of guarded) {
        const other = `${path.split("?")[0]}?_data=${encodeURIComponent(id)}`;
        const answer = await ask(other, {});
        expect([other, answer.status < 500]).toEqual([other, true]);
        expectNothing({ ...answer, headers: without(answer.headers, "location", "x-remix-redirect") }, other);
      }
    }
  });

  it("gets no further by another method", async () => {
    for (const [id, door] of Object.entries(DOORS)) {
      for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]) {
        if (door.isWebhook && method === "POST") continue;
        const answer = await fetch(origin + (door.path.split("?")[0] ?? ""), { method, redirect: "manual" });
        const text = await answer.text();
        expect([id, method, answer.status < 500, SECRET.test(text)]).toEqual([id, method, true, false]);
      }
    }
  });
});

describe("another shop", () => {
  const thief = () => bearing(idToken(THIEF));

  it("finds none of the victim's sessions and places", async () => {
    for (const [id, door] of guarded) {
      for (const path of addressesOf(id, door)) {
        const answer = await ask(path, thief());
        const names = path.includes(String(SESSION)) && !path.includes("?session_id") ? 404 : 200;
        const isPlace = path.includes(`/${LOCATION}`) || path.includes(`/${DRAWER}`) || path.includes(`/${PERSON}`);
        expect([path, answer.status]).toEqual([path, isPlace ? 404 : names]);
        expectNothing(answer, path);
      }
    }
  });

  it("gets no row by the victim's ids and cursors in the query", async () => {
    const cursor = Buffer.from(JSON.stringify(["closed_desc", "infinity", "9223372036854775807"])).toString(
      "base64url",
    );
    const queries = [`location=${LOCATION}`, `drawer=${DRAWER}`, `session_id=${SESSION}`, `shop=${VICTIM}`];
    for (const query of [...queries, `after=${cursor}`, "preset=all", `shop_id=1&shopId=1`]) {
      for (const path of ["/app/sessions?_data=routes%2Fapp.sessions._index", "/app?_data=routes%2Fapp._index"]) {
        const { status, text } = await ask(`${path}&${query}`, thief());
        expect([path, query, status]).toEqual([path, query, 200]);
        // What a page has streamed after its figures follows on lines of its own.
        const { page, report } = JSON.parse(text.split("\n")[0] ?? "") as {
          page?: { rows: [] };
          report?: { worst: []; where: [] };
        };
        expect(page?.rows ?? report?.worst).toEqual([]);
        expect(text).not.toMatch(/Sesame/);
      }
      for (const path of EXPORTS) {
        const { status, text } = await ask(`${path}?${query}`, thief());
        expect([path, query, [200, 400].includes(status)]).toEqual([path, query, true]);
        if (status === 200) expect(text.split("\r\n")).toHaveLength(2);
      }
    }
  });

  it("gets a ticket for its own rows alone, and cannot spend it on another's", async () => {
    const made = await ask("/app/downloads", thief(), { file: "sessions.csv", query: `location=${LOCATION}` });
    const path = new URL((JSON.parse(made.text) as { url: string }).url).pathname;
    const victim = await findShop(VICTIM);
    const elsewhere = await ask(path.replace(/\/\d+-/, `/${victim?.id}-`), {});
    expect(elsewhere.status).toBe(410);
    // What stands in the address beside the ticket changes nothing: it was made for one query.
    const file = await ask(`${path}?shop=${VICTIM}&preset=all&location=`, {});
    expect(file.status).toBe(200);
    expect(file.text.split("\r\n")).toHaveLength(2);
    expect((await ask(path, {})).status).toBe(410);
  });
});

describe("a shop that asks without end", () => {
  it("is told when to come again, at every door, and the others do not notice", async () => {
    const wild = "wild.myshopify.com";
    const shop = await aShop({ domain: wild });
    await giveToken(shop);
    // Its share is used up from an hour that has not come yet: until then, nothing comes back.
    const later = performance.now() + 3_600_000;
    expect(() => {
      for (;;) takeRequest(shop.id, later);
    }).toThrow();
    for (const path of guarded.flatMap(([name, door]) => addressesOf(name, door))) {
      const answer = await ask(path, bearing(idToken(wild)));
      expect([path, answer.status, answer.headers.get("Retry-After")]).toEqual([path, 429, "1"]);
      expect(answer.text).toContain("try again in a moment");
    }
    expect((await ask("/app/sync/status", bearing(idToken(THIEF)))).status).toBe(200);
  });
});

describe("a forged delivery", () => {
  const webhooks = doorsThat((door) => door.isWebhook).map(([, door]) => door.path.replace("/webhooks/", ""));
  const versionOf = async () =>
    db().query(sql`
    SELECT (SELECT count(*)::int FROM auth_session) AS tokens, (SELECT count(*)::int FROM payment_session) AS sessions,
           (SELECT count(*)::int FROM shop WHERE uninstalled_at IS NULL) AS shops,
           (SELECT count(*)::int FROM webhook_delivery) AS deliveries`);

  async function deliver(request: Request, change: (headers: Headers) => void = () => {}): Promise<number> {
    const headers = new Headers(request.headers);
    change(headers);
    const init = { method: "POST", headers, body: await request.text() };
    const answer = await fetch(origin + new URL(request.url).pathname, init);
    expectNothing(
      { status: answer.status, location: null, text: await answer.text(), headers: answer.headers },
      request.url,
    );
    return answer.status;
  }

  it.each(webhooks)("to %s changes nothing", async (topic) => {
    const before = await versionOf();
    const payload = { shop_domain: VICTIM, current: [] };
    const genuine = () => webhookRequest(topic, VICTIM, payload);
    const digest = genuine().headers.get("X-Shopify-Hmac-Sha256") ?? "";
    expect(await deliver(webhookRequest(topic, VICTIM, payload, { secret: "not the app's secret" }))).toBe(401);
    expect(await deliver(genuine(), (headers) => headers.set("X-Shopify-Hmac-Sha256", `${digest.slice(1)}=`))).toBe(
      401,
    );
    expect(await deliver(genuine(), (headers) => headers.set("X-Shopify-Hmac-Sha256", ""))).toBe(400);
    expect(await deliver(genuine(), (headers) => headers.delete("X-Shopify-Hmac-Sha256"))).toBe(400);
    expect(await deliver(webhookRequest(topic, VICTIM, {}, { secret: "" }))).toBe(401);
    // Signed for another shop, and sent on in the victim's name: the signature covers the body alone.
    expect(await deliver(webhookRequest(topic, VICTIM, { shop_domain: THIEF }))).toBe(401);
    expect(await deliver(webhookRequest(topic, VICTIM, { myshopify_domain: THIEF }))).toBe(401);
    expect(await versionOf()).toEqual(before);
  });

  it("of a customer's request costs no shop its data", async () => {
    const before = await versionOf();
    const request = webhookRequest("shop/redact", VICTIM, { shop_domain: VICTIM, customer: { id: 1 } });
    expect(await deliver(request)).toBe(400);
    expect(await versionOf()).toEqual(before);
  });
});

function without(headers: Headers, ...names: string[]): Headers {
  const rest = new Headers(headers);
  for (const name of names) rest.delete(name);
  return rest;
}
