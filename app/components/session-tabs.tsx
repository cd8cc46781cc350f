import { UnstyledLink } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { SessionFilters } from "#app/reports/filters.ts";
import type { SavedView } from "#app/reports/saved-views.server.ts";

import { queryWith } from "./query.ts";
import { currentView, SavedViewTabs } from "./saved-views.tsx";
import styles from "./session-tabs.module.css";

type Changes = Record<string, string | string[] | null>;

interface View {
  id: string;
  label(t: TFunction): string;
  changes: Changes;
  isCurrent(filters: SessionFilters): boolean;
}

const isExactly = (filters: SessionFilters, ...statuses: string[]) =>
  filters.reviews.length === 0 &&
  filters.statuses.length === statuses.length &&
  statuses.every((status) => filters.statuses.some((one) => one === status));

const VIEWS: View[] = [
  {
    id: "all",
    label: (t) => t("sessionTabs.all"),
    changes: { status: null },
    isCurrent: (filters) => isExactly(filters),
  },
  {
    id: "needs_review",
    label: (t) => t("reviewState.needs"),
    changes: { status: null, review: "needs" },
    isCurrent: ({ statuses, reviews }) => statuses.length === 0 && reviews.join() === "needs",
  },
  {
    id: "beyond",
    label: (t) => t("sessionTabs.beyond"),
    changes: { status: ["short", "over"] },
    isCurrent: (filters) => isExactly(filters, "short", "over"),
  },
  {
    id: "short",
    label: (t) => t("sessionTabs.short"),
    changes: { status: "short" },
    isCurrent: (filters) => isExactly(filters, "short"),
  },
  {
    id: "over",
    label: (t) => t("sessionTabs.over"),
    changes: { status: "over" },
    isCurrent: (filters) => isExactly(filters, "over"),
  },
  {
    id: "not_counted",
    label: (t) => t("sessionTabs.notCounted"),
    changes: { status: "not_counted" },
    isCurrent: (filters) => isExactly(filters, "not_counted"),
  },
  {
    // An open session has no day of closing, and the forgotten ones were opened long ago.
    id: "open",
    label: (t) => t("sessionTabs.open"),
    changes: { status: "open", by: "opening", preset: "all", from: null, to: null },
    isCurrent: (filters) => isExactly(filters, "open"),
  },
];

interface SessionTabsProps {
  filters: SessionFilters;
  query: string;
  views: readonly SavedView[];
}

/** The usual views of the sessions, each an address, and those that people have saved. */
export function SessionTabs({ filters, query, views }: SessionTabsProps) {
  const { t } = useTranslation();
  const isSaved = currentView({ views, query }) !== null;
  // Back from a saved view everything starts afresh: its filters were the view's. Back from the open ones, only the days
  // do: "all" was only for them.
  const from = isSaved ? "" : query;
  const leave: Changes = isExactly(filters, "open") ? { by: null, preset: null } : {};
  return (
    <nav aria-label={t("sessionTabs.label")}>
      <ul className={styles.tabs}>
        {VIEWS.map((view) => (
          <li key={view.id}>
            <UnstyledLink
              className={styles.tab}
              url={queryWith(from, { ...leave, view: null, review: null, ...view.changes })}
              aria-current={!isSaved && view.isCurrent(filters) ? "page" : undefined}
            >
              {view.label(t)}
            </UnstyledLink>
          </li>
        ))}
        <SavedViewTabs views={views} query={query} />
      </ul>
    </nav>
  );
}
