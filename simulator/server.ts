import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { adminRoutes, idTokenFor } from "#simulator/admin/admin-routes.ts";
import { createFaultControl, type FaultControl } from "#simulator/faults/fault-control.ts";
import { controlRoutes } from "#simulator/http/control-routes.ts";
import { deployedTriggers, type FlowTrigger } from "#simulator/flow/flow-triggers.ts";
import type { FlowReceipt } from "#simulator/flow/receive-trigger.ts";
import { type Exchange, RequestError, sendJson } from "#simulator/http/exchange.ts";
import { createGraphqlDoor } from "#simulator/http/graphql-door.ts";
import { graphqlEndpoint } from "#simulator/http/graphql-route.ts";
import { findRoute, route, type Route } from "#simulator/http/router.ts";
import {
  ADMIN_USERS,
  changeScopes,
  deliverWebhook,
  expireAccessTokens,
  installApp,
  type RequestRecord,
  type ShopState,
  type StandIn,
  uninstallApp,
} from "#simulator/http/stand-in.ts";
import { exchangeToken } from "#simulator/http/token-route.ts";
import { SHOP_OWNER } from "#simulator/identity/admin-user.ts";
import { type AppRegistration, OPTIONAL_SCOPES, REQUIRED_SCOPES } from "#simulator/identity/app-registration.ts";
import { type Installation, newInstallation } from "#simulator/identity/installation.ts";
import type { WebhookTopic } from "#simulator/identity/webhook-topics.ts";
import { createWebhooks, type WebhookDelivery } from "#simulator/identity/webhooks.ts";
import type { World } from "#simulator/shop/world.ts";

export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  host?: string;
  worlds: World[];
  apiKey: string;
  apiSecret: string;
  /** Where the app answers; changeable later by `setAppUrl`, since either may have to start first. */
  appUrl: string;
  appHandle?: string;
  appName?: string;
  requiredScopes?: readonly string[];
  optionalScopes?: readonly string[];
  /** Optional scopes that the merchants granted already. */
  grantedScopes?: readonly string[];
  /** The triggers that Flow knows of the app; those of `extensions/` unless told otherwise. */
  flowTriggers?: readonly FlowTrigger[];
  /** Installations of an earlier run, which go before new ones. */
  installations?: readonly Installation[];
  onChange?(installations: Installation[]): void;
  faults?: FaultControl;
  /** The time that tokens are measured by; the machine's unless told otherwise. */
  now?(): Date;
  /** The time that the buckets of points fill by; `now` unless told otherwise. */
  bucketNow?(): Date;
  webhookRetryDelaysMs?: readonly number[];
  /** Takes the steps of bulk operations; a third of a second each unless told otherwise. */
  bulkSchedule?(work: () => void): void;
}

export interface Simulator {
  origin: string;
  worlds: World[];
  faults: FaultControl;
  /** Every request to an API, oldest first. */
  requests: readonly RequestRecord[];
  webhooks: readonly WebhookDelivery[];
  /** What Flow was told, oldest first. */
  flow: readonly FlowReceipt[];
  /** The shop's owner unless another user is named. */
  idTokenFor(shop: string, userId?: string): string;
  installation(shop: string): Installation;
  deliverWebhook(shop: string, topic: WebhookTopic, payload?: Record<string, unknown>): Promise<WebhookDelivery>;
  grantScopes(shop: string, scopes: readonly string[]): Promise<void>;
  revokeScopes(shop: string, scopes: readonly string[]): Promise<void>;
  expireAccessTokens(shop: string): void;
  uninstall(shop: string): Promise<void>;
  install(shop: string): void;
  setAppUrl(appUrl: string): void;
  close(): Promise<void>;
}

