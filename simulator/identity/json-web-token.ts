import { createHmac, timingSafeEqual } from "node:crypto";

type Claims = Record<string, unknown>;

/** Signs claims as a JSON Web Token with HS256, the algorithm of Shopify's id tokens. */
export function signJsonWebToken(claims: Claims, secret: string): string {
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${signature(signed, secret)}`;
}

/** The claims of a token whose signature fits the secret, else null. Says nothing about times and audience. */
export function readJsonWebToken(token: string, secret: string): Claims | null {
  const [header, payload, mac, ...rest] = token.split(".");
  if (!header || !payload || !mac || rest.length > 0) return null;
  if (decode(header)?.alg !== "HS256") return null;
  return isSameText(mac, signature(`${header}.${payload}`, secret)) ? decode(payload) : null;
}

/** Compares in constant time, so that a stand-in exposed by accident does not teach anyone its secret. */
export function isSameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

function signature(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}

function encode(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Claims) : null;
  } catch {
    // Not JSON is the same as not signed: the caller refuses both.
    return null;
  }
}
