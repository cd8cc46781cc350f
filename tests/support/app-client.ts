import { BROWSER, idToken } from "./shopify-requests.ts";

interface Running {
  appUrl: string;
  apiKey: string;
  apiSecret: string;
}

/** Asks a running app as App Bridge would: with a fresh id token of the shop, and a browser's name. */
export function askApp(app: Running, shop: string, path: string, token?: string | null): Promise<Response> {
  const bearer = token === undefined ? idToken(shop, { secret: app.apiSecret, audience: app.apiKey }) : token;
  const headers: Record<string, string> = { "User-Agent": BROWSER };
  if (bearer !== null) headers.Authorization = `Bearer ${bearer}`;
  return fetch(new URL(path, app.appUrl), { headers, redirect: "manual" });
}
