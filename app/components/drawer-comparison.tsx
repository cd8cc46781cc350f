import { BlockStack, Card, Text } from "@shopify/polaris";

import type { DrawerComparison, DrawerDifference } from "#app/reports/drawer-comparison.server.ts";

import { plural } from "./as-of-line.tsx";
import { ComparedDifference } from "./compared-difference.tsx";
import { useShopFormat } from "./shop-format.tsx";
import { COMPARED_WORDS } from "./words.ts";

/** Whether what is here comes to what Shopify says of each drawer, and what was done where it does not. */
export function DrawerComparisonCard({ comparison, now }: { comparison: DrawerComparison; now: string }) {
  const format = useShopFormat();
  const { comparedAt, drawers, sessions, differences } = comparison;
  const open = differences.filter(({ outcome }) => outcome === "differs").length;
  const what = `${plural(drawers, "drawer", format.count)} with ${plural(sessions, "session", format.count)}`;
  const result =
    open === 0
      ? "Everything agrees"
      : open === 1
        ? "One drawer’s time differs"
        : `${format.count(open)} drawers’ times differ`;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h2" variant="headingSm">
            Compared with Shopify’s own totals
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {comparedAt === null
              ? "Once a day the totals of each drawer are compared with those that Shopify gives. The first time is still to come."
              : `${result}: ${what} in the last five weeks, last compared ${format.ago(comparedAt, now)}.`}
          </Text>
        </BlockStack>
        {differences.map((difference) => (
          <Difference key={`${difference.drawerId} ${difference.from}`} difference={difference} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Difference({ difference }: { difference: DrawerDifference }) {
  const format = useShopFormat();
  const { drawerId, drawer, location, from, to, outcome, rereadAt, figures } = difference;
  return (
    <ComparedDifference
      name={[location, drawer ?? `Drawer ${drawerId}`].filter(Boolean).join(", ")}
      when={`${format.instant(from, { style: "brief" })} – ${format.instant(to, { style: "brief" })}`}
      outcome={outcome}
      reread={rereadAt === null ? "" : `The sessions of that time were read again on ${format.instant(rereadAt)}`}
      ours="Its sessions"
      figures={figures.map(({ figure, ours, theirs }) => ({
        word: COMPARED_WORDS[figure],
        ours: format.money(ours),
        theirs: format.money(theirs),
      }))}
    />
  );
}
