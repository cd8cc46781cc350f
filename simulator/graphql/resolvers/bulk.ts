import { execute, type GraphQLResolveInfo, type GraphQLSchema } from "graphql";
import type { BulkOperation } from "../bulk.ts";
import { readBulkQuery } from "../bulk-rules.ts";
import { type Arguments, type Context, type Resolvers, resolversOf } from "../context.ts";
import { compareRows, type Order, orderBy } from "../connection.ts";
import { listConnection } from "../listing.ts";
import { gid, parseGid, wireInstant } from "../wire.ts";

const ORDERS: Readonly<Record<string, Order<BulkOperation>>> = {
  CREATED_AT: { kind: "time", id: ({ id }) => id, value: ({ createdAt }) => createdAt.getTime() },
  COMPLETED_AT: { kind: "time", id: ({ id }) => id, value: ({ completedAt }) => completedAt?.getTime() ?? null },
};

export const bulkResolvers: Resolvers = {
  BulkOperation: resolversOf<BulkOperation>({
    id: ({ id }) => gid("BulkOperation", id),
    completedAt: ({ completedAt }) => completedAt && wireInstant(completedAt),
    createdAt: ({ createdAt }) => wireInstant(createdAt),
    // UnsignedInt64 travels as text.
    fileSize: ({ fileSize }) => (fileSize === null ? null : String(fileSize)),
    objectCount: ({ objectCount }) => String(objectCount),
    rootObjectCount: ({ rootObjectCount }) => String(rootObjectCount),
    partialDataUrl: (operation, _args, { bulk }) => bulk.partialUrlOf(operation),
    type: () => "QUERY",
    url: (operation, _args, { bulk }) => bulk.urlOf(operation),
  }),
  QueryRoot: resolversOf<null>({
    bulkOperations: (_source, args, context, info) => {
      const order = orderBy(ORDERS, args.sortKey);
      const rows = context.bulk.all().sort(compareRows(order));
      const getters = {
        created_at: (operation: BulkOperation) => operation.createdAt,
        id: (operation: BulkOperation) => operation.id,
        operation_type: () => "query",
        status: (operation: BulkOperation) => operation.status,
      };
      return listConnection({ rows, order, getters }, args, context, info);
    },
    currentBulkOperation: (_source, args, { bulk }) => (args.type === "MUTATION" ? null : bulk.all().at(-1)),
  }),
  Mutation: resolversOf<null>({
    bulkOperationRunQuery: (_source, args, context, info) => runQuery(args, context, info),
    bulkOperationCancel: (_source, args, { bulk }) => {
      const operation = bulk.find(parseGid(String(args.id))?.id ?? "");
      const refuse = (message: string) => ({ bulkOperation: operation, userErrors: [{ field: ["id"], message }] });
      if (!operation) return refuse("Bulk operation does not exist");
      const { status } = operation;
      if (!bulk.cancel(operation)) {
        return refuse(`A bulk operation cannot be canceled when it is ${status.toLowerCase()}`);
      }
      return { bulkOperation: operation, userErrors: [] };
    },
  }),
};

function runQuery(args: Arguments, context: Context, info: GraphQLResolveInfo) {
  const query = String(args.query);
  const refuse = (code: string, messages: string[]) => ({
    bulkOperation: null,
    userErrors: messages.map((message) => ({ field: ["query"], message, code })),
  });
  const { document, problems } = readBulkQuery(query);
  if (problems) return refuse("INVALID", problems);
  const inTheWay = context.bulk.inTheWay();
  if (inTheWay.length > 0) {
    const ids = inTheWay.map(({ id }) => gid("BulkOperation", id)).join(", ");
    return refuse("OPERATION_IN_PROGRESS", [
      `A bulk query operation for this app and shop is already in progress: ${ids}.`,
    ]);
  }
  const run = () => runWhole(info.schema, document, context);
  return { bulkOperation: context.bulk.start(query, Boolean(args.groupObjects), run), userErrors: [] };
}

/** Executes a bulk query with the rights of the token that started it, every connection in full. */
function runWhole(schema: GraphQLSchema, document: Parameters<typeof execute>[0]["document"], context: Context) {
  const contextValue: Context = { ...context, isBulk: true, search: [], granted: new Map() };
  const result = execute({ schema, document, contextValue });
  if (result instanceof Promise) throw new Error("The stand-in's resolvers answer at once");
  return result;
}
