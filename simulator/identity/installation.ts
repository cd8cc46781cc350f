import type { AppRegistration } from "./app-registration.ts";

/** One app on one shop: what was granted, and which of the tokens handed out still count. Plain data: it is persisted. */
export interface Installation {
  shop: string;
  isInstalled: boolean;
  /** Counts installations. Tokens of an earlier one are dead for good. */
  generation: number;
  granted: string[];
  /** Counts revocations of access tokens. Refresh tokens survive them. */
  accessEpoch: number;
  /** Per family of refresh tokens, the highest serial that was used: lower ones are retired. */
  refreshTokensUsed: Record<string, number>;
}

export interface ScopesDetail {
  granted: string[];
  required: string[];
  optional: string[];
}

/** An app freshly installed: the required scopes are granted, the optional ones as given. */
export function newInstallation(app: AppRegistration, shop: string, grantedOptional: readonly string[]): Installation {
  return {
    shop,
    isInstalled: true,
    generation: 1,
    granted: [...app.requiredScopes, ...grantedOptional],
    accessEpoch: 1,
    refreshTokensUsed: {},
  };
}

/** Installs again after an uninstallation; optional scopes have to be granted anew. */
export function reinstall(app: AppRegistration, installation: Installation): void {
  installation.isInstalled = true;
  installation.generation += 1;
  installation.granted = [...app.requiredScopes];
  installation.refreshTokensUsed = {};
}

/** Uninstalls: every token dies with it. */
export function uninstall(installation: Installation): void {
  installation.isInstalled = false;
  installation.granted = [];
}

/** Grants those of the scopes that the app declares; gives back whether anything changed. */
export function grantScopes(app: AppRegistration, installation: Installation, scopes: readonly string[]): boolean {
  const declared = new Set([...app.requiredScopes, ...app.optionalScopes]);
  const added = scopes.filter((scope) => declared.has(scope) && !installation.granted.includes(scope));
  installation.granted.push(...new Set(added));
  return added.length > 0;
}

/** Takes scopes back; gives back whether anything changed. A merchant can take optional ones only, so that is the caller's rule. */
export function revokeScopes(installation: Installation, scopes: readonly string[]): boolean {
  const left = installation.granted.filter((scope) => !scopes.includes(scope));
  const isChanged = left.length < installation.granted.length;
  installation.granted = left;
  return isChanged;
}

/** What `shopify.scopes.query()` answers. */
export function scopesDetail(app: AppRegistration, installation: Installation): ScopesDetail {
  return {
    granted: [...installation.granted],
    required: [...app.requiredScopes],
    optional: [...app.optionalScopes],
  };
}
