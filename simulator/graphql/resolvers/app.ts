import { type AppFacts, type Context, type Resolvers, resolversOf } from "../context.ts";
import { gid } from "../wire.ts";

interface ScopeError {
  field: string[];
  message: string;
  code: string;
}

export const appResolvers: Resolvers = {
  App: resolversOf<AppFacts>({
    id: (app) => gid("App", app.id),
    availableAccessScopes: (app) => scopeObjects([...app.requiredScopes, ...app.optionalScopes]),
    embedded: () => true,
    installation: (app) => app,
    optionalAccessScopes: (app) => scopeObjects(app.optionalScopes),
    requestedAccessScopes: (app) => scopeObjects(app.requiredScopes),
  }),
  AppInstallation: resolversOf<AppFacts>({
    id: (app) => gid("AppInstallation", app.id),
    accessScopes: (_app, _args, { access }) => scopeObjects(access.scopes),
    app: (app) => app,
    launchUrl: (app, _args, { world }) =>
      `https://admin.shopify.com/store/${world.shop.domain.split(".")[0]}/apps/${app.handle}`,
  }),
  Mutation: resolversOf<null>({
    appRevokeAccessScopes: (_source, args, context) => revokeScopes(args.scopes as string[], context),
  }),
};

function revokeScopes(scopes: readonly string[], { app }: Context) {
  const error = refusal(scopes, app);
  if (error) return { revoked: null, userErrors: [error] };
  app.revokeScopes(scopes);
  return { revoked: scopeObjects(scopes), userErrors: [] };
}

function refusal(scopes: readonly string[], app: AppFacts): ScopeError | null {
  const refuse = (code: string, message: string) => ({ field: ["scopes"], message, code });
  if (scopes.some((scope) => !/^(unauthenticated_)?(read|write)_\w+$/.test(scope))) {
    return refuse("UNKNOWN_SCOPES", "The requested list of scopes to revoke includes invalid handles.");
  }
  if (scopes.some((scope) => app.requiredScopes.includes(scope))) {
    return refuse("CANNOT_REVOKE_REQUIRED_SCOPES", "Required scopes cannot be revoked.");
  }
  if (scopes.some((scope) => !app.optionalScopes.includes(scope))) {
    return refuse("CANNOT_REVOKE_UNDECLARED_SCOPES", "Cannot revoke optional scopes that haven't been declared.");
  }
  return null;
}

function scopeObjects(scopes: readonly string[]) {
  return scopes.map((handle) => ({ handle, description: handle.replaceAll("_", " ") }));
}
