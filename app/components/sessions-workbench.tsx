import { Card } from "@shopify/polaris";

import type { SessionFilters } from "#app/reports/filters.ts";
import type { SessionPage } from "#app/reports/sessions.server.ts";

import { EmptyList } from "./empty-states.tsx";
import { SessionFilterBar } from "./session-filters.tsx";
import { SessionPaging, SessionTable, SessionTotalsLine } from "./session-table.tsx";
import { SessionTabs } from "./session-tabs.tsx";

interface SessionsWorkbenchProps {
  page: SessionPage;
  filters: SessionFilters;
  query: string;
}

/** Views, filters, totals and rows of the sessions in one card. */
export function SessionsWorkbench({ page, filters, query }: SessionsWorkbenchProps) {
  return (
    <Card padding="0">
      <SessionTabs filters={filters} query={query} />
      <SessionFilterBar filters={filters} options={page.options} query={query} />
      {/* What is still open has no discrepancy to add up. */}
      {filters.statuses.join() !== "open" && <SessionTotalsLine totals={page.totals} />}
      {page.rows.length === 0 ? (
        <EmptyList query={query} />
      ) : (
        <>
          <SessionTable rows={page.rows} filters={filters} query={query} caption="Cash sessions" />
          <SessionPaging page={page} query={query} />
        </>
      )}
    </Card>
  );
}
