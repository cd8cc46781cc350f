import { Form, useNavigation } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Text, type BadgeProps } from "@shopify/polaris";

import type { RunGroup } from "#app/reports/sync-history.server.ts";
import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import { isBusy, plural } from "./as-of-line.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import styles from "./sync-page.module.css";
import { RUN_KIND_WORDS, RUN_STATE_WORDS, wordFor } from "./words.ts";

interface MirrorCardProps {
  sync: SyncStatus;
  /** The first session of Shopify's older cash tracking, where there is one. */
  legacyFrom: string | null;
  activities: number;
}

/** How far the mirror reaches, and the way to have the last weeks read again. */
export function MirrorCard({ sync, legacyFrom, activities }: MirrorCardProps) {
  const format = useShopFormat();
  const isSending = useNavigation().state === "submitting";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          What is here
        </Text>
        <dl className={styles.facts}>
          <Fact term="Sessions" text={format.count(sync.sessions)} />
          <Fact term="Entries in their ledgers" text={format.count(activities)} />
          <Fact term="Reaches back to" text={reach(sync, legacyFrom, format)} />
          <Fact
            term="Still to be read"
            text={sync.ledgersPending === 0 ? "Nothing" : plural(sync.ledgersPending, "ledger", format.count)}
          />
        </dl>
        <Form method="post">
          <InlineStack gap="300" blockAlign="center">
            <Button submit loading={isSending} disabled={isBusy(sync)}>
              Read the last weeks again
            </Button>
            <Text as="span" variant="bodySm" tone="subdued">
              New figures come by themselves. This also reads closed sessions of the last five weeks.
            </Text>
          </InlineStack>
        </Form>
      </BlockStack>
    </Card>
  );
}

function reach({ historyFrom, isHistoryComplete }: SyncStatus, legacyFrom: string | null, format: ShopFormat): string {
  if (historyFrom === null) return "Nothing has been read yet";
  if (isHistoryComplete && legacyFrom !== null && legacyFrom < historyFrom) {
    return `${format.instant(legacyFrom, { style: "date" })}, the first session`;
  }
  const day = format.instant(historyFrom, { style: "date" });
  return isHistoryComplete ? `${day}, the first session` : `${day}; older sessions are being read`;
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
  const format = useShopFormat();
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          Reading from Shopify, last 7 days
        </Text>
      </div>
      <DataTable
        caption="Runs that read from Shopify, the latest first"
        columns={runColumns(format)}
        rows={runs}
        rowKey={({ kind, from }) => `${kind} ${from}`}
        card={(run) => ({
          title: kindOf(run, format),
          figure: <StateBadge run={run} />,
          detail: [hoursOf(run, format), readBy(run, format)].join(", "),
          note: run.error === null ? null : outcomeOf(run, format),
        })}
      />
    </Card>
  );
}

function runColumns(format: ShopFormat): Column<RunGroup>[] {
  const figure = (id: "sessions" | "activities" | "requests" | "points", heading: string): Column<RunGroup> => ({
    id,
    heading,
    align: "end",
    cell: (run) => format.count(run[id]),
  });
  return [
    { id: "kind", heading: "What", cell: (run) => kindOf(run, format) },
    { id: "when", heading: "When", cell: (run) => hoursOf(run, format) },
    {
      id: "state",
      heading: "Result",
      cell: (run) => (
        <>
          <StateBadge run={run} />
          {run.error !== null && <div className={styles.outcome}>{outcomeOf(run, format)}</div>}
        </>
      ),
    },
    figure("sessions", "Sessions"),
    figure("activities", "Entries"),
    figure("requests", "Requests"),
    figure("points", "Points"),
  ];
}

/** "Update", "Update, 312 times". */
function kindOf({ kind, runs }: RunGroup, format: ShopFormat): string {
  const words = wordFor(RUN_KIND_WORDS, kind);
  return runs === 1 ? words : `${words}, ${format.count(runs)} times`;
}

function hoursOf({ from, until }: RunGroup, format: ShopFormat): string {
  const start = format.instant(from, { style: "brief" });
  if (until === null) return `since ${start}`;
  if (Date.parse(until) - Date.parse(from) < 60_000) return start;
  return `${start}, ${format.duration(from, until)}`;
}

function readBy({ sessions, activities }: RunGroup, format: ShopFormat): string {
  return `${plural(sessions, "session", format.count)}, ${activities === 1 ? "1 entry" : `${format.count(activities)} entries`}`;
}

const STATE_TONES: Record<string, BadgeProps["tone"]> = { failed: "warning", running: "info", waiting: "info" };

function StateBadge({ run: { state, error } }: { run: RunGroup }) {
  const isPartial = state === "done" && error !== null;
  return (
    <Badge tone={isPartial ? "attention" : STATE_TONES[state]}>
      {isPartial ? "Not everything" : wordFor(RUN_STATE_WORDS, state)}
    </Badge>
  );
}

function outcomeOf({ state, error, goesOnAt }: RunGroup, format: ShopFormat): string {
  if (state !== "failed") return error ?? "";
  const next = goesOnAt
    ? `It was to be tried again at ${format.instant(goesOnAt, { style: "time" })}.`
    : "It was not tried again by itself.";
  return `${error ?? "The reason is not known."} ${next}`;
}
