import { Button, ButtonGroup, Card, Text } from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { DownloadHistory, DownloadRow } from "#app/reports/export-history.server.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import { askedWords, fileWords, personWords, sizeWords } from "./asked-export.ts";
import { DataTable, type Column } from "./data-table.tsx";
import styles from "./exports.module.css";
import { HISTORY, PREVIEW } from "./exports-words.ts";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface ExportHistoryCardProps {
  history: DownloadHistory;
  options: FilterOptions;
  query: string;
}

/** Who took which file, and whether all of it reached them. */
export function ExportHistoryCard({ history, options, query }: ExportHistoryCardProps) {
  const format = useShopFormat();
  const { t } = useTranslation();
  const { rows } = history;
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          {HISTORY.heading}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {HISTORY.kept}
        </Text>
      </div>
      {rows.length === 0 ? (
        <div className={styles.empty}>
          <Text as="p">{HISTORY.none}</Text>
        </div>
      ) : (
        <DataTable
          caption={HISTORY.caption}
          columns={columnsOf(t, options, format)}
          rows={rows}
          rowKey={({ id }) => id}
          card={(row) => ({
            title: whatWords(row),
            figure: <Outcome row={row} />,
            detail: `${askedWords(row, options, { t, format })} · ${personWords(row)}, ${format.instant(row.at, { style: "brief" })}`,
            note: row.rows === null ? null : PREVIEW.rows(format.count(row.rows), row.rows === 1),
          })}
        />
      )}
      <Paging history={history} query={query} />
    </Card>
  );
}

function columnsOf(t: TFunction, options: FilterOptions, format: ShopFormat): Column<DownloadRow>[] {
  return [
    {
      id: "when",
      heading: HISTORY.when,
      cell: ({ at }) => <span className={styles.when}>{format.instant(at, { style: "brief" })}</span>,
    },
    { id: "who", heading: HISTORY.who, cell: personWords },
    { id: "what", heading: HISTORY.what, cell: whatWords },
    { id: "of", heading: HISTORY.of, cell: (row) => askedWords(row, options, { t, format }) },
    {
      id: "rows",
      heading: HISTORY.rows,
      align: "end",
      cell: ({ rows }) => (rows === null ? <NotKnown /> : format.count(rows)),
    },
    {
      id: "size",
      heading: HISTORY.size,
      align: "end",
      cell: ({ bytes }) => (bytes === null ? <NotKnown /> : sizeWords(bytes, format.locale)),
    },
    { id: "outcome", heading: HISTORY.outcome, cell: (row) => <Outcome row={row} /> },
  ];
}

function NotKnown() {
  return <span title={HISTORY.unknownCount}>–</span>;
}

function Outcome({ row: { outcome } }: { row: DownloadRow }) {
  return (
    <span className={outcome === "complete" ? undefined : styles.troubled} title={HISTORY.outcomeWhy[outcome]}>
      {HISTORY.outcomes[outcome]}
    </span>
  );
}

function whatWords({ file, isOfJob }: DownloadRow): string {
  return isOfJob ? `${fileWords(file)}, ${HISTORY.madeBefore}` : fileWords(file);
}

function Paging({ history: { page, pages, count }, query }: Pick<ExportHistoryCardProps, "history" | "query">) {
  const format = useShopFormat();
  if (pages === 1) return null;
  const to = (target: number) => queryWith(query, { page: target === 1 ? null : String(target) });
  const words = HISTORY.page(format.count(page), format.count(pages), format.count(count));
  return (
    <nav className={styles.paging} aria-label={words}>
      <Text as="span" tone="subdued">
        {words}
      </Text>
      <ButtonGroup variant="segmented">
        <Button
          icon={ChevronLeftIcon}
          accessibilityLabel={HISTORY.previous}
          disabled={page === 1}
          url={page === 1 ? undefined : to(page - 1)}
        />
        <Button
          icon={ChevronRightIcon}
          accessibilityLabel={HISTORY.next}
          disabled={page === pages}
          url={page === pages ? undefined : to(page + 1)}
        />
      </ButtonGroup>
    </nav>
  );
}
