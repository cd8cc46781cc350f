import { Card, Link, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { compare, fromWire, type WireMoney } from "#app/money/money.ts";
import type { ColumnChoice } from "#app/reports/column-choice.server.ts";
import type { LocationRow, LocationTotals } from "#app/reports/location-totals.server.ts";

import { ownCurrencyFirst, plotted } from "./amounts.ts";
import { ColumnButton, shownColumns, useColumns } from "./column-choice.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import { explainLocation } from "./explanations.ts";
import { Discrepancy, Figure } from "./figure.tsx";
import { HowComputed } from "./how-computed.tsx";
import { listed } from "./listed.ts";
import styles from "./location-totals.module.css";
import { daysOf, queryWith } from "./query.ts";
import viewStyles from "./saved-views.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { Sparkline } from "./sparkline.tsx";

/** Columns that a person may add. */
const FURTHER_KEYS = [
  "cashSales",
  "cashRefunds",
  "adjustments",
  "openingDiscrepancy",
  "closingDiscrepancy",
  "absolute",
] as const;
const MONEY_KEYS = [
  ...(["netCashSales", "expectedAtClose", "countedAtClose", "short", "over", "net"] as const),
  ...FURTHER_KEYS,
] as const;
type OrderKey = "name" | "sessions" | "rate" | (typeof MONEY_KEYS)[number];

export interface LocationOrder {
  key: OrderKey;
  direction: "ascending" | "descending";
}

const ORDER_KEYS: readonly string[] = ["name", "sessions", ...MONEY_KEYS, "rate"] satisfies OrderKey[];

/** Reads the order from the query's `order`, such as "net" or "-net" for the largest first. */
export function parseLocationOrder(query: URLSearchParams): LocationOrder {
  const given = query.get("order") ?? "name";
  const key = given.replace(/^-/, "");
  if (!ORDER_KEYS.includes(key)) return { key: "name", direction: "ascending" };
  return { key: key as OrderKey, direction: given.startsWith("-") ? "descending" : "ascending" };
}

interface LocationTotalsProps {
  report: LocationTotals;
  query: string;
  order: LocationOrder;
  columns: ColumnChoice;
}

/** A row a location and currency, the totals of each currency in the foot. */
export function LocationTotalsTable({ report, query, order, columns }: LocationTotalsProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const chosen = useColumns("locations", columns);
  return (
    <Card padding="0">
      <div className={viewStyles.end}>
        <ColumnButton {...chosen} />
      </div>
      <DataTable
        caption={t(`locationTotals.cashBy.${report.standIn}`, { range: format.range(report.range) })}
        columns={shownColumns(columnsOf(t, { report, query, order, format }), chosen)}
        rows={inOrder(report.rows, order, format.locale)}
        footRows={ownCurrencyFirst(report.totals, format.currency)}
        rowKey={(row) => `${row.kind} ${row.id} ${row.currency}`}
        isLinked
        isWide
        card={(row, part) => ({
          title: part === "foot" ? t("common.total", { currency: row.currency }) : <Place row={row} query={query} />,
          figure: <Discrepancy value={row.net} isQuiet={row.beyondTolerance === 0} />,
          detail: t("locationTotals.summary", {
            count: row.sessions,
            netCashSales: format.money(row.netCashSales),
          }),
          note: t("locationTotals.beyondTolerance", { count: row.beyondTolerance }),
        })}
      />
    </Card>
  );
}

interface ColumnsInput extends Omit<LocationTotalsProps, "columns"> {
  format: ShopFormat;
}

function columnsOf(t: TFunction, { report, query, order, format }: ColumnsInput): Column<LocationRow>[] {
  // A currency that is the same in every row is named once, in the head.
  const only = report.totals.length === 1 ? report.totals[0]?.currency : undefined;
  const currency = only ? "none" : "symbol";
  const word = (key: OrderKey) => (isFurther(key) ? t(`column.locations.${key}`) : t(`locationHeading.${key}`));
  const heading = (key: OrderKey) => listed(t, [word(key), isMoneyKey(key) && only]);
  const column = (key: OrderKey, cell: (row: LocationRow) => React.ReactNode): Column<LocationRow> => ({
    id: key,
    heading: key === "name" && report.standIn === "drawer" ? t("common.drawer") : heading(key),
    align: key === "name" ? "start" : "end",
    cell,
    foot: cell,
    sort: sortOf(key, order, query),
  });
  return [
    {
      ...column("name", (row) => <Place row={row} query={query} />),
      foot: (row) => (only ? t("locationTotals.total") : t("common.total", { currency: row.currency })),
    },
    column("sessions", (row) => format.count(row.sessions)),
    column("netCashSales", (row) => <Figure value={row.netCashSales} currency={currency} />),
    column("expectedAtClose", (row) => <Figure value={row.expectedAtClose} currency={currency} />),
    column("countedAtClose", (row) => <Figure value={row.countedAtClose} currency={currency} />),
    column("short", (row) => <Figure value={row.short} currency={currency} />),
    column("over", (row) => <Figure value={row.over} currency={currency} sign="always" />),
    column("net", (row) => <Net row={row} currency={currency} isCompared={report.comparedWith !== null} />),
    column("rate", (row) =>
      row.rate === null ? "–" : `${format.count(row.beyondTolerance)} (${format.share(row.rate)})`,
    ),
    ...FURTHER_KEYS.map((key) =>
      column(key, (row) => (
        <Figure value={row[key]} currency={currency} sign={SIGNED.includes(key) ? "always" : "auto"} />
      )),
    ),
    {
      id: "trend",
      heading: t("common.byDay"),
      cell: (row) => (
        <div className={styles.trend}>
          <Sparkline values={row.trend.map((point) => plotted(point.net))} height={20} />
          <Text as="span" visuallyHidden>
            {trendInWords(t, row.trend, format)}
          </Text>
        </div>
      ),
    },
  ];
}

/** The trend for those who cannot see it: between what and what. Its table stands on the location's own page. */
function trendInWords(t: TFunction, trend: LocationRow["trend"], format: ShopFormat): string {
  const byNet = trend.toSorted((a, b) => plotted(a.net) - plotted(b.net));
  const [lowest, highest] = [byNet[0], byNet.at(-1)];
  if (!lowest || !highest) return "";
  const money = ({ net }: typeof lowest) => format.money(net, { sign: "always" });
  return t("lists.trend", {
    low: money(lowest),
    lowDay: format.day(lowest.date),
    high: money(highest),
    highDay: format.day(highest.date),
  });
}

const SIGNED: readonly string[] = ["adjustments", "openingDiscrepancy", "closingDiscrepancy"];

interface NetProps {
  row: LocationRow;
  currency: "none" | "symbol";
  isCompared: boolean;
}

/** The net, and under it what it was in the period compared with: quiet, it is there to measure by. */
function Net({ row, currency, isCompared }: NetProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <>
      <Discrepancy value={row.net} currency={currency} isQuiet={row.beyondTolerance === 0} isAligned />
      {isCompared && row.previousNet && (
        <span className={styles.before}>
          {t("locationTotals.before", {
            previousNet: format.money(row.previousNet, { currencyDisplay: currency, sign: "always" }),
          })}
        </span>
      )}
    </>
  );
}

