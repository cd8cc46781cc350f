import { BlockStack, Card, InlineStack, Link, Text, type PageProps } from "@shopify/polaris";

import type { NeighbourRow } from "#app/reports/session.server.ts";

import { isZero } from "./amounts.ts";
import { Discrepancy, Figure } from "./figure.tsx";
import { SHARED } from "./shared-drawer-words.ts";
import { useShopFormat } from "./shop-format.tsx";

/** From session to session on the drawer, in the head of the page. */
export function drawerPagination({
  previous,
  next,
}: Pick<NeighboursProps, "previous" | "next">): PageProps["pagination"] {
  return {
    hasPrevious: previous !== null,
    previousURL: previous ? `/app/sessions/${previous.id}` : undefined,
    hasNext: next !== null,
    nextURL: next ? `/app/sessions/${next.id}` : undefined,
    accessibilityLabels: { previous: SHARED.previous, next: SHARED.next },
  };
}

interface NeighboursProps {
  previous: NeighbourRow | null;
  next: NeighbourRow | null;
  timeZone: string;
}

/** The sessions before and after on the drawer, and whether the cash of the one arrived in the other. */
export function NeighboursCard({ previous, next, timeZone }: NeighboursProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          On the same drawer
        </Text>
        <Neighbour heading="Before" row={previous} timeZone={timeZone} none="No session before this one." />
        <Neighbour heading="After" row={next} timeZone={timeZone} none="No session after this one yet." />
      </BlockStack>
    </Card>
  );
}

interface NeighbourProps {
  heading: string;
  row: NeighbourRow | null;
  timeZone: string;
  none: string;
}

function Neighbour({ heading, row, timeZone, none }: NeighbourProps) {
  const format = useShopFormat();
  return (
    <BlockStack gap="050">
      <InlineStack align="space-between" gap="200" wrap={false}>
        <Text as="h3" variant="bodySm" tone="subdued">
          {heading}
        </Text>
        {row && row.hoursBetween !== null && (
          <Text as="span" variant="bodySm" tone="subdued">
            {hoursInWords(row.hoursBetween, format.locale)}
          </Text>
        )}
      </InlineStack>
      {!row && <Text as="p">{none}</Text>}
      {row && (
        <>
          <InlineStack align="space-between" gap="200">
            <Link url={`/app/sessions/${row.id}`}>{format.instant(row.openedAt, { timeZone, style: "brief" })}</Link>
            {row.closedAt === null ? "still open" : <Discrepancy value={row.totalDiscrepancy} />}
          </InlineStack>
          <InlineStack align="space-between" gap="200">
            <Text as="span" variant="bodySm">
              Left in the drawer
            </Text>
            <Figure value={row.closingBalance} unknown="Nobody counted when that session was closed" />
          </InlineStack>
          <InlineStack align="space-between" gap="200">
            <Text as="span" variant="bodySm">
              Lost or found on the way
            </Text>
            {row.gap && isZero(row.gap) ? (
              "nothing"
            ) : (
              <Discrepancy value={row.gap} unknown="The drawer did not pass from the one straight to the other" />
            )}
          </InlineStack>
          {row.closedBy && (
            <Text as="p" variant="bodySm" tone="subdued">
              {`Closed by ${row.closedBy}`}
            </Text>
          )}
        </>
      )}
    </BlockStack>
  );
}

/** "9 hours between", "ran 2 hours at the same time". */
export function hoursInWords(hours: number, locale: string): string {
  const size = Math.abs(hours);
  const [value, unit] =
    size < 1
      ? [Math.round(size * 60), "minute"]
      : size < 48
        ? [Math.round(size), "hour"]
        : [Math.round(size / 24), "day"];
  const text = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
  return hours < 0 ? `${text} at the same time` : `${text} between`;
}
