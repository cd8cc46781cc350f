import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  isRouteErrorResponse,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { useContext, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ShopifyAnswer, isShopifyAnswer } from "#app/components/shopify-answer.tsx";
import reducedMotion from "#app/components/reduced-motion.css?url";
import { env } from "#app/env.server.ts";
import { LanguageProvider } from "#app/languages/language-provider.tsx";
import { langOf } from "#app/languages/languages.ts";
import { localeOfMatches } from "#app/languages/page-title.ts";
import { localeOf } from "#app/locale.ts";
import { ScriptNonce } from "#app/script-nonce.ts";
import { appBridgeUrl, fontsUrl } from "#app/stand-in.server.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: reducedMotion },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const loader = ({ request }: LoaderFunctionArgs) => ({
  apiKey: env().apiKey,
  appBridgeUrl: appBridgeUrl(),
  fontsUrl: fontsUrl(),
  locale: localeOf(request),
});

/** The process's own, and what only the document's address names: the language of the admin. Neither changes. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const shopify = useRouteLoaderData<typeof loader>("root");
  const nonce = useContext(ScriptNonce);
  const locale = localeOfMatches(useMatches());
  return (
    <html lang={langOf(locale)}>
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
        <LanguageProvider locale={locale}>{children}</LanguageProvider>
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
  const { t } = useTranslation();
  const error = useRouteError();
  if (isShopifyAnswer(error)) return <ShopifyAnswer html={error.data} />;
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main style={{ margin: "4rem auto", maxWidth: "36rem", padding: "0 1rem" }}>
      <h1>{isMissing ? t("common.noSuchPage") : t("common.pageFailed")}</h1>
      <p>{isMissing ? t("common.noSuchPageWhy") : t("root.failedWhy")}</p>
      {!isMissing && error instanceof Error && <p>{error.message}</p>}
      <p>
        <a href="/app">{t("common.toOverview")}</a>
      </p>
    </main>
  );
}
