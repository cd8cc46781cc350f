import { Badge, Card, Link } from "@shopify/polaris";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { compare, fromWire } from "#app/money/money.ts";
import type { ColumnChoice } from "#app/reports/column-choice.server.ts";
import type { StaffReport } from "#app/reports/staff.server.ts";
import type { StaffRow } from "#app/reports/staff-figures.server.ts";

import { isZero } from "./amounts.ts";
import { ColumnButton, shownColumns, useColumns } from "./column-choice.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import { Discrepancy, Figure, Unknown } from "./figure.tsx";
import { HowComputed } from "./how-computed.tsx";
import { personName } from "./id-words.ts";
import { listed } from "./listed.ts";
import { explainPerson } from "./person-explanations.ts";
import { daysOf, queryWith } from "./query.ts";
import viewStyles from "./saved-views.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { rateInWords, testInBrief } from "./staff-odds.ts";
import styles from "./staff-table.module.css";

const MONEY_KEYS = ["ownCash", "short", "over", "net"] as const;
const ORDER_KEYS = ["name", "ownSessions", ...MONEY_KEYS, "perThousand", "chance", "reached"] as const;
type OrderKey = (typeof ORDER_KEYS)[number];

export interface StaffOrder {
  key: OrderKey;
  direction: "ascending" | "descending";
}

/** Reads the order from the query's `order`; without one, the most short come first. */
export function parseStaffOrder(query: URLSearchParams): StaffOrder {
  const given = query.get("order") ?? "short";
  const key = given.replace(/^-/, "");
  if (!ORDER_KEYS.some((one) => one === key)) return { key: "short", direction: "ascending" };
  return { key: key as OrderKey, direction: given.startsWith("-") ? "descending" : "ascending" };
}

interface StaffTableProps {
  report: StaffReport;
  query: string;
  order: StaffOrder;
  leastSessions: number;
  columns: ColumnChoice;
}

/** A row a person and currency. */
export function StaffTable(props: StaffTableProps) {
  const { t } = useTranslation();
  const { report, query, order } = props;
  const format = useShopFormat();
  const chosen = useColumns("staff", props.columns);
  return (
    <Card padding="0">
      <div className={viewStyles.end}>
        <ColumnButton {...chosen} />
      </div>
      <DataTable
        caption={t("staff.table")}
        columns={shownColumns(columnsOf(t, { ...props, format }), chosen)}
        rows={inStaffOrder(t, report.rows, order, format)}
        rowKey={(row) => `${row.id} ${row.currency}`}
        isLinked
        isWide
        card={(row) => ({
          title: <Person row={row} query={query} />,
          figure: <Discrepancy value={row.net} isQuiet={row.beyondTolerance === 0} />,
          detail: t("staff.brief", {
            own: row.ownSessions,
            count: row.sessions,
            short: row.shortSessions,
            over: row.overSessions,
            test: testInBrief(t, row, format),
          }),
          note: row.reached.length > 0 ? <Reached row={row} /> : undefined,
        })}
      />
    </Card>
  );
}

function columnsOf(
  t: TFunction,
  { report, query, order, format, leastSessions }: Omit<StaffTableProps, "columns"> & { format: ShopFormat },
) {
  const currencies = new Set(report.rows.map(({ currency }) => currency));
  const [only] = currencies.size === 1 ? currencies : [];
  const currency = only === undefined ? "symbol" : "none";
  const column = (key: OrderKey, cell: (row: StaffRow) => ReactNode): Column<StaffRow> => ({
    id: key,
    heading: listed(t, [t(`staffHeading.${key}`), isMoneyKey(key) && only]),
    align: key === "name" || key === "reached" ? "start" : "end",
    cell,
    sort: sortOf(key, order, query),
  });
  const money = (value: StaffRow["net"], isSigned = true) =>
    format.money(value, { currencyDisplay: currency, sign: isSigned ? "always" : "auto" });
  return [
    column("name", (row) => <Person row={row} query={query} />),
    column("ownSessions", (row) => (
      <Two first={format.count(row.ownSessions)} second={t("staff.ofSessions", { count: row.sessions })} />
    )),
    column("ownCash", (row) => <Figure {...ofOwn(t, row, row.ownCash)} currency={currency} />),
    column("short", (row) => <Figure {...ofOwn(t, row, row.short)} currency={currency} />),
    column("over", (row) => <Figure {...ofOwn(t, row, row.over)} currency={currency} sign="always" />),
    column("net", (row) => (
      <Two
        first={
          <Discrepancy {...ofOwn(t, row, row.net)} currency={currency} isQuiet={row.beyondTolerance === 0} isAligned />
        }
        second={isZero(row.shared) ? null : t("staff.shared", { amount: money(row.shared) })}
      />
    )),
    column("perThousand", (row) => (
      <Two
        first={
          row.perThousand === null ? (
            <Unknown reason={t("staff.tooFewSessions", { least: leastSessions })} />
          ) : (
            rateInWords(row.perThousand, format)
          )
        }
        second={
          row.perThousand !== null && row.peers
            ? t("staff.peers", { rate: rateInWords(row.peers.perThousand, format) })
            : null
        }
      />
    )),
    column("chance", (row) => (
      <Two
        first={`${format.count(row.shortSessions)} / ${format.count(row.overSessions)}`}
        second={testInBrief(t, row, format)}
        isMarked={row.chance !== null && row.chance < report.lopsidedBelow}
      />
    )),
    column("reached", (row) => <Reached row={row} />),
  ];
}

