import type { GraphQLResolveInfo } from "graphql";
import type { FlowError } from "#simulator/flow/receive-trigger.ts";
import type { World } from "#simulator/shop/world.ts";
import { isGranted, type TokenAccess } from "./access.ts";
import type { BulkOperations } from "./bulk.ts";
import type { SearchReport } from "./search-filter.ts";

/** The app that asks, as `app` and `currentAppInstallation` show it. */
export interface AppFacts {
  id: string;
  apiKey: string;
  handle: string;
  title: string;
  requiredScopes: readonly string[];
  optionalScopes: readonly string[];
  /** Takes optional scopes back from the installation. */
  revokeScopes(scopes: readonly string[]): void;
  /** Hands a trigger to Flow; null: it was taken. */
  receiveTrigger(args: Arguments): FlowError | null;
}

/** What every resolver is given. */
export interface Context {
  world: World;
  access: TokenAccess;
  app: AppFacts;
  bulk: BulkOperations;
  /** What was said about search queries, for `extensions.search`. */
  search: SearchReport[];
  /** Shopify shows the parse of a search that has warnings, and of every one when asked to. */
  showsEverySearch: boolean;
  /** Connections are walked whole, not paged. */
  isBulk: boolean;
  /** `requiredAccess` sentences already judged for this token. */
  granted: Map<string, boolean>;
}

export type Arguments = Record<string, unknown>;

export type Resolver<Source> = (source: Source, args: Arguments, context: Context, info: GraphQLResolveInfo) => unknown;

/** Resolvers by type and field. A field that is not here is read from its source by name. */
export type Resolvers = Record<string, Record<string, Resolver<never>>>;

/** Gives the resolvers of one type the type of their source. */
export function resolversOf<Source>(fields: Record<string, Resolver<Source>>): Record<string, Resolver<never>> {
  return fields;
}

/** The first of some `requiredAccess` sentences that the token does not meet. */
export function firstDenied({ granted, access, world }: Context, requirements: readonly string[]): string | null {
  for (const requirement of requirements) {
    let isMet = granted.get(requirement);
    if (isMet === undefined) {
      isMet = isGranted(requirement, access, world.shop);
      granted.set(requirement, isMet);
    }
    if (!isMet) return requirement;
  }
  return null;
}
