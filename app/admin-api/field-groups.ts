import type { AccessDeniedError } from "./errors.ts";

/**
 * Fields that need a scope beyond read_cash_tracking. Most are non-null inside non-null lists: one of them denied
 * nulls the whole answer, so a document asks only for the groups that the shop has granted.
 */
export type FieldGroup = "locations" | "staff" | "devices" | "orders" | "giftCards";
export type FieldGroups = ReadonlySet<FieldGroup>;

/** Any one of these scopes opens the group. */
const SCOPES: Record<FieldGroup, readonly string[]> = {
  locations: ["read_locations", "read_inventory", "read_markets_home"],
  staff: ["read_users"],
  devices: ["read_orders", "read_marketplace_orders", "read_point_of_sale_devices"],
  orders: ["read_orders", "read_marketplace_orders"],
  giftCards: ["read_gift_cards"],
};

const FIELDS: Record<string, FieldGroup> = {
  location: "locations",
  locations: "locations",
  staffMember: "staff",
  staffMembers: "staff",
  openingStaffMember: "staff",
  closingStaffMember: "staff",
  pointOfSaleDevice: "devices",
  cashTransactions: "orders",
  orderTransaction: "orders",
  order: "orders",
  giftCard: "giftCards",
};

const GROUPS = Object.keys(SCOPES) as FieldGroup[];

/** The groups that the granted scopes open. A write scope holds the read scope of the same name. */
export function groupsOf(scopes: readonly string[]): Set<FieldGroup> {
  const granted = new Set(scopes.flatMap((scope) => [scope, scope.replace(/^write_/, "read_")]));
  return new Set(GROUPS.filter((group) => SCOPES[group].some((scope) => granted.has(scope))));
}

/** The groups that an answer was denied for; empty when it was the cash data itself. */
export function deniedGroups(error: AccessDeniedError): Set<FieldGroup> {
  const groups = error.problems.flatMap(({ path, requiredAccess, message }) => {
    const byField = path.filter((step) => typeof step === "string").map((field) => FIELDS[field]);
    const text = `${requiredAccess ?? ""} ${message}`;
    const byScope = GROUPS.filter((group) => SCOPES[group].some((scope) => text.includes(`\`${scope}\``)));
    const named = byField.filter((group) => group !== undefined);
    return named.length > 0 ? named : byScope;
  });
  return new Set(groups);
}
