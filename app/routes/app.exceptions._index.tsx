import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { NothingYet } from "#app/components/empty-states.tsx";
import { ExceptionPageBody } from "#app/components/exception-page.tsx";
import { EXCEPTIONS_TITLE } from "#app/components/exception-words.ts";
import { PageError } from "#app/components/page-error.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { exceptionFilters, exceptionQuery } from "#app/reports/exception-filters.ts";
import { listExceptions } from "#app/reports/exceptions.server.ts";
import { pageFilters } from "#app/reports/page-filters.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { dismissException } from "#app/review/dismiss-exception.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta: MetaFunction = () => [{ title: `${EXCEPTIONS_TITLE} · Till Ledger` }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const now = new Date();
  const filters = exceptionFilters(await pageFilters(shop, request, now), new URL(request.url).searchParams);
  const [page, sync] = await Promise.all([listExceptions(shop, filters, now), getSyncStatus(shop)]);
  return json({ filters, query: exceptionQuery(filters).toString(), page, sync, now: now.toISOString() });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const answer = await dismissException(shop, { form: await request.formData(), userId, now: new Date() });
  return json(answer, { status: answer.outcome === "done" ? 200 : 422 });
}

export default function ExceptionsPage() {
  const { filters, query, page, sync, now } = useLoaderData<typeof loader>();
  const hasSessions = sync.sessions > 0;
  return (
    <ReportPage
      title={EXCEPTIONS_TITLE}
      sync={sync}
      now={now}
      controls={
        <RangeBar key={query} query={query} filters={filters} range={filters.range} readFrom={firstReadFrom(sync)} />
      }
    >
      <NothingYet sync={sync} shopHasSessions={hasSessions} />
      {hasSessions && <ExceptionPageBody page={page} filters={filters} query={query} />}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
