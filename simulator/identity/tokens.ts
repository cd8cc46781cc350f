import { randomBytes } from "node:crypto";
import type { AppRegistration } from "./app-registration.ts";
import type { Installation } from "./installation.ts";
import { readJsonWebToken, signJsonWebToken } from "./json-web-token.ts";

// Tokens carry what they grant, signed, instead of being looked up: a stand-in that was restarted still knows the ones
// that the app keeps. Shopify's are 32 hexadecimal digits after the same prefixes; no app may depend on the length.
const PREFIX = { offline: "shpat_", online: "shpua_", refresh: "shprt_" } as const;

export const OFFLINE_SECONDS = 3_600;
/** "About 24 hours" in Shopify's documentation; this figure is in its examples. */
export const ONLINE_SECONDS = 86_399;
/** 90 days. */
export const REFRESH_SECONDS = 7_776_000;

export type TokenKind = "offline" | "online";

export interface AccessTokenFacts {
  kind: TokenKind;
  userId: string | null;
}

export interface RefreshTokenFacts {
  family: string;
  serial: number;
}

interface Issue {
  app: AppRegistration;
  installation: Installation;
  now: Date;
}

/** Makes an access token; without a lifetime it never expires. */
export function issueAccessToken(issue: Issue, facts: AccessTokenFacts, seconds: number | null): string {
  const { installation } = issue;
  return (
    PREFIX[facts.kind] + seal(issue, seconds, { use: facts.kind, sub: facts.userId, epoch: installation.accessEpoch })
  );
}

/** What an access token grants at this shop now, or null: unknown, expired, revoked, or of an earlier installation. */
export function readAccessToken(issue: Issue, token: string): AccessTokenFacts | null {
  const kind = token.startsWith(PREFIX.online) ? "online" : "offline";
  const claims = unseal(issue, PREFIX[kind], token);
  if (!claims || claims.use !== kind || claims.epoch !== issue.installation.accessEpoch) return null;
  return { kind, userId: typeof claims.sub === "string" ? claims.sub : null };
}

/** Makes the refresh token that belongs to an expiring offline token. */
export function issueRefreshToken(issue: Issue, previous: RefreshTokenFacts | null): string {
  const family = previous?.family ?? randomBytes(6).toString("hex");
  const serial = (previous?.serial ?? 0) + 1;
  return PREFIX.refresh + seal(issue, REFRESH_SECONDS, { use: "refresh", family, serial });
}

/**
 * Uses a refresh token: null when it is unknown, expired or retired. Since 28 August 2026 a token that was used stays
 * usable until its successor is used for the first time, so that an answer lost on the way costs nobody the access.
 */
export function spendRefreshToken(issue: Issue, token: string): RefreshTokenFacts | null {
  const claims = unseal(issue, PREFIX.refresh, token);
  if (!claims || claims.use !== "refresh") return null;
  if (typeof claims.family !== "string" || typeof claims.serial !== "number") return null;
  const used = issue.installation.refreshTokensUsed;
  if (claims.serial < (used[claims.family] ?? 0)) return null;
  used[claims.family] = claims.serial;
  return { family: claims.family, serial: claims.serial };
}

function seal(issue: Issue, seconds: number | null, claims: Record<string, unknown>): string {
  const issuedAt = Math.floor(issue.now.getTime() / 1000);
  const all = {
    ...claims,
    shop: issue.installation.shop,
    generation: issue.installation.generation,
    ...(seconds === null ? {} : { exp: issuedAt + seconds }),
    jti: randomBytes(6).toString("hex"),
  };
  // The client id is in the key: a token of one app is nothing to another one with the same secret.
  return signJsonWebToken(all, `${issue.app.apiSecret}/${issue.app.apiKey}`);
}

function unseal(issue: Issue, prefix: string, token: string): Record<string, unknown> | null {
  const { installation, app, now } = issue;
  if (!installation.isInstalled || !token.startsWith(prefix)) return null;
  const claims = readJsonWebToken(token.slice(prefix.length), `${app.apiSecret}/${app.apiKey}`);
  if (!claims || claims.shop !== installation.shop || claims.generation !== installation.generation) return null;
  if (typeof claims.exp === "number" && claims.exp * 1000 <= now.getTime()) return null;
  return claims;
}
