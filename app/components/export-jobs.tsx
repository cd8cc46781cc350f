import { Badge, BlockStack, Button, Card, InlineError, ProgressBar, Text, type BadgeProps } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExportJobRow, ExportJobState } from "#app/reports/export-jobs.server.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import { askedWords, fileWords, personWords, sizeWords } from "./asked-export.ts";
import { thisBrowser } from "./export-button.tsx";
import styles from "./exports.module.css";
import { FAILURES, JOBS, PREVIEW } from "./exports-words.ts";
import { ExportError, saveStoredFile, type ExportFile } from "./save-export.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { isUnfinished, type Exporting } from "./use-export-activity.ts";

interface ExportJobsCardProps {
  exporting: Exporting;
  options: FilterOptions;
}

/** The files that are made in the background: how far they are, and those that can be fetched. */
export function ExportJobsCard({ exporting, options }: ExportJobsCardProps) {
  const format = useShopFormat();
  const { jobs } = exporting.activity;
  const ready = jobs.filter(({ state }) => state === "done").length;
  const unfinished = jobs.filter(isUnfinished).length;
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          {JOBS.heading}
        </Text>
        {/* Said once when it changes, not every second. */}
        <div role="status" className={styles.hidden}>
          {jobs.length > 0 && JOBS.live(format.count(ready), format.count(unfinished))}
        </div>
      </div>
      {jobs.length === 0 ? (
        <div className={styles.empty}>
          <Text as="p">{JOBS.none}</Text>
          <Text as="p" tone="subdued">
            {JOBS.noneWhy}
          </Text>
        </div>
      ) : (
        <ul className={styles.jobs} aria-label={JOBS.caption}>
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
          {fileWords(job.file)}
        </Text>
        <Badge tone={TONES[job.state]}>{JOBS.states[job.state]}</Badge>
      </div>
      <div className={styles.detail}>{askedWords(job, options, { t, format })}</div>
      <BlockStack gap="200">
        <Standing job={job} />
        <div className={styles.jobFoot}>
          <span className={styles.detail} suppressHydrationWarning>
            {JOBS.askedBy(personWords(job), when)}
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
  const format = useShopFormat();
  if (job.state === "running") return <Progress job={job} />;
  const words = standingWords(job, format);
  return words === null ? null : <div className={styles.detail}>{words}</div>;
}

function standingWords(job: ExportJobRow, format: ShopFormat): string | null {
  switch (job.state) {
    case "queued":
      return JOBS.waiting;
    case "done": {
      const rows = PREVIEW.rows(format.count(job.rows), job.rows === 1);
      const day = job.expiresAt && JOBS.until(format.instant(job.expiresAt, { style: "date" }));
      return [rows, sizeWords(job.bytes, format.locale), day].filter(Boolean).join(", ");
    }
    case "failed":
      return FAILURES[job.errorCode ?? ""] ?? FAILURES.INTERNAL ?? null;
    case "expired":
      return JOBS.expired;
    default:
      return null;
  }
}

function Progress({ job: { id, rows, rowsExpected } }: { job: ExportJobRow }) {
  const format = useShopFormat();
  // Rows are counted before the file is made, and some may come in meanwhile.
  const share = rowsExpected ? Math.min(100, Math.round((rows / rowsExpected) * 100)) : null;
  const labelId = `export-progress-${id}`;
  return (
    <BlockStack gap="100">
      {share !== null && <ProgressBar progress={share} size="small" animated={false} ariaLabelledBy={labelId} />}
      <span id={labelId} className={styles.detail}>
        {rowsExpected
          ? JOBS.rowsOf(format.count(rows), format.count(rowsExpected))
          : JOBS.rowsSoFar(format.count(rows))}
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
  const name = fileWords(file);

  async function fetchFile() {
    setIsBusy(true);
    onProblem(null);
    try {
      await saveStoredFile(t, id, thisBrowser());
    } catch (error) {
      onProblem(PREVIEW.downloadFailed(error instanceof ExportError ? error.message : PREVIEW.unreachable));
    } finally {
      setIsBusy(false);
    }
  }

  if (isUnfinished(job)) {
    return (
      <Button size="slim" onClick={() => exporting.cancel(id)} accessibilityLabel={JOBS.cancelOf(name)}>
        {JOBS.cancel}
      </Button>
    );
  }
  if (state === "done") {
    return (
      <Button size="slim" onClick={() => void fetchFile()} loading={isBusy} accessibilityLabel={JOBS.downloadOf(name)}>
        {JOBS.download}
      </Button>
    );
  }
  return (
    <Button
      size="slim"
      onClick={() => exporting.start(file as ExportFile, query)}
      accessibilityLabel={JOBS.againOf(name)}
    >
      {JOBS.again}
    </Button>
  );
}
