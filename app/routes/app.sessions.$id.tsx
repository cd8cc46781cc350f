import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { keptAction, unlessNotReached } from "#app/components/kept-action.ts";
import { useNextListed } from "#app/components/next-listed.ts";
import { PageError } from "#app/components/page-error.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { ReviewCard } from "#app/components/review-card.tsx";
import { SessionActions } from "#app/components/session-actions.tsx";
import { placeName } from "#app/components/session-names.ts";
import { drawerPagination } from "#app/components/neighbours.tsx";
import { SessionBadge, SessionReportBody, sessionSubtitle } from "#app/components/session-report.tsx";
import { useShopFormat } from "#app/components/shop-format.tsx";
import { readLedgerNow } from "#app/jobs/read-ledger.server.ts";
import { pageTitle } from "#app/languages/page-title.ts";
import { getReview } from "#app/reports/review.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { getSyncStatus } from "#app/reports/sync-status.server.ts";
import { readForm } from "#app/request-form.ts";
import { OUTCOME_STATUS, reviewSession } from "#app/review/review-session.server.ts";
import { requireShop } from "#app/shopify.server.ts";

export const meta = pageTitle<typeof loader>((t, data) => (data ? placeName(t, data.report.row) : t("common.session")));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const now = new Date();
  const id = params.id ?? "";
  const read = async () => {
    // The review first: if the figures change in between, its form is turned away, and nobody reviews what they have
    // not seen.
    const review = await getReview(shop, id, userId, now);
    const report = review && (await getSession(shop, id, now));
    return report && { review, report };
  };
  let shown = await read();
  if (!shown) throw noSuchSession();
  const { ledger, isLedgerOutdated, row } = shown.report;
  const isBehind = ledger === null || isLedgerOutdated || row.status === "open";
  if (isBehind && (await readLedgerNow(shop, id)) === "read") shown = (await read()) ?? shown;
  return json({ ...shown, sync: await getSyncStatus(shop), now: now.toISOString() });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const by = { sessionId: params.id ?? "", userId };
  const result = await reviewSession(shop, by, await readForm(request), new Date());
  if (result === null) throw noSuchSession();
  return json(result, { status: OUTCOME_STATUS[result.outcome] });
}

function noSuchSession(): Response {
  return new Response("No such session", { status: 404 });
}

export const clientAction = keptAction;

export const shouldRevalidate = unlessNotReached;

export default function SessionPage() {
  const { t } = useTranslation();
  const { report, review, sync, now } = useLoaderData<typeof loader>();
  const { row } = report;
  // Of this session: the page stays when one goes on to the next.
  const [reviewing, setReviewing] = useState<string | null>(null);
  const isOpen = reviewing === row.id;
  const setOpen = (open: boolean) => setReviewing(open ? row.id : null);
  const waits = review.acts.includes("reviewed") && review.state !== "none";
  return (
    <ReportPage
      title={placeName(t, row)}
      titleMetadata={<SessionBadge report={report} />}
      subtitle={sessionSubtitle(t, report, now, useShopFormat())}
      backAction={{ content: t("common.sessions"), url: "/app/sessions" }}
      primaryAction={waits ? { content: t("review.open"), onAction: () => setOpen(true), disabled: isOpen } : undefined}
      pagination={drawerPagination(t, report)}
      sync={sync}
      now={now}
      actions={<SessionActions id={row.id} isClosed={row.status === "closed"} />}
    >
      <SessionReportBody
        report={report}
        review={
          <ReviewCard
            key={row.id}
            sessionId={row.id}
            review={review}
            timeZone={row.timeZone}
            isOpen={isOpen}
            setOpen={setOpen}
            next={useNextListed(row.id)}
          />
        }
      />
    </ReportPage>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation();
  return (
    <PageError
      missing={{
        title: t("sessionPage.missing"),
        explanation: t("sessionPage.missingWhy"),
        back: { content: t("sessionPage.allSessions"), url: "/app/sessions" },
      }}
    />
  );
}
