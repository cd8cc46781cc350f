import { BlockStack, Card, Text } from "@shopify/polaris";

import type { CurrencyFigures } from "#app/reports/figures.ts";

import { isNegative, negated } from "./amounts.ts";
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
        <Statement caption={`${heading}, ${figures.currency}`} lines={linesOf(figures)} />
        {left.length > 0 && (
          <Text as="p" variant="bodySm" tone="subdued">
            {`Not everything is known: ${left.join(", ")}.`}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function linesOf({ statement }: CurrencyFigures): StatementLine[] {
  // Shopify gives refunds as a magnitude; a statement takes them off.
  const refunds = isNegative(statement.cashRefunds) ? statement.cashRefunds : negated(statement.cashRefunds);
  return [
    { id: "counted_at_open", label: "Counted at open", amount: statement.countedAtOpen, kind: "start" },
    { id: "cash_sales", label: "Cash sales", amount: statement.cashSales, kind: "flow" },
    { id: "cash_refunds", label: "Cash refunds", amount: refunds, kind: "flow" },
    { id: "adjustments", label: "Adjustments", amount: statement.adjustments, kind: "flow" },
    { id: "expected_at_close", label: "Expected at close", amount: statement.expectedAtClose, kind: "subtotal" },
    { id: "counted_at_close", label: "Counted at close", amount: statement.countedAtClose, kind: "start" },
    {
      id: "closing_discrepancy",
      label: "Discrepancy at close",
      note: "What went wrong in these sessions",
      amount: statement.closingDiscrepancy,
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
}
