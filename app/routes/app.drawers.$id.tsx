import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { DrawerReportBody } from "#app/components/drawer-report.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { queryWith } from "#app/components/query.ts";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { getDrawer } from "#app/reports/drawer.server.ts";
import { drawerQuery, parseDrawerView } from "#app/reports/drawer-query.ts";
import { filtersToQuery } from "#app/reports/filters.ts";
import { pageFilters } from "#app/reports/page-filters.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle<typeof loader>((t, data) => data?.report.drawer.name ?? t("common.drawer"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const now = new Date();
  const filters = await pageFilters(shop, request, now);
  const view = parseDrawerView(new URL(request.url).searchParams);
  const [report, sync] = await Promise.all([
    getDrawer(shop, params.id ?? "", filters, { view, now }),
    getSyncStatus(shop),
  ]);
  if (!report) throw new Response("No such drawer", { status: 404 });
  const exported = filtersToQuery(filters).toString();
  return json({ filters, view, query: drawerQuery(filters, view), exported, report, sync, now: now.toISOString() });
}

export default function DrawerPage() {
  const { t } = useTranslation();
  const { filters, view, query, exported, report, sync, now } = useLoaderData<typeof loader>();
  const { drawer, range, comparedWith } = report;
  return (
    <ReportPage
      title={drawer.name ?? t("common.drawerNumber", { id: drawer.id })}
      subtitle={drawer.location ?? undefined}
      backAction={{ content: t("drawers.title"), url: "/app/drawers" }}
      sync={sync}
      now={now}
      actions={
        <ExportButton
          files={["sessions.csv", "activities.csv"]}
          query={queryWith(exported, { drawer: drawer.id }).slice(1)}
        />
      }
      controls={
        <RangeBar
          key={query}
          query={query}
          filters={filters}
          range={range}
          comparedWith={comparedWith}
          readFrom={firstReadFrom(sync)}
          hasComparison
          hasBasis
        />
      }
    >
      <DrawerReportBody report={report} view={view} query={query} />
    </ReportPage>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation();
  const { title, explanation, back } = t("drawers.missing", { returnObjects: true });
  return <PageError missing={{ title, explanation, back: { content: back, url: "/app/drawers" } }} />;
}
