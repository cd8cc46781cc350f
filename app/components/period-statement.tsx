import { BlockStack, Card, Text } from "@shopify/polaris";

import type { CurrencyFigures } from "#app/reports/figures.ts";

import { isNegative, isZero, negated } from "./amounts.ts";
import { plural } from "./as-of-line.tsx";
import { useShopFormat } from "./shop-format.tsx";
import { Statement, type StatementLine } from "./statement.tsx";

/** A period's cash from counted at open to total discrepancy, with what went wrong in it and what was carried in apart. */
export function PeriodStatementCard({ figures, heading }: { figures: CurrencyFigures; heading: string }) {
  const format = useShopFormat();
  const left = [
    figures.pending > 0 && `${plural(figures.pending, "session", format.count)} with totals still pending`,
    figures.notCounted > 0 && `${plural(figures.notCounted, "session", format.count)} closed without a count`,
  ].filter((part) => part !== false);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {heading}
        </Text>
        <Statement caption={`${heading}, ${figures.currency}`} lines={periodLines(figures)} />
        {left.length > 0 && (
          <Text as="p" variant="bodySm" tone="subdued">
            {`Not everything is known: ${left.join(", ")}.`}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** The lines of such a statement. */
export function periodLines({ statement }: Pick<CurrencyFigures, "statement">): StatementLine[] {
  // Shopify gives refunds as a magnitude; a statement takes them off.
  const refunds = isNegative(statement.cashRefunds) ? statement.cashRefunds : negated(statement.cashRefunds);
  const lines: (StatementLine | false)[] = [
    { id: "counted_at_open", label: "Counted at open", amount: statement.countedAtOpen, kind: "start" },
    { id: "cash_sales", label: "Cash sales", amount: statement.cashSales, kind: "flow" },
    { id: "cash_refunds", label: "Cash refunds", amount: refunds, kind: "flow" },
    { id: "adjustments", label: "Adjustments", amount: statement.adjustments, kind: "flow" },
    !isZero(statement.midSessionDiscrepancy) && {
      id: "mid_session",
      label: "Corrected at counts during sessions",
      amount: statement.midSessionDiscrepancy,
      kind: "flow",
    },
    !isZero(statement.otherMovements) && {
      id: "other_movements",
      label: "Other movements",
      note: "Cash of other devices on a shared drawer, and sessions whose figures are not final",
      amount: statement.otherMovements,
      kind: "flow",
    },
    { id: "expected_at_close", label: "Expected at close", amount: statement.expectedAtClose, kind: "subtotal" },
    { id: "counted_at_close", label: "Counted at close", amount: statement.countedAtClose, kind: "start" },
    {
      id: "own_discrepancy",
      label: "Own discrepancy",
      note: isZero(statement.midSessionDiscrepancy)
        ? "What went wrong in these sessions, found at closing"
        : "What went wrong in these sessions, found at closing and at counts before",
      amount: statement.ownDiscrepancy,
      kind: "discrepancy",
    },
    {
      id: "opening_discrepancy",
      label: "Discrepancy at open",
      note: "Carried in from before them",
      amount: statement.openingDiscrepancy,
      kind: "discrepancy",
    },
    { id: "total_discrepancy", label: "Total discrepancy", amount: statement.totalDiscrepancy, kind: "total" },
  ];
  return lines.filter((line) => line !== false);
}
