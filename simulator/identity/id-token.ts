import { createHash, randomUUID } from "node:crypto";
import type { AppRegistration } from "./app-registration.ts";
import { readJsonWebToken, signJsonWebToken } from "./json-web-token.ts";

/** Shopify's id tokens live for one minute; App Bridge fetches one per request. */
export const ID_TOKEN_SECONDS = 60;

/** The library's tolerance for clocks that differ, in seconds; Shopify's own is not published. */
const CLOCK_TOLERANCE_SECONDS = 10;

export interface IdTokenClaims {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
}

/** Issues the id token that App Bridge hands to the app for a signed-in user of a shop. */
export function issueIdToken(
  app: AppRegistration,
  subject: { shop: string; userId: string },
  now: Date,
  seconds = ID_TOKEN_SECONDS,
): string {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims: IdTokenClaims = {
    iss: `https://${subject.shop}/admin`,
    dest: `https://${subject.shop}`,
    aud: app.apiKey,
    sub: subject.userId,
    exp: issuedAt + seconds,
    nbf: issuedAt,
    iat: issuedAt,
    jti: randomUUID(),
    sid: createHash("sha256").update(`${subject.shop}/${subject.userId}`).digest("hex"),
  };
  return signJsonWebToken({ ...claims }, app.apiSecret);
}

/** The claims of an id token that is good at this shop now, else null. */
export function verifyIdToken(app: AppRegistration, shop: string, token: string, now: Date): IdTokenClaims | null {
  const claims = readJsonWebToken(token, app.apiSecret) as Partial<IdTokenClaims> | null;
  if (!claims || claims.aud !== app.apiKey || claims.dest !== `https://${shop}`) return null;
  const seconds = now.getTime() / 1000;
  if (typeof claims.exp !== "number" || claims.exp + CLOCK_TOLERANCE_SECONDS <= seconds) return null;
  if (typeof claims.nbf !== "number" || claims.nbf - CLOCK_TOLERANCE_SECONDS > seconds) return null;
  return typeof claims.sub === "string" ? (claims as IdTokenClaims) : null;
}
