import { useNavigate } from "@remix-run/react";
import { Button, ButtonGroup, Card, Select, Text } from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { DownloadAsk, DownloadOrderKey } from "#app/reports/download-query.ts";
import type { DownloadHistory, DownloadRow } from "#app/reports/export-history.server.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import { askedWords, fileWords, personWords, sizeWords } from "./asked-export.ts";
import { DataTable, type Column } from "./data-table.tsx";
import styles from "./exports.module.css";
import { optionsOf } from "./id-words.ts";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface ExportHistoryCardProps {
  history: DownloadHistory;
  options: FilterOptions;
  query: string;
}

/** Who took which file, and whether all of it reached them. */
export function ExportHistoryCard({ history, options, query: choice }: ExportHistoryCardProps) {
  const format = useShopFormat();
  const { t } = useTranslation();
  const { rows, ask } = history;
  const query = [choice, history.query].filter(Boolean).join("&");
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          {t("exportHistory.heading")}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("exportHistory.kept")}
        </Text>
        {(rows.length > 0 || ask.outcome !== null) && <OutcomeChoice chosen={ask.outcome} query={query} />}
      </div>
      {rows.length === 0 ? (
        <div className={styles.empty}>
          <Text as="p">{ask.outcome === null ? t("exportHistory.none") : t("exportHistory.noneSo")}</Text>
        </div>
      ) : (
        <DataTable
          caption={t("exportHistory.caption")}
          columns={columnsOf(t, { options, format, sort: sortBy(ask, query) })}
          rows={rows}
          rowKey={({ id }) => id}
          card={(row) => ({
            title: whatWords(t, row),
            figure: <Outcome row={row} />,
            detail: [
              askedWords(row, options, { t, format }),
              t("exportJobs.askedBy", {
                person: personWords(t, row),
                when: format.instant(row.at, { style: "brief" }),
              }),
            ].join(" · "),
            note: row.rows === null ? null : t("exportPreview.rows", { count: row.rows }),
          })}
        />
      )}
      <Paging history={history} query={query} />
    </Card>
  );
}

interface ColumnsInput {
  options: FilterOptions;
  format: ShopFormat;
  sort(key: DownloadOrderKey, first?: "ascending"): NonNullable<Column<DownloadRow>["sort"]>;
}

function columnsOf(t: TFunction, { options, format, sort }: ColumnsInput): Column<DownloadRow>[] {
  return [
    {
      id: "when",
      heading: t("exportHistory.when"),
      sort: sort("when"),
      cell: ({ at }) => <span className={styles.when}>{format.instant(at, { style: "brief" })}</span>,
    },
    {
      ...{ id: "who", heading: t("exportHistory.who"), sort: sort("who", "ascending") },
      cell: (row) => personWords(t, row),
    },
    {
      ...{ id: "what", heading: t("exportHistory.what"), sort: sort("what", "ascending") },
      cell: (row) => whatWords(t, row),
    },
    { id: "of", heading: t("exportHistory.of"), cell: (row) => askedWords(row, options, { t, format }) },
    {
      id: "rows",
      heading: t("exportHistory.rows"),
      sort: sort("rows"),
      align: "end",
      cell: ({ rows }) => (rows === null ? <NotKnown /> : format.count(rows)),
    },
    {
      id: "size",
      heading: t("exportHistory.size"),
      sort: sort("size"),
      align: "end",
      cell: ({ bytes }) => (bytes === null ? <NotKnown /> : sizeWords(bytes, format.locale)),
    },
    {
      // What went wrong first.
      ...{ id: "outcome", heading: t("exportHistory.outcome"), sort: sort("outcome", "ascending") },
      cell: (row) => <Outcome row={row} />,
    },
  ];
}

function sortBy({ key: current, isDescending }: DownloadAsk, query: string): ColumnsInput["sort"] {
  return (key, first) => {
    const goesDown = key === current ? !isDescending : first === undefined;
    return {
      href: queryWith(query, { history_order: `${goesDown ? "-" : ""}${key}`, page: null }),
      direction: key !== current ? "none" : isDescending ? "descending" : "ascending",
      keepsPlace: true,
    };
  };
}

function OutcomeChoice({ chosen, query }: { chosen: DownloadAsk["outcome"]; query: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Select
      label={t("exportHistory.outcome")}
      labelInline
      options={[{ value: "", label: t("common.any") }, ...optionsOf(t("exportOutcome", { returnObjects: true }))]}
      value={chosen ?? ""}
      onChange={(value) =>
        void navigate(queryWith(query, { history_result: value || null, page: null }), { preventScrollReset: true })
      }
    />
  );
}

function NotKnown() {
  const { t } = useTranslation();
  return <span title={t("exportHistory.unknownCount")}>–</span>;
}

function Outcome({ row: { outcome } }: { row: DownloadRow }) {
  const { t } = useTranslation();
  return (
    <span className={outcome === "complete" ? undefined : styles.troubled} title={t(`exportOutcomeWhy.${outcome}`)}>
      {t(`exportOutcome.${outcome}`)}
    </span>
  );
}

function whatWords(t: TFunction, { file, isOfJob }: DownloadRow): string {
  const name = fileWords(t, file);
  return isOfJob ? t("exportHistory.madeBefore", { file: name }) : name;
}

function Paging({ history: { page, pages, count }, query }: Pick<ExportHistoryCardProps, "history" | "query">) {
  const { t } = useTranslation();
  if (pages === 1) return null;
  const to = (target: number) => queryWith(query, { page: target === 1 ? null : String(target) });
  const words = t("exportHistory.page", { page, pages, count });
  return (
    <nav className={styles.paging} aria-label={words}>
      <Text as="span" tone="subdued">
        {words}
      </Text>
      <ButtonGroup variant="segmented">
        <Button
          icon={ChevronLeftIcon}
          accessibilityLabel={t("exportHistory.previous")}
          disabled={page === 1}
          url={page === 1 ? undefined : to(page - 1)}
        />
        <Button
          icon={ChevronRightIcon}
          accessibilityLabel={t("exportHistory.next")}
          disabled={page === pages}
          url={page === pages ? undefined : to(page + 1)}
        />
      </ButtonGroup>
    </nav>
  );
}
