import { Button, ButtonGroup, Link, Text } from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { SessionRow } from "#app/reports/figures.ts";
import type { SessionFilters } from "#app/reports/filters.ts";
import type { SessionSortKey } from "#app/reports/session-sorts.ts";
import type { ListedSession, SessionPage, SessionTotals } from "#app/reports/sessions.server.ts";
import type { ColumnId } from "#app/views/columns.ts";

import { isZero, ownCurrencyFirst } from "./amounts.ts";
import { type ChosenColumns, isWidened, shownColumns, STANDARD_COLUMNS } from "./column-choice.tsx";
import { DataTable, type Column, type RowSelection } from "./data-table.tsx";
import { Discrepancy, Figure } from "./figure.tsx";
import { personName } from "./id-words.ts";
import { listed } from "./listed.ts";
import { queryWith } from "./query.ts";
import { SearchMatches } from "./search-matches.tsx";
import { placeName, sessionHours } from "./session-names.ts";
import { sessionRemark } from "./session-remark.ts";
import styles from "./session-table.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { StatusBadge } from "./status-badge.tsx";
import type { SelectionControls } from "./use-selection.ts";

interface SessionTableProps {
  rows: ListedSession[];
  filters: SessionFilters;
  query: string;
  caption: string;
  /** Rows can be chosen for an act on many of them. */
  controls?: SelectionControls;
  /** Which columns the person wants; absent: the standard. */
  chosen?: ChosenColumns;
}

const STANDARD = { list: "sessions", choice: STANDARD_COLUMNS } as const;

/** Sessions, status and amount first. The whole row leads to its session. */
export function SessionTable({ rows, filters, query, caption, controls, chosen }: SessionTableProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const input = { rows, filters, query, format };
  const columns = [...columnsOf(t, input), ...furtherColumns(t, input)];
  return (
    <DataTable
      caption={caption}
      columns={shownColumns(columns, chosen ?? STANDARD)}
      isWide={chosen && isWidened(chosen)}
      rows={rows}
      rowKey={(row) => row.id}
      isLinked
      selection={controls && selectionOf(t, rows, controls, format)}
      card={(row) => ({
        title: <SessionLink row={row}>{placeName(t, row)}</SessionLink>,
        figure: <SessionDiscrepancy row={row} />,
        detail: listed(t, [
          sessionHours(t, row, format),
          row.closedBy ?? row.openedBy,
          sessionRemark(t, row, format),
          row.review !== "none" && reviewWords(t, row, format),
        ]),
        note: <StatusBadge status={row.reconciliation} />,
        more: row.matches.length > 0 && <SearchMatches row={row} />,
      })}
    />
  );
}

type ColumnsInput = Pick<SessionTableProps, "rows" | "filters" | "query"> & { format: ShopFormat };

function columnsOf(t: TFunction, { rows, filters, query, format }: ColumnsInput): Column<ListedSession>[] {
  const currencies = new Set(rows.map((row) => row.currency));
  const [only] = currencies.size === 1 ? currencies : [];
  const currency = only ? "none" : "symbol";
  const money = (heading: string) => listed(t, [heading, only]);
  const sort: SortBy = (key, first) => sortOf({ key, first, filters, query });
  return [
    {
      id: "status",
      heading: t("common.session"),
      sort: sort("status", "asc"),
      cell: (row) => (
        <SessionLink row={row}>
          <span className={styles.status}>
            <StatusBadge status={row.reconciliation} />
          </span>
          <Text as="span" visuallyHidden>
            {placeName(t, row)}
          </Text>
        </SessionLink>
      ),
    },
    {
      id: "discrepancy",
      heading: money(t("sessionTable.discrepancy")),
      align: "end",
      sort: sort("size", "desc"),
      cell: (row) => (
        <>
          <SessionDiscrepancy row={row} currency={currency} isAligned />
          <span className={styles.remark}>{sessionRemark(t, row, format)}</span>
        </>
      ),
    },
    // Beside a reason there is no room for what the reason may be about.
    ...(filters.search === null
      ? closeColumns(t, { money, currency, sort })
      : [{ id: "matches", heading: t("search.heading"), cell: (row: ListedSession) => <SearchMatches row={row} /> }]),
    {
      id: "drawer",
      heading: t("common.drawer"),
      sort: sort("drawer", "asc"),
      cell: (row) => row.drawer ?? t("common.drawerNumber", { id: row.drawerId }),
    },
    ...(rows.some((row) => row.location !== null)
      ? [
          {
            id: "location",
            heading: t("common.location"),
            sort: sort("location", "asc"),
            cell: (row: ListedSession) => row.location ?? "–",
          },
        ]
      : []),
    {
      id: "opened",
      heading: t("common.opened"),
      sort: sort("opened", "desc"),
      cell: (row) => <When iso={row.openedAt} timeZone={row.timeZone} />,
    },
    {
      id: "closed",
      heading: t("common.closed"),
      sort: sort("closed", "desc"),
      cell: (row) =>
        row.closedAt === null ? t("common.stillOpen") : <When iso={row.closedAt} timeZone={row.timeZone} />,
    },
    ...(rows.some((row) => row.openedBy !== null || row.closedBy !== null)
      ? [
          {
            id: "staff",
            heading: t("common.staff"),
            sort: sort("staff", "asc"),
            cell: (row: ListedSession) => staffOf(t, row),
          },
        ]
      : []),
    {
      id: "review",
      heading: t("review.heading"),
      sort: sort("review", "asc"),
      cell: (row) => (row.review === "none" ? "–" : <ReviewCell row={row} />),
    },
  ];
}

