import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { CurrencyChoice } from "#app/components/currency-choice.tsx";
import { EmptyRange, NothingYet } from "#app/components/empty-states.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { LocationTotalsTable, parseLocationOrder } from "#app/components/location-totals.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { PermissionBanner } from "#app/components/permission-banner.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { getColumnChoice } from "#app/reports/column-choice.server.ts";
import { filtersToQuery } from "#app/reports/filters.ts";
import { getLocationTotals } from "#app/reports/location-totals.server.ts";
import { pageFilters } from "#app/reports/page-filters.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { withOrder } from "#app/reports/view-query.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("common.locations"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const params = new URL(request.url).searchParams;
  const filters = await pageFilters(shop, request, now);
  const [report, sync, columns] = await Promise.all([
    getLocationTotals(shop, filters, now),
    getSyncStatus(shop),
    getColumnChoice(shop, "locations", userId),
  ]);
  const query = withOrder(filtersToQuery(filters).toString(), params);
  return json({ filters, query, order: parseLocationOrder(params), report, sync, columns, now: now.toISOString() });
}

export default function LocationsPage() {
  const { t } = useTranslation();
  const { filters, query, order, report, sync, columns, now } = useLoaderData<typeof loader>();
  const hasSessions = sync.sessions > 0;
  return (
    <ReportPage
      title={report.standIn === "drawer" ? t("common.drawers") : t("common.locations")}
      fullWidth
      sync={sync}
      now={now}
      actions={<ExportButton files={["location-totals.csv", "sessions.csv"]} query={query} />}
      controls={
        <RangeBar
          key={query}
          query={query}
          filters={filters}
          range={report.range}
          comparedWith={report.comparedWith}
          readFrom={firstReadFrom(sync)}
          hasComparison
          hasBasis
        >
          <CurrencyChoice shown={report.totals} chosen={filters.currency} query={query} />
        </RangeBar>
      }
    >
      {hasSessions && report.standIn === "drawer" && <PermissionBanner scope="read_locations" />}
      <NothingYet sync={sync} shopHasSessions={hasSessions} />
      {hasSessions && report.rows.length === 0 && <EmptyRange query={query} range={report.range} />}
      {report.rows.length > 0 && <LocationTotalsTable report={report} query={query} order={order} columns={columns} />}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
