import { describe, expect, test } from "vitest";
import { SHOP, QUERY, GRAPHQL, postAs, refreshTokens, anAppWithToken, type Tokens } from "#simulator/http/speaking.ts";

const PAGE =
  "query Pages($after: String) { locations(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }";

describe("faults over HTTP", () => {
  test.each([
    ["too_many_requests", 429],
    ["internal_error", 500],
    ["bad_gateway", 502],
    ["unavailable", 503],
    ["gateway_timeout", 504],
    ["shop_frozen", 402],
    ["shop_locked", 423],
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
    const waiting = fetch(`${simulator.origin}${GRAPHQL}`, {
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
    const refreshed = await refreshTokens(simulator, refreshToken);
    const { access_token } = (await refreshed.json()) as Tokens;
    const again = await postAs(simulator, SHOP, GRAPHQL, { query: QUERY }, { "x-shopify-access-token": access_token });
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

  test("a search that is misread answers with everything and a warning", async () => {
    const { simulator, ask } = await anAppWithToken();
    const query = "query Found($query: String) { locations(first: 50, query: $query) { nodes { id } } }";
    const search = async () =>
      (await (await ask({ query, variables: { query: "id:0" } })).json()) as {
        data: { locations: { nodes: unknown[] } };
        extensions: { search?: { warnings: unknown[] }[] };
      };
    simulator.faults.next("search_misread");
    const misread = await search();
    expect(misread.data.locations.nodes.length).toBeGreaterThan(0);
    expect(misread.extensions.search?.[0]?.warnings).toMatchObject([{ field: "former_id", code: "invalid_field" }]);
    expect((await search()).data.locations.nodes).toEqual([]);
  });

  test("an answer to a refresh that is lost on the way costs no access", async () => {
    const { simulator, refreshToken } = await anAppWithToken();
    const refresh = () => refreshTokens(simulator, refreshToken);
    simulator.faults.next("cut_connection", { when: { target: "token" } });
    await expect(refresh().then((answer) => answer.text())).rejects.toThrow();
    expect((await refresh()).status).toBe(200);
  });
});
