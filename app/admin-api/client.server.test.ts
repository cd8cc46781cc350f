import { describe, expect, test } from "vitest";
import { createAdminClient } from "./client.server.ts";
import { createCostGovernor } from "./cost-governor.ts";
import { AccessDeniedError, CostExceededError, SearchWarningError, TooSlowError } from "./errors.ts";

type Answer = Response | Error;

const DATA = { shop: { name: "Acme" } };
const good = (extensions: object = {}) => Response.json({ data: DATA, extensions });
const status = (code: number, headers: Record<string, string> = {}) => new Response("{}", { status: code, headers });
const problem = (code: string, more: object = {}) =>
  Response.json({ data: null, errors: [{ message: code, extensions: { code, ...more } }] });
const cost = (currentlyAvailable: number, requestedQueryCost = 100, actualQueryCost = 40) => ({
  cost: {
    requestedQueryCost,
    actualQueryCost,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
  },
});

/** A client whose network answers from a list and whose waits are written down instead of waited. */
function aClient(answers: Answer[], tokens: string[] = ["first", "second"]) {
  const waits: number[] = [];
  const sent: { url: string; token: string | null; body: unknown }[] = [];
  let time = 0;
  const client = createAdminClient({
    shopDomain: "acme.myshopify.com",
    apiVersion: "2026-10",
    accessToken: async (rejected) => tokens[rejected === null ? 0 : 1] ?? "",
    governor: createCostGovernor(() => time),
    random: () => 1,
    sleep: async (ms) => {
      waits.push(ms);
      time += ms;
    },
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      sent.push({
        url: String(url),
        token: headers.get("x-shopify-access-token"),
        body: JSON.parse(String(init?.body)),
      });
      const answer = answers.shift();
      if (answer === undefined) throw new Error("The test has no more answers.");
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { client, waits, sent, answers };
}

const cut = () => new TypeError("terminated");

describe("a request", () => {
  test("goes to the shop's Admin API with its token and answers with the data", async () => {
    const { client, sent } = aClient([good(cost(1_960))]);
    expect(await client.request("query Q { shop { name } }", { first: 5 })).toEqual(DATA);
    expect(sent).toEqual([
      {
        url: "https://acme.myshopify.com/admin/api/2026-10/graphql.json",
        token: "first",
        body: { query: "query Q { shop { name } }", variables: { first: 5 } },
      },
    ]);
    expect(client.usage).toEqual({ requests: 1, points: 40, retries: 0 });
  });

  test("does without a report of its cost", async () => {
    const { client, waits } = aClient([good(), good()]);
    await client.request("query Q { shop { name } }");
    await client.request("query Q { shop { name } }");
    expect(waits).toEqual([]);
    expect(client.usage.points).toBe(0);
  });
});

describe("points", () => {
  test("are waited for before a request that would be throttled", async () => {
    const { client, waits } = aClient([good(cost(20, 120)), good(cost(20, 120))]);
    await client.request("query Q { shop { name } }");
    await client.request("query Q { shop { name } }");
    // 120 points wanted, 20 there, 100 a second.
    expect(waits).toEqual([1_000]);
  });

  const throttled = (available: number, requested: number) =>
    Response.json({
      errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
      extensions: cost(available, requested),
    });

  test("that are used up by others are waited for", async () => {
    const { client, waits } = aClient([throttled(0, 300), good(cost(500))]);
    await client.request("query Q { shop { name } }");
    expect(waits[0]).toBe(3_000);
    expect(client.usage.retries).toBe(1);
  });

  test("that Shopify denies although they seem to be there are waited for a second", async () => {
    const { client, waits } = aClient([throttled(500, 300), good(cost(500))]);
    await client.request("query Q { shop { name } }");
    expect(waits).toEqual([1_000]);
  });

  test("that never come are given up by their name", async () => {
    const { client, waits } = aClient(Array.from({ length: 60 }, () => throttled(500, 300)));
    await expect(client.request("query Q { shop { name } }")).rejects.toMatchObject({ code: "THROTTLED" });
    expect(waits).toHaveLength(59);
  });
});

test("a clock that is set back makes no request wait for as long as it was set back", () => {
  let time = 3_600_000;
  const governor = createCostGovernor(() => time);
  governor.begin("q").end({ maximumAvailable: 2000, currentlyAvailable: 1900, restoreRate: 100 }, 200);
  time = 0;
  expect(governor.waitBefore("q")).toBe(0);
});

describe("trouble that passes", () => {
  test.each<[string, () => Answer]>([
    ["an internal error", () => status(500)],
    ["a bad gateway", () => status(502)],
    ["a cut connection", cut],
    ["half an answer", () => new Response('{"data": {"shop": {"na')],
    ["a page of HTML", () => new Response("<!doctype html><h1>Oops</h1>")],
    ["an answer without data", () => Response.json({ data: null })],
    ["an internal error inside a good answer", () => problem("INTERNAL_SERVER_ERROR")],
  ])("is ridden out: %s", async (_name, trouble) => {
    const { client, waits } = aClient([trouble(), trouble(), good()]);
    expect(await client.request("query Q { shop { name } }")).toEqual(DATA);
    expect(waits).toEqual([500, 1_000]);
    expect(client.usage).toMatchObject({ requests: 3, retries: 2 });
  });

  test("with a Retry-After is waited for in seconds, not in milliseconds", async () => {
    const { client, waits } = aClient([status(429, { "retry-after": "2.5" }), good()]);
    await client.request("query Q { shop { name } }");
    expect(waits).toEqual([2_500]);
  });

  test("that does not pass is called by its name", async () => {
    const { client, waits } = aClient(Array.from({ length: 8 }, () => status(502)));
    await expect(client.request("query Q { shop { name } }")).rejects.toMatchObject({ code: "SHOPIFY_UNAVAILABLE" });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000]);
  });

  test("of a query that is too slow is not repeated for ever: fewer rows may help", async () => {
    const { client } = aClient([status(504), status(504)]);
    await expect(client.request("query Q { shop { name } }")).rejects.toBeInstanceOf(TooSlowError);
  });
});

