import { defer, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { DigestCard } from "#app/components/digest-card.tsx";
import { EmptyRange, NothingYet } from "#app/components/empty-states.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { ExceptionsCard } from "#app/components/exceptions-card.tsx";
import { GuideCard } from "#app/components/guide-card.tsx";
import { ReviewCountItems } from "#app/components/review-counts.tsx";
import { OverviewReport } from "#app/components/overview.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { getDigest } from "#app/reports/digest.server.ts";
import { countExceptions } from "#app/reports/exceptions.server.ts";
import { filtersToQuery } from "#app/reports/filters.ts";
import { getGuide } from "#app/reports/guide.server.ts";
import { getPatterns } from "#app/reports/overview-patterns.server.ts";
import { getOverview } from "#app/reports/overview.server.ts";
import { pageFilters } from "#app/reports/page-filters.server.ts";
import { getReviewCounts } from "#app/reports/review-counts.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("common.overview"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const filters = await pageFilters(shop, request, now);
  const [report, reviews, exceptions, sync, digest, guide] = await Promise.all([
    getOverview(shop, filters, now),
    getReviewCounts(shop, filters, userId, now),
    countExceptions(shop, filters, now),
    getSyncStatus(shop),
    getDigest(shop, userId, now),
    getGuide(shop, userId),
  ]);
  const query = filtersToQuery(filters).toString();
  // Not waited for: over years the patterns take longer than all the figures together, and stand below them.
  const patterns = getPatterns(shop, filters);
  return defer({ filters, query, report, reviews, exceptions, sync, digest, guide, now: now.toISOString(), patterns });
}

export default function OverviewPage() {
  const { t } = useTranslation();
  const { filters, query, report, reviews, exceptions, patterns, sync, digest, guide, now } =
    useLoaderData<typeof loader>();
  const { range, comparedWith, currencies, openNow, nearestRange, shopHasSessions } = report;
  const isEmpty = currencies.length === 0;
  return (
    <ReportPage
      title={t("common.overview")}
      sync={sync}
      now={now}
      actions={
        shopHasSessions && (
          <ExportButton
            files={[
              ...(["sessions.csv", "activities.csv", "location-totals.csv", "daily-totals.csv"] as const),
              ...(["journal-quickbooks.csv", "journal-xero.csv"] as const),
            ]}
            query={query}
          />
        )
      }
      controls={
        shopHasSessions && (
          <RangeBar
            key={query}
            query={query}
            filters={filters}
            range={range}
            comparedWith={comparedWith}
            readFrom={firstReadFrom(sync)}
            hasComparison
          />
        )
      }
    >
      <GuideCard guide={guide} />
      {shopHasSessions && <DigestCard digest={digest} now={now} />}
      <NothingYet sync={sync} shopHasSessions={shopHasSessions} />
      {shopHasSessions && isEmpty && <EmptyRange query={query} range={range} nearestRange={nearestRange} />}
      {shopHasSessions && (!isEmpty || openNow.length > 0 || reviews.mine > 0) && (
        <OverviewReport
          report={report}
          patterns={patterns}
          query={query}
          waiting={<ReviewCountItems counts={reviews} query={query} />}
          exceptions={<ExceptionsCard counts={exceptions} query={query} />}
        />
      )}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
