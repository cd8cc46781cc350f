import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { log } from "#app/log.server.ts";
import { ensureShop, findShop, setGrantedScopes } from "#app/shop.server.ts";
import {
  ASSUMED_LIFETIME_S,
  RefreshFailedError,
  RENEW_BEFORE_MS,
  RefreshRefusedError,
  isExpiring,
  readFreshToken,
  scopesOf,
} from "./refresh-token.server.ts";
import {
  deleteTokens,
  expireTokens,
  readToken,
  readTokensOfShop,
  withTokenLock,
  writeToken,
  type StoredToken,
} from "./stored-token.server.ts";

/** Shopify's five methods over auth_session. Its Prisma storage wants Prisma 6 and keeps tokens in the clear. */
export const sessionStorage: SessionStorage = {
  async storeSession(session) {
    const shop = await ensureShop(session.shop);
    const { accessToken } = session;
    if (accessToken === undefined) {
      // How the library says that Shopify refused the token: another request may have renewed it meanwhile.
      await expireTokens(shop.id);
      return true;
    }
    await withTokenLock(session.id, async (on) => {
      await writeToken({ ...describe(session), shopId: shop.id, accessToken }, on);
      if (!session.isOnline) await setGrantedScopes(shop, scopesOf(session.scope), on);
    });
    return true;
  },

  async loadSession(id) {
    const token = await loadFresh(id);
    return token === null ? undefined : sessionOf(token);
  },

  async deleteSession(id) {
    await deleteTokens([id]);
    return true;
  },

  async deleteSessions(ids) {
    await deleteTokens(ids);
    return true;
  },

  async findSessionsByShop(domain) {
    if ((await findShop(domain)) === null) return [];
    return (await readTokensOfShop(domain)).map(sessionOf);
  },
};

/** Null when the token cannot be renewed: the library then asks for a new one with the visitor's id token. */
async function loadFresh(id: string): Promise<StoredToken | null> {
  try {
    return whileAlive(await readFreshToken(id, (token) => isExpiring(token, RENEW_BEFORE_MS)));
  } catch (error) {
    if (!(error instanceof RefreshRefusedError) && !(error instanceof RefreshFailedError)) throw error;
    log.warn({ code: error.code, reason: error.message }, "a token was not renewed");
    return whileAlive(await readToken(id));
  }
}

function whileAlive(token: StoredToken | null): StoredToken | null {
  return token === null || isExpiring(token, 0) ? null : token;
}

function describe(session: Session): Omit<StoredToken, "shopId" | "domain" | "accessToken"> {
  const refreshToken = session.refreshToken ?? null;
  const assumedExpiry = refreshToken === null ? null : new Date(Date.now() + ASSUMED_LIFETIME_S * 1000);
  const user = session.onlineAccessInfo?.associated_user;
  return {
    id: session.id,
    isOnline: session.isOnline,
    scope: session.scope ?? null,
    expiresAt: session.expires ?? assumedExpiry,
    userId: user === undefined ? null : BigInt(user.id),
    refreshToken,
    refreshTokenExpiresAt: session.refreshTokenExpires ?? null,
  };
}

/**
 * Without the refresh token and without the end of its life: the library would renew a token with less than five
 * minutes to live by itself, without a lock, or exchange it for another at every visit where tokens live shorter than
 * that, and so take the refresh token away from whoever is using it.
 */
function sessionOf(token: StoredToken): Session {
  return new Session({
    id: token.id,
    shop: token.domain,
    state: "",
    isOnline: token.isOnline,
    scope: token.scope ?? undefined,
    accessToken: token.accessToken,
  });
}
