import { BlockStack, Card, InlineStack, Link, Text, type PageProps } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { NeighbourRow } from "#app/reports/session.server.ts";

import { isZero } from "./amounts.ts";
import { Discrepancy, Figure } from "./figure.tsx";
import { useShopFormat } from "./shop-format.tsx";

/** From session to session on the drawer, in the head of the page. */
export function drawerPagination(
  t: TFunction,
  { previous, next }: Pick<NeighboursProps, "previous" | "next">,
): PageProps["pagination"] {
  return {
    hasPrevious: previous !== null,
    previousURL: previous ? `/app/sessions/${previous.id}` : undefined,
    hasNext: next !== null,
    nextURL: next ? `/app/sessions/${next.id}` : undefined,
    accessibilityLabels: { previous: t("sharedSession.previous"), next: t("sharedSession.next") },
  };
}

interface NeighboursProps {
  previous: NeighbourRow | null;
  next: NeighbourRow | null;
  timeZone: string;
}

/** The sessions before and after on the drawer, and whether the cash of the one arrived in the other. */
export function NeighboursCard({ previous, next, timeZone }: NeighboursProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("neighbours.heading")}
        </Text>
        <Neighbour heading={t("common.before")} row={previous} timeZone={timeZone} none={t("neighbours.noneBefore")} />
        <Neighbour heading={t("common.after")} row={next} timeZone={timeZone} none={t("neighbours.noneAfter")} />
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
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <BlockStack gap="050">
      <InlineStack align="space-between" gap="200" wrap={false}>
        <Text as="h3" variant="bodySm" tone="subdued">
          {heading}
        </Text>
        {row && row.hoursBetween !== null && (
          <Text as="span" variant="bodySm" tone="subdued">
            {hoursInWords(t, row.hoursBetween, format.locale)}
          </Text>
        )}
      </InlineStack>
      {!row && <Text as="p">{none}</Text>}
      {row && (
        <>
          <InlineStack align="space-between" gap="200">
            <Link url={`/app/sessions/${row.id}`}>{format.instant(row.openedAt, { timeZone, style: "brief" })}</Link>
            {row.closedAt === null ? t("common.stillOpenInLine") : <Discrepancy value={row.totalDiscrepancy} />}
          </InlineStack>
          <InlineStack align="space-between" gap="200">
            <Text as="span" variant="bodySm">
              {t("neighbours.left")}
            </Text>
            <Figure value={row.closingBalance} unknown={t("neighbours.notCounted")} />
          </InlineStack>
          <InlineStack align="space-between" gap="200">
            <Text as="span" variant="bodySm">
              {t("neighbours.gap")}
            </Text>
            {row.gap && isZero(row.gap) ? (
              t("neighbours.nothing")
            ) : (
              <Discrepancy value={row.gap} unknown={t("neighbours.notHandedOver")} />
            )}
          </InlineStack>
          {row.closedBy && (
            <Text as="p" variant="bodySm" tone="subdued">
              {t("neighbours.closedBy", { closedBy: row.closedBy })}
            </Text>
          )}
        </>
      )}
    </BlockStack>
  );
}

/** "9 hours between", "ran 2 hours at the same time". */
export function hoursInWords(t: TFunction, hours: number, locale: string): string {
  const size = Math.abs(hours);
  const [value, unit] =
    size < 1
      ? [Math.round(size * 60), "minute"]
      : size < 48
        ? [Math.round(size), "hour"]
        : [Math.round(size / 24), "day"];
  const duration = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
  return hours < 0 ? t("neighbours.overlap", { duration }) : t("neighbours.between", { duration });
}
