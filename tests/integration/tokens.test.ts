import "#tests/support/app-env.ts";
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import { describe, expect, it, onTestFinished } from "vitest";
import { sessionStorage } from "#app/auth/session-storage.server.ts";
import { readToken, writeToken } from "#app/auth/stored-token.server.ts";
import { db, openDatabase, useDatabase } from "#app/db.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";
import { ensureShop, findShop, type Shop } from "#app/shop.server.ts";
import { accessTokenFor } from "#app/shopify.server.ts";
import { createServerDatabase, freshDatabase, SERVER_URL } from "#tests/support/database.ts";
import { offlineToken, startTokenEndpoint } from "#tests/support/token-endpoint.ts";

const DOMAIN = "quay.myshopify.com";
const ID = `offline_${DOMAIN}`;
const RENEW_TOKEN = new URL("../support/renew-token.ts", import.meta.url);

async function shopWithToken({
  expiresInS,
  name = "first",
}: {
  expiresInS: number | null;
  name?: string;
}): Promise<Shop> {
  await freshDatabase();
  return storeToken({ expiresInS, name });
}

async function storeToken({
  expiresInS,
  name = "first",
  domain = DOMAIN,
}: {
  expiresInS: number | null;
  name?: string;
  domain?: string;
}): Promise<Shop> {
  const shop = await ensureShop(domain);
  await writeToken({
    id: `offline_${domain}`,
    shopId: shop.id,
    isOnline: false,
    scope: "read_cash_tracking",
    expiresAt: expiresInS === null ? null : new Date(Date.now() + expiresInS * 1000),
    userId: null,
    accessToken: `shpat_${name}`,
    refreshToken: expiresInS === null ? null : `shprt_${name}`,
    refreshTokenExpiresAt: null,
  });
  return shop;
}

