import { z } from "zod";
import { setGrantedScopes } from "#app/shop.server.ts";
import { readToken, withTokenLock, writeToken, type StoredToken } from "./stored-token.server.ts";
import { requestToken } from "./token-request.server.ts";

/** Shopify will not renew this token: the app was uninstalled, or nobody used it for 90 days. */
export class RefreshRefusedError extends Error {
  readonly code = "REFRESH_REFUSED";
}

/** The renewal did not come through, and may do so later. */
export class RefreshFailedError extends Error {
  readonly code = "REFRESH_FAILED";
  /** Shopify's HTTP status; null when there was no answer. */
  readonly status: number | null;

  constructor(message: string, { status = null, ...options }: ErrorOptions & { status?: number | null } = {}) {
    super(message, options);
    this.status = status;
  }
}

/** What Shopify grants today; assumed when an answer with a refresh token forgets to say it. */
export const ASSUMED_LIFETIME_S = 60 * 60;
/** A store that is frozen (402) or locked (423) keeps its tokens; the others mean too slow and too often. */
const PASSING_STATUSES = new Set([402, 408, 423, 429, 430]);
/** Renewed before its end by more than any request takes that it is taken for. */
export const RENEW_BEFORE_MS = 60_000;

/**
 * The session with this id, its token renewed first where `isDue` says so.
 *
 * A refresh token works once and comes back changed, so two that use it at the same time would lose it: the one that
 * waited reads the row again and finds the token that the other one brought.
 */
export async function readFreshToken(id: string, isDue: (token: StoredToken) => boolean): Promise<StoredToken | null> {
  const stored = await readToken(id);
  if (stored === null || stored.refreshToken === null || !isDue(stored)) return stored;
  return withTokenLock(id, async (on) => {
    const current = await readToken(id, on, true);
    if (current === null || current.refreshToken === null || !isDue(current)) return current;
    const renewed = await requestRefresh(current);
    await writeToken(renewed, on);
    await setGrantedScopes({ id: renewed.shopId }, scopesOf(renewed.scope), on);
    return renewed;
  });
}

/** Whether the token has less than `marginMs` to live. */
export function isExpiring(token: StoredToken, marginMs: number): boolean {
  return token.expiresAt !== null && token.expiresAt.getTime() - Date.now() < marginMs;
}

/** A scope answer ("read_a,read_b") as a list. */
export function scopesOf(scope: string | null | undefined): string[] {
  return (scope ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

const answerShape = z.object({
  access_token: z.string(),
  scope: z.string().optional(),
  expires_in: z.number().optional(),
  refresh_token: z.string().optional(),
  refresh_token_expires_in: z.number().optional(),
});

async function requestRefresh(token: StoredToken): Promise<StoredToken> {
  const { refreshToken } = token;
  const response = await requestToken(token, { grant_type: "refresh_token", refresh_token: refreshToken }).catch(
    (error: unknown) => {
      throw new RefreshFailedError("Shopify did not answer the renewal of a token.", { cause: error });
    },
  );
  if (response.status >= 400 && response.status < 500 && !PASSING_STATUSES.has(response.status)) {
    await response.body?.cancel();
    throw new RefreshRefusedError(`Shopify refused to renew the token (HTTP ${response.status}).`);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new RefreshFailedError(`The token could not be renewed (HTTP ${response.status}).`, {
      status: response.status,
    });
  }
  const answer = answerShape.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new RefreshFailedError("The answer to the renewal of a token cannot be read.");
  const { data } = answer;
  return {
    ...token,
    accessToken: data.access_token,
    scope: data.scope ?? token.scope,
    expiresAt: inSeconds(data.expires_in ?? ASSUMED_LIFETIME_S),
    refreshToken: data.refresh_token ?? token.refreshToken,
    refreshTokenExpiresAt:
      data.refresh_token_expires_in === undefined
        ? token.refreshTokenExpiresAt
        : inSeconds(data.refresh_token_expires_in),
  };
}

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}
