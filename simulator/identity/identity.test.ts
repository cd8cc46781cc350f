import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { describe, expect, test } from "vitest";
import { SHOP_ASSISTANT, SHOP_OWNER } from "./admin-user.ts";
import type { AppRegistration } from "./app-registration.ts";
import { issueIdToken, verifyIdToken } from "./id-token.ts";
import { grantScopes, newInstallation, reinstall, revokeScopes, uninstall } from "./installation.ts";
import { answerTokenRequest } from "./token-endpoint.ts";
import { readAccessToken } from "./tokens.ts";

const SHOP = "acme.myshopify.com";
const NOW = new Date("2026-11-22T18:00:00Z");
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

const app: AppRegistration = {
  apiKey: "key",
  apiSecret: "secret",
  appUrl: "https://app.example.com",
  handle: "till-ledger",
  name: "Till Ledger",
  requiredScopes: ["read_cash_tracking", "read_locations"],
  optionalScopes: ["read_users"],
  flowTriggers: [],
};

function aShop(now = NOW) {
  const installation = newInstallation(app, SHOP, []);
  let time = now;
  const post = (parameters: Record<string, unknown>) =>
    answerTokenRequest({
      app,
      installation,
      userById: (id) => [SHOP_OWNER, SHOP_ASSISTANT].find((user) => user.id === id) ?? null,
      now: time,
      parameters: { client_id: "key", client_secret: "secret", ...parameters },
    });
  return {
    installation,
    post,
    later: (seconds: number) => void (time = new Date(time.getTime() + seconds * 1000)),
    exchange: (more: Record<string, unknown> = {}) =>
      post({
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: issueIdToken(app, { shop: SHOP, userId: SHOP_OWNER.id }, time),
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: OFFLINE,
        expiring: "1",
        ...more,
      }),
    refresh: (token: unknown) => post({ grant_type: "refresh_token", refresh_token: token }),
    read: (token: unknown) => readAccessToken({ app, installation, now: time }, String(token)),
  };
}

describe("id tokens", () => {
  test("carry the claims that Shopify documents and live for a minute", () => {
    const claims = verifyIdToken(app, SHOP, issueIdToken(app, { shop: SHOP, userId: "7" }, NOW), NOW);
    const seconds = NOW.getTime() / 1000;
    expect(claims).toMatchObject({
      iss: `https://${SHOP}/admin`,
      dest: `https://${SHOP}`,
      aud: "key",
      sub: "7",
      iat: seconds,
      nbf: seconds,
      exp: seconds + 60,
    });
    expect(claims?.jti).not.toBe(claims?.sid);
  });

  test("are accepted by Shopify's own library", async () => {
    const library = shopifyApi({
      apiKey: "key",
      apiSecretKey: "secret",
      apiVersion: ApiVersion.October26,
      hostName: "app.example.com",
      isEmbeddedApp: true,
      logger: { level: LogSeverity.Error },
    });
    const token = issueIdToken(app, { shop: SHOP, userId: "7" }, new Date());
    await expect(library.session.decodeSessionToken(token)).resolves.toMatchObject({ sub: "7", aud: "key" });
    const foreign = issueIdToken({ ...app, apiSecret: "other" }, { shop: SHOP, userId: "7" }, new Date());
    await expect(library.session.decodeSessionToken(foreign)).rejects.toThrow("Failed to parse session token");
  });

  test("are refused when expired, not yet valid, of another shop, another app or another secret", () => {
    const token = issueIdToken(app, { shop: SHOP, userId: "7" }, NOW);
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
    expect(verifyIdToken(app, SHOP, token, at(69))).not.toBeNull();
    expect(verifyIdToken(app, SHOP, token, at(71))).toBeNull();
    expect(verifyIdToken(app, SHOP, token, at(-11))).toBeNull();
    expect(verifyIdToken(app, "other.myshopify.com", token, NOW)).toBeNull();
    expect(verifyIdToken({ ...app, apiKey: "other" }, SHOP, token, NOW)).toBeNull();
    expect(verifyIdToken({ ...app, apiSecret: "other" }, SHOP, token, NOW)).toBeNull();
    expect(verifyIdToken(app, SHOP, "not.a.token", NOW)).toBeNull();
  });
});

