import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { InvalidShopError, LogSeverity, type JwtPayload } from "@shopify/shopify-api";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { sessionStorage } from "#app/auth/session-storage.server.ts";
import { REQUIRED_SCOPES, env } from "#app/env.server.ts";
import { log } from "#app/log.server.ts";
import { takeRequest } from "#app/rate-limit.server.ts";
import { nonceOf } from "#app/script-nonce.ts";
import { ensureShop, type Shop } from "#app/shop.server.ts";

export { AccessError } from "#app/auth/access-error.ts";
export { accessTokenFor } from "#app/auth/access-token.server.ts";
export { personTokenFor } from "#app/auth/person-token.server.ts";

export const API_VERSION = ApiVersion.October26;

/** Whoever opens the app waits for the exchange of an id token; Shopify gives up on a request after 10 s itself. */
const EXCHANGE_LIMIT_MS = 10_000;

// The library takes hold of `fetch` while it is being imported; looked up at each call, it can still be replaced. The
// library knows no deadline: without one, a visit that Shopify does not answer would wait for minutes.
setAbstractFetchFunc((url, init) =>
  fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(EXCHANGE_LIMIT_MS) }),
);

type ShopifyApp = ReturnType<typeof createApp>;

function createApp() {
  const { apiKey, apiSecret, appUrl } = env();
  return shopifyApp({
    apiKey,
    apiSecretKey: apiSecret,
    appUrl,
    apiVersion: API_VERSION,
    scopes: [...REQUIRED_SCOPES],
    authPathPrefix: "/auth",
    distribution: AppDistribution.AppStore,
    sessionStorage,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: {
      afterAuth: async ({ session }) => {
        await announce(await ensureShop(session.shop), "install");
      },
    },
    // At its debug level the library writes id tokens; at its info level, three lines a request.
    logger: { level: LogSeverity.Warning, log: (severity, message) => log[LEVELS[severity]](message) },
  });
}

const LEVELS = {
  [LogSeverity.Error]: "error",
  [LogSeverity.Warning]: "warn",
  [LogSeverity.Info]: "info",
  [LogSeverity.Debug]: "debug",
} as const;

let app: ShopifyApp | undefined;

/** Shopify's library, made at its first use, when the configuration has been read. */
function shopify(): ShopifyApp {
  app ??= createApp();
  return app;
}

export const authenticate = {
  admin: authenticateAdmin,
  webhook: (request: Request) => shopify().authenticate.webhook(request),
};

/** The id tokens with which somebody is signing in at this moment. */
const signingIn = new Map<string, Promise<void>>();

/** The library's answers hold scripts without a nonce: the page that fetches an id token, and the way out of the frame. */
async function authenticateAdmin(request: Request) {
  try {
    return await signIn(request);
  } catch (thrown) {
    if (thrown instanceof InvalidShopError) throw notLetIn();
    throw thrown instanceof Response ? await withNonce(thrown, nonceOf(request)) : thrown;
  }
}

async function withNonce(answer: Response, nonce: string | undefined): Promise<Response> {
  if (nonce === undefined || !answer.headers.get("Content-Type")?.startsWith("text/html")) return answer;
  const html = await answer.text();
  // The library writes addresses into it, which a URL has percent-encoded: every "<" is its own.
  return new Response(html.replaceAll("<script", `<script nonce="${nonce}"`), answer);
}

/**
 * The loaders of a page run side by side with one id token. On a shop's first visit each of them would exchange it for
 * an access token; so one goes ahead, and the others find what it brought.
 */
async function signIn(request: Request) {
  const anonymous = withoutUserAgent(request);
  const idToken = idTokenIn(request);
  if (idToken === null) return shopify().authenticate.admin(anonymous);
  const ahead = signingIn.get(idToken);
  if (ahead !== undefined) {
    await ahead;
    return shopify().authenticate.admin(anonymous);
  }
  const mine = shopify().authenticate.admin(anonymous);
  const settled = mine.then(
    () => {},
    () => {}, // whoever waits tries for itself
  );
  signingIn.set(idToken, settled);
  try {
    return await mine;
  } catch (thrown) {
    // The library keeps the reason to itself.
    if (thrown instanceof Response && thrown.status >= 500) log.error("Shopify did not exchange an id token");
    else if (isFromTheFuture(idToken)) log.warn(CLOCK_IS_BEHIND);
    throw thrown;
  } finally {
    signingIn.delete(idToken);
  }
}