describe("the token of a shop", () => {
  it("is used as it is while it lives", async () => {
    const shop = await shopWithToken({ expiresInS: 3000 });
    const endpoint = await startTokenEndpoint(() => offlineToken("unwanted"));
    expect(await accessTokenFor(shop)).toEqual({ accessToken: "shpat_first", scopes: ["read_cash_tracking"] });
    expect(endpoint.requests).toEqual([]);
  });

  it("is renewed before it expires, with what Shopify asks for, at the shop's own address", async () => {
    const shop = await shopWithToken({ expiresInS: 30 });
    const endpoint = await startTokenEndpoint(() => offlineToken("second"));
    expect(await accessTokenFor(shop)).toEqual({
      accessToken: "shpat_second",
      scopes: ["read_cash_tracking", "read_locations"],
    });
    expect(endpoint.requests).toMatchObject([
      {
        path: "/admin/oauth/access_token",
        headers: { "x-forwarded-host": DOMAIN },
        body: {
          client_id: "test-api-key",
          client_secret: "test-api-secret",
          grant_type: "refresh_token",
          refresh_token: "shprt_first",
        },
      },
    ]);
    expect((await findShop(DOMAIN))?.grantedScopes).toEqual(["read_cash_tracking", "read_locations"]);
    expect(await readToken(ID)).toMatchObject({ accessToken: "shpat_second", refreshToken: "shprt_second" });
  });

  it("is renewed once, however many ask for it at the same time", async () => {
    const shop = await shopWithToken({ expiresInS: 0 });
    // As Shopify does: a refresh token that was used does not work again.
    const endpoint = await startTokenEndpoint((request, number) =>
      request.body.refresh_token === "shprt_first" && number === 1
        ? offlineToken("second")
        : { status: 400, body: { error: "invalid_grant" } },
    );
    const answers = await Promise.all(Array.from({ length: 20 }, () => accessTokenFor(shop)));
    expect(new Set(answers.map((answer) => answer.accessToken))).toEqual(new Set(["shpat_second"]));
    expect(endpoint.requests).toHaveLength(1);
  });

  it("is renewed when Shopify refused it, though it should live on", async () => {
    const shop = await shopWithToken({ expiresInS: 3000 });
    const endpoint = await startTokenEndpoint(() => offlineToken("second"));
    expect((await accessTokenFor(shop, { rejected: "shpat_first" })).accessToken).toBe("shpat_second");
    expect((await accessTokenFor(shop, { rejected: "shpat_first" })).accessToken).toBe("shpat_second");
    expect(endpoint.requests).toHaveLength(1);
  });

  it("goes on being renewed when an answer forgets to say how long it lives", async () => {
    const shop = await shopWithToken({ expiresInS: 0 });
    await startTokenEndpoint(() => offlineToken("second", { expires_in: undefined }));
    await accessTokenFor(shop);
    const expiresAt = (await readToken(ID))?.expiresAt?.getTime();
    expect(expiresAt).toBeGreaterThan(Date.now() + 59 * 60_000);
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + 60 * 60_000);
  });

  it("keeps its refresh token when the answer brings no other", async () => {
    const shop = await shopWithToken({ expiresInS: 0 });
    await startTokenEndpoint(() => offlineToken("second", { refresh_token: undefined }));
    await accessTokenFor(shop);
    expect(await readToken(ID)).toMatchObject({ accessToken: "shpat_second", refreshToken: "shprt_first" });
  });

  it("is reported as revoked when Shopify refuses to renew it", async () => {
    const shop = await shopWithToken({ expiresInS: 0 });
    await startTokenEndpoint(() => ({ status: 400, body: { error: "invalid_grant" } }));
    await expect(accessTokenFor(shop)).rejects.toMatchObject({ code: "TOKEN_REVOKED" });
  });

  it.each([408, 429, 430, 503])(
    "is used to its last second when the renewal fails for a while (%i), and then the failure is passed on",
    async (status) => {
      const shop = await shopWithToken({ expiresInS: 30 });
      await startTokenEndpoint(() => ({ status, body: {} }));
      expect((await accessTokenFor(shop)).accessToken).toBe("shpat_first");
      await db().execute(sql`UPDATE auth_session SET expires_at = now() - interval '1 second'`);
      await expect(accessTokenFor(shop)).rejects.toMatchObject({ code: "REFRESH_FAILED", status });
    },
  );

  it("is over when Shopify refused it and it cannot be renewed, so that a visit brings a new one", async () => {
    const shop = await shopWithToken({ expiresInS: null });
    expect((await sessionStorage.loadSession(ID))?.accessToken).toBe("shpat_first");
    await expect(accessTokenFor(shop, { rejected: "shpat_first" })).rejects.toMatchObject({ code: "TOKEN_REVOKED" });
    expect(await sessionStorage.loadSession(ID)).toBeUndefined();
  });

  it("is missing where the app is not installed", async () => {
    await freshDatabase();
    const shop = await ensureShop(DOMAIN);
    await expect(accessTokenFor(shop)).rejects.toMatchObject({ code: "NOT_INSTALLED" });
  });

  it("lies in the database unreadable, and counts as none when its seal is broken", async () => {
    const shop = await shopWithToken({ expiresInS: 3000 });
    const [row] = await db().query<{ sealed: Uint8Array }>(sql`SELECT sealed FROM auth_session`);
    expect(Buffer.from(row?.sealed ?? []).toString("latin1")).not.toContain("shpat");
    await db().execute(sql`UPDATE auth_session SET sealed = '\\x01ffff'`);
    expect(await sessionStorage.loadSession(ID)).toBeUndefined();
    await expect(accessTokenFor(shop)).rejects.toMatchObject({ code: "NOT_INSTALLED" });
  });
});

