import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { CurrencyChoice } from "#app/components/currency-choice.tsx";
import { EmptyRange, NothingYet } from "#app/components/empty-states.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { LocationChoice } from "#app/components/location-choice.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { PermissionBanner } from "#app/components/permission-banner.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { StaffReportBody } from "#app/components/staff-report.tsx";
import { parseStaffOrder } from "#app/components/staff-table.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { getColumnChoice } from "#app/reports/column-choice.server.ts";
import { filtersToQuery } from "#app/reports/filters.ts";
import { readLocationOptions } from "#app/reports/location-options.server.ts";
import { pageFilters } from "#app/reports/page-filters.server.ts";
import { LEAST_SESSIONS } from "#app/reports/staff-figures.server.ts";
import { getStaff } from "#app/reports/staff.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { withOrder } from "#app/reports/view-query.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("staff.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const params = new URL(request.url).searchParams;
  const order = parseStaffOrder(params);
  const filters = await pageFilters(shop, request, now);
  const [report, sync, columns, locations] = await Promise.all([
    getStaff(shop, filters, now),
    getSyncStatus(shop),
    getColumnChoice(shop, "staff", userId),
    readLocationOptions(shop),
  ]);
  const query = withOrder(filtersToQuery(filters).toString(), params);
  const shown = { report, columns, locations, leastSessions: LEAST_SESSIONS };
  return json({ filters, query, order, ...shown, sync, now: now.toISOString() });
}

export default function StaffPage() {
  const { t } = useTranslation();
  const { filters, query, order, report, columns, locations, leastSessions, sync, now } =
    useLoaderData<typeof loader>();
  const hasSessions = sync.sessions > 0;
  const isEmpty = report.totals.length === 0;
  return (
    <ReportPage
      title={t("staff.title")}
      fullWidth
      sync={sync}
      now={now}
      actions={report.rows.length > 0 && <ExportButton files={["staff.csv"]} query={query} />}
      controls={
        <RangeBar key={query} query={query} filters={filters} range={filters.range} readFrom={firstReadFrom(sync)}>
          <LocationChoice locations={locations} chosen={filters.locations} query={query} />
          <CurrencyChoice shown={report.totals} chosen={filters.currency} query={query} />
        </RangeBar>
      }
    >
      {hasSessions && !report.hasUsers && <PermissionBanner scope="read_users" />}
      <NothingYet sync={sync} shopHasSessions={hasSessions} />
      {hasSessions && isEmpty && <EmptyRange query={query} range={filters.range} />}
      {!isEmpty && (report.hasUsers || report.rows.length > 0) && (
        <StaffReportBody report={report} query={query} order={order} leastSessions={leastSessions} columns={columns} />
      )}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
