import { BlockStack, Button, ButtonGroup, Card, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { LedgerRow } from "#app/reports/session.server.ts";

import { BalanceChart } from "./balance-chart.tsx";
import { DataTable } from "./data-table.tsx";
import { Discrepancy, Figure } from "./figure.tsx";
import { automaticReason, readable, wordFor } from "./id-words.ts";
import styles from "./ledger.module.css";
import { listed } from "./listed.ts";
import { type OrderedColumn, useOrdered } from "./ordered-rows.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

type Kind = LedgerRow["kind"];

interface LedgerProps {
  /** Null while it is still to be read from Shopify. */
  ledger: LedgerRow[] | null;
  currency: string;
  timeZone: string;
  /** What the hints say of lines, by position. */
  marks: Map<number, string>;
}

/** Every activity of a session in order, with what the drawer should hold after it. */
export function LedgerCard({ ledger, currency, timeZone, marks }: LedgerProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind | null>(null);
  if (!ledger) return <LedgerToCome />;
  const rows = kind === null ? ledger : ledger.filter((row) => row.kind === kind);
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          {t("ledger.heading", { count: ledger.length })}
        </Text>
        <ButtonGroup variant="segmented">
          <Button size="slim" pressed={kind === null} onClick={() => setKind(null)}>
            {t("ledger.all")}
          </Button>
          {(Object.keys(t("ledgerKind", { returnObjects: true })) as Kind[]).map((one) => (
            <Button key={one} size="slim" pressed={kind === one} onClick={() => setKind(one)}>
              {t(`ledgerKind.${one}`)}
            </Button>
          ))}
        </ButtonGroup>
      </div>
      {kind === null && (
        <div className={styles.chart}>
          <BalanceChart ledger={ledger} timeZone={timeZone} />
        </div>
      )}
      {rows.length === 0 ? (
        <div className={styles.body}>
          <Text as="p" tone="subdued">
            {kind === null ? t("ledger.empty") : t("ledger.noneOfKind")}
          </Text>
        </div>
      ) : (
        <LedgerTable {...{ rows, currency, timeZone, marks }} />
      )}
    </Card>
  );
}

type LedgerTableProps = Omit<LedgerProps, "ledger"> & { rows: LedgerRow[] };

/** The lines in the order of time, or as the page's address says: the balance is that after the line in any order. */
function LedgerTable({ rows, currency, timeZone, marks }: LedgerTableProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const columns = columnsOf(t, { rows, currency, timeZone, marks, format });
  const ordered = useOrdered(columns, rows, { parameter: "ledger_order", locale: format.locale });
  const time = (row: LedgerRow) => <Time row={row} rows={ordered.rows} timeZone={timeZone} format={format} />;
  return (
    <DataTable
      caption={t("ledger.caption")}
      rows={ordered.rows}
      columns={ordered.columns.map((column) => (column.id === "time" ? { ...column, cell: time } : column))}
      rowKey={(row) => String(row.position)}
      card={(row) => ({
        title: <Activity row={row} mark={marks.get(row.position)} format={format} />,
        figure: <Change row={row} />,
        detail: listed(t, [format.instant(row.time, { timeZone, style: "time" }), row.staff]),
        note: t("ledger.balance", { runningBalance: format.money(row.runningBalance) }),
      })}
    />
  );
}

type ColumnsInput = LedgerTableProps & { format: ShopFormat };

