import { frameAncestors, scriptSources } from "#app/stand-in.server.ts";

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * The headers that every answer carries. A page may be framed by the admin of the shop that it was asked for, and by
 * nobody when it names none; Shopify's library sets this only where there is a shop, and with more hosts than are needed.
 */
export function addSecurityHeaders(url: URL, headers: Headers, nonce: string): void {
  headers.set("Content-Security-Policy", contentSecurityPolicy(url.searchParams.get("shop"), nonce));
  headers.set("X-Content-Type-Options", "nosniff");
  // The address of a page in the frame holds an id token: nobody else gets to see it.
  headers.set("Referrer-Policy", "strict-origin");
  // The library has App Bridge fetched ahead from Shopify's address, on a page that is nothing but its script.
  headers.delete("Link");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
}

/**
 * Scripts run from our own files, from where App Bridge lives, and inline with the answer's nonce. Not `strict-dynamic`:
 * Remix preloads its modules without a nonce, which would forbid them. Styles, images and connections stay open: App
 * Bridge brings its own, and Shopify publishes no list of them.
 */
function contentSecurityPolicy(shop: string | null, nonce: string): string {
  const ancestors = shop !== null && SHOP_DOMAIN.test(shop) ? [`https://${shop}`, ...frameAncestors()] : ["'none'"];
  const directives = {
    "frame-ancestors": ancestors,
    "script-src": ["'self'", `'nonce-${nonce}'`, ...scriptSources()],
    "script-src-attr": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
  };
  return `${Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ")};`;
}
