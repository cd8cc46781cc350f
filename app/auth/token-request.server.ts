import { env } from "#app/env.server.ts";

const REQUEST_TIMEOUT_MS = 8_000;

/** A request for a token at a shop's own address, in the app's name; `grant` says by what right. Fails without an answer. */
export function requestToken(shop: { domain: string }, grant: Record<string, string | null>): Promise<Response> {
  return fetch(`https://${shop.domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ client_id: env().apiKey, client_secret: env().apiSecret, ...grant }),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
}
