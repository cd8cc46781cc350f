// The routes of app/routes as patterns; a test compares the two.
const ROUTES = [
  "/",
  "/app",
  "/app/calendar",
  "/app/cards",
  "/app/columns",
  "/app/downloads",
  "/app/drawers",
  "/app/drawers/:id",
  "/app/exceptions",
  "/app/exports",
  "/app/exports/jobs",
  "/app/exports/:file",
  "/app/locations",
  "/app/locations/:id",
  "/app/papers",
  "/app/sessions",
  "/app/sessions/:id",
  "/app/settings",
  "/app/settings/save",
  "/app/staff",
  "/app/staff/:id",
  "/app/sync",
  "/app/sync/locations",
  "/app/sync/status",
  "/app/views",
  "/app/z-reports",
  "/auth/*",
  "/downloads/:ticket",
  "/healthz",
  "/papers/:ticket",
  "/readyz",
  "/webhooks/app/scopes_update",
  "/webhooks/app/uninstalled",
  "/webhooks/customers/data_request",
  "/webhooks/customers/redact",
  "/webhooks/shop/redact",
];

const patterns = ROUTES.map((name) => {
  const source = name.replace(/:[a-z]+/g, "[^/]+").replace("*", ".*");
  return { name, pattern: new RegExp(`^${source}/?$`) };
});

/** The route that a path belongs to; "other" for one that leads nowhere, so that strangers cannot make up new ones. */
export function routeName(path: string): string {
  return patterns.find(({ pattern }) => pattern.test(path))?.name ?? "other";
}
