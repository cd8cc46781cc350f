import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { CurrencyFigures } from "#app/reports/figures.ts";

import { isNegative, isZero, negated } from "./amounts.ts";
import { explainStatement } from "./explanations.ts";
import { HowComputed } from "./how-computed.tsx";
import { listed } from "./listed.ts";
import { Statement, type StatementLine } from "./statement.tsx";

/** A period's cash from counted at open to total discrepancy, with what went wrong in it and what was carried in apart. */
export function PeriodStatementCard({ figures, heading }: { figures: CurrencyFigures; heading: string }) {
  const { t } = useTranslation();
  const left = [
    figures.pending > 0 && t("periodStatement.pendingSessions", { count: figures.pending }),
    figures.notCounted > 0 && t("periodStatement.uncountedSessions", { count: figures.notCounted }),
  ].filter((part) => part !== false);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" wrap={false}>
          <Text as="h3" variant="headingSm">
            {heading}
          </Text>
          <HowComputed name={t("howComputed.statement")} explain={() => explainStatement(t, figures)} />
        </InlineStack>
        <Statement caption={listed(t, [heading, figures.currency])} lines={periodLines(t, figures)} />
        {left.length > 0 && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t("periodStatement.incomplete", { left: listed(t, left) })}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** The lines of such a statement. */
export function periodLines(t: TFunction, { statement }: Pick<CurrencyFigures, "statement">): StatementLine[] {
  // Shopify gives refunds as a magnitude; a statement takes them off.
  const refunds = isNegative(statement.cashRefunds) ? statement.cashRefunds : negated(statement.cashRefunds);
  const lines: (StatementLine | false)[] = [
    {
      id: "counted_at_open",
      label: t("periodStatement.countedAtOpen"),
      amount: statement.countedAtOpen,
      kind: "start",
    },
    { id: "cash_sales", label: t("periodStatement.cashSales"), amount: statement.cashSales, kind: "flow" },
    { id: "cash_refunds", label: t("periodStatement.cashRefunds"), amount: refunds, kind: "flow" },
    { id: "adjustments", label: t("periodStatement.adjustments"), amount: statement.adjustments, kind: "flow" },
    !isZero(statement.midSessionDiscrepancy) && {
      id: "mid_session",
      label: t("periodStatement.corrected"),
      amount: statement.midSessionDiscrepancy,
      kind: "flow",
    },
    !isZero(statement.otherMovements) && {
      id: "other_movements",
      label: t("periodStatement.otherMovements"),
      note: t("periodStatement.otherMovementsWhat"),
      amount: statement.otherMovements,
      kind: "flow",
    },
    {
      id: "expected_at_close",
      label: t("periodStatement.expectedAtClose"),
      amount: statement.expectedAtClose,
      kind: "subtotal",
    },
    {
      id: "counted_at_close",
      label: t("periodStatement.countedAtClose"),
      amount: statement.countedAtClose,
      kind: "start",
    },
    {
      id: "own_discrepancy",
      label: t("periodStatement.ownDiscrepancy"),
      note: isZero(statement.midSessionDiscrepancy)
        ? t("periodStatement.ownDiscrepancyWhat")
        : t("periodStatement.ownDiscrepancyWithCounts"),
      amount: statement.ownDiscrepancy,
      kind: "discrepancy",
    },
    {
      id: "opening_discrepancy",
      label: t("periodStatement.discrepancyAtOpen"),
      note: t("periodStatement.carriedIn"),
      amount: statement.openingDiscrepancy,
      kind: "discrepancy",
    },
    {
      id: "total_discrepancy",
      label: t("periodStatement.totalDiscrepancy"),
      amount: statement.totalDiscrepancy,
      kind: "total",
    },
  ];
  return lines.filter((line) => line !== false);
}
