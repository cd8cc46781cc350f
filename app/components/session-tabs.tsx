import { UnstyledLink } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { SessionFilters } from "#app/reports/filters.ts";

import { queryWith } from "./query.ts";
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

/** The usual views of the sessions, each an address. */
export function SessionTabs({ filters, query }: { filters: SessionFilters; query: string }) {
  const { t } = useTranslation();
  // Back from the open ones, the days start afresh: "all" was only for them.
  const leave: Changes = isExactly(filters, "open") ? { by: null, preset: null } : {};
  return (
    <nav aria-label={t("sessionTabs.viewsOfTheSessions")}>
      <ul className={styles.tabs}>
        {VIEWS.map((view) => (
          <li key={view.id}>
            <UnstyledLink
              className={styles.tab}
              url={queryWith(query, { ...leave, review: null, ...view.changes })}
              aria-current={view.isCurrent(filters) ? "page" : undefined}
            >
              {view.label(t)}
            </UnstyledLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
