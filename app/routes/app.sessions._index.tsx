import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { NothingYet } from "#app/components/empty-states.tsx";
import { ExportButton } from "#app/components/export-button.tsx";
import { keptAction, unlessNotReached } from "#app/components/kept-action.ts";
import { PageError } from "#app/components/page-error.tsx";
import { firstReadFrom, RangeBar } from "#app/components/range-bar.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { SessionsWorkbench } from "#app/components/sessions-workbench.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { getColumnChoice } from "#app/reports/column-choice.server.ts";
import { asSeenBy, filtersToQuery } from "#app/reports/filters.ts";
import { pageFilters, queryFilters } from "#app/reports/page-filters.server.ts";
import { findReviewable } from "#app/reports/reviewable-sessions.server.ts";
import { listViews } from "#app/reports/saved-views.server.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { withView } from "#app/reports/view-query.ts";
import { readForm } from "#app/request-form.ts";
import { MOST_IN_BULK, parseSelection, reviewInBulk } from "#app/review/review-in-bulk.server.ts";
import { OUTCOME_STATUS } from "#app/review/review-session.server.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("common.sessions"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const filters = await pageFilters(shop, request, now);
  const query = withView(filtersToQuery(filters).toString(), new URL(request.url).searchParams);
  const [page, sync, { settings }, views, columns] = await Promise.all([
    listSessions(shop, asSeenBy(filters, userId), now),
    getSyncStatus(shop),
    getSettings(shop),
    listViews(shop, "sessions", userId),
    getColumnChoice(shop, "sessions", userId),
  ]);
  const bulk = { looked: now.toISOString(), most: MOST_IN_BULK, ownCauses: settings.causeCodes };
  return json({ filters, query, page, sync, bulk, views, columns, now: now.toISOString() });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const form = await readForm(request);
  const selection = parseSelection(form);
  if (selection === null) throw new Response("No sessions are chosen.", { status: 400 });
  const { looked } = selection;
  const chosen = selection.query === null ? { ids: selection.ids, left: 0 } : await matching(selection.query);
  const result = await reviewInBulk(shop, { userId, looked, ...chosen }, form, now);
  return json(result, { status: OUTCOME_STATUS[result.outcome] });

  async function matching(query: string) {
    const filters = await queryFilters(shop, new URLSearchParams(query), now);
    return findReviewable(shop, asSeenBy(filters, userId), MOST_IN_BULK);
  }
}

export const clientAction = keptAction;

export const shouldRevalidate = unlessNotReached;

export default function SessionsPage() {
  const { t } = useTranslation();
  const { filters, query, page, sync, bulk, views, columns, now } = useLoaderData<typeof loader>();
  const hasSessions = sync.sessions > 0;
  return (
    <ReportPage
      title={t("common.sessions")}
      fullWidth
      sync={sync}
      now={now}
      actions={<ExportButton files={["sessions.csv", "activities.csv", "review-trail.csv"]} query={query} />}
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
      {hasSessions && (
        <SessionsWorkbench page={page} filters={filters} query={query} views={views} columns={columns} bulk={bulk} />
      )}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
