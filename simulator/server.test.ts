import { describe, expect, test } from "vitest";
import {
  SHOP,
  OTHER,
  SECRET,
  QUERY,
  GRAPHQL,
  startStandIn,
  anApp,
  postAs,
  exchangeToken,
  anAppWithToken,
} from "#simulator/http/speaking.ts";
import type { SimulatorOptions } from "./server.ts";

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
    const stranger = await postAs(simulator, SHOP, GRAPHQL, { query: QUERY }, { "x-shopify-access-token": "shpat_x" });
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

describe("a bulk operation", () => {
  test("is told to the app when it ends, and its result is fetched at a signed address", async () => {
    const app = await anApp();
    const { ask, simulator } = await anAppWithToken({ appUrl: app.url });
    const inner = "{ locations { edges { node { id name } } } }";
    const query = `mutation { bulkOperationRunQuery(query: "${inner}") { bulkOperation { id } userErrors { message } } }`;
    const started = (await (await ask({ query })).json()) as {
      data: { bulkOperationRunQuery: { bulkOperation: { id: string } } };
    };
    const { id } = started.data.bulkOperationRunQuery.bulkOperation;
    await expect.poll(() => app.received.length).toBe(1);
    expect(JSON.parse(app.received[0]?.body ?? "")).toMatchObject({ admin_graphql_api_id: id, status: "completed" });

    const found = (await (await ask({ query: `{ bulkOperation(id: "${id}") { url } }` })).json()) as {
      data: { bulkOperation: { url: string } };
    };
    const { url } = found.data.bulkOperation;
    expect((await (await fetch(url)).text()).trim().split("\n")).toHaveLength(2);
    expect((await fetch(url.replace(/signature=./, "signature=_"))).status).toBe(404);
    expect(simulator.webhooks).toHaveLength(1);
  });
});

describe("a stand-in that was restarted", () => {
  test("honours the tokens that it gave out before", async () => {
    let kept: string = "[]";
    const first = await startStandIn({ onChange: (installations) => void (kept = JSON.stringify(installations)) });
    const before = await exchangeToken(first);
    await first.close();

    const second = await startStandIn({ installations: JSON.parse(kept) as SimulatorOptions["installations"] });
    const headers = { "x-shopify-access-token": before.access_token };
    expect((await postAs(second, SHOP, GRAPHQL, { query: QUERY }, headers)).status).toBe(200);
  });
});
