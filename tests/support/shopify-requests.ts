import { createHmac, randomUUID } from "node:crypto";
import { APP_ENV } from "./app-env.ts";

interface IdTokenOptions {
  userId?: string;
  secret?: string;
  audience?: string;
  algorithm?: "HS256" | "none";
  /** Seconds from now. */
  expiresIn?: number;
}

/** An id token as Shopify signs it, or wrong in the way that the options say. */
export function idToken(shop: string, options: IdTokenOptions = {}): string {
  const { userId = "1001", secret = APP_ENV.SHOPIFY_API_SECRET, audience = APP_ENV.SHOPIFY_API_KEY } = options;
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: options.algorithm ?? "HS256", typ: "JWT" };
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: audience,
    sub: userId,
    exp: now + (options.expiresIn ?? 60),
    nbf: now - 1,
    iat: now - 1,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const signature = createHmac("sha256", secret).update(signed).digest("base64url");
  return `${signed}.${options.algorithm === "none" ? "" : signature}`;
}

/** A browser's name, as requests of the admin carry it. */
export const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36";

/** A request from inside the admin, as App Bridge sends it. */
export function adminRequest(path: string, token: string | null, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  headers.set("User-Agent", BROWSER);
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  return new Request(new URL(path, APP_ENV.SHOPIFY_APP_URL), { ...init, headers });
}

interface WebhookOptions {
  id?: string;
  secret?: string;
  triggeredAt?: Date;
}

/** A webhook delivery, signed. */
export function webhookRequest(topic: string, shop: string, payload: object, options: WebhookOptions = {}): Request {
  const body = JSON.stringify(payload);
  const secret = options.secret ?? APP_ENV.SHOPIFY_API_SECRET;
  return new Request(new URL(`/webhooks/${topic}`, APP_ENV.SHOPIFY_APP_URL), {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": shop,
      "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
      "X-Shopify-Webhook-Id": options.id ?? randomUUID(),
      "X-Shopify-API-Version": "2026-10",
      "X-Shopify-Triggered-At": (options.triggeredAt ?? new Date()).toISOString(),
    },
  });
}
