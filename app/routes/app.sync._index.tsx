import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { DrawerComparisonCard } from "#app/components/drawer-comparison.tsx";
import { LegacyHistoryCard } from "#app/components/legacy-history.tsx";
import { LocationComparisonCard } from "#app/components/location-comparison.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { MirrorCard, RunsCard } from "#app/components/sync-page.tsx";
import { UnreadSessionsBanner } from "#app/components/unread-sessions.tsx";
import { requestSync } from "#app/jobs/request-sync.server.ts";
import { pageTitle } from "#app/languages/page-title.ts";
import { getDrawerComparison } from "#app/reports/drawer-comparison.server.ts";
import { getLegacyHistory } from "#app/reports/legacy-history.server.ts";
import { getLocationComparison } from "#app/reports/location-comparison.server.ts";
import { getSyncHistory } from "#app/reports/sync-history.server.ts";
import { countActivities, getSyncStatus } from "#app/reports/sync-status.server.ts";
import { getUnreadSessions } from "#app/reports/unread-sessions.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("common.sync"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const [sync, runs, comparison, locations, legacy, activities, unread] = await Promise.all([
    getSyncStatus(shop),
    getSyncHistory(shop),
    getDrawerComparison(shop),
    getLocationComparison(shop),
    getLegacyHistory(shop),
    countActivities(shop),
    getUnreadSessions(shop),
  ]);
  return json({ sync, runs, comparison, locations, legacy, activities, unread, now: new Date().toISOString() });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  await requestSync(shop, "manual");
  return json({ isRequested: true });
}

export default function SyncPage() {
  const { t } = useTranslation();
  const { sync, runs, comparison, locations, legacy, activities, unread, now } = useLoaderData<typeof loader>();
  return (
    <ReportPage
      title={t("common.sync")}
      backAction={{ content: t("common.overview"), url: "/app" }}
      sync={sync}
      now={now}
    >
      <UnreadSessionsBanner unread={unread} now={now} />
      <MirrorCard sync={sync} legacyFrom={legacy.from} activities={activities} />
      <LegacyHistoryCard history={legacy} showsDevices={!sync.missingScopes.includes("read_orders")} />
      <DrawerComparisonCard comparison={comparison} now={now} />
      <LocationComparisonCard comparison={locations} isComparable={sync.asOf !== null} now={now} />
      {runs.length > 0 && <RunsCard runs={runs} />}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
