import { Link } from "@shopify/polaris";
import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { personName } from "#app/components/id-words.ts";
import { PageError } from "#app/components/page-error.tsx";
import { PermissionBanner } from "#app/components/permission-banner.tsx";
import { PersonReportBody } from "#app/components/person-report.tsx";
import { daysOf } from "#app/components/query.ts";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { filtersToQuery } from "#app/reports/filters.ts";
import { pageFilters } from "#app/reports/page-filters.server.ts";
import { getPerson } from "#app/reports/person.server.ts";
import { LEAST_SESSIONS } from "#app/reports/staff-figures.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle<typeof loader>((t, data) => (data ? personName(t, data.report) : t("staff.title")));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const now = new Date();
  const filters = await pageFilters(shop, request, now);
  const [report, sync] = await Promise.all([getPerson(shop, params.id ?? "", filters, now), getSyncStatus(shop)]);
  if (!report) throw new Response("No such person", { status: 404 });
  const query = filtersToQuery(filters).toString();
  return json({ filters, query, report, leastSessions: LEAST_SESSIONS, sync, now: now.toISOString() });
}

export default function PersonPage() {
  const { t } = useTranslation();
  const { filters, query, report, leastSessions, sync, now } = useLoaderData<typeof loader>();
  return (
    <ReportPage
      title={personName(t, report)}
      backAction={{ content: t("staff.title"), url: `/app/staff${daysOf(query)}` }}
      sync={sync}
      now={now}
      controls={
        <>
          <RangeBar key={query} query={query} filters={filters} range={filters.range} readFrom={firstReadFrom(sync)} />
          <div>
            <Link url={`/app/sessions${daysOf(query, { person: report.id })}`}>{t("personPage.theirSessions")}</Link>
          </div>
        </>
      }
    >
      {!report.hasUsers && <PermissionBanner scope="read_users" />}
      <PersonReportBody report={report} leastSessions={leastSessions} />
    </ReportPage>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation();
  return (
    <PageError
      missing={{
        title: t("personPage.missing"),
        explanation: t("personPage.missingWhy"),
        back: { content: t("personPage.allStaff"), url: "/app/staff" },
      }}
    />
  );
}