const FURTHER_SORTS = {
  openingDiscrepancy: "opening_discrepancy",
  closingDiscrepancy: "closing_discrepancy",
  netCashSales: "net_cash_sales",
  tolerance: "tolerance",
  businessDay: "business_day",
  device: "device",
} as const satisfies Partial<Record<ColumnId<"sessions">, SessionSortKey>>;

/** What some people want to see beside the standard columns. */
function furtherColumns(t: TFunction, { rows, filters, query, format }: ColumnsInput): Column<ListedSession>[] {
  const currencies = new Set(rows.map((row) => row.currency));
  const [only] = currencies.size === 1 ? currencies : [];
  const currency = only ? "none" : "symbol";
  const column = (id: keyof typeof FURTHER_SORTS, cell: Column<ListedSession>["cell"], align?: "end") => ({
    ...{ id, align, cell, sort: sortOf({ key: FURTHER_SORTS[id], first: "desc", filters, query }) },
    heading: listed(t, [t(`column.sessions.${id}`), align === "end" && only]),
  });
  return [
    column(
      "openingDiscrepancy",
      (row) => <Discrepancy value={row.openingDiscrepancy} currency={currency} isQuiet isAligned />,
      "end",
    ),
    column(
      "closingDiscrepancy",
      (row) => (
        <Discrepancy
          value={row.closingDiscrepancy}
          unknown={unknownAtClose(t, row)}
          currency={currency}
          isQuiet
          isAligned
        />
      ),
      "end",
    ),
    column("netCashSales", (row) => <Figure value={row.netCashSales} currency={currency} />, "end"),
    column("tolerance", (row) => <Figure value={row.tolerance} currency={currency} />, "end"),
    column("businessDay", (row) => <span className={styles.when}>{format.day(row.businessDate)}</span>),
    column("device", (row) => row.deviceId ?? "–"),
  ];
}

interface CloseColumnsInput {
  money(heading: string): string;
  currency: "none" | "symbol";
  sort: SortBy;
}

function closeColumns(t: TFunction, { money, currency, sort }: CloseColumnsInput): Column<ListedSession>[] {
  return [
    {
      id: "expected",
      heading: money(t("sessionTable.expected")),
      align: "end",
      sort: sort("expected", "desc"),
      cell: (row) => <Figure value={row.expectedAtClose} unknown={unknownAtClose(t, row)} currency={currency} />,
    },
    {
      id: "counted",
      heading: money(t("sessionTable.counted")),
      align: "end",
      sort: sort("counted", "desc"),
      cell: (row) => <Figure value={row.countedAtClose} unknown={unknownAtClose(t, row)} currency={currency} />,
    },
  ];
}

function selectionOf(
  t: TFunction,
  rows: ListedSession[],
  { selection, toggle, togglePage }: SelectionControls,
  format: ShopFormat,
): RowSelection<ListedSession> {
  const ids = rows.map(({ id }) => id);
  const isSelected = ({ id }: { id: string }) => selection.isEverything || selection.ids.has(id);
  return {
    isSelected,
    toggle: ({ id }) => toggle(id, ids),
    label: (row) => `${t("bulk.choose")} ${listed(t, [placeName(t, row), sessionHours(t, row, format)])}`,
    all: rows.every(isSelected),
    toggleAll: () => togglePage(ids),
    allLabel: t("bulk.page"),
  };
}

/** "Escalated to Ana, due Nov 24": what has become of the review, and whose turn it is. */
function reviewWords(t: TFunction, { review, escalation }: ListedSession, format: ShopFormat): string {
  const words = t(`reviewState.${review}`);
  if (escalation === null) return words;
  const { assigneeId, assignee, dueOn } = escalation;
  return t("sessionTable.escalatedTo", {
    state: words,
    person: personName(t, { id: assigneeId, name: assignee }),
    due: format.day(dueOn),
  });
}

