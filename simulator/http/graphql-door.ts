import { createHmac } from "node:crypto";
import { Kind, parse } from "graphql";
import type { TokenAccess } from "#simulator/graphql/access.ts";
import { answerWithFault, sendThenCut, sendTruncated } from "#simulator/faults/fault-answers.ts";
import { type FaultKind, isBulkEnd } from "#simulator/faults/fault-kinds.ts";
import { CostBucket } from "#simulator/graphql/bucket.ts";
import { type BadEnd, type BulkOperation, bulkResult, type BulkSupport } from "#simulator/graphql/bulk.ts";
import { executeGraphql, type GraphqlAnswer, type GraphqlOptions } from "#simulator/graphql/execute.ts";
import { gid } from "#simulator/graphql/wire.ts";
import { isSameText } from "#simulator/identity/json-web-token.ts";
import { type Exchange, RequestError, sendText } from "./exchange.ts";
import { changeScopes, deliverWebhook, handToFlow, type ShopState, type StandIn } from "./stand-in.ts";

export interface GraphqlBody {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
  /** The first field of the first operation, for answers that are made up. */
  rootField: string;
}

/** The way from the endpoints to GraphQL, with what the server lends to it. */
export interface GraphqlDoor {
  execute(
    shop: ShopState,
    access: TokenAccess,
    body: GraphqlBody,
    debug?: Pick<GraphqlOptions, "costDebug" | "searchDebug">,
  ): Promise<GraphqlAnswer>;
  /** Points restored per second, for answers that are made up. */
  restoreRate(shop: ShopState | undefined): number;
  /** GET /bulk/<operation>.jsonl?shop=…&signature=… */
  sendBulkResult(exchange: Exchange): Promise<void>;
}

export interface DoorOptions {
  bucketNow(): Date;
  /** Takes the steps of bulk operations; a third of a second each unless told otherwise. */
  bulkSchedule?: BulkSupport["schedule"];
}

/** Opens the door for the shops of a stand-in. */
export function createGraphqlDoor(standIn: StandIn, options: DoorOptions): GraphqlDoor {
  const { app } = standIn;
  const { bucketNow, bulkSchedule } = options;
  return {
    execute(shop, access, body, debug = {}) {
      const { query, variables, operationName } = body;
      return executeGraphql(
        shop.world,
        access,
        { query, variables, operationName },
        {
          ...debug,
          now: bucketNow,
          bulk: bulkSupport(standIn, shop, bulkSchedule),
          app: {
            id: "1",
            apiKey: app.apiKey,
            handle: app.handle,
            title: app.name,
            requiredScopes: app.requiredScopes,
            optionalScopes: app.optionalScopes,
            revokeScopes: (scopes) => void changeScopes(standIn, shop, { revoke: scopes }),
            receiveTrigger: (args) => handToFlow(standIn, shop, args),
          },
        },
      );
    },
    restoreRate: (shop) => new CostBucket(shop?.world.shop.plan ?? "standard").status(bucketNow()).restoreRate,
    async sendBulkResult({ response, url, params, signal }) {
      const domain = url.searchParams.get("shop") ?? "";
      const id = (params.file ?? "").replace(/\.jsonl$/, "");
      const isSigned = isSameText(url.searchParams.get("signature") ?? "", signatureOf(standIn, domain, id));
      const shop = standIn.shops.get(domain);
      const text = shop && isSigned ? bulkResult(shop.world, id) : null;
      const subject = { shop: domain, target: "bulk", text: params.file ?? "" } as const;
      const fault = standIn.faults.take(subject, (kind) => !isBulkEnd(kind));
      if (fault && (await answerWithFault(fault, { response, signal, restoreRate: 0, rootField: "" }))) return;
      if (text === null) throw new RequestError(404, "There is no such result, or it has expired.");
      if (fault?.kind === "cut_connection") return sendThenCut(response, text);
      if (fault?.kind === "truncated_json") return sendTruncated(response, text);
      sendText(response, 200, text, { "content-type": "application/jsonl" });
    },
  };
}

const BAD_ENDS: Partial<Record<FaultKind, BadEnd>> = {
  bulk_failed: "failed",
  bulk_timed_out: "timed_out",
  bulk_canceled: "canceled",
};

function bulkSupport(standIn: StandIn, shop: ShopState, schedule: BulkSupport["schedule"]): BulkSupport {
  const { domain } = shop.world.shop;
  return {
    schedule,
    badEndOf({ query }) {
      const fault = standIn.faults.take({ shop: domain, target: "bulk", text: query }, isBulkEnd);
      return (fault && BAD_ENDS[fault.kind]) ?? null;
    },
    urlFor({ id }) {
      const query = new URLSearchParams({ shop: domain, signature: signatureOf(standIn, domain, id) });
      return `${standIn.origin}/bulk/${id}.jsonl?${query.toString()}`;
    },
    onFinish(operation) {
      void deliverWebhook(standIn, shop, "bulk_operations/finish", finishPayload(operation));
    },
  };
}

function finishPayload(operation: BulkOperation): Record<string, unknown> {
  return {
    admin_graphql_api_id: gid("BulkOperation", operation.id),
    completed_at: operation.completedAt?.toISOString() ?? null,
    created_at: operation.createdAt.toISOString(),
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: "query",
  };
}

function signatureOf(standIn: StandIn, domain: string, id: string): string {
  return createHmac("sha256", standIn.app.apiSecret).update(`bulk/${domain}/${id}`).digest("hex");
}

/** Reads the body of a GraphQL request. */
export function readGraphqlBody(body: Record<string, unknown>): GraphqlBody {
  const query = typeof body.query === "string" ? body.query : "";
  const { variables } = body;
  const named = readOperation(query);
  return {
    query,
    variables: typeof variables === "object" && variables !== null ? (variables as Record<string, unknown>) : {},
    operationName: typeof body.operationName === "string" ? body.operationName : named.name,
    rootField: named.rootField,
  };
}

function readOperation(query: string): { name: string | null; rootField: string } {
  try {
    const operation = parse(query).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const field = operation?.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
    return { name: operation?.name?.value ?? null, rootField: field?.name.value ?? "" };
  } catch {
    // The execution will say what is wrong with the query.
    return { name: null, rootField: "" };
  }
}
