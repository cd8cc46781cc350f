import { defaultFieldResolver, type GraphQLField, isAbstractType, isObjectType } from "graphql";
import type { ReasonCodeRecord } from "#simulator/shop/world.ts";
import { accessDenied } from "./access.ts";
import type { ActivityView } from "./activity.ts";
import { type Context, firstDenied, type Resolver, type Resolvers } from "./context.ts";
import { appResolvers } from "./resolvers/app.ts";
import { bulkResolvers } from "./resolvers/bulk.ts";
import { drawerResolvers, reasonCodeType } from "./resolvers/drawer.ts";
import { flowResolvers } from "./resolvers/flow.ts";
import { legacySessionResolvers } from "./resolvers/legacy-session.ts";
import { rootResolvers, typeOfFound } from "./resolvers/roots.ts";
import { activityType, sessionResolvers } from "./resolvers/session.ts";
import { sessionMutations } from "./resolvers/session-mutations.ts";
import { shopResolvers } from "./resolvers/shop.ts";
import { requirementsOf, schema } from "./schema.ts";

const TYPE_RESOLVERS: Readonly<Record<string, (source: never) => string | undefined>> = {
  CashActivity: (activity: ActivityView) => activityType(activity),
  CashManagementReasonCode: (reason: ReasonCodeRecord) => reasonCodeType(reason),
  Node: (found: object) => typeOfFound(found),
};

const resolvers = merge([
  appResolvers,
  bulkResolvers,
  drawerResolvers,
  flowResolvers,
  legacySessionResolvers,
  rootResolvers,
  sessionMutations,
  sessionResolvers,
  shopResolvers,
]);

for (const type of Object.values(schema.getTypeMap())) {
  if (type.name.startsWith("__")) continue;
  const resolveType = TYPE_RESOLVERS[type.name];
  if (isAbstractType(type) && resolveType) type.resolveType = resolveType as (source: unknown) => string | undefined;
  if (!isObjectType(type)) continue;
  for (const field of Object.values(type.getFields())) attach(type.name, field, resolvers[type.name]?.[field.name]);
}

/** The schema, ready to be executed. */
export const executableSchema = schema;

/** Puts the field's resolver behind what the field and its type require. */
function attach(typeName: string, field: GraphQLField<unknown, unknown>, resolver: Resolver<never> | undefined): void {
  const requirements = requirementsOf(typeName, field.name);
  const resolve = (resolver as Resolver<unknown> | undefined) ?? defaultFieldResolver;
  // A field with nothing to guard and nothing special to do is left alone: graphql-js is quickest by itself.
  if (requirements.length === 0 && !resolver) return;
  field.resolve = (source, args, contextValue, info) => {
    const context = contextValue as Context;
    const denied = firstDenied(context, requirements);
    if (denied !== null) throw accessDenied(info.fieldName, denied);
    return resolve(source, args, context, info);
  };
}

function merge(parts: readonly Resolvers[]): Resolvers {
  const merged: Resolvers = {};
  for (const part of parts) {
    for (const [type, fields] of Object.entries(part)) merged[type] = { ...merged[type], ...fields };
  }
  return merged;
}
