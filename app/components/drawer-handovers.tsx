import { Card, Link, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { HandoverRow, Handovers } from "#app/reports/drawer-handovers.server.ts";

import { isZero, sideOf } from "./amounts.ts";
import { DataTable } from "./data-table.tsx";
import styles from "./drawer-report.module.css";
import { Figure } from "./figure.tsx";
import figure from "./figure.module.css";
import { listed } from "./listed.ts";
import { hoursInWords } from "./neighbours.tsx";
import { type OrderedColumn, useOrdered } from "./ordered-rows.ts";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface HandoversCardProps {
  handovers: Handovers;
  /** Whether every handover is shown, or those with a gap alone. */
  isAll: boolean;
  timeZone: string;
  query: string;
}

/** How the drawer passed from session to session, and what went missing or turned up on the way. */
export function HandoversCard({ handovers, isAll, timeZone, query }: HandoversCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { totals, rows, count } = handovers;
  const all = totals.reduce((sum, total) => sum + total.handovers, 0);
  const ordered = useOrdered(columnsOf(t, timeZone, format), rows, {
    ...{ parameter: "handovers_order", locale: format.locale, isWhole: count <= rows.length },
  });
  return (
    <Card padding="0">
      <div className={styles.head}>
        <div className={styles.text}>
          <Text as="h2" variant="headingSm">
            {t("handovers.heading")}
          </Text>
          <Text as="p" tone="subdued">
            {summaryOf(t, handovers, format)}
          </Text>
        </div>
        {all > 0 && (
          <Link url={queryWith(query, { between: isAll ? null : "all" })}>
            {isAll ? t("handovers.showGaps") : t("handovers.showAll")}
          </Link>
        )}
      </div>
      {rows.length > 0 && (
        <DataTable
          caption={t("handovers.caption")}
          {...ordered}
          rowKey={(row) => row.toId}
          card={(row) => ({
            title: <SessionLink id={row.toId} at={row.openedAt} timeZone={timeZone} />,
            figure: <Gap row={row} />,
            detail: listed(t, [
              t("handovers.leftAndCounted", { left: format.money(row.left), counted: format.money(row.counted) }),
              people(row.closedBy, row.openedBy),
            ]),
            note: hoursInWords(t, row.hoursBetween, format.locale),
          })}
        />
      )}
      {count > rows.length && (
        <div className={styles.foot}>
          <Text as="p" tone="subdued">
            {t("handovers.onlyLatest", { shown: rows.length, count })}
          </Text>
        </div>
      )}
    </Card>
  );
}

/** "2 of 29 times the drawer did not hold what was left in it: -$60.00 lost." */
function summaryOf(t: TFunction, { totals }: Handovers, format: ShopFormat): string {
  const sum = (of: "handovers" | "gaps") => totals.reduce((total, row) => total + row[of], 0);
  const [all, gaps] = [sum("handovers"), sum("gaps")];
  if (all === 0) return t("handovers.none");
  if (gaps === 0) return t("handovers.allEven", { count: all });
  const amounts = totals
    .filter((total) => total.gaps > 0)
    .map(({ lost, found }) =>
      listed(t, [
        !isZero(lost) && t("drawers.lost", { amount: format.money(lost, { sign: "always" }) }),
        !isZero(found) && t("drawers.found", { amount: format.money(found, { sign: "always" }) }),
      ]),
    );
  return `${t("search.named", { what: t("handovers.summary", { gaps, count: all }), name: amounts.join("; ") })}.`;
}

function columnsOf(t: TFunction, timeZone: string, format: ShopFormat): OrderedColumn<HandoverRow>[] {
  const amount = (id: "left" | "expected" | "counted"): OrderedColumn<HandoverRow> => ({
    ...{ id, heading: t(`handovers.${id}`), align: "end", by: (row) => row[id] },
    cell: (row) => <Figure value={row[id]} />,
  });
  return [
    {
      id: "opened",
      heading: t("handovers.opened"),
      by: (row) => Date.parse(row.openedAt),
      cell: (row) => <When id={row.toId} at={row.openedAt} by={row.openedBy} timeZone={timeZone} />,
    },
    {
      id: "closed",
      heading: t("handovers.closed"),
      by: (row) => Date.parse(row.closedAt),
      cell: (row) => <When id={row.fromId} at={row.closedAt} by={row.closedBy} timeZone={timeZone} />,
    },
    {
      id: "between",
      heading: t("handovers.between"),
      by: (row) => row.hoursBetween,
      cell: (row) => hoursInWords(t, row.hoursBetween, format.locale),
    },
    amount("left"),
    amount("expected"),
    amount("counted"),
    {
      id: "gap",
      heading: t("handovers.gap"),
      by: (row) => row.gap,
      first: "ascending",
      align: "end",
      cell: (row) => (
        <>
          <Gap row={row} />
          {!isZero(row.bookGap) && (
            <span className={styles.detail}>
              {t("handovers.books", { amount: format.money(row.bookGap, { sign: "always" }) })}
            </span>
          )}
        </>
      ),
    },
  ];
}

/** The sign and the word say it; the colour repeats them. */
function Gap({ row: { gap } }: { row: HandoverRow }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const side = sideOf(gap);
  return (
    <span className={`${figure.figure} ${figure[side]}`}>
      {`${format.money(gap, { sign: "always" })} ${side === "even" ? "" : t(`handovers.${side === "short" ? "lost" : "found"}`)}`.trim()}
    </span>
  );
}

interface WhenProps {
  id: string;
  at: string;
  by: string | null;
  timeZone: string;
}

function When({ id, at, by, timeZone }: WhenProps) {
  return (
    <>
      <SessionLink id={id} at={at} timeZone={timeZone} />
      {by && <span className={styles.detail}>{by}</span>}
    </>
  );
}

function SessionLink({ id, at, timeZone }: Omit<WhenProps, "by">) {
  const format = useShopFormat();
  return <Link url={`/app/sessions/${id}`}>{format.instant(at, { style: "brief", timeZone })}</Link>;
}

function people(closedBy: string | null, openedBy: string | null): string {
  return [closedBy, openedBy].filter(Boolean).join(" → ");
}
