import { createHmac } from "node:crypto";
import type { AppRegistration } from "#simulator/identity/app-registration.ts";

/** What the admin adds to every address that it opens in its frame; an app's own query never holds these. */
export const EMBEDDING_PARAMETERS = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "protocol",
  "session",
  "shop",
  "timestamp",
] as const;

/** The app's path for a path below /store/<name>/apps/<handle>; the app's pages live under /app. */
export function appPathFor(adminPath: string): string {
  const path = adminPath.replace(/^\/+|\/+$/g, "");
  if (path === "app" || path.startsWith("app/")) return `/${path}`;
  return path === "" ? "/app" : `/app/${path}`;
}

/** The `host` parameter: the admin's address of the shop, in the form that Shopify's libraries accept. */
export function hostParameter(storeName: string): string {
  return Buffer.from(`admin.shopify.com/store/${storeName}`).toString("base64");
}

/** The address that the admin opens in its frame: the app's own query, and what proves who is looking. */
export function frameAddress(
  app: AppRegistration,
  page: { shop: string; storeName: string; path: string; query: URLSearchParams },
  visit: { idToken: string; locale: string; session: string; now: Date },
): string {
  const query = new URLSearchParams(page.query);
  for (const name of EMBEDDING_PARAMETERS) query.delete(name);
  query.set("embedded", "1");
  query.set("host", hostParameter(page.storeName));
  query.set("id_token", visit.idToken);
  query.set("locale", visit.locale);
  query.set("session", visit.session);
  query.set("shop", page.shop);
  query.set("timestamp", String(Math.floor(visit.now.getTime() / 1000)));
  query.set("hmac", queryHmac(query, app.apiSecret));
  return `${app.appUrl}${page.path}?${query.toString()}`;
}

/** Shopify's signature of a query: HMAC-SHA256 in hexadecimal over its parameters in the order of their names. */
export function queryHmac(query: URLSearchParams, secret: string): string {
  const merged = new Map<string, string>();
  // A parameter that is repeated is signed as one, with its values joined by commas.
  for (const [name, value] of query) {
    if (name !== "hmac") merged.set(name, merged.has(name) ? `${merged.get(name)},${value}` : value);
  }
  const sorted = new URLSearchParams([...merged].sort(([a], [b]) => a.localeCompare(b)));
  return createHmac("sha256", secret).update(sorted.toString().replace(/\+/g, "%20")).digest("hex");
}
