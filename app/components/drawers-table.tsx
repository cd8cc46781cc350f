import { Button, ButtonGroup, Card, Link, Text } from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { ColumnChoice } from "#app/reports/column-choice.server.ts";
import type { DrawerList, DrawerRow } from "#app/reports/drawers.server.ts";
import type { DrawerOrder, DrawerOrderKey } from "#app/reports/drawer-query.ts";
import type { SavedView } from "#app/reports/saved-views.server.ts";

import { isZero, ownCurrencyFirst } from "./amounts.ts";
import { ColumnButton, shownColumns, useColumns } from "./column-choice.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import styles from "./drawers-table.module.css";
import { explainDrawer } from "./explanations.ts";
import { Discrepancy, Figure } from "./figure.tsx";
import { HowComputed } from "./how-computed.tsx";
import { listed } from "./listed.ts";
import { daysOf, queryWith } from "./query.ts";
import { ViewHead } from "./saved-views.tsx";
import { useShopFormat, type MoneyOptions, type ShopFormat } from "./shop-format.tsx";

interface DrawersTableProps {
  report: DrawerList;
  order: DrawerOrder;
  query: string;
  views: SavedView[];
  columns: ColumnChoice;
}

/** A row a drawer and currency, the totals of each currency in the foot. */
export function DrawersTable({ report, order, query, views, columns }: DrawersTableProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const chosen = useColumns("drawers", columns);
  return (
    <Card padding="0">
      <ViewHead list="drawers" views={views} query={query} label={t("views.ofDrawers")}>
        <ColumnButton {...chosen} />
      </ViewHead>
      <DataTable
        caption={t("drawers.caption", { range: format.range(report.range) })}
        columns={shownColumns(columnsOf(t, { report, order, query, format }), chosen)}
        rows={report.rows}
        footRows={ownCurrencyFirst(report.totals, format.currency)}
        rowKey={(row) => `${row.id} ${row.currency}`}
        isLinked
        isWide
        card={(row, part) => ({
          title:
            part === "foot" ? t("drawers.totalOf", { currency: row.currency }) : <Drawer row={row} query={query} />,
          figure: <Discrepancy value={row.net} isQuiet={row.beyondTolerance === 0} />,
          detail: listed(t, [
            row.location,
            t("counts.session", { count: row.sessions }),
            row.gaps > 0 && t("drawers.gapsOf", { count: row.gaps }),
          ]),
          note: row.balance
            ? t("drawers.inIt", { amount: format.money(row.balance.amount) })
            : t("drawers.beyond", { count: row.beyondTolerance }),
        })}
      />
      <Paging report={report} query={query} />
      <div className={styles.note}>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("drawers.gapsExplained")}
        </Text>
      </div>
    </Card>
  );
}

interface ColumnsInput extends Omit<DrawersTableProps, "views" | "columns"> {
  format: ShopFormat;
}

const AMOUNT_KEYS: readonly DrawerOrderKey[] = ["balance", "expectedAtClose", "countedAtClose", "short", "over", "net"];

function columnsOf(t: TFunction, { report, order, query, format }: ColumnsInput): Column<DrawerRow>[] {
  // A currency that is the same in every row is named once, in the head.
  const only = report.totals.length === 1 ? report.totals[0]?.currency : undefined;
  const currency = only ? "none" : "symbol";
  const column = (
    key: DrawerOrderKey,
    cell: (row: DrawerRow) => React.ReactNode,
    foot: Column<DrawerRow>["foot"] = cell,
  ): Column<DrawerRow> => ({
    id: key,
    heading: <Heading of={key} currency={only} />,
    align: START_KEYS.includes(key) ? "start" : "end",
    cell,
    foot,
    sort: sortOf(key, order, query),
  });
  return [
    column(
      "name",
      (row) => (
        <>
          <Drawer row={row} query={query} />
          {row.location && <span className={styles.second}>{row.location}</span>}
        </>
      ),
      (row) => (only ? t("drawers.total") : t("drawers.totalOf", { currency: row.currency })),
    ),
    column(
      "balance",
      (row) => <Balance row={row} currency={currency} />,
      () => null,
    ),
    column("sessions", (row) => format.count(row.sessions)),
    column("expectedAtClose", (row) => <Figure value={row.expectedAtClose} currency={currency} />),
    column("countedAtClose", (row) => <Figure value={row.countedAtClose} currency={currency} />),
    column("short", (row) => <Figure value={row.short} currency={currency} />),
    column("over", (row) => <Figure value={row.over} currency={currency} sign="always" />),
    column("net", (row) => (
      <Discrepancy value={row.net} currency={currency} isQuiet={row.beyondTolerance === 0} isAligned />
    )),
    column("rate", (row) =>
      row.rate === null ? "–" : `${format.count(row.beyondTolerance)} (${format.share(row.rate)})`,
    ),
    column("gaps", (row) => <Gaps row={row} currency={currency} />),
    column(
      "last",
      (row) => <LastSession row={row} />,
      () => null,
    ),
  ];
}

