import { Badge, Card, Link, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { RemovalRow, Removals, RemovalTotals } from "#app/reports/drawer-removals.server.ts";

import { isZero } from "./amounts.ts";
import { DataTable } from "./data-table.tsx";
import styles from "./drawer-report.module.css";
import { Figure } from "./figure.tsx";
import { readable, wordFor } from "./id-words.ts";
import { listed } from "./listed.ts";
import { type OrderedColumn, useOrdered } from "./ordered-rows.ts";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface RemovalsCardProps {
  removals: Removals;
  /** Whether everything that left is shown, or what nobody explained alone. */
  isAll: boolean;
  timeZone: string;
  query: string;
}

/** What left the drawer, when and by whom, and what of it nobody explained. */
export function RemovalsCard({ removals, isAll, timeZone, query }: RemovalsCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { totals, rows, count, unreadLedgers } = removals;
  const ordered = useOrdered(columnsOf(t, rows, timeZone, format), rows, {
    ...{ parameter: "removals_order", locale: format.locale, isWhole: count <= rows.length },
  });
  const hasUnexplained = totals.some(({ unexplainedCount }) => unexplainedCount > 0);
  return (
    <Card padding="0">
      <div className={styles.head}>
        <div className={styles.text}>
          <Text as="h2" variant="headingSm">
            {t("removals.heading")}
          </Text>
          <Text as="p" tone="subdued">
            {totals.length === 0 ? t("removals.none") : t("removals.explanation")}
          </Text>
        </div>
        {(hasUnexplained || !isAll) && (
          <Link url={queryWith(query, { taken: isAll ? "unexplained" : null })}>
            {isAll ? t("removals.showUnexplained") : t("removals.showAll")}
          </Link>
        )}
      </div>
      {totals.map((total) => (
        <Sums key={total.currency} totals={total} />
      ))}
      {rows.length > 0 && (
        <DataTable
          caption={t("removals.caption")}
          {...ordered}
          rowKey={(row) => `${row.sessionId} ${row.position}`}
          isLinked
          card={(row) => ({
            title: <What row={row} />,
            figure: <Figure value={row.amount} />,
            detail: listed(t, [row.by, row.note]),
            note: format.instant(row.time, { style: "brief", timeZone }),
          })}
        />
      )}
      <Notes {...{ count, rows, unreadLedgers, totals }} />
    </Card>
  );
}

function Notes({ count, rows, unreadLedgers, totals }: Omit<Removals, "rows"> & { rows: RemovalRow[] }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const bare = totals.map(({ closingWithoutNote }) => closingWithoutNote).filter((amount) => !isZero(amount));
  const amounts = bare.map((amount) => format.money(amount));
  const notes = [
    amounts.length > 0 && t("removals.closingNote", { amount: listed(t, amounts) }),
    unreadLedgers > 0 && t("removals.unread", { count: unreadLedgers }),
    count > rows.length && t("removals.onlyLatest", { shown: rows.length, count }),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <div className={styles.foot}>
      {notes.map((note) => (
        <Text key={note} as="p" variant="bodySm" tone="subdued">
          {note}
        </Text>
      ))}
    </div>
  );
}

function Sums({ totals }: { totals: RemovalTotals }) {
  const { t } = useTranslation();
  return (
    <dl className={styles.sums}>
      <Sum term={t("removals.total")} value={totals.total} />
      <Sum term={t("removals.duringSessions")} value={totals.duringSessions} />
      <Sum term={t("removals.atClosing")} value={totals.atClosing} />
      <Sum term={t("removals.unexplained")} value={totals.unexplained} />
    </dl>
  );
}

function Sum({ term, value }: { term: string; value: RemovalTotals["total"] }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <Figure value={value} />
      </dd>
    </div>
  );
}

function columnsOf(
  t: TFunction,
  rows: RemovalRow[],
  timeZone: string,
  format: ShopFormat,
): OrderedColumn<RemovalRow>[] {
  const who: OrderedColumn<RemovalRow> = {
    ...{ id: "who", heading: t("removals.who"), by: (row) => row.by, first: "ascending" },
    cell: (row) => row.by ?? "–",
  };
  const kind = (row: RemovalRow) => kindOf(t, row);
  return [
    {
      id: "when",
      heading: t("removals.when"),
      by: (row) => Date.parse(row.time),
      cell: (row) => (
        <Link url={`/app/sessions/${row.sessionId}`} monochrome>
          {format.instant(row.time, { style: "brief", timeZone })}
        </Link>
      ),
    },
    { id: "what", heading: t("removals.what"), by: kind, first: "ascending", cell: kind },
    ...(rows.some(({ by }) => by !== null) ? [who] : []),
    { id: "why", heading: t("removals.why"), cell: (row) => <Why row={row} /> },
    {
      ...{ id: "amount", heading: t("removals.amount"), align: "end", by: (row) => row.amount },
      // What leaves is below zero: the most comes first.
      first: "ascending",
      cell: (row) => <Figure value={row.amount} />,
    },
  ];
}

function What({ row }: { row: RemovalRow }) {
  const { t } = useTranslation();
  return (
    <Link url={`/app/sessions/${row.sessionId}`} monochrome removeUnderline>
      {kindOf(t, row)}
      {row.isUnexplained && (
        <>
          {" "}
          <Badge tone="warning">{t("removals.silent")}</Badge>
        </>
      )}
    </Link>
  );
}

function Why({ row }: { row: RemovalRow }) {
  const { t } = useTranslation();
  if (row.isUnexplained) return <Badge tone="warning">{t("removals.silent")}</Badge>;
  if (row.note !== null) return <span className={styles.note}>{row.note}</span>;
  return (
    <Text as="span" tone="subdued">
      {t("removals.noNote")}
    </Text>
  );
}

/** A pickup or a pay-out by its reason, where it has one. */
function kindOf(t: TFunction, { type, reason }: RemovalRow): string {
  return type === "ADJUSTMENT" && reason !== null ? readable(reason) : wordFor(t, "activity", type);
}
