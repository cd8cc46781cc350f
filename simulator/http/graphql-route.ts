import { answerWithFault, sendThenCut, sendTruncated } from "#simulator/faults/fault-answers.ts";
import type { FaultKind } from "#simulator/faults/fault-kinds.ts";
import type { TokenAccess } from "#simulator/graphql/access.ts";
import type { AdminUser } from "#simulator/identity/admin-user.ts";
import { API_VERSION } from "#simulator/identity/app-registration.ts";
import { readAccessToken } from "#simulator/identity/tokens.ts";
import { type Exchange, parseObject, readJson, sendJson, sendText } from "./exchange.ts";
import { type GraphqlBody, type GraphqlDoor, readGraphqlBody } from "./graphql-door.ts";
import { PageMemory } from "./page-memory.ts";
import { expireAccessTokens, recordRequest, type ShopState, type StandIn } from "./stand-in.ts";

/** Shopify's words for a token that is unknown, expired, revoked or of an app that was uninstalled. */
const UNRECOGNIZED = { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" };

/** POST /admin/api/<version>/graphql.json: the token, the faults, then the query. */
export function graphqlEndpoint(standIn: StandIn, door: GraphqlDoor) {
  const pages = new PageMemory();

  return async function answerGraphql(exchange: Exchange): Promise<void> {
    const { request, response, domain, url, signal } = exchange;
    const body = readGraphqlBody(await readJson(request));
    const record = { shop: domain, path: url.pathname, operation: body.operationName, status: 200 };
    recordRequest(standIn, record);
    response.once("close", () => (record.status = response.writableFinished ? response.statusCode : 0));

    const subject = { shop: domain, target: "graphql", text: `${body.operationName ?? ""} ${body.query}` } as const;
    const canStrike = (kind: FaultKind) => {
      if (kind === "search_misread") return typeof body.variables.query === "string";
      return kind !== "repeated_page" || pages.has(domain, body);
    };
    const fault = standIn.faults.take(subject, canStrike);
    const shop = standIn.shops.get(domain);
    if (fault) {
      const scene = { response, signal, restoreRate: door.restoreRate(shop), rootField: body.rootField };
      if (await answerWithFault(fault, scene)) return;
    }
    if (!shop) return sendJson(response, 404, { errors: "Not Found" });
    if (fault?.kind === "token_expired") expireAccessTokens(standIn, shop);

    const access = accessOf(standIn, shop, request.headers["x-shopify-access-token"]);
    if (!access) return sendJson(response, 401, UNRECOGNIZED);

    const repeated = fault?.kind === "repeated_page" ? pages.last(domain, body) : null;
    const asked = fault?.kind === "search_misread" ? withUnknownField(body) : body;
    const answer = repeated === null ? await door.execute(shop, access, asked, debugHeaders(exchange)) : null;
    const text = repeated ?? JSON.stringify(answer?.body);
    pages.remember(domain, body, text);
    if (fault?.kind === "cut_connection") return sendThenCut(response, text);
    if (fault?.kind === "truncated_json") return sendTruncated(response, text);
    sendText(response, answer?.status ?? 200, text, {
      "content-type": "application/json; charset=utf-8",
      "x-shopify-api-version": API_VERSION,
    });
  };
}

/** A field that Shopify renamed: the term is ignored, and only a warning tells. */
function withUnknownField(body: GraphqlBody): GraphqlBody {
  const query = String(body.variables.query).replace(/^(\w+):/, "former_$1:");
  return { ...body, variables: { ...body.variables, query } };
}

/** The person's own access, as an online token of theirs would have it. */
function accessOfUser(shop: ShopState, user: AdminUser): TokenAccess {
  return {
    scopes: [...shop.installation.granted],
    userId: user.id,
    userPermissions: [...user.permissions],
    kind: "online",
  };
}

/** What a page's own request to shopify:admin/api gets: the API, with the access of the person who is signed in. */
export async function answerDirectApi(
  door: GraphqlDoor,
  shop: ShopState,
  user: AdminUser,
  text: string,
): Promise<{ status: number; body: string }> {
  if (!shop.installation.isInstalled) return { status: 401, body: JSON.stringify(UNRECOGNIZED) };
  const { status, body } = await door.execute(shop, accessOfUser(shop, user), readGraphqlBody(parseObject(text)));
  return { status, body: JSON.stringify(body) };
}

function accessOf(standIn: StandIn, shop: ShopState, token: string | string[] | undefined): TokenAccess | null {
  const { app, users } = standIn;
  const facts = readAccessToken({ app, installation: shop.installation, now: standIn.now() }, String(token ?? ""));
  if (!facts) return null;
  if (facts.kind === "offline") {
    return { scopes: [...shop.installation.granted], userId: null, userPermissions: [], kind: "offline" };
  }
  const user = users.find(({ id }) => id === facts.userId);
  return user ? accessOfUser(shop, user) : null;
}

function debugHeaders({ request }: Exchange): { costDebug: boolean; searchDebug: boolean } {
  return {
    costDebug: request.headers["shopify-graphql-cost-debug"] === "1",
    searchDebug: request.headers["shopify-search-query-debug"] === "1",
  };
}
