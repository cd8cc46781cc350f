import { Card } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { ColumnChoice } from "#app/reports/column-choice.server.ts";
import type { SessionFilters } from "#app/reports/filters.ts";
import type { SessionReview } from "#app/reports/review.server.ts";
import type { SavedView } from "#app/reports/saved-views.server.ts";
import type { SessionPage } from "#app/reports/sessions.server.ts";

import { BulkReview } from "./bulk-review.tsx";
import { ColumnButton, useColumns } from "./column-choice.tsx";
import { EmptyList, NewestFound, SearchedDays } from "./empty-states.tsx";
import { listed } from "./listed.ts";
import { useListed } from "./next-listed.ts";
import viewStyles from "./saved-views.module.css";
import { ViewActs } from "./saved-views.tsx";
import { SessionFilterBar } from "./session-filters.tsx";
import { placeName } from "./session-names.ts";
import { SessionPaging, SessionTable, SessionTotalsLine } from "./session-table.tsx";
import { SessionTabs } from "./session-tabs.tsx";
import { useShopFormat } from "./shop-format.tsx";
import { useSelection } from "./use-selection.ts";

interface SessionsWorkbenchProps {
  page: SessionPage;
  filters: SessionFilters;
  query: string;
  /** What people keep of this list: views under a name, and this person's columns. */
  views: SavedView[];
  columns: ColumnChoice;
  /** What a review of many sessions takes. */
  bulk: { looked: string; most: number; ownCauses: SessionReview["ownCauses"] };
}

/** Views, filters, totals and rows of the sessions in one card. */
export function SessionsWorkbench({ page, filters, query, views, columns, bulk }: SessionsWorkbenchProps) {
  const { t } = useTranslation();
  const controls = useSelection(query);
  const chosen = useColumns("sessions", columns);
  const format = useShopFormat();
  useListed(page.rows, (row) => listed(t, [placeName(t, row), format.day(row.businessDate)]));
  return (
    <Card padding="0">
      <div className={viewStyles.head}>
        <SessionTabs filters={filters} query={query} views={views} />
        <ViewActs list="sessions" views={views} query={query}>
          <ColumnButton {...chosen} />
        </ViewActs>
      </div>
      <SessionFilterBar filters={filters} options={page.options} query={query} />
      {/* What is still open has no discrepancy to add up. */}
      {filters.statuses.join() !== "open" && <SessionTotalsLine totals={page.totals} />}
      {page.newestSince !== null && <NewestFound count={page.count} since={page.newestSince} />}
      <BulkReview
        controls={controls}
        // Of more than are put together, all would be others than those that are counted.
        count={page.newestSince === null ? page.count : page.rows.length}
        shown={page.rows.length}
        query={query}
        {...bulk}
      />
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
            chosen={chosen}
          />
          <SessionPaging page={page} query={query} />
        </>
      )}
    </Card>
  );
}
