import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { ExportButton } from "#app/components/export-button.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { placeName } from "#app/components/session-names.ts";
import { drawerPagination } from "#app/components/neighbours.tsx";
import { SessionBadge, SessionReportBody, sessionSubtitle } from "#app/components/session-report.tsx";
import { useShopFormat } from "#app/components/shop-format.tsx";
import { readLedgerNow } from "#app/jobs/read-ledger.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? placeName(data.report.row) : "Session"} · Till Ledger` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const now = new Date();
  const id = params.id ?? "";
  let report = await getSession(shop, id, now);
  if (!report) throw new Response("No such session", { status: 404 });
  const isBehind = report.ledger === null || report.isLedgerOutdated || report.row.status === "open";
  if (isBehind && (await readLedgerNow(shop, id)) === "read") {
    report = (await getSession(shop, id, now)) ?? report;
  }
  return json({ report, sync: await getSyncStatus(shop), now: now.toISOString() });
}

export default function SessionPage() {
  const { report, sync, now } = useLoaderData<typeof loader>();
  const { row } = report;
  return (
    <ReportPage
      title={placeName(row)}
      titleMetadata={<SessionBadge report={report} />}
      subtitle={sessionSubtitle(report, now, useShopFormat())}
      backAction={{ content: "Sessions", url: "/app/sessions" }}
      pagination={drawerPagination(report)}
      sync={sync}
      now={now}
      actions={
        <ExportButton
          files={["activities.csv", "sessions.csv"]}
          query={new URLSearchParams({ session_id: row.id, by: "opening" }).toString()}
          title="This session, as CSV"
        />
      }
    >
      <SessionReportBody report={report} />
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return (
    <PageError
      missing={{
        title: "No such session",
        explanation: "This shop has no session with this address. It may not have been read from Shopify yet.",
        back: { content: "All sessions", url: "/app/sessions" },
      }}
    />
  );
}
