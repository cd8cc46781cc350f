import { env, setAppBridgeUrl } from "#app/env.server.ts";

const SHOPIFY_SCRIPTS = "https://cdn.shopify.com/shopifycloud/";
const SHOPIFY_APP_BRIDGE = `${SHOPIFY_SCRIPTS}app-bridge.js`;
const SHOPIFY_FONTS = "https://cdn.shopify.com/static/fonts/inter/v4/styles.css";
const SHOP_HOST = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const MOST_REDIRECTS = 20; // as fetch itself

/** Where documents load App Bridge from. */
export function appBridgeUrl(): string {
  const { standInOrigin } = env();
  return standInOrigin === null ? SHOPIFY_APP_BRIDGE : `${standInOrigin}/app-bridge.js`;
}

/** The typeface of Shopify's admin; null beside a stand-in, whose machine may have no way to Shopify. */
export function fontsUrl(): string | null {
  return env().standInOrigin === null ? SHOPIFY_FONTS : null;
}

/**
 * Where the app stands in a shop's admin; the paths of the app's own pages come after it. Without a handle the admin is
 * asked for the app by its client id, as Shopify's library does: it leads on to the handle.
 */
export function adminAddress(shop: { domain: string }): string {
  const { standInOrigin, apiKey, appHandle } = env();
  const store = shop.domain.replace(/\.myshopify\.com$/, "");
  return `${standInOrigin ?? "https://admin.shopify.com"}/store/${store}/apps/${appHandle ?? apiKey}`;
}

/** Who may show the app in a frame, besides the shop's own admin. */
export function frameAncestors(): string[] {
  const { standInOrigin } = env();
  return ["https://admin.shopify.com", ...(standInOrigin === null ? [] : [standInOrigin])];
}

/**
 * Where scripts may come from besides the app itself: App Bridge, and what it loads. Not Shopify's whole CDN, which
 * also serves files that merchants upload.
 */
export function scriptSources(): string[] {
  const { standInOrigin } = env();
  return [standInOrigin ?? SHOPIFY_SCRIPTS];
}

/** Points the process at the stand-in for Shopify that the configuration names, if any: before Shopify's library loads. */
export function useStandIn(): void {
  const { standInOrigin } = env();
  if (standInOrigin === null) return;
  setAppBridgeUrl(appBridgeUrl());
  sendShopRequestsTo(standInOrigin);
}

/** Sends every request for a shop to `origin`, the shop's name in X-Forwarded-Host; answers how to undo it. */
export function sendShopRequestsTo(origin: string): () => void {
  const toNetwork = globalThis.fetch;
  const diverted: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isShop(url)) return toNetwork(input, init);
    return followed(toNetwork, origin, new Request(input, init));
  };
  globalThis.fetch = diverted;
  return () => {
    if (globalThis.fetch === diverted) globalThis.fetch = toNetwork;
  };
}

function isShop(url: URL): boolean {
  return url.protocol === "https:" && SHOP_HOST.test(url.hostname);
}

/** Follows redirects here, because one that leads to a shop has to be sent to the stand-in as well. */
async function followed(toNetwork: typeof fetch, origin: string, first: Request): Promise<Response> {
  let request = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const url = new URL(request.url);
    // The signal by itself as well: nobody holds the readdressed request, and when it is collected as garbage, the
    // signal that it passed on is gone, and with it the deadline of whoever asked.
    const { signal } = request;
    const sent = isShop(url) ? readdressed(request, url, origin) : request;
    const response = await toNetwork(sent, { redirect: "manual", signal });
    const location = response.headers.get("location");
    const isRedirect = [301, 302, 303, 307, 308].includes(response.status) && location !== null;
    if (!isRedirect || first.redirect === "manual") return response;
    if (first.redirect === "error") throw new TypeError("fetch failed", { cause: new Error("unexpected redirect") });
    await response.body?.cancel();
    request = redirected(request, new URL(location, url), response.status);
  }
  throw new TypeError("fetch failed", { cause: new Error("redirect count exceeded") });
}

function readdressed(request: Request, url: URL, origin: string): Request {
  const moved = new Request(new URL(url.pathname + url.search, origin), request);
  moved.headers.set("X-Forwarded-Host", url.host);
  return moved;
}

function redirected(request: Request, to: URL, status: number): Request {
  const { method, signal, headers } = request;
  if (method === "GET" || method === "HEAD") return new Request(to, { method, signal, headers });
  // 303, and by custom 301 and 302, turn whatever it was into a GET; the others would send a body that is spent.
  if (status !== 307 && status !== 308) {
    const kept = new Headers(headers);
    for (const name of ["content-type", "content-length", "content-encoding"]) kept.delete(name);
    return new Request(to, { signal, headers: kept });
  }
  throw new TypeError("fetch failed", { cause: new Error("a request with a body cannot be sent again") });
}
