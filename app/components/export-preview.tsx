import { Await, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineError, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExportChoice, ExportPreview } from "#app/reports/export-choice.ts";

import { thisBrowser } from "./export-button.tsx";
import styles from "./exports.module.css";
import { reportName } from "./id-words.ts";
import { queryWith } from "./query.ts";
import { ExportError, saveExport, type ExportFile } from "./save-export.ts";
import type { ExportAnswer, Exporting } from "./use-export-activity.ts";

export type Preview = ExportPreview;

interface ExportPreviewCardProps {
  choice: ExportChoice;
  preview: Promise<Preview>;
  exporting: Exporting;
}

/** How many rows the file will have, the first of them, and the way to get it. */
export function ExportPreviewCard({ choice, preview, exporting }: ExportPreviewCardProps) {
  return (
    <Card padding="0">
      <Suspense key={choice.pageQuery} fallback={<Loading />}>
        <Await resolve={preview} errorElement={<Failed choice={choice} />}>
          {(loaded) =>
            loaded.kind === "refused" ? (
              <Refused message={loaded.message} />
            ) : (
              <>
                <Summary choice={choice} table={loaded} exporting={exporting} />
                {loaded.rows.length > 0 && <FirstRows report={choice.report} table={loaded} />}
              </>
            )
          }
        </Await>
      </Suspense>
    </Card>
  );
}

type Table = Extract<Preview, { kind: "table" }>;

interface SummaryProps {
  choice: ExportChoice;
  table: Table;
  exporting: Exporting;
}

function Summary({ choice, table: { count, isLong }, exporting }: SummaryProps) {
  const { t } = useTranslation();
  const direct = useDirectDownload(choice, exporting.look);
  const isEmpty = count.isExact && count.rows === 0;
  const file = choice.file as ExportFile;
  const heading = isEmpty
    ? t("exportPreview.none")
    : count.isExact
      ? t("exportPreview.rows", { count: count.rows })
      : t("exportPreview.moreThan", { count: count.rows });
  const why = isEmpty ? t("exportPreview.noneWhy") : isLong ? t("exportPreview.long") : t("exportPreview.direct");
  const keep = () => exporting.start(file, choice.query);
  return (
    <div className={styles.summary}>
      <BlockStack gap="100">
        <Text as="h2" variant="headingMd">
          {heading}
        </Text>
        <Text as="p" tone="subdued">
          {why}
        </Text>
      </BlockStack>
      <div className={styles.acts}>
        {!isEmpty && !isLong && (
          <Button
            onClick={keep}
            loading={exporting.isSending}
            accessibilityLabel={`${t("exportPreview.keep")}. ${t("exportPreview.keepWhy")}`}
          >
            {t("exportPreview.keep")}
          </Button>
        )}
        {isLong ? (
          <Button variant="primary" onClick={keep} loading={exporting.isSending}>
            {t("exportPreview.prepare")}
          </Button>
        ) : (
          <Button variant="primary" onClick={() => void direct.save()} loading={direct.isBusy} disabled={isEmpty}>
            {t("exportPreview.download")}
          </Button>
        )}
      </div>
      <div role="status" className={styles.answer}>
        {direct.problem && <InlineError fieldID="export" message={direct.problem} />}
        {exporting.answer && <Answer answer={exporting.answer} />}
      </div>
    </div>
  );
}

function Answer({ answer }: { answer: ExportAnswer }) {
  const { t } = useTranslation();
  switch (answer.kind) {
    case "queued":
      return <Text as="p">{t("exportAnswer.queued")}</Text>;
    case "joined":
      return <Text as="p">{t("exportAnswer.joined")}</Text>;
    case "too_many":
      return <InlineError fieldID="export" message={t("exportAnswer.tooMany", { count: answer.limit })} />;
    case "refused":
      return <InlineError fieldID="export" message={answer.message} />;
    case "unknown":
      return <InlineError fieldID="export" message={t("exportAnswer.unknown")} />;
    case "failed":
      return <InlineError fieldID="export" message={t("exportAnswer.failed")} />;
    case "cancelled":
    case "over":
      return null;
  }
}

function useDirectDownload({ file, query }: ExportChoice, onSaved: () => void) {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function save() {
    setIsBusy(true);
    setProblem(null);
    try {
      await saveExport(t, file as ExportFile, query, thisBrowser());
      onSaved();
    } catch (error) {
      setProblem(
        t("exportPreview.downloadFailed", {
          reason: error instanceof ExportError ? error.message : t("exportPreview.unreachable"),
        }),
      );
    } finally {
      setIsBusy(false);
    }
  }
  return { isBusy, problem, save };
}

const FIGURE = /^-?\d+(\.\d+)?$/;

function FirstRows({ report, table: { columns, rows } }: { report: string; table: Table }) {
  const { t } = useTranslation();
  // A column is one of figures where every cell that is known is one.
  const isFigure = columns.map((_, index) => {
    const known = rows.map((row) => row[index] ?? "").filter((cell) => cell !== "");
    return known.length > 0 && known.every((cell) => FIGURE.test(cell));
  });
  const classAt = (index: number) => (isFigure[index] ? styles.figure : undefined);
  const title = t("exportPreview.caption", { report: reportName(t, report) });
  return (
    <div className={styles.preview}>
      <div className={styles.previewHead}>
        <Text as="h3" variant="headingSm">
          {t("exportPreview.heading")}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("exportPreview.first", { count: rows.length })}
        </Text>
      </div>
      {/* Wider than its card: whoever uses the keyboard has to be able to scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls */}
      <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
        <table className={styles.table}>
          <caption className={styles.hidden}>{title}</caption>
          <thead>
            <tr>
              {columns.map((name, index) => (
                <th key={name} scope="col" className={classAt(index)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={columns[column]} className={classAt(column)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className={styles.summary} role="status" aria-label={t("exportPreview.loading")}>
      <SkeletonBodyText lines={6} />
    </div>
  );
}

function Refused({ message }: { message: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.summary}>
      <Banner tone="warning" title={t("exportPreview.refused")}>
        <p>{message}</p>
      </Banner>
    </div>
  );
}

function Failed({ choice }: { choice: ExportChoice }) {
  const { t } = useTranslation();
  // To another address: the same one is not asked for anew.
  const navigate = useNavigate();
  return (
    <div className={styles.summary}>
      <InlineStack gap="300" blockAlign="center">
        <InlineError fieldID="preview" message={t("exportPreview.failed")} />
        <Button onClick={() => void navigate(queryWith(choice.pageQuery, { again: String(Date.now()) }))}>
          {t("exportPreview.again")}
        </Button>
      </InlineStack>
    </div>
  );
}