/** The place, and how its figures come about. */
function Place({ row, query }: { row: LocationRow; query: string }) {
  const { t } = useTranslation();
  const scope = { [row.kind]: row.id ?? [], currency: row.currency };
  return (
    <>
      <PlaceLink row={row} query={query} />{" "}
      <HowComputed
        name={t("howComputed.allOf", { of: placeTitle(t, row) })}
        explain={() => explainLocation(t, row)}
        link={{ label: t("computed.sessions"), href: `/app/sessions${daysOf(query, scope)}` }}
        beside="name"
      />
    </>
  );
}

function placeTitle(t: TFunction, { id, kind, name }: LocationRow): string {
  if (id === null) return name ?? t("common.locationNotKnown");
  return name ?? (kind === "drawer" ? t("common.drawerNumber", { id }) : t("common.locationNumber", { id }));
}

function PlaceLink({ row, query }: { row: LocationRow; query: string }) {
  const { t } = useTranslation();
  if (row.id === null) return <>{placeTitle(t, row)}</>;
  const url =
    row.kind === "location" ? `/app/locations/${row.id}${daysOf(query)}` : `/app/drawers/${row.id}${daysOf(query)}`;
  return (
    <Link url={url} monochrome removeUnderline>
      {placeTitle(t, row)}
    </Link>
  );
}

function sortOf(key: OrderKey, order: LocationOrder, query: string): NonNullable<Column<LocationRow>["sort"]> {
  const isCurrent = order.key === key;
  // The first click shows what one looks for: names from A, figures from the largest; the next one turns it round.
  const descends = isCurrent ? order.direction === "ascending" : key !== "name";
  return {
    href: queryWith(query, { order: `${descends ? "-" : ""}${key}` }),
    direction: isCurrent ? order.direction : "none",
  };
}

/** The rows in the order asked for. Amounts of different currencies are not compared: currencies stay together. */
export function inOrder(rows: LocationRow[], { key, direction }: LocationOrder, locale: string): LocationRow[] {
  const turn = direction === "descending" ? -1 : 1;
  const byName = new Intl.Collator(locale, { numeric: true });
  return rows.toSorted((a, b) => {
    if (isMoneyKey(key) && a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
    const unknown = key === "rate" ? Number(a.rate === null) - Number(b.rate === null) : 0;
    return unknown || turn * orderBy(key, a, b, byName) || byName.compare(a.name ?? "", b.name ?? "");
  });
}

function orderBy(key: OrderKey, a: LocationRow, b: LocationRow, byName: Intl.Collator): number {
  if (key === "name") return byName.compare(a.name ?? "", b.name ?? "");
  if (key === "sessions") return a.sessions - b.sessions;
  if (key === "rate") return (a.rate ?? 0) - (b.rate ?? 0);
  return compareAmounts(a[key], b[key]);
}

const compareAmounts = (a: WireMoney, b: WireMoney) => compare(fromWire(a), fromWire(b));

function isFurther(key: OrderKey): key is (typeof FURTHER_KEYS)[number] {
  return (FURTHER_KEYS as readonly string[]).includes(key);
}

function isMoneyKey(key: OrderKey): key is (typeof MONEY_KEYS)[number] {
  return (MONEY_KEYS as readonly string[]).includes(key);
}
