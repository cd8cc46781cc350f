import { createHmac } from "node:crypto";
import { APP_ENV } from "./app-env.ts";
import { idToken } from "./shopify-requests.ts";

/** A shop's own id token under another header, with the signature that it had. */
export function relabelled(shop: string, header: object): string {
  const [, claims, signature] = idToken(shop).split(".");
  return [Buffer.from(JSON.stringify(header)).toString("base64url"), claims, signature].join(".");
}

/** A shop's own id token with other claims in it. */
export function claiming(shop: string, claims: object, { resign = true } = {}): string {
  const [header = "", given = "", signature = ""] = idToken(shop).split(".");
  const changed = { ...(JSON.parse(Buffer.from(given, "base64url").toString()) as object), ...claims };
  const signed = `${header}.${Buffer.from(JSON.stringify(changed)).toString("base64url")}`;
  const own = createHmac("sha256", APP_ENV.SHOPIFY_API_SECRET).update(signed).digest("base64url");
  return `${signed}.${resign ? own : signature}`;
}
