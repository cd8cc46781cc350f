import { Form, useLocation, useNavigation } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Link, Text, type BadgeProps } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { RunGroup } from "#app/reports/sync-history.server.ts";
import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import { isBusy } from "./as-of-line.tsx";
import { DataTable } from "./data-table.tsx";
import { failureWords, wordFor } from "./id-words.ts";
import { listed } from "./listed.ts";
import { type OrderedColumn, useOrdered } from "./ordered-rows.ts";
import { queryWith, withoutVisit } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import styles from "./sync-page.module.css";

interface MirrorCardProps {
  sync: SyncStatus;
  /** The first session of Shopify's older cash tracking, where there is one. */
  legacyFrom: string | null;
  activities: number;
}

/** How far the mirror reaches, and the way to have the last weeks read again. */
export function MirrorCard({ sync, legacyFrom, activities }: MirrorCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const isSending = useNavigation().state === "submitting";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("syncPage.contents")}
        </Text>
        <dl className={styles.facts}>
          <Fact term={t("common.sessions")} text={format.count(sync.sessions)} />
          <Fact term={t("syncPage.ledgerEntries")} text={format.count(activities)} />
          <Fact term={t("syncPage.reachesBackTo")} text={reach(t, sync, legacyFrom, format)} />
          <Fact
            term={t("syncPage.stillToBeRead")}
            text={
              sync.ledgersPending === 0 ? t("syncPage.nothing") : t("counts.ledger", { count: sync.ledgersPending })
            }
          />
        </dl>
        <Form method="post">
          <InlineStack gap="300" blockAlign="center">
            <Button submit loading={isSending} disabled={isBusy(sync)}>
              {t("syncPage.readAgain")}
            </Button>
            <Text as="span" variant="bodySm" tone="subdued">
              {t("syncPage.readAgainWhat")}
            </Text>
          </InlineStack>
        </Form>
      </BlockStack>
    </Card>
  );
}

function reach(
  t: TFunction,
  { historyFrom, isHistoryComplete }: SyncStatus,
  legacyFrom: string | null,
  format: ShopFormat,
): string {
  if (historyFrom === null) return t("syncPage.nothingRead");
  if (isHistoryComplete && legacyFrom !== null && legacyFrom < historyFrom) {
    return t("syncPage.firstSession", { legacyFrom: format.instant(legacyFrom, { style: "date" }) });
  }
  const day = format.instant(historyFrom, { style: "date" });
  return isHistoryComplete ? t("syncPage.firstSessionOn", { day }) : t("syncPage.readingOlder", { day });
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** What was read from Shopify in the last week, and how it ended. */
export function RunsCard({ runs }: { runs: RunGroup[] }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const query = withoutVisit(useLocation().search);
  const isTroubleOnly = new URLSearchParams(query).get("runs") === "trouble";
  const hasTrouble = runs.some(({ errorCode }) => errorCode !== null);
  const shown = isTroubleOnly ? runs.filter(({ errorCode }) => errorCode !== null) : runs;
  const ordered = useOrdered(runColumns(t, format), shown, { parameter: "runs_order", locale: format.locale });
  return (
    <Card padding="0">
      <div className={styles.head}>
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingSm">
            {t("syncPage.runs")}
          </Text>
          {(hasTrouble || isTroubleOnly) && (
            <Link url={queryWith(query, { runs: isTroubleOnly ? null : "trouble" })} data-keeps-place>
              {isTroubleOnly ? t("lists.allRuns") : t("lists.troubleOnly")}
            </Link>
          )}
        </InlineStack>
        {shown.length === 0 && <Text as="p">{t("lists.noTrouble")}</Text>}
      </div>
      <DataTable
        caption={t("syncPage.runsCaption")}
        {...ordered}
        rowKey={({ kind, from }) => `${kind} ${from}`}
        card={(run) => ({
          title: kindOf(t, run),
          figure: <StateBadge run={run} />,
          detail: listed(t, [hoursOf(t, run, format), readBy(t, run)]),
          note: run.errorCode === null ? null : outcomeOf(t, run, format),
        })}
      />
    </Card>
  );
}

function runColumns(t: TFunction, format: ShopFormat): OrderedColumn<RunGroup>[] {
  const figure = (id: "sessions" | "activities" | "requests" | "points", heading: string): OrderedColumn<RunGroup> => ({
    id,
    heading,
    align: "end",
    by: (run) => run[id],
    cell: (run) => format.count(run[id]),
  });
  return [
    {
      id: "kind",
      heading: t("common.what"),
      by: (run) => kindOf(t, run),
      first: "ascending",
      cell: (run) => kindOf(t, run),
    },
    {
      id: "when",
      heading: t("syncPage.when"),
      by: (run) => Date.parse(run.from),
      cell: (run) => hoursOf(t, run, format),
    },
    {
      id: "state",
      heading: t("syncPage.result"),
      // What went wrong first.
      by: (run) => Number(run.errorCode !== null),
      cell: (run) => (
        <>
          <StateBadge run={run} />
          {run.errorCode !== null && <div className={styles.outcome}>{outcomeOf(t, run, format)}</div>}
        </>
      ),
    },
    figure("sessions", t("common.sessions")),
    figure("activities", t("syncPage.entries")),
    figure("requests", t("syncPage.requests")),
    figure("points", t("syncPage.points")),
  ];
}

/** "Update", "Update, 312 times". */
function kindOf(t: TFunction, { kind, runs }: RunGroup): string {
  const words = wordFor(t, "runKind", kind);
  return runs === 1 ? words : t("syncPage.times", { what: words, count: runs });
}

function hoursOf(t: TFunction, { from, until }: RunGroup, format: ShopFormat): string {
  const start = format.instant(from, { style: "brief" });
  if (until === null) return t("syncPage.since", { start });
  if (Date.parse(until) - Date.parse(from) < 60_000) return start;
  return listed(t, [start, format.duration(from, until)]);
}

function readBy(t: TFunction, { sessions, activities }: RunGroup): string {
  return listed(t, [t("counts.session", { count: sessions }), t("counts.entry", { count: activities })]);
}

const STATE_TONES: Record<string, BadgeProps["tone"]> = { failed: "warning", running: "info", waiting: "info" };

function StateBadge({ run: { state, errorCode } }: { run: RunGroup }) {
  const { t } = useTranslation();
  const isPartial = state === "done" && errorCode !== null;
  return (
    <Badge tone={isPartial ? "attention" : STATE_TONES[state]}>
      {isPartial ? t("syncPage.notEverything") : wordFor(t, "runState", state)}
    </Badge>
  );
}

function outcomeOf(t: TFunction, { state, errorCode, goesOnAt }: RunGroup, format: ShopFormat): string {
  if (state !== "failed") return errorCode === null ? "" : failureWords(t, errorCode);
  const next = goesOnAt
    ? t("syncPage.wasToRetryAt", { goesOnAt: format.instant(goesOnAt, { style: "time" }) })
    : t("syncPage.notRetried");
  return `${failureWords(t, errorCode)} ${next}`;
}
