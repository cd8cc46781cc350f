import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { useState } from "react";
import { AppFrame } from "#app/components/app-frame.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { ShopFormatProvider } from "#app/components/shop-format.tsx";
import { ShopifyAnswer, isShopifyAnswer } from "#app/components/shopify-answer.tsx";
import { localeOf } from "#app/locale.ts";
import { requestSync } from "#app/jobs/request-sync.server.ts";
import { currentYear } from "#app/reports/page-filters.ts";
import { requireShop } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  await requestSync(shop, "visit");
  const year = await currentYear(shop, new Date());
  return { locale: localeOf(request), timeZone: shop.timeZone, currency: shop.currency, year };
}

export default function AppLayout() {
  const { locale, timeZone, currency, year } = useLoaderData<typeof loader>();
  // Only the document's address names the language of the admin; the requests that follow it do not.
  const [firstLocale] = useState(locale);
  return (
    <AppFrame>
      <ShopFormatProvider locale={firstLocale} timeZone={timeZone} currency={currency} year={year}>
        <Outlet />
      </ShopFormatProvider>
    </AppFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isShopifyAnswer(error)) return <ShopifyAnswer html={error.data} />;
  return (
    <AppFrame>
      <PageError />
    </AppFrame>
  );
}