/** A figure of what was theirs alone, which is not known of who only shared. */
function ofOwn(t: TFunction, { ownSessions }: StaffRow, value: StaffRow["net"]) {
  return { value: ownSessions === 0 ? null : value, unknown: t("staff.nothingAlone") };
}

function Two({ first, second, isMarked = false }: { first: ReactNode; second: ReactNode; isMarked?: boolean }) {
  return (
    <>
      {first}
      {second && <span className={isMarked ? `${styles.second} ${styles.lopsided}` : styles.second}>{second}</span>}
    </>
  );
}

function Reached({ row }: { row: StaffRow }) {
  const { t } = useTranslation();
  return (
    <span className={styles.rules}>
      {row.reached.map((rule) => (
        <Badge key={rule} tone="attention">
          {t(`policyRule.${rule}`)}
        </Badge>
      ))}
    </span>
  );
}

/** The person, and how their figures come about. */
function Person({ row, query }: { row: StaffRow; query: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PersonLink row={row} query={query} />{" "}
      <HowComputed
        name={t("howComputed.allOf", { of: personName(t, row) })}
        explain={(format) => explainPerson(t, row, format)}
        link={{ label: t("computed.person"), href: `/app/staff/${row.id}${daysOf(query)}` }}
        beside="name"
      />
    </>
  );
}

function PersonLink({ row, query }: { row: StaffRow; query: string }) {
  const { t } = useTranslation();
  return (
    <Link url={`/app/staff/${row.id}${daysOf(query)}`} monochrome removeUnderline>
      {personName(t, row)}
    </Link>
  );
}

function sortOf(key: OrderKey, order: StaffOrder, query: string): NonNullable<Column<StaffRow>["sort"]> {
  const isCurrent = order.key === key;
  // The first click shows what one looks for: names from A, the most short, everything else from the largest.
  const descends = isCurrent
    ? order.direction === "ascending"
    : !["name", "short", "net", "perThousand", "chance"].includes(key);
  return {
    href: queryWith(query, { order: `${descends ? "-" : ""}${key}` }),
    direction: isCurrent ? order.direction : "none",
  };
}

/**
 * The rows in the order asked for. Amounts of different currencies are not compared: the shop's own comes first. Who has
 * no figure is last.
 */
export function inStaffOrder(
  t: TFunction,
  rows: StaffRow[],
  { key, direction }: StaffOrder,
  { locale, currency }: Pick<ShopFormat, "locale" | "currency">,
): StaffRow[] {
  const turn = direction === "descending" ? -1 : 1;
  const byName = new Intl.Collator(locale, { numeric: true });
  const nameOrder = (a: StaffRow, b: StaffRow) => byName.compare(personName(t, a), personName(t, b));
  const ofCurrency = (row: StaffRow) => `${Number(row.currency !== currency)} ${row.currency}`;
  return rows.toSorted((a, b) => {
    if (key === "name") return turn * nameOrder(a, b);
    if (isMoneyKey(key)) {
      if (a.currency !== b.currency) return ofCurrency(a) < ofCurrency(b) ? -1 : 1;
      return turn * compare(fromWire(a[key]), fromWire(b[key])) || nameOrder(a, b);
    }
    const [mine, other] = [figureOf(a, key), figureOf(b, key)];
    if (mine === null || other === null) return Number(mine === null) - Number(other === null) || nameOrder(a, b);
    return turn * (mine - other) || nameOrder(a, b);
  });
}

function figureOf(row: StaffRow, key: "ownSessions" | "perThousand" | "chance" | "reached"): number | null {
  return key === "reached" ? row.reached.length : row[key];
}

function isMoneyKey(key: OrderKey): key is (typeof MONEY_KEYS)[number] {
  return (MONEY_KEYS as readonly string[]).includes(key);
}
