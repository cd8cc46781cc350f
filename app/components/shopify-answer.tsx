import { isRouteErrorResponse, type ErrorResponse } from "@remix-run/react";

/** Whether what a route threw is the page with which Shopify's library leaves the frame or fetches an id token. */
export function isShopifyAnswer(error: unknown): error is ErrorResponse & { data: string } {
  return (
    isRouteErrorResponse(error) &&
    typeof error.data === "string" &&
    /^\s*<script (nonce="[^"]*" )?data-api-key=/.test(error.data)
  );
}

/** That page: scripts, which App Bridge and the browser act upon. Only the server writes it. */
export function ShopifyAnswer({ html }: { html: string }) {
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
