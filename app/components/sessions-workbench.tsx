import { Card } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { SessionFilters } from "#app/reports/filters.ts";
import type { SessionReview } from "#app/reports/review.server.ts";
import type { SessionPage } from "#app/reports/sessions.server.ts";

import { BulkReview } from "./bulk-review.tsx";
import { EmptyList, SearchedDays } from "./empty-states.tsx";
import { SessionFilterBar } from "./session-filters.tsx";
import { SessionPaging, SessionTable, SessionTotalsLine } from "./session-table.tsx";
import { SessionTabs } from "./session-tabs.tsx";
import { useSelection } from "./use-selection.ts";

interface SessionsWorkbenchProps {
  page: SessionPage;
  filters: SessionFilters;
  query: string;
  /** What a review of many sessions takes. */
  bulk: { looked: string; most: number; ownCauses: SessionReview["ownCauses"] };
}

/** Views, filters, totals and rows of the sessions in one card. */
export function SessionsWorkbench({ page, filters, query, bulk }: SessionsWorkbenchProps) {
  const { t } = useTranslation();
  const controls = useSelection(query);
  return (
    <Card padding="0">
      <SessionTabs filters={filters} query={query} />
      <SessionFilterBar filters={filters} options={page.options} query={query} />
      {/* What is still open has no discrepancy to add up. */}
      {filters.statuses.join() !== "open" && <SessionTotalsLine totals={page.totals} />}
      <BulkReview controls={controls} count={page.count} shown={page.rows.length} query={query} {...bulk} />
      {page.rows.length === 0 ? (
        <EmptyList query={query} search={filters.search?.text} />
      ) : (
        <>
          {filters.search && <SearchedDays query={query} />}
          <SessionTable
            rows={page.rows}
            filters={filters}
            query={query}
            caption={t("sessionsWorkbench.cashSessions")}
            controls={controls}
          />
          <SessionPaging page={page} query={query} />
        </>
      )}
    </Card>
  );
}
