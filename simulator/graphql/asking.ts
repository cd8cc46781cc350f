import type { World } from "#simulator/shop/world.ts";
import type { TokenAccess } from "./access.ts";
import { executeGraphql, type GraphqlAnswer, type GraphqlOptions } from "./execute.ts";

const EVERY_SCOPE = [
  "read_cash_tracking",
  "read_locations",
  "read_users",
  "read_orders",
  "read_all_orders",
  "read_gift_cards",
  "write_cash_tracking",
];

/** For tests: an offline token with these scopes, of an app that reads staff on any plan. */
export function anOfflineToken(scopes: string[] = EVERY_SCOPE): TokenAccess {
  return { scopes, userId: null, userPermissions: [], kind: "offline", isFinanceEmbedded: true };
}

/** For tests: asks a shop one query, with every scope unless told otherwise. */
export function ask(
  world: World,
  query: string,
  { access = anOfflineToken(), variables, ...options }: AskOptions = {},
): Promise<GraphqlAnswer> {
  return executeGraphql(world, access, { query, variables }, { now: () => world.now(), ...options });
}

interface AskOptions extends Partial<GraphqlOptions> {
  access?: TokenAccess;
  variables?: Record<string, unknown>;
}
