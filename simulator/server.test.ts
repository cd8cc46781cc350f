import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "./server.ts";
import { aWorld } from "./shop/small-shop.ts";

const SHOP = "acme.myshopify.com";
const OTHER = "other.myshopify.com";
const SECRET = "secret";
const QUERY = "query Name { shop { name } }";
const PAGE =
  "query Pages($after: String) { locations(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }";

const running: { close(): unknown }[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) await program.close();
});

async function start(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const worlds = [SHOP, OTHER].map((domain) => aWorld(domain).withLocation().withLocation().withDevice().build());
  const simulator = await startSimulator({
    worlds,
    apiKey: "key",
    apiSecret: SECRET,
    appUrl: "http://127.0.0.1:9",
    webhookRetryDelaysMs: [1, 1],
    ...options,
  });
  running.push(simulator);
  return simulator;
}

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An app that only receives webhooks, and answers with the statuses it is given, then with 200. */
async function anApp(statuses: number[] = []): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    received.push({ path: request.url ?? "", headers: request.headers, body });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

function postAs(simulator: Simulator, shop: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(simulator.origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-host": shop, ...headers },
    body: JSON.stringify(body),
  });
}

interface Tokens {
  access_token: string;
  refresh_token: string;
}

async function exchange(simulator: Simulator, shop = SHOP): Promise<Tokens> {
  const answer = await postAs(simulator, shop, "/admin/oauth/access_token", {
    client_id: "key",
    client_secret: SECRET,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: simulator.idTokenFor(shop),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Tokens;
}

async function anAppWithToken(options: Partial<SimulatorOptions> = {}) {
  const simulator = await start(options);
  const { access_token: token, refresh_token: refreshToken } = await exchange(simulator);
  const ask = (body: object = { query: QUERY }, shop = SHOP) =>
    postAs(simulator, shop, "/admin/api/2026-10/graphql.json", body, { "x-shopify-access-token": token });
  return { simulator, ask, token, refreshToken };
}

function control(simulator: Simulator, path: string, body: unknown): Promise<Response> {
  return postAs(simulator, "", `/_control/${path}`, body);
}

describe("the Admin API", () => {
  test("answers the shop that the request is addressed to, for that shop's token only", async () => {
    const { ask } = await anAppWithToken();
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-shopify-api-version")).toBe("2026-10");
    await expect(answer.json()).resolves.toMatchObject({ data: { shop: { name: "Acme" } } });
    expect((await ask({ query: QUERY }, OTHER)).status).toBe(401);
    expect((await ask({ query: QUERY }, "nobody.myshopify.com")).status).toBe(404);
  });

  test("refuses unknown and expired tokens in Shopify's words", async () => {
    let now = new Date();
    const { simulator, ask } = await anAppWithToken({ now: () => now });
    const path = "/admin/api/2026-10/graphql.json";
    const stranger = await postAs(simulator, SHOP, path, { query: QUERY }, { "x-shopify-access-token": "shpat_x" });
    expect(stranger.status).toBe(401);
    await expect(stranger.json()).resolves.toEqual({
      errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
    });
    now = new Date(now.getTime() + 3_601_000);
    expect((await ask()).status).toBe(401);
  });

  test("takes a token request as JSON and as a form", async () => {
    const { simulator, refreshToken } = await anAppWithToken();
    const form = { client_id: "key", client_secret: SECRET, grant_type: "refresh_token", refresh_token: refreshToken };
    const answer = await fetch(`${simulator.origin}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "x-forwarded-host": SHOP },
      body: new URLSearchParams(form),
    });
    await expect(answer.json()).resolves.toMatchObject({ expires_in: 3600 });
  });

  test("follows the scopes that are granted now", async () => {
    const app = await anApp();
    const { simulator, ask } = await anAppWithToken({ appUrl: app.url });
    const query = "{ staffMembers(first: 1) { nodes { id } } }";
    const codes = async () => {
      const { errors } = (await (await ask({ query })).json()) as { errors?: { extensions: { code: string } }[] };
      return errors?.map(({ extensions }) => extensions.code) ?? [];
    };
    expect(await codes()).toEqual(["ACCESS_DENIED"]);
    await simulator.revokeScopes(SHOP, ["read_locations"]);
    const denied = (await (await ask({ query: "{ locations(first: 1) { nodes { id } } }" })).json()) as object;
    expect(JSON.stringify(denied)).toContain("ACCESS_DENIED");
  });

  test("counts its requests by operation", async () => {
    const { simulator, ask } = await anAppWithToken();
    await ask();
    expect(simulator.requests.map(({ operation }) => operation)).toEqual([
      "urn:ietf:params:oauth:grant-type:token-exchange",
      "Name",
    ]);
  });
});

describe("faults over HTTP", () => {
  test.each([
    ["too_many_requests", 429],
    ["internal_error", 500],
    ["bad_gateway", 502],
    ["unavailable", 503],
    ["gateway_timeout", 504],
  ] as const)("%s answers %i, once", async (kind, status) => {
    const { simulator, ask } = await anAppWithToken();
    simulator.faults.next(kind, { delayMs: 1, retryAfterSeconds: 2 });
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("retry-after")).toBe(status === 429 || status === 503 ? "2.0" : null);
    expect((await ask()).status).toBe(200);
    simulator.faults.assertConsumed();
  });

  test.each([
    ["throttled", "THROTTLED"],
    ["max_cost_exceeded", "MAX_COST_EXCEEDED"],
    ["access_denied", "ACCESS_DENIED"],
  ] as const)("%s is an error inside of an answer with status 200", async (kind, code) => {
    const { simulator, ask } = await anAppWithToken();
    simulator.faults.next(kind);
    const answer = await ask();
    expect(answer.status).toBe(200);
    await expect(answer.json()).resolves.toMatchObject({ errors: [{ extensions: { code } }] });
  });

  test("a page of HTML comes with status 200", async () => {
    const { simulator, ask } = await anAppWithToken();
    simulator.faults.next("html_page");
    const answer = await ask();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  test("truncated JSON arrives whole and cannot be read", async () => {
    const { simulator, ask } = await anAppWithToken();
    simulator.faults.next("truncated_json");
    const text = await (await ask()).text();
    expect(text.length).toBeGreaterThan(0);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test("a connection that is cut ends in the middle of the body", async () => {
    const { simulator, ask } = await anAppWithToken();
    simulator.faults.next("cut_connection");
    await expect(ask().then((answer) => answer.text())).rejects.toThrow();
  });

  test("no answer comes until the client gives up", async () => {
    const { simulator, token } = await anAppWithToken();
    simulator.faults.next("no_answer");
    const waiting = fetch(`${simulator.origin}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-host": SHOP, "x-shopify-access-token": token },
      body: JSON.stringify({ query: QUERY }),
      signal: AbortSignal.timeout(50),
    });
    await expect(waiting).rejects.toThrow("aborted due to timeout");
  });

  test("a token that expires midway is refused until it is refreshed", async () => {
    const { simulator, ask, refreshToken } = await anAppWithToken();
    simulator.faults.next("token_expired", { after: 1 });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 401, 401]);
    const refreshed = await postAs(simulator, SHOP, "/admin/oauth/access_token", {
      client_id: "key",
      client_secret: SECRET,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    });
    const { access_token } = (await refreshed.json()) as Tokens;
    const path = "/admin/api/2026-10/graphql.json";
    const again = await postAs(simulator, SHOP, path, { query: QUERY }, { "x-shopify-access-token": access_token });
    expect(again.status).toBe(200);
  });

  test("a page is answered twice when its cursor is ignored once", async () => {
    const { simulator, ask } = await anAppWithToken();
    type Page = { data: { locations: { nodes: { id: string }[]; pageInfo: { endCursor: string } } } };
    const page = async (after: string | null) =>
      ((await (await ask({ query: PAGE, variables: { after } })).json()) as Page).data.locations;
    simulator.faults.next("repeated_page");
    const first = await page(null);
    const repeated = await page(first.pageInfo.endCursor);
    const second = await page(repeated.pageInfo.endCursor);
    expect(repeated).toEqual(first);
    expect(second.nodes).not.toEqual(first.nodes);
    simulator.faults.assertConsumed();
  });

  test("an answer to a refresh that is lost on the way costs no access", async () => {
    const { simulator, refreshToken } = await anAppWithToken();
    const refresh = () =>
      postAs(simulator, SHOP, "/admin/oauth/access_token", {
        client_id: "key",
        client_secret: SECRET,
        grant_type: "refresh_token",
        refresh_token: refreshToken,
      });
    simulator.faults.next("cut_connection", { when: { target: "token" } });
    await expect(refresh().then((answer) => answer.text())).rejects.toThrow();
    expect((await refresh()).status).toBe(200);
  });
});

