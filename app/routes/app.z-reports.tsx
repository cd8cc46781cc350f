import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { IssuedPapers } from "#app/components/issued-papers.tsx";
import { PageError } from "#app/components/page-error.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { pageTitle } from "#app/languages/page-title.ts";
import { listPapers, paperListQuery } from "#app/papers/list-papers.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle((t) => t("issuedPapers.title"));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const query = new URL(request.url).searchParams;
  const [list, sync] = await Promise.all([listPapers(shop, paperListQuery(query)), getSyncStatus(shop)]);
  const shown = new URLSearchParams(list.place === null ? {} : { place: list.place.place });
  if (list.order === "oldest") shown.set("order", list.order);
  return json({ list, query: shown.toString(), sync, now: new Date().toISOString() });
}

export default function ZReportsPage() {
  const { t } = useTranslation();
  const { list, query, sync, now } = useLoaderData<typeof loader>();
  return (
    <ReportPage
      title={t("issuedPapers.title")}
      backAction={{ content: t("issuedPapers.back"), url: "/app/locations" }}
      sync={sync}
      now={now}
    >
      <IssuedPapers list={list} query={query} />
    </ReportPage>
  );
}

export function ErrorBoundary() {
  return <PageError />;
}
