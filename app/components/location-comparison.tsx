import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, Card, Text } from "@shopify/polaris";

import type { LocationComparison, LocationDifference } from "#app/reports/location-comparison.server.ts";

import { plural } from "./as-of-line.tsx";
import { ComparedDifference } from "./compared-difference.tsx";
import { type ShopFormat, useShopFormat } from "./shop-format.tsx";
import { COMPARED_DAY_WORDS, COMPARISON_RESULT_WORDS } from "./words.ts";

interface LocationComparisonCardProps {
  comparison: LocationComparison;
  /** Whether the mirror is complete enough to be held against anything. */
  isComparable: boolean;
  now: string;
}

/** What Shopify says of each location's day beside what is here, and the way to ask: a person has to. */
export function LocationComparisonCard({ comparison, isComparable, now }: LocationComparisonCardProps) {
  const format = useShopFormat();
  const fetcher = useFetcher<{ result: string }>();
  const isComparing = fetcher.state === "submitting";
  const words = COMPARISON_RESULT_WORDS[isComparing ? "" : (fetcher.data?.result ?? "")];
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h2" variant="headingSm">
            Compared by location and day
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {comparison.last === null
              ? "Shopify also sums up each location’s day, for people who may view payment tracking sessions. Hold its last 7 days against what is here."
              : resultInWords(comparison, format, now)}
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
              Compare with Shopify’s totals
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

function resultInWords({ last, differences }: LocationComparison, format: ShopFormat, now: string): string {
  if (last === null) return "";
  const { comparedAt, from, to, locations, unsettled } = last;
  const open = differences.filter(({ outcome }) => outcome === "differs").length;
  const result =
    open === 0
      ? unsettled === 0
        ? "Everything agrees"
        : "Nothing differs"
      : open === 1
        ? "One location’s day differs"
        : `${format.count(open)} days of locations differ`;
  const what = `${plural(locations, "location", format.count)}, ${format.range({ from, to })}`;
  const left =
    unsettled === 0
      ? ""
      : ` ${unsettled === 1 ? "One day of a location" : `${format.count(unsettled)} days of locations`} could not be summed up: a session was not finished, or its ledger was still to be read.`;
  return `${result}: ${what}, last compared ${format.ago(comparedAt, now)}.${left}`;
}

function Difference({ difference }: { difference: LocationDifference }) {
  const format = useShopFormat();
  const { locationId, location, day, outcome, rereadAt, figures } = difference;
  const inWords = (figure: LocationDifference["figures"][number]["ours"]) =>
    typeof figure === "number" ? format.count(figure) : format.money(figure);
  return (
    <ComparedDifference
      name={location ?? `Location ${locationId}`}
      when={format.day(day, "long")}
      outcome={outcome}
      reread={rereadAt === null ? "" : `The sessions of that day were read again on ${format.instant(rereadAt)}`}
      ours="Its sessions"
      figures={figures.map(({ figure, ours, theirs }) => ({
        word: COMPARED_DAY_WORDS[figure],
        ours: inWords(ours),
        theirs: inWords(theirs),
      }))}
    />
  );
}
