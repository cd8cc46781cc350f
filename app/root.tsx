import type { LinksFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  isRouteErrorResponse,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { useContext, type ReactNode } from "react";
import { ShopifyAnswer, isShopifyAnswer } from "#app/components/shopify-answer.tsx";
import { env } from "#app/env.server.ts";
import { ScriptNonce } from "#app/script-nonce.ts";
import { appBridgeUrl, fontsUrl } from "#app/stand-in.server.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const loader = () => ({ apiKey: env().apiKey, appBridgeUrl: appBridgeUrl(), fontsUrl: fontsUrl() });

/** What it answers is the process's own, and does not change. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const shopify = useRouteLoaderData<typeof loader>("root");
  const nonce = useContext(ScriptNonce);
  return (
    <html lang="en">
      <head>
        {/* App Bridge wants to be the first script of every document. */}
        {shopify && (
          <script data-api-key={shopify.apiKey} src={shopify.appBridgeUrl} nonce={nonce} suppressHydrationWarning />
        )}
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {shopify?.fontsUrl && <link rel="stylesheet" href={shopify.fontsUrl} />}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isShopifyAnswer(error)) return <ShopifyAnswer html={error.data} />;
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main style={{ margin: "4rem auto", maxWidth: "36rem", padding: "0 1rem" }}>
      <h1>{isMissing ? "There is no such page" : "This page could not be shown"}</h1>
      <p>
        {isMissing
          ? "The address may be old, or mistyped."
          : "Something went wrong on our side. Your data in Shopify is untouched; try again in a minute."}
      </p>
      {!isMissing && error instanceof Error && <p>{error.message}</p>}
      <p>
        <a href="/app">Go to the overview</a>
      </p>
    </main>
  );
}
