/** The Admin API's GraphQL endpoint, without its HTTP: a query, a shop and a token in, an answer out. */
import {
  type DocumentNode,
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLFormattedError,
  parse,
  validate,
} from "graphql";
import type { World } from "#simulator/shop/world.ts";
import type { TokenAccess } from "./access.ts";
import { CostBucket, type ThrottleStatus } from "./bucket.ts";
import { BulkOperations, type BulkSupport } from "./bulk.ts";
import type { AppFacts, Context } from "./context.ts";
import {
  actualCost,
  type CostedField,
  costPlan,
  requestedChildrenCost,
  requestedCost,
  requestedFieldCost,
} from "./cost.ts";
import { executableSchema } from "./executable-schema.ts";
import { globalIdErrors } from "./global-ids.ts";
import type { SearchReport } from "./search-filter.ts";

const MAXIMUM_COST = 1000;
const RATE_LIMITS = "https://shopify.dev/api/usage/rate-limits";

export interface GraphqlRequest {
  query?: unknown;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

export interface GraphqlOptions {
  /** The time by which the bucket fills. */
  now(): Date;
  /** The header Shopify-GraphQL-Cost-Debug: costs field by field. */
  costDebug?: boolean;
  /** The header Shopify-Search-Query-Debug: the parse of every search, not only of those with warnings. */
  searchDebug?: boolean;
  /** Whose token it is; without it, an app that was granted exactly the token's scopes. */
  app?: AppFacts;
  bulk?: BulkSupport;
}

interface CostExtension {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: ThrottleStatus;
  fields?: FieldCost[];
}

interface FieldCost {
  path: string[];
  definedCost: number;
  requestedTotalCost: number;
  requestedChildrenCost: number | null;
}

export interface GraphqlBody {
  data?: Record<string, unknown> | null;
  /** A text in `errors` is what Shopify answers to a request that is none. */
  errors?: readonly GraphQLFormattedError[] | Record<string, string>;
  extensions?: { cost?: CostExtension; search?: SearchReport[] };
}

export interface GraphqlAnswer {
  status: number;
  body: GraphqlBody;
}

const buckets = new WeakMap<World, CostBucket>();

/** Answers one request as the Admin API would. */
export async function executeGraphql(
  world: World,
  access: TokenAccess,
  { query, variables, operationName }: GraphqlRequest,
  options: GraphqlOptions,
): Promise<GraphqlAnswer> {
  if (typeof query !== "string" || query.trim() === "") {
    return { status: 400, body: { errors: { query: "Required parameter missing or invalid" } } };
  }
  const { document, errors } = readDocument(query);
  if (errors) return refusal(errors);
  const operation = getOperationAST(document, operationName);
  if (!operation) return refusal([new GraphQLError(`No operation named "${operationName ?? ""}"`)]);
  const { coerced, errors: wrong } = getVariableValues(
    executableSchema,
    operation.variableDefinitions ?? [],
    variables ?? {},
  );
  if (wrong) return refusal(wrong.map(asInvalidVariable));
  const malformed = globalIdErrors(document, operation, coerced);
  if (malformed.length > 0) return refusal(malformed);

  const plan = costPlan(document, operation, coerced);
  const requested = requestedCost(plan);
  if (requested > MAXIMUM_COST) return refusal([tooExpensive(requested)]);
  const bucket = bucketOf(world);
  const costOf = (actual: number | null): CostExtension => ({
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: bucket.status(options.now()),
    ...(options.costDebug ? { fields: fieldCosts(plan) } : {}),
  });
  if (!bucket.take(requested, options.now())) {
    const throttled = new GraphQLError("Throttled", { extensions: { code: "THROTTLED", documentation: RATE_LIMITS } });
    return { status: 200, body: { errors: [throttled.toJSON()], extensions: { cost: costOf(null) } } };
  }

  const contextValue = contextFor(world, access, options);
  const result = await execute({
    schema: executableSchema,
    document,
    contextValue,
    variableValues: variables ?? {},
    operationName,
  });
  const actual = actualCost(plan, result.data);
  bucket.refund(requested - actual);
  const { search } = contextValue;
  const body: GraphqlBody = {
    ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
    data: result.data ?? null,
    extensions: { cost: costOf(actual), ...(search.length > 0 ? { search } : {}) },
  };
  return { status: 200, body };
}

function contextFor(world: World, access: TokenAccess, options: GraphqlOptions): Context {
  const support = options.bulk ?? { urlFor: ({ id }) => `https://storage.invalid/bulk/${id}.jsonl` };
  return {
    world,
    access,
    app: options.app ?? appOf(access),
    bulk: new BulkOperations(world, support),
    search: [],
    showsEverySearch: options.searchDebug ?? false,
    isBulk: false,
    granted: new Map(),
  };
}

function appOf(access: TokenAccess): AppFacts {
  return {
    id: "1",
    apiKey: "stand-in",
    handle: "app",
    title: "App",
    requiredScopes: access.scopes,
    optionalScopes: [],
    revokeScopes: () => undefined,
    receiveTrigger: () => null,
  };
}

function bucketOf(world: World): CostBucket {
  let bucket = buckets.get(world);
  if (!bucket) {
    bucket = new CostBucket(world.shop.plan);
    buckets.set(world, bucket);
  }
  return bucket;
}

type ReadDocument =
  { document: DocumentNode; errors?: undefined } | { document?: undefined; errors: readonly GraphQLError[] };

/** An app sends the same few documents again and again; validating one costs more than a page of rows. */
const readDocuments = new Map<string, ReadDocument>();
const DOCUMENTS_KEPT = 200;

function readDocument(query: string): ReadDocument {
  let read = readDocuments.get(query);
  if (!read) {
    read = parseAndValidate(query);
    if (readDocuments.size >= DOCUMENTS_KEPT) readDocuments.clear();
    readDocuments.set(query, read);
  }
  return read;
}

function parseAndValidate(query: string): ReadDocument {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  const errors = validate(executableSchema, document);
  return errors.length > 0 ? { errors } : { document };
}

function refusal(errors: readonly GraphQLError[]): GraphqlAnswer {
  return { status: 200, body: { errors: errors.map((error) => error.toJSON()) } };
}

function asInvalidVariable(error: GraphQLError): GraphQLError {
  const { nodes, source, positions } = error;
  return new GraphQLError(error.message, { nodes, source, positions, extensions: { code: "INVALID_VARIABLE" } });
}

function tooExpensive(cost: number): GraphQLError {
  return new GraphQLError(`Query cost is ${cost}, which exceeds the single query max cost limit (${MAXIMUM_COST}).`, {
    extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: MAXIMUM_COST, documentation: RATE_LIMITS },
  });
}

function fieldCosts(plan: readonly CostedField[], path: string[] = []): FieldCost[] {
  return plan.flatMap((field) => {
    const own = [...path, field.key];
    const children = requestedChildrenCost(field);
    const inner = field.selections.flatMap((selection) => fieldCosts(selection, own));
    const byPath = new Map(inner.map((cost) => [cost.path.join("."), cost]));
    return [
      {
        path: own,
        definedCost: field.own,
        requestedTotalCost: requestedFieldCost(field),
        requestedChildrenCost: field.selections.length > 0 ? children : null,
      },
      ...byPath.values(),
    ];
  });
}
