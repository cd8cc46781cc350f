import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Exchange, readJson, redirectTo, RequestError, sendJson, sendText } from "#simulator/http/exchange.ts";
import type { GraphqlDoor } from "#simulator/http/graphql-door.ts";
import { answerDirectApi } from "#simulator/http/graphql-route.ts";
import { route, type Route } from "#simulator/http/router.ts";
import { changeScopes, shopByName, type ShopState, type StandIn, storeName } from "#simulator/http/stand-in.ts";
import { issueIdToken } from "#simulator/identity/id-token.ts";
import { scopesDetail } from "#simulator/identity/installation.ts";
import { flowContent } from "./flow-page.ts";
import { appPathFor, frameAddress } from "./frame-address.ts";
import { type AdminView, renderAppPage, renderFlowPage, renderOtherPage } from "./page.ts";
import { SCOPE_NAMES } from "./scope-names.ts";

const JAVASCRIPT = "text/javascript; charset=utf-8";

/** The admin page, its files and its own backend. */
export function adminRoutes(standIn: StandIn, door: GraphqlDoor): Route[] {
  const view = (exchange: Exchange) => showAdmin(standIn, exchange);
  const backend = (path: string, answer: (shop: ShopState, body: Record<string, unknown>) => unknown) =>
    route("POST", `/_admin/:store/${path}`, async ({ request, response, params }) => {
      const shop = knownShop(standIn, params.store);
      sendJson(response, 200, (await answer(shop, await readJson(request))) ?? {});
    });
  return [
    route("GET", "/", ({ response, domain }) => {
      const [shop] = standIn.shops.values();
      if (!shop) throw new RequestError(404, "The stand-in has no shop.");
      redirectTo(
        response,
        `${own(standIn, domain)}/store/${storeName(shop.world.shop.domain)}/apps/${standIn.app.handle}`,
      );
    }),
    file("/app-bridge.js", JAVASCRIPT, ["app-bridge.js", "app-bridge-elements.js"]),
    file("/_admin/admin.js", JAVASCRIPT, ["admin.js"]),
    file("/_admin/dialogs.js", JAVASCRIPT, ["dialogs.js"]),
    file("/_admin/admin.css", "text/css; charset=utf-8", ["admin.css", "dialogs.css"]),
    route("GET", "/store/:store", view),
    route("GET", "/store/:store/*path", view),
    route("GET", "/admin/oauth/install", (exchange) => sendToPermissions(standIn, exchange)),
    backend("id-token", (shop) => ({ token: idTokenFor(standIn, shop, standIn.signedIn.id) })),
    backend("user", () => ({ accountAccess: standIn.signedIn.isAccountOwner ? "full" : "limited" })),
    backend("scopes", (shop) => scopesDetail(standIn.app, shop.installation)),
    backend("scopes/grant", async (shop, body) => {
      await orPatience(changeScopes(standIn, shop, { grant: optionalOnly(standIn, body.scopes) }));
      return scopesDetail(standIn.app, shop.installation);
    }),
    backend("scopes/revoke", async (shop, body) => {
      await orPatience(changeScopes(standIn, shop, { revoke: optionalOnly(standIn, body.scopes) }));
      return scopesDetail(standIn.app, shop.installation);
    }),
    backend("direct-api", (shop, body) => answerDirectApi(door, shop, standIn.signedIn, String(body.body))),
  ];
}

/** An id token as App Bridge would hand it out for a user of a shop. */
export function idTokenFor(standIn: StandIn, shop: ShopState, userId: string): string {
  return issueIdToken(standIn.app, { shop: shop.world.shop.domain, userId }, standIn.now());
}

function knownShop(standIn: StandIn, store: string | undefined): ShopState {
  const shop = shopByName(standIn, store ?? "");
  if (!shop) throw new RequestError(404, "There is no such shop.");
  return shop;
}

/** How long a merchant's click waits for the app to have received the webhook that it caused. */
const PATIENCE_MS = 500;

/** Waits for a delivery, but not for its retries: they are no concern of the person who clicked. */
async function orPatience(delivery: Promise<unknown>): Promise<void> {
  await Promise.race([delivery, sleep(PATIENCE_MS)]);
}

/** Required scopes are neither asked for nor given back after the installation. */
function optionalOnly(standIn: StandIn, scopes: unknown): string[] {
  if (!Array.isArray(scopes)) throw new RequestError(400, "scopes must be a list.");
  return scopes.map(String).filter((scope) => standIn.app.optionalScopes.includes(scope));
}

/** The app knows one origin as its frame's parent; someone who typed "localhost" is led there. */
function own(standIn: StandIn, domain: string): string {
  return domain === "localhost" ? standIn.origin : "";
}

function showAdmin(standIn: StandIn, { response, params, url, domain }: Exchange): void {
  if (own(standIn, domain)) return redirectTo(response, own(standIn, domain) + url.pathname + url.search);
  const shop = knownShop(standIn, params.store);
  const { app } = standIn;
  const [section, handle, ...rest] = (params.path ?? "").split("/");
  // Shopify's own redirects name the app by its client id, merchants know it by its handle.
  const isApp = section === "apps" && (handle === app.handle || handle === app.apiKey);
  const user = standIn.signedIn;
  const page = {
    shop: shop.world.shop.domain,
    storeName: storeName(shop.world.shop.domain),
    path: appPathFor(rest.join("/")),
    query: new URLSearchParams(url.search),
  };
  page.query.delete("request_scopes");
  const visit = {
    idToken: idTokenFor(standIn, shop, user.id),
    locale: user.locale,
    session: createHash("sha256").update(`${page.shop}/${user.id}`).digest("hex"),
    now: standIn.now(),
  };
  const view: AdminView = {
    ...page,
    shopName: shop.world.shop.name,
    userName: `${user.firstName} ${user.lastName}`,
    appName: app.name,
    appHandle: app.handle,
    appOrigin: new URL(app.appUrl).origin,
    apiKey: app.apiKey,
    isInstalled: shop.installation.isInstalled,
    frameAddress: isApp && shop.installation.isInstalled ? frameAddress(app, page, visit) : null,
    scopeNames: SCOPE_NAMES,
  };
  const received = standIn.flow.filter((receipt) => receipt.shop === page.shop);
  const text = isApp
    ? renderAppPage(view)
    : section === "flow"
      ? renderFlowPage(view, flowContent(received, app.flowTriggers))
      : renderOtherPage(view, params.path ?? "");
  sendText(response, 200, text, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'self'; img-src 'self' data:; frame-src ${new URL(app.appUrl).origin}; frame-ancestors 'none'`,
  });
}

/** Where the library sends a merchant who shall grant more scopes: the admin asks in front of the app. */
function sendToPermissions(standIn: StandIn, { response, domain, url }: Exchange): void {
  if (!standIn.shops.has(domain)) throw new RequestError(404, "There is no such shop.");
  const query = new URLSearchParams({ request_scopes: url.searchParams.get("optional_scopes") ?? "" });
  redirectTo(response, `/store/${storeName(domain)}/apps/${standIn.app.handle}?${query.toString()}`);
}

function file(path: string, type: string, names: readonly string[]): Route {
  let text: string | null = null;
  return route("GET", path, ({ response }) => {
    text ??= names.map((name) => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n");
    sendText(response, 200, text, { "content-type": type, "cache-control": "no-cache" });
  });
}
