import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { GuideAgain } from "#app/components/guide-again.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { SettingsForm } from "#app/components/settings-form.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { getSettingsPage } from "#app/reports/settings-page.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { noteStep } from "#app/review/overview-cards.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("common.settings"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const [settings, sync] = await Promise.all([getSettingsPage(shop), getSyncStatus(shop)]);
  await noteStep(shop, userId, "settings", now);
  return json({ settings, sync, now: now.toISOString() });
}

export default function SettingsRoute() {
  const { t } = useTranslation();
  const { settings, sync, now } = useLoaderData<typeof loader>();
  return (
    <ReportPage title={t("common.settings")} sync={sync} now={now}>
      <SettingsForm settings={settings} />
      <GuideAgain />
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
