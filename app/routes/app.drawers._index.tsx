import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { CurrencyChoice } from "#app/components/currency-choice.tsx";
import { DrawersTable } from "#app/components/drawers-table.tsx";
import { EmptyRange, NothingYet } from "#app/components/empty-states.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { LocationChoice } from "#app/components/location-choice.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { getColumnChoice } from "#app/reports/column-choice.server.ts";
import { drawersQuery, parseDrawerOrder } from "#app/reports/drawer-query.ts";
import { getDrawers } from "#app/reports/drawers.server.ts";
import { pageFilters } from "#app/reports/page-filters.server.ts";
import { parsePage } from "#app/reports/page-number.ts";
import { listViews } from "#app/reports/saved-views.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { withView } from "#app/reports/view-query.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("drawers.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const params = new URL(request.url).searchParams;
  const filters = await pageFilters(shop, request, now);
  const [order, page] = [parseDrawerOrder(params), parsePage(params)];
  const [report, sync, views, columns] = await Promise.all([
    getDrawers(shop, filters, { order, page, now }),
    getSyncStatus(shop),
    listViews(shop, "drawers", userId),
    getColumnChoice(shop, "drawers", userId),
  ]);
  const query = withView(drawersQuery(filters, order), params);
  return json({ filters, query, order, report, sync, views, columns, now: now.toISOString() });
}

export default function DrawersPage() {
  const { t } = useTranslation();
  const { filters, query, order, report, sync, views, columns, now } = useLoaderData<typeof loader>();
  const hasSessions = sync.sessions > 0;
  return (
    <ReportPage
      title={t("drawers.title")}
      fullWidth
      sync={sync}
      now={now}
      actions={<ExportButton files={["drawers.csv", "sessions.csv", "activities.csv"]} query={query} />}
      controls={
        <RangeBar
          key={query}
          query={query}
          filters={filters}
          range={report.range}
          readFrom={firstReadFrom(sync)}
          hasBasis
        >
          <LocationChoice locations={report.locations} chosen={filters.locations} query={query} />
          <CurrencyChoice shown={report.totals} chosen={filters.currency} query={query} />
        </RangeBar>
      }
    >
      <NothingYet sync={sync} shopHasSessions={hasSessions} />
      {hasSessions && report.rows.length === 0 && <EmptyRange query={query} range={report.range} />}
      {hasSessions && report.rows.length > 0 && (
        <DrawersTable report={report} order={order} query={query} views={views} columns={columns} />
      )}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
