import { Badge, BlockStack, Button, Card, InlineError, ProgressBar, Text, type BadgeProps } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExportJobRow, ExportJobState } from "#app/reports/export-jobs.server.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import { askedWords, fileWords, personWords, sizeWords } from "./asked-export.ts";
import { thisBrowser } from "./export-button.tsx";
import styles from "./exports.module.css";
import { exportFailureWords } from "./id-words.ts";
import { listed } from "./listed.ts";
import { ExportError, saveStoredFile, type ExportFile } from "./save-export.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { isUnfinished, type Exporting } from "./use-export-activity.ts";

interface ExportJobsCardProps {
  exporting: Exporting;
  options: FilterOptions;
}

/** The files that are made in the background: how far they are, and those that can be fetched. */
export function ExportJobsCard({ exporting, options }: ExportJobsCardProps) {
  const { t } = useTranslation();
  const { jobs } = exporting.activity;
  const ready = jobs.filter(({ state }) => state === "done").length;
  const unfinished = jobs.filter(isUnfinished).length;
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          {t("exportJobs.heading")}
        </Text>
        {/* Said once when it changes, not every second. */}
        <div role="status" className={styles.hidden}>
          {jobs.length > 0 && t("exportJobs.live", { count: ready, unfinished })}
        </div>
      </div>
      {jobs.length === 0 ? (
        <div className={styles.empty}>
          <Text as="p">{t("exportJobs.none")}</Text>
          <Text as="p" tone="subdued">
            {t("exportJobs.noneWhy")}
          </Text>
        </div>
      ) : (
        <ul className={styles.jobs} aria-label={t("exportJobs.caption")}>
          {jobs.map((job) => (
            <Job key={job.id} {...{ job, options, exporting }} />
          ))}
        </ul>
      )}
    </Card>
  );
}

const TONES: Record<ExportJobState, BadgeProps["tone"]> = {
  queued: undefined,
  running: "info",
  done: "success",
  failed: "critical",
  cancelled: undefined,
  expired: undefined,
};

function Job({ job, options, exporting }: ExportJobsCardProps & { job: ExportJobRow }) {
  const format = useShopFormat();
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const when = format.instant(job.queuedAt, { style: "brief" });
  return (
    <li className={styles.job}>
      <div className={styles.jobHead}>
        <Text as="h3" variant="bodyMd" fontWeight="medium">
          {fileWords(t, job.file)}
        </Text>
        <Badge tone={TONES[job.state]}>{t(`exportJobState.${job.state}`)}</Badge>
      </div>
      <div className={styles.detail}>{askedWords(job, options, { t, format })}</div>
      <BlockStack gap="200">
        <Standing job={job} />
        <div className={styles.jobFoot}>
          <span className={styles.detail} suppressHydrationWarning>
            {t("exportJobs.askedBy", { person: personWords(t, job), when })}
          </span>
          <JobAct job={job} exporting={exporting} onProblem={setProblem} />
        </div>
        <div role="status">{problem !== null && <InlineError fieldID={`job-${job.id}`} message={problem} />}</div>
      </BlockStack>
    </li>
  );
}

/** How far it is, or what became of it. */
function Standing({ job }: { job: ExportJobRow }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (job.state === "running") return <Progress job={job} />;
  const words = standingWords(t, job, format);
  return words === null ? null : <div className={styles.detail}>{words}</div>;
}

function standingWords(t: TFunction, job: ExportJobRow, format: ShopFormat): string | null {
  switch (job.state) {
    case "queued":
      return t("exportJobs.waiting");
    case "done": {
      const rows = t("exportPreview.rows", { count: job.rows });
      const day = job.expiresAt && t("exportJobs.until", { day: format.instant(job.expiresAt, { style: "date" }) });
      return listed(t, [rows, sizeWords(job.bytes, format.locale), day]);
    }
    case "failed":
      return exportFailureWords(t, job.errorCode);
    case "expired":
      return t("exportJobs.expired");
    default:
      return null;
  }
}

function Progress({ job: { id, rows, rowsExpected } }: { job: ExportJobRow }) {
  const { t } = useTranslation();
  // Rows are counted before the file is made, and some may come in meanwhile.
  const share = rowsExpected ? Math.min(100, Math.round((rows / rowsExpected) * 100)) : null;
  const labelId = `export-progress-${id}`;
  return (
    <BlockStack gap="100">
      {share !== null && <ProgressBar progress={share} size="small" animated={false} ariaLabelledBy={labelId} />}
      <span id={labelId} className={styles.detail}>
        {rowsExpected
          ? t("exportJobs.rowsOf", { rows, count: rowsExpected })
          : t("exportJobs.rowsSoFar", { count: rows })}
      </span>
    </BlockStack>
  );
}

interface JobActProps {
  job: ExportJobRow;
  exporting: Exporting;
  onProblem(problem: string | null): void;
}

function JobAct({ job, exporting, onProblem }: JobActProps) {
  const { id, state, file, query } = job;
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const name = fileWords(t, file);

  async function fetchFile() {
    setIsBusy(true);
    onProblem(null);
    try {
      await saveStoredFile(t, id, thisBrowser());
      exporting.look();
    } catch (error) {
      onProblem(
        t("exportPreview.downloadFailed", {
          reason: error instanceof ExportError ? error.message : t("exportPreview.unreachable"),
        }),
      );
    } finally {
      setIsBusy(false);
    }
  }

  if (isUnfinished(job)) {
    return (
      <Button size="slim" onClick={() => exporting.cancel(id)} accessibilityLabel={t("exportJobs.cancelOf", { name })}>
        {t("exportJobs.cancel")}
      </Button>
    );
  }
  if (state === "done") {
    return (
      <Button
        size="slim"
        onClick={() => void fetchFile()}
        loading={isBusy}
        accessibilityLabel={t("exportJobs.downloadOf", { name })}
      >
        {t("exportJobs.download")}
      </Button>
    );
  }
  return (
    <Button
      size="slim"
      onClick={() => exporting.start(file as ExportFile, query)}
      accessibilityLabel={t("exportJobs.againOf", { name })}
    >
      {t("exportJobs.again")}
    </Button>
  );
}