describe("a refused token", () => {
  test("is replaced once", async () => {
    const { client, sent } = aClient([status(401), good()]);
    expect(await client.request("query Q { shop { name } }")).toEqual(DATA);
    expect(sent.map(({ token }) => token)).toEqual(["first", "second"]);
  });

  test.each([[["first", "second"]], [["first", "first"]]])(
    "and no better one (%j) means that access is gone",
    async (tokens) => {
      const { client } = aClient([status(401), status(401)], tokens);
      await expect(client.request("query Q { shop { name } }")).rejects.toMatchObject({ code: "TOKEN_REVOKED" });
    },
  );
});

describe("a refusal", () => {
  test.each([
    [402, "SHOP_FROZEN"],
    [403, "FORBIDDEN"],
    [404, "SHOP_NOT_FOUND"],
    [423, "SHOP_LOCKED"],
    [430, "REFUSED"],
  ])("with HTTP %i is %s, at once", async (code, name) => {
    const { client } = aClient([status(code)]);
    await expect(client.request("query Q { shop { name } }")).rejects.toMatchObject({ code: name });
  });

  test("of a field keeps what did come, and the path without positions", async () => {
    const data = { sessions: { nodes: [{ closingStaffMember: null }, { closingStaffMember: null }] } };
    const denied = (index: number) => ({
      message: "Access denied",
      path: ["sessions", "nodes", index, "closingStaffMember"],
      extensions: { code: "ACCESS_DENIED", requiredAccess: "`read_users`" },
    });
    const { client } = aClient([Response.json({ data, errors: [denied(0), denied(1)] })]);
    const error: unknown = await client.request("query Q { shop { name } }").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AccessDeniedError);
    expect(error).toMatchObject({ partialData: data, missingPaths: ["sessions.nodes.closingStaffMember"] });
  });

  test("for its cost is told apart", async () => {
    const { client } = aClient([problem("MAX_COST_EXCEEDED")]);
    await expect(client.request("query Q { shop { name } }")).rejects.toBeInstanceOf(CostExceededError);
  });
});

test("a search that Shopify did not understand is an error, for it answers with everything", async () => {
  const warnings = [{ field: "openning_time", message: "Invalid search field for this query.", code: "invalid_field" }];
  const { client } = aClient([good({ search: [{ query: "openning_time:>='x'", warnings }] })]);
  await expect(client.request("query Q { shop { name } }")).rejects.toBeInstanceOf(SearchWarningError);
});

test("what is called off ends at once and is no failure of Shopify's", async () => {
  const controller = new AbortController();
  const client = createAdminClient({
    shopDomain: "acme.myshopify.com",
    apiVersion: "2026-10",
    accessToken: async () => "token",
    governor: createCostGovernor(() => 0),
    random: () => 0,
    sleep: async () => controller.abort(),
    signal: controller.signal,
    fetch: async () => status(502),
  });
  await expect(client.request("query Q { shop { name } }")).rejects.toMatchObject({ code: "CANCELLED" });
});