describe("token exchange", () => {
  test("gives an expiring offline token with a refresh token when it is asked for one", () => {
    const shop = aShop();
    const { status, body } = shop.exchange();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      scope: "read_cash_tracking,read_locations",
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
    });
    expect(shop.read(body.access_token)).toEqual({ kind: "offline", userId: null });
    shop.later(3601);
    expect(shop.read(body.access_token)).toBeNull();
  });

  test("gives a token that never expires when expiring is 0", () => {
    const shop = aShop();
    const { body } = shop.exchange({ expiring: "0" });
    expect(Object.keys(body).sort()).toEqual(["access_token", "scope"]);
    shop.later(400 * 86_400);
    expect(shop.read(body.access_token)).not.toBeNull();
  });

  test("gives an online token with its user", () => {
    const shop = aShop();
    const { body } = shop.exchange({ requested_token_type: ONLINE });
    expect(body.associated_user).toMatchObject({ id: 90000001, account_owner: true });
    expect(shop.read(body.access_token)).toEqual({ kind: "online", userId: SHOP_OWNER.id });
  });

  test.each([
    [{ subject_token: "nonsense" }, 400, "invalid_subject_token"],
    [{ client_secret: "wrong" }, 401, "invalid_client"],
    [{ client_id: "wrong" }, 400, "application_cannot_be_found"],
    [{ requested_token_type: "other" }, 400, "invalid_request"],
    [{ grant_type: "password" }, 400, "unsupported_grant_type"],
  ])("refuses %o with %i %s", (parameters, status, error) => {
    const answer = aShop().exchange(parameters);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  test("refuses an id token that has expired", () => {
    const shop = aShop();
    const subject_token = issueIdToken(app, { shop: SHOP, userId: SHOP_OWNER.id }, NOW);
    shop.later(120);
    expect(shop.exchange({ subject_token }).body.error).toBe("invalid_subject_token");
  });
});

describe("refreshing", () => {
  test("gives a new pair, and keeps the old refresh token usable until the new one is used", () => {
    const shop = aShop();
    const first = shop.exchange().body.refresh_token;
    const lost = shop.refresh(first);
    const second = shop.refresh(first);
    expect([lost.status, second.status]).toEqual([200, 200]);
    expect(shop.read(second.body.access_token)).not.toBeNull();

    expect(shop.refresh(second.body.refresh_token).status).toBe(200);
    expect(shop.refresh(first)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test("is over after ninety days", () => {
    const shop = aShop();
    const token = shop.exchange().body.refresh_token;
    shop.later(90 * 86_400 + 1);
    expect(shop.refresh(token).body.error).toBe("invalid_grant");
  });

  test("does not take an access token for a refresh token, nor the other way round", () => {
    const shop = aShop();
    const { access_token, refresh_token } = shop.exchange().body;
    expect(shop.refresh(access_token).body.error).toBe("invalid_grant");
    expect(shop.read(refresh_token)).toBeNull();
  });
});

describe("an installation", () => {
  test("ends every token when it ends, also for the one after it", () => {
    const shop = aShop();
    const { access_token, refresh_token } = shop.exchange().body;
    uninstall(shop.installation);
    expect(shop.read(access_token)).toBeNull();
    expect(shop.refresh(refresh_token).body.error).toBe("app_not_installed");
    reinstall(app, shop.installation);
    expect(shop.read(access_token)).toBeNull();
    expect(shop.refresh(refresh_token).body.error).toBe("invalid_grant");
  });

  test("takes no scope that the app does not declare", () => {
    const { installation } = aShop();
    expect(grantScopes(app, installation, ["read_users", "read_products"])).toBe(true);
    expect(installation.granted).toEqual(["read_cash_tracking", "read_locations", "read_users"]);
    expect(grantScopes(app, installation, ["read_users"])).toBe(false);
    expect(revokeScopes(installation, ["read_users"])).toBe(true);
    expect(installation.granted).toEqual(["read_cash_tracking", "read_locations"]);
  });

  test("survives as plain data, and so do the tokens that were given out under it", () => {
    const shop = aShop();
    const { access_token, refresh_token } = shop.exchange().body;
    const restarted = aShop();
    Object.assign(restarted.installation, JSON.parse(JSON.stringify(shop.installation)));
    expect(restarted.read(access_token)).not.toBeNull();
    expect(restarted.refresh(refresh_token).status).toBe(200);
  });
});
