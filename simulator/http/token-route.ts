import { answerWithFault, sendThenCut, sendTruncated } from "#simulator/faults/fault-answers.ts";
import { answerTokenRequest } from "#simulator/identity/token-endpoint.ts";
import { type Exchange, readParameters, sendJson } from "./exchange.ts";
import { recordRequest, type StandIn } from "./stand-in.ts";

/** POST /admin/oauth/access_token */
export async function exchangeToken(standIn: StandIn, exchange: Exchange): Promise<void> {
  const { response, domain, signal } = exchange;
  const shop = standIn.shops.get(domain);
  const parameters = await readParameters(exchange.request);
  const text = String(parameters.grant_type ?? "");
  const fault = standIn.faults.take({ shop: domain, target: "token", text });
  if (fault && (await answerWithFault(fault, { response, signal, restoreRate: 100, rootField: "" }))) return;
  if (!shop) return sendJson(response, 404, { errors: "Not Found" });

  const answer = answerTokenRequest({
    app: standIn.app,
    installation: shop.installation,
    userById: (id) => standIn.users.find((user) => user.id === id) ?? null,
    now: standIn.now(),
    parameters,
  });
  // A refresh token was spent.
  standIn.save();
  recordRequest(standIn, { shop: domain, path: exchange.url.pathname, operation: text, status: answer.status });
  // The work is done and its answer is lost: what a refresh has to survive.
  if (fault?.kind === "cut_connection") return sendThenCut(response, JSON.stringify(answer.body));
  if (fault?.kind === "truncated_json") return sendTruncated(response, JSON.stringify(answer.body));
  sendJson(response, answer.status, answer.body);
}
