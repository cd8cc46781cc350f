import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InlineStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { EmptyRange } from "#app/components/empty-states.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { latestDay, LocationReportBody } from "#app/components/location-report.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { PrintButton } from "#app/components/print-button.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { filtersToQuery } from "#app/reports/filters.ts";
import { getLocation } from "#app/reports/location.server.ts";
import { pageFilters } from "#app/reports/page-filters.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle<typeof loader>((t, data) => data?.report.location.name ?? t("common.location"));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const now = new Date();
  const filters = await pageFilters(shop, request, now);
  const [report, sync] = await Promise.all([getLocation(shop, params.id ?? "", filters, now), getSyncStatus(shop)]);
  if (!report) throw new Response("No such location", { status: 404 });
  return json({ filters, query: filtersToQuery(filters).toString(), report, sync, now: now.toISOString() });
}

export default function LocationPage() {
  const { t } = useTranslation();
  const { filters, query, report, sync, now } = useLoaderData<typeof loader>();
  const { location, range, comparedWith, currencies } = report;
  const ofThisLocation = new URLSearchParams(query);
  ofThisLocation.set("location", location.id);
  return (
    <ReportPage
      title={location.name}
      backAction={{ content: t("common.locations"), url: "/app/locations" }}
      sync={sync}
      now={now}
      actions={
        <InlineStack gap="200">
          <PrintButton key={query} of={{ location: location.id, latestDay: latestDay(report) }} />
          <ExportButton files={["sessions.csv", "activities.csv"]} query={ofThisLocation.toString()} />
        </InlineStack>
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
        />
      }
    >
      {currencies.length === 0 ? (
        <EmptyRange query={query} range={range} />
      ) : (
        <LocationReportBody report={report} query={query} />
      )}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation();
  return (
    <PageError
      missing={{
        title: t("locationPage.missing"),
        explanation: t("locationPage.missingWhy"),
        back: { content: t("locationPage.allLocations"), url: "/app/locations" },
      }}
    />
  );
}
