import type { Shop } from "#app/shop.server.ts";
import { AccessError } from "./access-error.ts";
import {
  RefreshFailedError,
  RENEW_BEFORE_MS,
  RefreshRefusedError,
  isExpiring,
  readFreshToken,
  scopesOf,
} from "./refresh-token.server.ts";
import { expireTokens, readToken, type StoredToken } from "./stored-token.server.ts";

/**
 * The shop's own token, for work without a visitor; renewed if it is about to expire, or if it is the one that Shopify
 * has just `rejected`.
 */
export async function accessTokenFor(
  shop: Pick<Shop, "domain">,
  options: { rejected?: string | null } = {},
): Promise<{ accessToken: string; scopes: string[] }> {
  const isRejected = (token: StoredToken) => token.accessToken === options.rejected;
  const token = await renew(shop, (stored) => isRejected(stored) || isExpiring(stored, RENEW_BEFORE_MS), isRejected);
  if (token === null) throw new AccessError("NOT_INSTALLED", "The shop has no token: the app is not installed there.");
  if (isRejected(token) || isExpiring(token, 0)) {
    await expireTokens(token.shopId);
    throw new AccessError("TOKEN_REVOKED", "Shopify took the shop's token back; a visit to the app brings a new one.");
  }
  return { accessToken: token.accessToken, scopes: scopesOf(token.scope) };
}

async function renew(
  shop: Pick<Shop, "domain">,
  isDue: (token: StoredToken) => boolean,
  isRejected: (token: StoredToken) => boolean,
): Promise<StoredToken | null> {
  const id = `offline_${shop.domain}`;
  try {
    return await readFreshToken(id, isDue);
  } catch (error) {
    if (error instanceof RefreshRefusedError) {
      await forgetLife(id);
      throw new AccessError("TOKEN_REVOKED", "Shopify refuses to renew the shop's token.", { cause: error });
    }
    if (!(error instanceof RefreshFailedError)) throw error;
    // Asked for early: what is left of the old token may outlast the trouble.
    const stored = await readToken(id);
    if (stored === null || isRejected(stored) || isExpiring(stored, 0)) throw error;
    return stored;
  }
}

/**
 * A token that Shopify took back may look alive for up to an hour, and while it does no visit brings a new one: the
 * library exchanges an id token only when there is no living session.
 */
async function forgetLife(id: string): Promise<void> {
  const stored = await readToken(id);
  if (stored !== null) await expireTokens(stored.shopId);
}
