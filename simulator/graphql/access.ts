import { GraphQLError, type GraphQLErrorOptions } from "graphql";
import type { ShopRecord } from "#simulator/shop/world.ts";

/** What an access token may do. */
export interface TokenAccess {
  scopes: string[];
  /** The user an online token belongs to. */
  userId: string | null;
  /** Retail role permissions of that user, such as `view_payment_tracking_sessions_pos_channel`. */
  userPermissions: string[];
  kind: "offline" | "online";
  /** Finance embedded apps read staff on every plan; others only on Advanced and above. */
  isFinanceEmbedded?: boolean;
}

/** A `requiredAccess` sentence of the published schema, taken apart. */
export interface AccessRule {
  /** One of these is enough; empty: no scope is needed. */
  scopes: string[];
  /** One of these is enough; empty: no user is needed. */
  permissions: string[];
  needsAdvancedPlan: boolean;
}

const DOCUMENTATION = "https://shopify.dev/api/usage/access-scopes";

const rules = new Map<string, AccessRule>();

/** Reads "`a` access scope, `b` access scope or `c` access scope. Also: …". */
export function parseRequiredAccess(requiredAccess: string): AccessRule {
  let rule = rules.get(requiredAccess);
  if (!rule) {
    const [scopes = "", conditions = ""] = requiredAccess.split(" Also: ");
    rule = {
      scopes: scopes.includes("access scope") ? quotedWords(scopes) : [],
      permissions: conditions.includes("permission") ? quotedWords(conditions) : [],
      needsAdvancedPlan: conditions.includes("Shopify Plus or Advanced"),
    };
    rules.set(requiredAccess, rule);
  }
  return rule;
}

/** Whether a token of this shop has what a `requiredAccess` asks for. */
export function isGranted(requiredAccess: string, access: TokenAccess, shop: Pick<ShopRecord, "plan">): boolean {
  const { scopes, permissions, needsAdvancedPlan } = parseRequiredAccess(requiredAccess);
  if (scopes.length > 0 && !scopes.some((scope) => hasScope(access, scope))) return false;
  if (needsAdvancedPlan && shop.plan === "standard" && !access.isFinanceEmbedded) return false;
  if (permissions.length === 0) return true;
  return access.userId !== null && permissions.some((permission) => access.userPermissions.includes(permission));
}

/** Whether the token has a scope; the one for writing contains the one for reading. */
export function hasScope(access: TokenAccess, scope: string): boolean {
  return access.scopes.includes(scope) || access.scopes.includes(scope.replace(/^read_/, "write_"));
}

export function accessDenied(fieldName: string, requiredAccess: string, where: GraphQLErrorOptions = {}): GraphQLError {
  return new GraphQLError(`Access denied for ${fieldName} field. Required access: ${requiredAccess}`, {
    ...where,
    extensions: { code: "ACCESS_DENIED", documentation: DOCUMENTATION, requiredAccess },
  });
}

function quotedWords(text: string): string[] {
  return [...text.matchAll(/(?<=`)\w+(?=`)/g)].map(([word]) => word);
}