/** The currency once, in the heads of amounts; in full for the ear what is short for the eye. */
function Heading({ of, currency }: { of: DrawerOrderKey; currency: string | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      {listed(t, [t(`drawerHeading.${of}`), AMOUNT_KEYS.includes(of) && currency])}
      {of === "rate" && (
        <Text as="span" visuallyHidden>
          {t("drawers.beyondTolerance")}
        </Text>
      )}
    </>
  );
}

const START_KEYS: readonly DrawerOrderKey[] = ["name", "last"];

function sortOf(key: DrawerOrderKey, order: DrawerOrder, query: string): NonNullable<Column<DrawerRow>["sort"]> {
  const isCurrent = order.key === key;
  // The first click shows what one looks for: names from A, the most short, the largest of everything else.
  const isUp = key === "name" || key === "location" || key === "short" || key === "net";
  const ascends = isCurrent ? order.direction === "descending" : isUp;
  return {
    href: queryWith(query, { order: `${ascends ? "" : "-"}${key}`, page: null }),
    direction: isCurrent ? order.direction : "none",
  };
}

/** The drawer, and how its figures come about. */
function Drawer({ row, query }: { row: DrawerRow; query: string }) {
  const { t } = useTranslation();
  const scope = { drawer: row.id, currency: row.currency };
  return (
    <>
      <DrawerLink row={row} query={query} />{" "}
      <HowComputed
        name={t("howComputed.allOf", { of: row.name ?? t("common.drawerNumber", { id: row.id ?? "" }) })}
        explain={() => explainDrawer(t, row)}
        link={{ label: t("computed.sessions"), href: `/app/sessions${daysOf(query, scope)}` }}
        beside="name"
      />
    </>
  );
}

function DrawerLink({ row, query }: { row: DrawerRow; query: string }) {
  const { t } = useTranslation();
  return (
    <Link url={`/app/drawers/${row.id}${daysOf(query)}`} monochrome removeUnderline>
      {row.name ?? t("common.drawerNumber", { id: row.id ?? "" })}
    </Link>
  );
}

interface CellProps {
  row: DrawerRow;
  currency: MoneyOptions["currencyDisplay"];
}

function Balance({ row, currency }: CellProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (!row.balance) return <Figure value={null} unknown={t("drawers.noBalance")} />;
  const when = format.instant(row.balance.asOf, { style: "brief", timeZone: row.timeZone });
  return (
    <>
      <Figure value={row.balance.amount} currency={currency} />
      <span className={styles.asOf}>{t(`drawerBalance.${row.balance.from}`, { when })}</span>
    </>
  );
}

function Gaps({ row, currency }: CellProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const amount = (value: DrawerRow["lost"]) => format.money(value, { sign: "always", currencyDisplay: currency });
  return (
    <>
      {format.count(row.gaps)}
      {[
        !isZero(row.lost) && t("drawers.lost", { amount: amount(row.lost) }),
        !isZero(row.found) && t("drawers.found", { amount: amount(row.found) }),
      ]
        .filter((text) => text !== false)
        .map((text) => (
          <span key={text} className={styles.gap}>
            {text}
          </span>
        ))}
    </>
  );
}

function LastSession({ row }: { row: DrawerRow }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (!row.lastSession) return <>{t("drawers.noSession")}</>;
  const { id, openedAt, closedAt } = row.lastSession;
  return (
    <Link url={`/app/sessions/${id}`} monochrome>
      <span className={styles.when}>
        {closedAt === null
          ? t("drawers.runsNow")
          : format.instant(closedAt ?? openedAt, { style: "brief", timeZone: row.timeZone })}
      </span>
    </Link>
  );
}

function Paging({ report: { page, pages, count }, query }: { report: DrawerList; query: string }) {
  const { t } = useTranslation();
  if (pages === 1) return null;
  const to = (target: number) => queryWith(query, { page: target === 1 ? null : String(target) });
  return (
    <nav className={styles.paging} aria-label={t("drawers.page", { page, pages, count })}>
      <Text as="span" tone="subdued">
        {t("drawers.page", { page, pages, count })}
      </Text>
      <ButtonGroup variant="segmented">
        <Button
          icon={ChevronLeftIcon}
          accessibilityLabel={t("drawers.previous")}
          disabled={page === 1}
          url={page === 1 ? undefined : to(page - 1)}
        />
        <Button
          icon={ChevronRightIcon}
          accessibilityLabel={t("drawers.next")}
          disabled={page === pages}
          url={page === pages ? undefined : to(page + 1)}
        />
      </ButtonGroup>
    </nav>
  );
}
