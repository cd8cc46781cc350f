/** What a merchant may grant beyond what the app needs: each of these shows more somewhere. */
export const OPTIONAL_READ_SCOPES = ["read_users", "read_orders", "read_gift_cards"] as const;

// Not knowing a location's name hides no session; each of these adds something to what is shown.
const WANTED_SCOPES = ["read_cash_tracking", "read_locations", ...OPTIONAL_READ_SCOPES];

type Granted = { readonly grantedScopes: readonly string[] };

/** Whether the shop has granted a scope for reading; one for writing includes it. */
export function hasScope({ grantedScopes }: Granted, scope: string): boolean {
  return grantedScopes.includes(scope) || grantedScopes.includes(scope.replace(/^read_/, "write_"));
}

/** The scopes that the shop has not granted and that would show more. */
export function missingScopes(shop: Granted): string[] {
  return WANTED_SCOPES.filter((scope) => !hasScope(shop, scope));
}
