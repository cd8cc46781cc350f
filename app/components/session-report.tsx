import { Badge, BlockStack, Card, InlineStack, Text, type BadgeProps } from "@shopify/polaris";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Status } from "#app/reconciliation/status.ts";
import type { SessionReport } from "#app/reports/session.server.ts";

import { isZero } from "./amounts.ts";
import { ChecksCard } from "./checks.tsx";
import { HintsCard, marksOf } from "./hints.tsx";
import { HowComputed } from "./how-computed.tsx";
import { LedgerCard } from "./ledger.tsx";
import { LegacyBadge, LegacyLedgerCard, LegacySessionCard } from "./legacy-history.tsx";
import { listed } from "./listed.ts";
import { NeighboursCard } from "./neighbours.tsx";
import { sessionHours } from "./session-names.ts";
import { explainSession } from "./session-explanation.ts";
import { RestatedCard } from "./restated-card.tsx";
import { SessionPeopleCard } from "./session-people.tsx";
import styles from "./session-report.module.css";
import { SharedDrawerCard } from "./shared-drawer.tsx";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { statementLines } from "./session-statement.ts";
import { Statement } from "./statement.tsx";
import { StaleBadge, STATUS_TONES } from "./status-badge.tsx";

/** One session reconciled: what came to what on the left, why it may be off on the right. */
export function SessionReportBody({ report, review }: { report: SessionReport; review?: ReactNode }) {
  const { t } = useTranslation();
  const { row, ledger, checks, hints, restatements, previous, next, shared, missingScopes } = report;
  const format = useShopFormat();
  return (
    <div className={styles.report}>
      <div className={styles.statement}>
        <Card>
          <BlockStack gap="300">
            <InlineStack align="space-between" blockAlign="center" wrap={false}>
              <Text as="h2" variant="headingSm">
                {t("sessionReport.statement")}
              </Text>
              <HowComputed name={t("howComputed.session")} explain={(shop) => explainSession(t, report, shop)} />
            </InlineStack>
            <Statement caption={t("sessionReport.statementCaption")} lines={statementLines(t, report)} />
            <Text as="p" variant="bodySm" tone="subdued">
              {t("sessionReport.signAndTolerance", { tolerance: format.money(row.tolerance) })}
            </Text>
          </BlockStack>
        </Card>
      </div>
      <div className={styles.aside}>
        <BlockStack gap="400">
          {review}
          <SessionPeopleCard report={report} />
          {row.isLegacy && <LegacySessionCard />}
          <RestatedCard restatements={restatements} timeZone={row.timeZone} />
          <HintsCard hints={hints} ledger={ledger} timeZone={row.timeZone} />
          <ChecksCard checks={checks} />
          <NeighboursCard previous={previous} next={next} timeZone={row.timeZone} />
        </BlockStack>
      </div>
      <div className={styles.ledger}>
        <BlockStack gap="400">
          {shared && <SharedDrawerCard shared={shared} timeZone={row.timeZone} />}
          {row.isLegacy && ledger === null && missingScopes.includes("read_orders") ? (
            <LegacyLedgerCard />
          ) : (
            <LedgerCard ledger={ledger} currency={row.currency} timeZone={row.timeZone} marks={marksOf(t, hints)} />
          )}
        </BlockStack>
      </div>
    </div>
  );
}

/** "Nov 22, 2026, 9:02 AM – 5:31 PM, 8 hours 29 minutes". */
export function sessionSubtitle(t: TFunction, { row }: SessionReport, now: string, format: ShopFormat): string {
  return listed(t, [sessionHours(t, row, format, "datetime"), format.duration(row.openedAt, row.closedAt ?? now)]);
}

/** Status and amount in a badge: "Short -$42.40"; another one where the session is from before Shopify's rebuild. */
export function SessionBadge({ report }: { report: SessionReport }) {
  if (!report.row.isLegacy) return <OutcomeBadge report={report} />;
  return (
    <InlineStack gap="100">
      <OutcomeBadge report={report} />
      <LegacyBadge />
    </InlineStack>
  );
}

/** Of a session that nobody closed, for how long. */
function OutcomeBadge({ report: { row, hours } }: { report: SessionReport }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (row.isStale) return <StaleBadge hours={hours} />;
  const hasAmount = AMOUNT_TELLS.includes(row.reconciliation) && !isZero(row.totalDiscrepancy);
  const tone: BadgeProps["tone"] = STATUS_TONES[row.reconciliation];
  const word = t(`status.${row.reconciliation}`);
  return (
    <Badge tone={tone}>{hasAmount ? `${word} ${format.money(row.totalDiscrepancy, { sign: "always" })}` : word}</Badge>
  );
}

/** The statuses that are about an amount. */
const AMOUNT_TELLS: Status[] = ["short", "over", "within_tolerance"];