describe("webhooks", () => {
  test("are signed over the raw body and name the shop, the topic and the delivery", async () => {
    const app = await anApp();
    const simulator = await start({ appUrl: app.url });
    await simulator.grantScopes(SHOP, ["read_users"]);
    const [received] = app.received;
    expect(received?.path).toBe("/webhooks/app/scopes_update");
    const hmac = createHmac("sha256", SECRET)
      .update(received?.body ?? "")
      .digest("base64");
    expect(received?.headers).toMatchObject({
      "x-shopify-hmac-sha256": hmac,
      "x-shopify-topic": "app/scopes_update",
      "x-shopify-shop-domain": SHOP,
      "x-shopify-api-version": "2026-10",
    });
    expect(JSON.parse(received?.body ?? "")).toMatchObject({
      previous: ["read_cash_tracking", "read_locations"],
      current: ["read_cash_tracking", "read_locations", "read_users"],
    });
  });

  test("are tried again until they are accepted, under the same id", async () => {
    const app = await anApp([500, 503]);
    const simulator = await start({ appUrl: app.url });
    const delivery = await simulator.deliverWebhook(SHOP, "shop/redact");
    expect(delivery).toMatchObject({ isDelivered: true, attempts: [500, 503, 200] });
    expect(new Set(app.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
  });

  test("are given up after a few attempts", async () => {
    const app = await anApp([500, 500, 500]);
    const simulator = await start({ appUrl: app.url });
    const delivery = await simulator.deliverWebhook(SHOP, "shop/redact");
    expect(delivery).toMatchObject({ isDelivered: false, attempts: [500, 500, 500] });
  });

  test("come twice, and in the wrong order, on request", async () => {
    const app = await anApp();
    const simulator = await start({ appUrl: app.url });
    simulator.faults.next("webhook_duplicated", { when: { target: "webhook", text: "customers/redact" } });
    simulator.faults.next("webhook_reordered", { when: { target: "webhook", text: "app/scopes_update" } });
    await Promise.all([simulator.grantScopes(SHOP, ["read_users"]), simulator.uninstall(SHOP)]);
    await simulator.deliverWebhook(SHOP, "customers/redact");
    const paths = app.received.map(({ path }) => path);
    expect(paths).toEqual([
      "/webhooks/app/uninstalled",
      "/webhooks/app/scopes_update",
      "/webhooks/customers/redact",
      "/webhooks/customers/redact",
    ]);
    const [, , first, second] = app.received;
    expect(first?.headers["x-shopify-webhook-id"]).toBe(second?.headers["x-shopify-webhook-id"]);
  });

  test("tell the app that it was uninstalled, after its tokens have died", async () => {
    const app = await anApp();
    const { simulator, ask } = await anAppWithToken({ appUrl: app.url });
    await simulator.uninstall(SHOP);
    expect(app.received.map(({ path }) => path)).toEqual(["/webhooks/app/uninstalled"]);
    expect((await ask()).status).toBe(401);
  });
});

describe("the control interface", () => {
  test("plans faults, moves the clock and tells the state", async () => {
    const { simulator, ask } = await anAppWithToken();
    await control(simulator, "faults", { kind: "bad_gateway", when: { shop: SHOP } });
    expect((await ask()).status).toBe(502);
    await control(simulator, "clock", { shop: SHOP, now: "2026-12-24T18:00:00Z" });
    await control(simulator, "clock", { shop: SHOP, advanceMs: 1000 });
    const state = await (await fetch(`${simulator.origin}/_control/state`)).json();
    expect(state).toMatchObject({
      shops: [{ shop: SHOP, now: "2026-12-24T18:00:01.000Z", isInstalled: true }, { shop: OTHER }],
      faults: { pending: [], injected: [{ kind: "bad_gateway", shop: SHOP }] },
    });
  });

  test("sells at an open session, and says when there is none", async () => {
    const open = aWorld(SHOP).withDevice().session({ opens: "2026-11-22T10:00:00Z", openingCount: 10_000n }).build();
    const simulator = await start({ worlds: [open, aWorld(OTHER).build()] });
    const sold = await (await control(simulator, "sell", { shop: SHOP, minor: 1999 })).json();
    expect(sold).toMatchObject({ sold: { amount: "19.99", currency: "USD" } });
    await expect((await control(simulator, "sell", { shop: OTHER })).json()).resolves.toEqual({ sold: null });
  });

  test.each([
    ["faults", { kind: "earthquake" }, 400],
    ["faults", { kind: "throttled", times: "many" }, 400],
    ["webhooks", { shop: SHOP, topic: "orders/create" }, 400],
    ["clock", { shop: SHOP, now: "tomorrow" }, 400],
    ["uninstall", { shop: "nobody.myshopify.com" }, 404],
    ["nonsense", {}, 404],
  ])("refuses %s with %o", async (path, body, status) => {
    const simulator = await start();
    expect((await control(simulator, path, body)).status).toBe(status);
  });

  test("takes nothing that a foreign page could send without asking", async () => {
    const simulator = await start();
    const answer = await fetch(`${simulator.origin}/_control/faults`, { method: "POST", body: '{"kind":"throttled"}' });
    expect(answer.status).toBe(415);
  });
});