describe("Shopify's session storage", () => {
  it("answers a session without its refresh token, so that the library does not renew beside us", async () => {
    await shopWithToken({ expiresInS: 3000 });
    const session = await sessionStorage.loadSession(ID);
    expect(session).toMatchObject({ id: ID, shop: DOMAIN, isOnline: false, accessToken: "shpat_first" });
    expect(session?.refreshToken).toBeUndefined();
  });

  it("renews a token that is about to expire", async () => {
    await shopWithToken({ expiresInS: 30 });
    await startTokenEndpoint(() => offlineToken("second"));
    expect((await sessionStorage.loadSession(ID))?.accessToken).toBe("shpat_second");
  });

  it("lets no living token look old, for the library would exchange it at every visit", async () => {
    await shopWithToken({ expiresInS: 120 });
    const endpoint = await startTokenEndpoint(() => offlineToken("unwanted"));
    const session = await sessionStorage.loadSession(ID);
    expect(session?.accessToken).toBe("shpat_first");
    expect(session?.isActive(undefined, 5 * 60_000)).toBe(true);
    expect(endpoint.requests).toEqual([]);
  });

  it("has no session when a token without a refresh token is over, so that a visit brings a new one", async () => {
    const shop = await shopWithToken({ expiresInS: null });
    await db().execute(sql`UPDATE auth_session SET expires_at = 'epoch' WHERE shop_id = ${shop.id}::int`);
    expect(await sessionStorage.loadSession(ID)).toBeUndefined();
  });

  it("has no session when the token expired and cannot be renewed, so that a visit brings a new one", async () => {
    await shopWithToken({ expiresInS: -5 });
    await startTokenEndpoint(() => ({ status: 400, body: { error: "invalid_grant" } }));
    expect(await sessionStorage.loadSession(ID)).toBeUndefined();
  });

  it("takes a refused token for expired, and keeps the way to renew it", async () => {
    await shopWithToken({ expiresInS: 3000 });
    const session = await sessionStorage.loadSession(ID);
    if (session === undefined) throw new Error("no session");
    session.accessToken = undefined;
    await sessionStorage.storeSession(session);
    await startTokenEndpoint(() => offlineToken("second"));
    expect((await sessionStorage.loadSession(ID))?.accessToken).toBe("shpat_second");
  });

  it("keeps what a shop granted, finds its sessions and forgets them", async () => {
    await shopWithToken({ expiresInS: 3000 });
    const session = await sessionStorage.loadSession(ID);
    if (session === undefined) throw new Error("no session");
    session.scope = "read_cash_tracking,read_users";
    await sessionStorage.storeSession(session);
    expect((await findShop(DOMAIN))?.grantedScopes).toEqual(["read_cash_tracking", "read_users"]);
    expect(await sessionStorage.findSessionsByShop?.(DOMAIN)).toHaveLength(1);
    expect(await sessionStorage.findSessionsByShop?.("other.myshopify.com")).toEqual([]);
    await sessionStorage.deleteSession(ID);
    expect(await sessionStorage.loadSession(ID)).toBeUndefined();
  });
});

// Several processes need a server: an embedded database is one process's own.
if (SERVER_URL !== null) {
  const serverUrl = SERVER_URL;
  const isSomebodyWaitingForALock = async () => {
    const waiting = await db().query(sql`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    return waiting.length > 0;
  };

  describe("the token of a shop on a server", () => {
    it("is renewed once by processes that want it at the same time", async () => {
      const url = await createServerDatabase(serverUrl);
      const database = await openDatabase({ url });
      onTestFinished(() => database.close());
      await applyMigrations(database);
      useDatabase(database);
      await storeToken({ expiresInS: 0 });
      const endpoint = await startTokenEndpoint(async (_, number) => {
        if (number > 1) return { status: 400, body: { error: "invalid_grant" } };
        // The first answer is held back until another process waits for the row, or, not waiting, asks as well.
        while (endpoint.requests.length === 1 && !(await isSomebodyWaitingForALock())) await sleep(5);
        return offlineToken("second");
      });
      const orders = JSON.stringify({ url, endpoint: endpoint.origin, domain: DOMAIN });
      const processes = Array.from({ length: 3 }, () => fork(RENEW_TOKEN, [orders], { execArgv: [] }));
      onTestFinished(() => processes.forEach((one) => void one.kill()));
      await Promise.all(processes.map((one) => once(one, "message")));
      const answers = processes.map(async (one) => {
        one.send("go");
        const [token] = (await Promise.race([once(one, "message"), once(one, "exit")])) as unknown[];
        return token;
      });
      expect(await Promise.all(answers)).toEqual(["shpat_second", "shpat_second", "shpat_second"]);
      expect(endpoint.requests).toHaveLength(1);
      expect(await readToken(ID)).toMatchObject({ refreshToken: "shprt_second" });
    });

    it("is not waited for by other shops' pages, however many renewals Shopify keeps waiting", async () => {
      await freshDatabase();
      const [asked, mayAnswer] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
      await startTokenEndpoint(async (_, number) => {
        if (number === 4) asked.resolve(undefined);
        await mayAnswer.promise;
        return offlineToken("second");
      });
      const domains = Array.from({ length: 24 }, (_, number) => `quay-${number}.myshopify.com`);
      const shops = await Promise.all(domains.map((domain) => storeToken({ expiresInS: 0, domain })));
      const renewed = Promise.all(shops.map((shop) => accessTokenFor(shop)));
      await asked.promise;
      // More than the pool has connections would find none free, and give up after ten seconds.
      expect(await Promise.all(domains.map(findShop))).toEqual(shops);
      mayAnswer.resolve(undefined);
      expect((await renewed).map(({ accessToken }) => accessToken)).toEqual(shops.map(() => "shpat_second"));
    });
  });
}
