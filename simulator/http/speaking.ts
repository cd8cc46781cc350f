import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "#simulator/server.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";

// What the tests of the stand-in need to speak to it as an app would. Whatever is started ends with its test.

export const SHOP = "acme.myshopify.com";
export const OTHER = "other.myshopify.com";
export const SECRET = "secret";
export const QUERY = "query Name { shop { name } }";
export const GRAPHQL = "/admin/api/2026-10/graphql.json";

/** A stand-in with two small shops on a free port; nothing listens at the app's address unless it is given. */
export async function startStandIn(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const worlds = [SHOP, OTHER].map((domain) => aWorld(domain).withLocation().withLocation().withDevice().build());
  const simulator = await startSimulator({
    worlds,
    apiKey: "key",
    apiSecret: SECRET,
    appUrl: "http://127.0.0.1:9",
    webhookRetryDelaysMs: [1, 1],
    ...options,
  });
  onTestFinished(() => simulator.close());
  return simulator;
}

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An app that only receives webhooks, and answers with the statuses it is given, then with 200. */
export async function anApp(statuses: number[] = []): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    received.push({ path: request.url ?? "", headers: request.headers, body });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Posts JSON as the app does: to the stand-in, for a shop. */
export function postAs(
  simulator: Simulator,
  shop: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(simulator.origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-host": shop, ...headers },
    body: JSON.stringify(body),
  });
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
}

/** Exchanges an id token of the shop's owner for an expiring offline token. */
export async function exchangeToken(simulator: Simulator, shop = SHOP): Promise<Tokens> {
  const answer = await postAs(simulator, shop, "/admin/oauth/access_token", {
    client_id: "key",
    client_secret: SECRET,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: simulator.idTokenFor(shop),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Tokens;
}

/** Asks for a new pair of tokens. */
export function refreshTokens(simulator: Simulator, refreshToken: string): Promise<Response> {
  return postAs(simulator, SHOP, "/admin/oauth/access_token", {
    client_id: "key",
    client_secret: SECRET,
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });
}

/** A stand-in, and an app that has its token and asks GraphQL with it. */
export async function anAppWithToken(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startStandIn(options);
  const { access_token: token, refresh_token: refreshToken } = await exchangeToken(simulator);
  const ask = (body: object = { query: QUERY }, shop = SHOP) =>
    postAs(simulator, shop, GRAPHQL, body, { "x-shopify-access-token": token });
  return { simulator, ask, token, refreshToken };
}

/** Works the controls. */
export function control(simulator: Simulator, path: string, body: unknown): Promise<Response> {
  return postAs(simulator, "", `/_control/${path}`, body);
}
