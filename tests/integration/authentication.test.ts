import "#tests/support/app-env.ts";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { log } from "#app/log.server.ts";
import { findShop } from "#app/shop.server.ts";
import { accessTokenFor, onVisit, requireShop } from "#app/shopify.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { claiming } from "#tests/support/forged-tokens.ts";
import { adminRequest, idToken } from "#tests/support/shopify-requests.ts";
import { offlineToken, startTokenEndpoint } from "#tests/support/token-endpoint.ts";

const DOMAIN = "quay.myshopify.com";

async function refusalOf(request: Request): Promise<Response> {
  try {
    await requireShop(request);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error("The request was let in.");
}

describe("the first visit of a shop", () => {
  it("exchanges the id token for an offline token that expires, and keeps what was granted", async () => {
    await freshDatabase();
    const endpoint = await startTokenEndpoint(() => offlineToken("first"));
    const { shop, userId } = await requireShop(adminRequest("/app", idToken(DOMAIN, { userId: "42" })));
    expect({ domain: shop.domain, userId }).toEqual({ domain: DOMAIN, userId: "42" });
    expect(shop.grantedScopes).toEqual(["read_cash_tracking", "read_locations"]);
    expect(endpoint.requests).toMatchObject([
      {
        headers: { "x-forwarded-host": DOMAIN },
        body: {
          grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
          requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
          expiring: "1",
        },
      },
    ]);
    expect((await accessTokenFor(shop)).accessToken).toBe("shpat_first");
  });

  it("exchanges the id token once, though all loaders of the page come with it at the same time", async () => {
    await freshDatabase();
    const endpoint = await startTokenEndpoint(() => offlineToken("first"));
    const token = idToken(DOMAIN);
    const contexts = await Promise.all(
      ["/app", "/app/sessions", "/app/sync/status"].map((path) => requireShop(adminRequest(path, token))),
    );
    expect(new Set(contexts.map(({ shop }) => shop.id)).size).toBe(1);
    expect(endpoint.requests).toHaveLength(1);
  });

  it("exchanges no second id token while the first one's token lives, however short its life is", async () => {
    await freshDatabase();
    const endpoint = await startTokenEndpoint((request, number) => offlineToken(`${number}`, { expires_in: 20 }));
    for (let visit = 1; visit <= 3; visit += 1) await requireShop(adminRequest("/app", idToken(DOMAIN)));
    const grants = endpoint.requests.map(({ body }) => String(body.grant_type));
    expect(grants.filter((grant) => grant.endsWith("token-exchange"))).toHaveLength(1);
  });

  it("is not kept waiting by a Shopify that never answers", async () => {
    await freshDatabase();
    const endpoint = await startTokenEndpoint(() => new Promise(() => undefined));
    const soon = AbortSignal.abort(new DOMException("The time is up.", "TimeoutError"));
    const deadline = vi.spyOn(AbortSignal, "timeout").mockReturnValue(soon);
    onTestFinished(() => deadline.mockRestore());
    expect((await refusalOf(adminRequest("/app", idToken(DOMAIN)))).status).toBe(500);
    expect(deadline).toHaveBeenCalledWith(10_000);
    expect(endpoint.requests).toEqual([]);
  });

  it.each(["node", "python-requests/2.32", "curl/8.5.0"])("is let in though %s is no browser", async (program) => {
    await freshDatabase();
    await startTokenEndpoint(() => offlineToken("first"));
    const request = adminRequest("/app/sync/status", idToken(DOMAIN));
    request.headers.set("User-Agent", program);
    expect((await requireShop(request)).shop.domain).toBe(DOMAIN);
  });

  it("leaves the request's body to whoever reads it", async () => {
    await freshDatabase();
    await startTokenEndpoint(() => offlineToken("first"));
    const request = adminRequest("/app/downloads", idToken(DOMAIN), { method: "POST", body: "file=sessions.csv" });
    await requireShop(request);
    expect(await request.text()).toBe("file=sessions.csv");
  });

  it("is announced whichever route it comes to, and the second is not", async () => {
    await freshDatabase();
    await startTokenEndpoint(() => offlineToken("first"));
    const heard: string[] = [];
    onTestFinished(onVisit(async (shop, reason) => void heard.push(`${shop.domain} ${reason}`)));
    await requireShop(adminRequest("/app/exports/sessions.csv", idToken(DOMAIN)));
    await requireShop(adminRequest("/app", idToken(DOMAIN)));
    expect(heard).toEqual([`${DOMAIN} install`]);
  });

  it("is announced again when nobody could take note of it", async () => {
    await freshDatabase();
    await startTokenEndpoint(() => offlineToken("first"));
    const heard: string[] = [];
    const hearing = onVisit(async (_, reason) => {
      heard.push(reason);
      if (heard.length === 1) throw new Error("the database is gone");
    });
    onTestFinished(hearing);
    await expect(requireShop(adminRequest("/app", idToken(DOMAIN)))).rejects.toBeDefined();
    await requireShop(adminRequest("/app", idToken(DOMAIN)));
    await requireShop(adminRequest("/app", idToken(DOMAIN)));
    expect(heard).toEqual(["install", "visit"]);
  });

  it("asks App Bridge to come again when Shopify does not take the id token any more", async () => {
    await freshDatabase();
    await startTokenEndpoint(() => ({ status: 400, body: { error: "invalid_subject_token" } }));
    const refusal = await refusalOf(adminRequest("/app", idToken(DOMAIN)));
    expect(refusal.status).toBe(401);
    expect(refusal.headers.get("X-Shopify-Retry-Invalid-Session-Request")).toBe("1");
  });
});

describe("a request that does not prove who it is", () => {
  it("is told apart in the log when it comes from ahead of this machine's clock, and only then", async () => {
    await freshDatabase();
    const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    for (const token of ["let.me.in", "a.bnVsbA.b", idToken(DOMAIN, { expiresIn: -60 })]) {
      expect((await refusalOf(adminRequest("/app/sync/status", token))).status).toBe(401);
    }
    expect(warn).not.toHaveBeenCalled();
    const early = claiming(DOMAIN, { nbf: 4_000_000_000, exp: 4_000_000_060 });
    expect((await refusalOf(adminRequest("/app/sync/status", early))).status).toBe(401);
    expect(warn.mock.calls).toEqual([[expect.stringContaining("the clock of this machine is behind")]]);
  });

  const wrong: [string, string | null][] = [
    ["an expired id token", idToken(DOMAIN, { expiresIn: -60 })],
    ["an id token signed with another secret", idToken(DOMAIN, { secret: "another secret" })],
    ["an id token that is not signed at all", idToken(DOMAIN, { algorithm: "none" })],
    ["an id token for another app", idToken(DOMAIN, { audience: "another-api-key" })],
    ["something that is no id token", "let.me.in"],
  ];
  it.each(wrong)("with %s gets 401 and leaves no trace", async (_, token) => {
    await freshDatabase();
    const endpoint = await startTokenEndpoint(() => offlineToken("unwanted"));
    const refusal = await refusalOf(adminRequest("/app/sync/status", token));
    expect(refusal.status).toBe(401);
    expect(await refusal.text()).toBe("");
    expect(endpoint.requests).toEqual([]);
    expect(await findShop(DOMAIN)).toBeNull();
  });

  it("without an id token is sent away, the shop in its query notwithstanding", async () => {
    await freshDatabase();
    const bare = await refusalOf(adminRequest(`/app/sync/status?shop=${DOMAIN}`, null));
    expect(bare.status).toBe(302);
    expect(bare.headers.get("Location")).toContain("/auth/login");
    const host = Buffer.from("admin.shopify.com/store/quay").toString("base64url");
    const framed = await refusalOf(adminRequest(`/app?embedded=1&shop=${DOMAIN}&host=${host}`, null));
    expect(framed.headers.get("Location")).toContain("/auth/session-token");
    expect(await findShop(DOMAIN)).toBeNull();
  });

  it("names another shop in its query in vain: the id token's shop counts", async () => {
    await freshDatabase();
    await startTokenEndpoint(() => offlineToken("first"));
    const { shop } = await requireShop(adminRequest("/app?shop=rich.myshopify.com", idToken(DOMAIN)));
    expect(shop.domain).toBe(DOMAIN);
    expect(await findShop("rich.myshopify.com")).toBeNull();
  });
});