const CLOCK_IS_BEHIND =
  "an id token is refused because it is not valid yet: the clock of this machine is behind Shopify's";

/** Of all the reasons to refuse an id token the one that is ours; the token itself is proven by nobody here. */
function isFromTheFuture(idToken: string): boolean {
  try {
    const claims = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()) as JwtPayload | null;
    return Number(claims?.nbf) * 1000 > Date.now();
  } catch {
    // No id token at all.
    return false;
  }
}

function idTokenIn(request: Request): string | null {
  const bearer = request.headers.get("Authorization")?.replace(/^Bearer /, "");
  return bearer ?? new URL(request.url).searchParams.get("id_token");
}

/**
 * The library answers 410 to whatever calls itself a program before it looks at the id token. Other programs may read
 * the exports and the status: the id token alone says who comes in. The body stays with the request.
 */
function withoutUserAgent(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete("User-Agent");
  return new Request(request.url, { method: request.method, headers, signal: request.signal });
}

/** Where a visitor without a shop says which one: Shopify sends everyone else with it. */
export function login(request: Request): ReturnType<ShopifyApp["login"]> {
  return shopify().login(request);
}

/**
 * Whose data a request may see: the shop and the person that its id token names, and nothing else in the request.
 * Throws the answer to send instead when there is no valid id token (a redirect, 401), or when the shop asks too much
 * (429). `isData` says that the address is for the pages' own requests and for programs, to which a redirect says nothing.
 */
export async function requireShop(request: Request, { isData = false } = {}) {
  if (idTokenIn(request) === null && !canFetchToken(request, isData)) throw withoutToken();
  const context = await authenticate.admin(request);
  if (!isWhole(context.sessionToken)) throw notLetIn();
  const shop = await ensureShop(context.session.shop);
  takeRequest(shop.id);
  await announce(shop, "visit");
  // Read above by the library, which lets nobody in without one.
  const idToken = idTokenIn(request) ?? "";
  return { ...context, shop, userId: context.sessionToken.sub, idToken };
}

/** What the library leaves unchecked in an id token that is signed: that it ends, and that issuer and shop are one. */
function isWhole({ iss, dest, exp, sub }: JwtPayload): boolean {
  const hasAll = [iss, dest, sub].every((claim) => typeof claim === "string" && claim !== "") && Number.isFinite(exp);
  return hasAll && URL.canParse(iss) && URL.canParse(dest) && new URL(iss).host === new URL(dest).host;
}

/** Whether a browser may be sent to where an id token is fetched, and come back as it was. */
function canFetchToken(request: Request, isData: boolean): boolean {
  const isReading = request.method === "GET" || request.method === "HEAD";
  return isReading && (!isData || request.headers.get("Sec-Fetch-Mode") === "navigate");
}

function withoutToken(): Response {
  return new Response(
    "This request carries no id token of Shopify's, so it cannot be told whose it is. Open Till Ledger in the Shopify " +
      "admin and try again; a program sends the token in the Authorization header.\n",
    {
      status: 401,
      // App Bridge tries once more with a token of its own.
      headers: { "Content-Type": "text/plain; charset=utf-8", "X-Shopify-Retry-Invalid-Session-Request": "1" },
    },
  );
}

function notLetIn(): Response {
  return new Response(null, { status: 401 });
}

type VisitListener = (shop: Shop, reason: "install" | "visit") => Promise<void>;
const listeners = new Set<VisitListener>();
const announced = new Set<Shop["id"]>();

/**
 * Has `listener` told of a shop that begins to use the app: "install" when it got a new token, "visit" at its first
 * request to this process, whichever route that is. Answers how to stop it.
 */
export function onVisit(listener: VisitListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function announce(shop: Shop, reason: "install" | "visit"): Promise<void> {
  if (reason === "visit" && announced.has(shop.id)) return;
  announced.add(shop.id);
  try {
    for (const listener of listeners) await listener(shop, reason);
  } catch (error) {
    // The next visit tells them.
    announced.delete(shop.id);
    throw error;
  }
}
