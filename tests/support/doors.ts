/** What a shop that others try to reach has, by its numbers. */
export const [SESSION, LOCATION, DRAWER, PERSON] = [770001, 770002, 770003, 770004] as const;

export interface Door {
  /** An address that leads to the victim's own. */
  path: string;
  /** Shows rows of a shop, to whoever has its id token: a page, or an answer without one. */
  guards?: "page" | "resource";
  /** What its action takes. */
  posts?: Record<string, string>;
  /** Where Shopify delivers, with a signature. */
  isWebhook?: boolean;
  /** What it answers to anyone, if it is for anyone. */
  open?: number;
}

const REVIEW = { act: "reviewed", cause: "counting_error", looked: "2036-01-01T00:00:00Z", session: `${SESSION}` };

/** Every route, with what it is: tests/integration/attack-routes.test.ts tries each, and fails when one is missing. */
export const DOORS: Record<string, Door> = {
  root: { path: "/", open: 200 },
  "routes/_index": { path: "/", open: 200 },
  "routes/$": { path: "/nowhere/at/all", open: 404 },
  "routes/healthz": { path: "/healthz", open: 200 },
  "routes/readyz": { path: "/readyz", open: 200 },
  "routes/auth.$": { path: "/auth/login", open: 302 },
  "routes/downloads.$ticket": { path: `/downloads/1-${"a".repeat(43)}`, open: 410 },
  "routes/papers.$ticket": { path: `/papers/1-${"a".repeat(43)}`, open: 410 },
  "routes/app": { path: "/app", guards: "page" },
  "routes/app._index": { path: "/app", guards: "page" },
  "routes/app.locations._index": { path: "/app/locations", guards: "page" },
  "routes/app.locations.$id": { path: `/app/locations/${LOCATION}`, guards: "page" },
  "routes/app.drawers._index": { path: `/app/drawers?location=${LOCATION}`, guards: "page" },
  "routes/app.drawers.$id": { path: `/app/drawers/${DRAWER}`, guards: "page" },
  "routes/app.calendar": { path: `/app/calendar?month=2026-11&location=${LOCATION}`, guards: "page" },
  "routes/app.cards": { path: "/app/cards", posts: { act: "hide_guide" } },
  "routes/app.sessions._index": { path: `/app/sessions?session_id=${SESSION}`, guards: "page", posts: REVIEW },
  "routes/app.sessions.$id": { path: `/app/sessions/${SESSION}`, guards: "page", posts: REVIEW },
  "routes/app.settings._index": { path: "/app/settings", guards: "page" },
  "routes/app.settings.save": { path: "/app/settings/save", posts: { version: "0" } },
  "routes/app.exceptions._index": { path: "/app/exceptions", guards: "page", posts: { act: "restored", evidence: "" } },
  "routes/app.staff._index": { path: "/app/staff", guards: "page" },
  "routes/app.staff.$id": { path: `/app/staff/${PERSON}`, guards: "page" },
  "routes/app.sync._index": { path: "/app/sync", guards: "page", posts: { reason: "manual" } },
  "routes/app.sync.locations": { path: "/app/sync/locations", posts: {} },
  "routes/app.sync.status": { path: "/app/sync/status", guards: "resource" },
  "routes/app.exports._index": { path: "/app/exports", guards: "page" },
  "routes/app.exports.jobs": {
    ...{ path: "/app/exports/jobs", guards: "resource" },
    posts: { act: "start", file: "sessions.csv", query: "" },
  },
  "routes/app.exports.$file": { path: "/app/exports/sessions.csv", guards: "resource" },
  "routes/app.downloads": { path: "/app/downloads", posts: { file: "sessions.csv", query: `location=${LOCATION}` } },
  "routes/app.views": { path: "/app/views", posts: { act: "save_as", list: "sessions", query: "", name: "Mine" } },
  "routes/app.columns": { path: "/app/columns", posts: { list: "sessions", hidden: "staff" } },
  "routes/app.z-reports": { path: `/app/z-reports?place=location:${LOCATION}`, guards: "page" },
  "routes/app.papers": { path: "/app/papers", posts: { session: `${SESSION}`, layout: "sheet" } },
  "routes/webhooks.app.uninstalled": { path: "/webhooks/app/uninstalled", isWebhook: true, open: 405 },
  "routes/webhooks.app.scopes_update": { path: "/webhooks/app/scopes_update", isWebhook: true, open: 405 },
  "routes/webhooks.customers.data_request": { path: "/webhooks/customers/data_request", isWebhook: true, open: 405 },
  "routes/webhooks.customers.redact": { path: "/webhooks/customers/redact", isWebhook: true, open: 405 },
  "routes/webhooks.shop.redact": { path: "/webhooks/shop/redact", isWebhook: true, open: 405 },
};
