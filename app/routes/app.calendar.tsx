import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { CalendarReport, MonthBar } from "#app/components/calendar-report.tsx";
import { NothingYet } from "#app/components/empty-states.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { calendarQuery, parseCalendarQuery } from "#app/reports/calendar-query.ts";
import { getCalendar } from "#app/reports/calendar.server.ts";
import { shopClock } from "#app/reports/page-filters.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("calendar.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const now = new Date();
  const { today } = await shopClock(shop, now);
  const asked = parseCalendarQuery(new URL(request.url).searchParams, today);
  const [calendar, sync] = await Promise.all([getCalendar(shop, asked, now), getSyncStatus(shop)]);
  return json({ asked, query: calendarQuery(asked), calendar, sync, now: now.toISOString() });
}

export default function CalendarPage() {
  const { t } = useTranslation();
  const { asked, query, calendar, sync, now } = useLoaderData<typeof loader>();
  const hasSessions = sync.sessions > 0;
  const shown = { calendar, chosen: asked.locations, query };
  return (
    <ReportPage
      title={t("calendar.title")}
      fullWidth
      sync={sync}
      now={now}
      controls={hasSessions && <MonthBar {...shown} />}
    >
      <NothingYet sync={sync} shopHasSessions={hasSessions} />
      {hasSessions && <CalendarReport {...shown} />}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