/** Starts the stand-in for Shopify: shops, their admin, and the APIs that an app calls. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { now = () => new Date(), host = "127.0.0.1" } = options;
  const app = registrationOf(options);
  const faults = options.faults ?? createFaultControl(now);
  const webhooks = createWebhooks({ app, faults, now, retryDelaysMs: options.webhookRetryDelaysMs });
  const shops = shopStates(app, options);
  const standIn: StandIn = {
    origin: "",
    app,
    shops,
    users: ADMIN_USERS,
    signedIn: SHOP_OWNER,
    faults,
    webhooks,
    requests: [],
    flow: [],
    now,
    save: () => options.onChange?.([...shops.values()].map(({ installation }) => installation)),
  };
  const door = createGraphqlDoor(standIn, {
    bucketNow: options.bucketNow ?? now,
    bulkSchedule: options.bulkSchedule,
  });
  const routes: Route[] = [
    route("GET", "/healthz", ({ response }) => sendJson(response, 200, { status: "ok" })),
    route("POST", "/admin/oauth/access_token", (exchange) => exchangeToken(standIn, exchange)),
    route("POST", "/admin/api/:version/graphql.json", graphqlEndpoint(standIn, door)),
    route("GET", "/bulk/:file", (exchange) => door.sendBulkResult(exchange)),
    ...controlRoutes(standIn),
    ...adminRoutes(standIn, door),
  ];
  const closing = new AbortController();
  const server = createServer((request, response) => void answer({ routes, request, response, closing }));
  standIn.origin = await listen(server, host, options.port ?? 0);
  standIn.save();

  const named = (shop: string): ShopState => {
    const state = shops.get(shop);
    if (!state) throw new Error(`The stand-in has no shop ${shop}.`);
    return state;
  };
  return {
    origin: standIn.origin,
    worlds: options.worlds,
    faults,
    requests: standIn.requests,
    webhooks: webhooks.log,
    flow: standIn.flow,
    idTokenFor: (shop, userId = SHOP_OWNER.id) => idTokenFor(standIn, named(shop), userId),
    installation: (shop) => named(shop).installation,
    deliverWebhook: (shop, topic, payload) => deliverWebhook(standIn, named(shop), topic, payload),
    grantScopes: (shop, scopes) => changeScopes(standIn, named(shop), { grant: scopes }),
    revokeScopes: (shop, scopes) => changeScopes(standIn, named(shop), { revoke: scopes }),
    expireAccessTokens: (shop) => expireAccessTokens(standIn, named(shop)),
    uninstall: (shop) => uninstallApp(standIn, named(shop)),
    install: (shop) => installApp(standIn, named(shop)),
    setAppUrl: (appUrl) => void (app.appUrl = withoutSlash(appUrl)),
    async close() {
      closing.abort();
      webhooks.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function registrationOf(options: SimulatorOptions): AppRegistration {
  return {
    apiKey: options.apiKey,
    apiSecret: options.apiSecret,
    appUrl: withoutSlash(options.appUrl),
    handle: options.appHandle ?? "till-ledger",
    name: options.appName ?? "Till Ledger",
    requiredScopes: options.requiredScopes ?? REQUIRED_SCOPES,
    optionalScopes: options.optionalScopes ?? OPTIONAL_SCOPES,
    flowTriggers: options.flowTriggers ?? deployedTriggers(),
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

function shopStates(app: AppRegistration, options: SimulatorOptions): Map<string, ShopState> {
  const earlier = new Map(options.installations?.map((installation) => [installation.shop, installation]));
  return new Map(
    options.worlds.map((world) => {
      const { domain } = world.shop;
      const installation = earlier.get(domain) ?? newInstallation(app, domain, options.grantedScopes ?? []);
      return [domain, { world, installation }];
    }),
  );
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

interface Incoming {
  routes: readonly Route[];
  request: IncomingMessage;
  response: ServerResponse;
  closing: AbortController;
}

async function answer({ routes, request, response, closing }: Incoming): Promise<void> {
  const hungUp = new AbortController();
  response.once("close", () => hungUp.abort());
  try {
    const url = new URL(request.url ?? "/", "http://stand-in.invalid");
    const found = findRoute(routes, request.method ?? "GET", url.pathname);
    if (!found) throw new RequestError(404, "Not Found");
    if ("allowed" in found) throw new RequestError(405, `Use ${found.allowed.join(" or ")}.`);
    const exchange: Exchange = {
      request,
      response,
      url,
      domain: domainOf(request),
      params: found.params,
      signal: AbortSignal.any([hungUp.signal, closing.signal]),
    };
    await found.route.handle(exchange);
  } catch (error) {
    // A client that hung up while its body was read has nobody to answer.
    if (response.destroyed) return;
    if (error instanceof RequestError) return sendJson(response, error.status, { errors: error.message });
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    sendJson(response, 500, { errors: `The stand-in failed: ${message}` });
  }
}

function domainOf(request: IncomingMessage): string {
  const forwarded = request.headers["x-forwarded-host"];
  const host = (Array.isArray(forwarded) ? forwarded[0] : forwarded) ?? request.headers.host ?? "";
  return host.replace(/:\d+$/, "").toLowerCase();
}
