import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, Card, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { LocationComparison, LocationDifference } from "#app/reports/location-comparison.server.ts";

import { ComparedDifference } from "./compared-difference.tsx";
import { type ShopFormat, useShopFormat } from "./shop-format.tsx";

/** What the route answers; "compared": the figures themselves say the rest. */
type ComparisonOutcome = "compared" | "denied" | "waiting" | "nothing" | "failed";

interface LocationComparisonCardProps {
  comparison: LocationComparison;
  /** Whether the mirror is complete enough to be held against anything. */
  isComparable: boolean;
  now: string;
}

/** What Shopify says of each location's day beside what is here, and the way to ask: a person has to. */
export function LocationComparisonCard({ comparison, isComparable, now }: LocationComparisonCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const fetcher = useFetcher<{ result: ComparisonOutcome }>();
  const isComparing = fetcher.state === "submitting";
  const result = isComparing ? undefined : fetcher.data?.result;
  const words = result && result !== "compared" ? t(`comparisonResult.${result}`, { returnObjects: true }) : undefined;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h2" variant="headingSm">
            {t("locationComparison.title")}
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {comparison.last === null ? t("locationComparison.explanation") : resultInWords(t, comparison, format, now)}
          </Text>
        </BlockStack>
        <div>
          {/* Always there, so that what comes into it is read out. */}
          <div role="status">
            {words && (
              <Box paddingBlockEnd="300">
                <Banner tone={fetcher.data?.result === "failed" ? "warning" : "info"} title={words.title}>
                  <p>{words.explanation}</p>
                </Banner>
              </Box>
            )}
          </div>
          <fetcher.Form method="post" action="/app/sync/locations">
            <Button submit loading={isComparing} disabled={!isComparable}>
              {t("locationComparison.compare")}
            </Button>
          </fetcher.Form>
        </div>
        {comparison.differences.map((difference) => (
          <Difference key={`${difference.locationId} ${difference.day}`} difference={difference} />
        ))}
      </BlockStack>
    </Card>
  );
}

function resultInWords(
  t: TFunction,
  { last, differences }: LocationComparison,
  format: ShopFormat,
  now: string,
): string {
  if (last === null) return "";
  const { comparedAt, from, to, locations, unsettled } = last;
  const open = differences.filter(({ outcome }) => outcome === "differs").length;
  const result =
    open === 0
      ? unsettled === 0
        ? t("common.everythingAgrees")
        : t("locationComparison.nothingDiffers")
      : t("locationComparison.differ", { count: open });
  const summary = t("locationComparison.summary", {
    result,
    count: locations,
    days: format.range({ from, to }),
    ago: format.ago(comparedAt, now),
  });
  return unsettled === 0 ? summary : `${summary} ${t("locationComparison.unsettled", { count: unsettled })}`;
}

function Difference({ difference }: { difference: LocationDifference }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { locationId, location, day, outcome, rereadAt, figures } = difference;
  const inWords = (figure: LocationDifference["figures"][number]["ours"]) =>
    typeof figure === "number" ? format.count(figure) : format.money(figure);
  return (
    <ComparedDifference
      name={location ?? t("common.locationNumber", { id: locationId })}
      when={format.day(day, "long")}
      outcome={outcome}
      reread={rereadAt === null ? "" : t("locationComparison.rereadAt", { rereadAt: format.instant(rereadAt) })}
      ours={t("common.itsSessions")}
      figures={figures.map(({ figure, ours, theirs }) => ({
        word: t(`comparedDay.${figure}`),
        ours: inWords(ours),
        theirs: inWords(theirs),
      }))}
    />
  );
}
