import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { CurrencyChoice } from "#app/components/currency-choice.tsx";
import { NothingYet } from "#app/components/empty-states.tsx";
import { ExceptionPageBody } from "#app/components/exception-page.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { keptAction, unlessNotReached } from "#app/components/kept-action.ts";
import { PageError } from "#app/components/page-error.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { exceptionFilters, exceptionQuery } from "#app/reports/exception-filters.ts";
import { listExceptions } from "#app/reports/exceptions.server.ts";
import { pageFilters } from "#app/reports/page-filters.server.ts";
import { listViews } from "#app/reports/saved-views.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { withView } from "#app/reports/view-query.ts";
import { readForm } from "#app/request-form.ts";
import { dismissException } from "#app/review/dismiss-exception.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("exceptions.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const params = new URL(request.url).searchParams;
  const filters = exceptionFilters(await pageFilters(shop, request, now), params);
  const [page, sync, views] = await Promise.all([
    listExceptions(shop, filters, now),
    getSyncStatus(shop),
    listViews(shop, "exceptions", userId),
  ]);
  const query = withView(exceptionQuery(filters).toString(), params);
  return json({ filters, query, page, sync, views, now: now.toISOString() });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const answer = await dismissException(shop, { form: await readForm(request), userId, now: new Date() });
  return json(answer, { status: answer.outcome === "done" ? 200 : 422 });
}

export const clientAction = keptAction;

export const shouldRevalidate = unlessNotReached;

export default function ExceptionsPage() {
  const { t } = useTranslation();
  const { filters, query, page, sync, views, now } = useLoaderData<typeof loader>();
  const hasSessions = sync.sessions > 0;
  return (
    <ReportPage
      title={t("exceptions.title")}
      sync={sync}
      now={now}
      actions={<ExportButton files={["exceptions.csv"]} query={query} />}
      controls={
        <RangeBar key={query} query={query} filters={filters} range={filters.range} readFrom={firstReadFrom(sync)}>
          <CurrencyChoice
            shown={page.options.currencies.map((currency) => ({ currency }))}
            chosen={filters.currency}
            query={query}
          />
        </RangeBar>
      }
    >
      <NothingYet sync={sync} shopHasSessions={hasSessions} />
      {hasSessions && <ExceptionPageBody page={page} filters={filters} query={query} views={views} />}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
