import { defer, type LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { NothingYet } from "#app/components/empty-states.tsx";
import { ExportsReport } from "#app/components/exports-report.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { useExportActivity } from "#app/components/use-export-activity.ts";
import { readExportChoice } from "#app/exports/export-choice.server.ts";
import type { ExportFile } from "#app/exports/export-file.server.ts";
import { previewExport } from "#app/exports/export-preview.server.ts";
import { pageTitle } from "#app/languages/page-title.ts";
import { getExportActivity } from "#app/reports/export-activity.server.ts";
import { readOptions } from "#app/reports/sessions.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("exportChoice.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const params = new URL(request.url).searchParams;
  const [choice, options, activity] = await Promise.all([
    readExportChoice(shop, params, now),
    readOptions(shop),
    getExportActivity(shop, params, now),
  ]);
  // Not waited for: what sums up years takes seconds.
  const preview = previewExport(shop, choice.file as ExportFile, new URLSearchParams(choice.query), { userId, now });
  return defer({ choice, options, activity, preview });
}

/** What changes by itself is asked for apart: a preview is not read anew every second in which a file is made. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) => currentUrl.href !== nextUrl.href;

export default function ExportsPage() {
  const { t } = useTranslation();
  const { choice, options, activity: first, preview } = useLoaderData<typeof loader>();
  const exporting = useExportActivity(first);
  const { sync, now } = exporting.activity;
  return (
    <ReportPage title={t("exportChoice.title")} fullWidth sync={sync} now={now}>
      <NothingYet sync={sync} shopHasSessions={sync.sessions > 0} />
      {sync.sessions > 0 && <ExportsReport {...{ choice, options, preview, exporting }} />}
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
