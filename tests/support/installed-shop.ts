import { writeToken } from "#app/auth/stored-token.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Gives a shop the access token that spares a visit the exchange of its id token; answers what it opens Shopify with. */
export async function giveToken(shop: Shop): Promise<string> {
  const accessToken = `shpat_of_${shop.domain}`;
  await writeToken({
    ...{ id: `offline_${shop.domain}`, shopId: shop.id, isOnline: false, userId: null },
    ...{ scope: "read_cash_tracking,read_locations", expiresAt: new Date(Date.now() + 3_600_000) },
    ...{ accessToken, refreshToken: `shprt_of_${shop.domain}`, refreshTokenExpiresAt: null },
  });
  return accessToken;
}
