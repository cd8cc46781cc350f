import { describe, expect, test } from "vitest";
import { createCostGovernor } from "./cost-governor.ts";
import { requestOnce } from "./request-once.server.ts";

const DATA = { done: true };
const refused = (code: string) =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(), { code }) });

/** One request, which the network answers from a list; answers what came of it, and in which order things happened. */
async function ask(answers: (Response | Error)[], options: { signal?: AbortSignal; tokens?: string[] } = {}) {
  const { tokens = ["first", "second"], signal } = options;
  const steps: string[] = [];
  const result = requestOnce(
    {
      ...{ shopDomain: "acme.myshopify.com", apiVersion: "2026-10", random: () => 1, signal },
      accessToken: async (rejected) => tokens[rejected === null ? 0 : 1] ?? "",
      governor: createCostGovernor(() => 0),
      sleep: async () => void steps.push("waited"),
      fetch: async (_url, init) => {
        steps.push(`sent with ${new Headers(init?.headers).get("x-shopify-access-token") ?? "nothing"}`);
        const answer = answers.shift();
        if (answer instanceof Response) return answer;
        throw answer ?? new Error("The test has no more answers.");
      },
    },
    { document: "mutation M { m }", variables: {}, beforeSend: async () => void steps.push("noted") },
  );
  const outcome = await result.then(
    (data) => data,
    (error: unknown) => (error as { code?: string }).code,
  );
  return { outcome, steps };
}

describe("a deed", () => {
  test("is noted before it is sent, and sent once", async () => {
    expect(await ask([Response.json({ data: DATA })])).toEqual({ outcome: DATA, steps: ["noted", "sent with first"] });
  });

  test.each<[string, Response | Error, string]>([
    ["too many requests", new Response("{}", { status: 429 }), "SHOPIFY_UNAVAILABLE"],
    ["unavailable", new Response("{}", { status: 503 }), "SHOPIFY_UNAVAILABLE"],
    ["nobody there", refused("ECONNREFUSED"), "SHOPIFY_UNAVAILABLE"],
    [
      "throttled",
      Response.json({ errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] }),
      "THROTTLED",
    ],
    ["frozen", new Response("{}", { status: 402 }), "SHOP_FROZEN"],
    ["internal error", new Response("{}", { status: 500 }), "NO_ANSWER"],
    ["gateway timeout", new Response("{}", { status: 504 }), "NO_ANSWER"],
    ["cut connection", refused("ECONNRESET"), "NO_ANSWER"],
    ["half an answer", new Response('{"data":{"do'), "NO_ANSWER"],
  ])("that meets %s is not sent again, and says whether it may be", async (_what, answer, code) => {
    expect(await ask([answer])).toEqual({ outcome: code, steps: ["noted", "sent with first"] });
  });

  test("is sent again with a newer token, for the first one did nothing", async () => {
    const unauthorized = () => new Response("{}", { status: 401 });
    const renewed = await ask([unauthorized(), Response.json({ data: DATA })]);
    expect(renewed).toEqual({ outcome: DATA, steps: ["noted", "sent with first", "noted", "sent with second"] });
    expect((await ask([unauthorized(), unauthorized()])).outcome).toBe("TOKEN_REVOKED");
  });

  test("that was called off before is not even noted", async () => {
    expect(await ask([], { signal: AbortSignal.abort() })).toEqual({ outcome: "CANCELLED", steps: [] });
  });
});
