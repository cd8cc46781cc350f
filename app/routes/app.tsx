import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { AppFrame } from "#app/components/app-frame.tsx";
import { AdminAddressProvider } from "#app/components/copy-link.tsx";
import { unlessNotReached } from "#app/components/kept-action.ts";
import { PageError } from "#app/components/page-error.tsx";
import { ShopFormatProvider } from "#app/components/shop-format.tsx";
import { ShopifyAnswer, isShopifyAnswer } from "#app/components/shopify-answer.tsx";
import { requestSync } from "#app/jobs/request-sync.server.ts";
import { useLanguage } from "#app/languages/language-provider.tsx";
import { currentYear } from "#app/reports/page-filters.server.ts";
import { noteVisit } from "#app/review/people.server.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import { requireShop } from "#app/shopify.server.ts";
import { adminAddress } from "#app/stand-in.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  await requestSync(shop, "visit");
  await noteVisit(shop, userId, now);
  const year = await currentYear(shop, now);
  const { settings } = await getSettings(shop);
  const admin = adminAddress(shop);
  return { language: settings.language, timeZone: shop.timeZone, currency: shop.currency, year, admin };
}

export const shouldRevalidate = unlessNotReached;

export default function AppLayout() {
  const { timeZone, currency, year, admin } = useLoaderData<typeof loader>();
  const { locale } = useLanguage();
  return (
    <AppFrame>
      <ShopFormatProvider locale={locale} timeZone={timeZone} currency={currency} year={year}>
        <AdminAddressProvider value={admin}>
          <Outlet />
        </AdminAddressProvider>
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