function ReviewCell({ row }: { row: ListedSession }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <span className={styles.review}>
      <Text as="span" tone={row.review === "reviewed" ? "subdued" : undefined}>
        {reviewWords(t, row, format)}
      </Text>
    </span>
  );
}

function When({ iso, timeZone }: { iso: string; timeZone: string }) {
  const format = useShopFormat();
  return <span className={styles.when}>{format.instant(iso, { timeZone, style: "brief" })}</span>;
}

/** The order of a column, and which way its first click sorts. */
type SortBy = (key: SessionSortKey, first: "asc" | "desc") => NonNullable<Column<ListedSession>["sort"]>;

interface SortInput {
  key: SessionSortKey;
  /** How the column sorts on the first click. */
  first: "asc" | "desc";
  filters: SessionFilters;
  query: string;
}

function sortOf({ key, first, filters, query }: SortInput): NonNullable<Column<ListedSession>["sort"]> {
  const other = first === "asc" ? "desc" : "asc";
  const current = filters.sort === `${key}_asc` ? "asc" : filters.sort === `${key}_desc` ? "desc" : null;
  const next = current === first ? other : first;
  return {
    href: queryWith(query, { sort: `${key}_${next}` }),
    direction: current === null ? "none" : current === "asc" ? "ascending" : "descending",
  };
}

function SessionLink({ row, children }: { row: SessionRow; children: React.ReactNode }) {
  return (
    <Link url={`/app/sessions/${row.id}`} monochrome removeUnderline>
      {children}
    </Link>
  );
}

interface SessionDiscrepancyProps {
  row: SessionRow;
  currency?: "symbol" | "none";
  isAligned?: boolean;
}

/** A session's total discrepancy; quiet while it is within tolerance, unknown while it is open. */
function SessionDiscrepancy({ row, currency, isAligned }: SessionDiscrepancyProps) {
  const { t } = useTranslation();
  const isQuiet = row.reconciliation !== "short" && row.reconciliation !== "over";
  const isClosed = row.status === "closed";
  // What Shopify calls no discrepancy is, without a count, one that nobody looked for.
  const isKnown = isClosed && !(row.reconciliation === "not_counted" && isZero(row.totalDiscrepancy));
  return (
    <Discrepancy
      value={isKnown ? row.totalDiscrepancy : null}
      unknown={unknownAtClose(t, row)}
      isPending={isClosed && !row.totalsReady}
      currency={currency}
      isQuiet={isQuiet}
      isAligned={isAligned}
    />
  );
}

/** Why a figure of the close is missing. */
export function unknownAtClose(t: TFunction, row: Pick<SessionRow, "status">): string {
  return row.status === "open" ? t("sessionTable.knownWhenClosed") : t("sessionTable.notCounted");
}

function staffOf(t: TFunction, { openedBy, closedBy }: SessionRow): string {
  if (openedBy === closedBy || closedBy === null) return openedBy ?? "–";
  return openedBy === null ? closedBy : t("sessionTable.closedBy", { openedBy, closedBy });
}

/** The totals of the whole filtered list, a line a currency. */
export function SessionTotalsLine({ totals }: { totals: SessionTotals[] }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <div className={styles.totals}>
      {ownCurrencyFirst(totals, format.currency).map((total) => (
        <dl key={total.currency} aria-label={t("sessionTable.totals", { currency: total.currency })}>
          <div>
            <dt>{t("sessionTable.netOfSessions", { count: total.sessions })}</dt>
            <dd>
              <Discrepancy value={total.net} isAligned />
            </dd>
          </div>
          <div>
            <dt>{t("common.short")}</dt>
            <dd>{format.money(total.short)}</dd>
          </div>
          <div>
            <dt>{t("common.over")}</dt>
            <dd>{format.money(total.over, { sign: "always" })}</dd>
          </div>
        </dl>
      ))}
    </div>
  );
}

/** Where in the list one is, and the way on and back. */
export function SessionPaging({ page, query }: { page: SessionPage; query: string }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.paging} aria-label={t("sessionTable.pages")}>
      <Text as="p" variant="bodySm" tone="subdued">
        {page.rows.length < page.count
          ? t("sessionTable.shownOf", { count: page.count, shown: page.rows.length })
          : t("counts.session", { count: page.count })}
      </Text>
      <ButtonGroup variant="segmented">
        <Button
          icon={ChevronLeftIcon}
          accessibilityLabel={t("sessionTable.previousPage")}
          disabled={page.previous === null}
          url={page.previous === null ? undefined : queryWith(query, { before: page.previous })}
        />
        <Button
          icon={ChevronRightIcon}
          accessibilityLabel={t("sessionTable.nextPage")}
          disabled={page.next === null}
          url={page.next === null ? undefined : queryWith(query, { after: page.next })}
        />
      </ButtonGroup>
    </nav>
  );
}