function columnsOf(
  t: TFunction,
  { rows, currency, timeZone, marks, format }: ColumnsInput,
): OrderedColumn<LedgerRow>[] {
  const who: OrderedColumn<LedgerRow> = {
    ...{ id: "who", heading: t("ledger.who"), by: (row) => row.staff, first: "ascending" },
    cell: (row) => <span className={styles.who}>{row.staff ?? "–"}</span>,
  };
  const [first] = rows;
  const zone = first ? format.zone(first.time, timeZone) : null;
  return [
    {
      id: "time",
      heading: listed(t, [t("ledger.time"), zone]),
      by: (row) => row.position,
      cell: ({ time }) => format.timeOnly(time, timeZone),
    },
    {
      id: "what",
      heading: t("common.what"),
      by: (row) => wordFor(t, "activity", row.type),
      first: "ascending",
      cell: (row) => <Activity row={row} mark={marks.get(row.position)} format={format} />,
    },
    ...(rows.some((row) => row.staff !== null) ? [who] : []),
    {
      id: "amount",
      heading: t("ledger.amount", { currency }),
      by: (row) => (row.kind === "count" ? row.discrepancy : row.amount),
      align: "end",
      cell: (row) => <Change row={row} isInColumn />,
    },
    {
      id: "balance",
      heading: t("ledger.balanceIn", { currency }),
      align: "end",
      cell: (row) => <Figure value={row.runningBalance} currency="none" />,
    },
  ];
}

interface TimeProps {
  row: LedgerRow;
  rows: LedgerRow[];
  timeZone: string;
  format: ShopFormat;
}

/** The time of day; with the day where it is another one than the line before, as in a session over midnight. */
function Time({ row, rows, timeZone, format }: TimeProps) {
  const before = rows[rows.indexOf(row) - 1];
  const day = (iso: string) => format.instant(iso, { timeZone, style: "date" });
  const isNewDay = before !== undefined && day(before.time) !== day(row.time);
  return (
    <time dateTime={row.time} suppressHydrationWarning>
      {isNewDay ? format.withoutZone(row.time, timeZone, "brief") : format.timeOnly(row.time, timeZone)}
    </time>
  );
}

interface ActivityProps {
  row: LedgerRow;
  mark?: string;
  format: ShopFormat;
}

function Activity({ row, mark, format }: ActivityProps) {
  const { t } = useTranslation();
  const itself = automaticReason(t, row.reason);
  const details = [
    row.kind === "count" && (itself === null ? countedAgainst(t, row, format) : t("ledger.nobodyCounted", { itself })),
    row.reason !== null && itself === null && readable(row.reason),
    row.note,
    isSilent(row) && t("ledger.silent"),
    row.giftCardId !== null && t("ledger.giftCard", { giftCardId: row.giftCardId }),
  ].filter(Boolean);
  return (
    <div className={styles.what}>
      <span className={row.kind === "count" ? styles.count : undefined}>{wordFor(t, "activity", row.type)}</span>
      {row.orderId !== null && (
        <>
          {" "}
          <Link url={`shopify://admin/orders/${row.orderId}`} target="_top">
            {row.orderName ?? t("ledger.order")}
          </Link>
        </>
      )}
      {details.map((detail) => (
        <span key={String(detail)} className={styles.second}>
          {detail}
        </span>
      ))}
      {mark && <span className={styles.mark}>{mark}</span>}
    </div>
  );
}

/** Cash that a person moved without saying why or what for. */
function isSilent({ type, reason, note }: LedgerRow): boolean {
  return type === "ADJUSTMENT" && reason === null && !note;
}

function countedAgainst(t: TFunction, { counted, expected }: LedgerRow, format: ShopFormat): string | null {
  if (!counted) return null;
  return expected
    ? t("ledger.countedExpected", { counted: format.money(counted), expected: format.money(expected) })
    : t("ledger.counted", { counted: format.money(counted) });
}

/** What the line did to the drawer: cash in or out, or what a count found to be off. */
function Change({ row, isInColumn = false }: { row: LedgerRow; isInColumn?: boolean }) {
  const { t } = useTranslation();
  const layout = { currency: isInColumn ? "none" : "symbol", isAligned: isInColumn } as const;
  if (row.kind !== "count") return <Figure value={row.amount} sign="always" {...layout} />;
  return <Discrepancy value={row.discrepancy} unknown={t("ledger.noDiscrepancy")} {...layout} />;
}

function LedgerToCome() {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("common.ledger")}
        </Text>
        <Text as="p" tone="subdued">
          {t("ledger.beingRead")}
        </Text>
        <SkeletonBodyText lines={4} />
      </BlockStack>
    </Card>
  );
}
