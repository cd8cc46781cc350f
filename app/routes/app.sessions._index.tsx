import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { NothingYet } from "#app/components/empty-states.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { SessionsWorkbench } from "#app/components/sessions-workbench.tsx";
import { filtersToQuery } from "#app/reports/filters.ts";
import { pageFilters } from "#app/reports/page-filters.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta: MetaFunction = () => [{ title: "Sessions · Till Ledger" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const now = new Date();
  const filters = await pageFilters(shop, request, now);
  const [page, sync] = await Promise.all([listSessions(shop, filters, now), getSyncStatus(shop)]);
  return json({ filters, query: filtersToQuery(filters).toString(), page, sync, now: now.toISOString() });
}

export default function SessionsPage() {
  const { filters, query, page, sync, now } = useLoaderData<typeof loader>();
  const hasSessions = sync.sessions > 0;
  return (
    <ReportPage
      title="Sessions"
      fullWidth
      sync={sync}
      now={now}
      actions={<ExportButton files={["sessions.csv", "activities.csv"]} query={query} />}
      controls={
        <RangeBar
          key={query}
          query={query}
          filters={filters}
          range={filters.range}
          readFrom={firstReadFrom(sync)}
          hasBasis
        />
      }
    >
      <NothingYet sync={sync} shopHasSessions={hasSessions} />
      {hasSessions && <SessionsWorkbench page={page} filters={filters} query={query} />}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
