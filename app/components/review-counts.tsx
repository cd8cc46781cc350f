import { Badge, Card, InlineStack, Link, Text } from "@shopify/polaris";

import type { ReviewCounts } from "#app/reports/review-counts.server.ts";

import { plural } from "./as-of-line.tsx";
import { daysOf } from "./query.ts";
import { COUNT_TEXT } from "./review-words.ts";
import { useShopFormat } from "./shop-format.tsx";

/** What waits for a person, each with the way to its list. Nothing waits: nothing is said. */
export function ReviewCountsCard({ counts, query }: { counts: ReviewCounts; query: string }) {
  const format = useShopFormat();
  const { needs, mine, overdue } = counts;
  if (needs === 0 && mine === 0) return null;
  return (
    <Card>
      <InlineStack gap="400" blockAlign="center">
        <Text as="h2" variant="headingSm">
          {COUNT_TEXT.heading}
        </Text>
        {needs > 0 && (
          <Link url={`/app/sessions${daysOf(query, { review: "needs" })}`}>
            {`${plural(needs, "session", format.count)} ${needs === 1 ? COUNT_TEXT.needsOne : COUNT_TEXT.needsMany}`}
          </Link>
        )}
        {mine > 0 && (
          <InlineStack gap="200" blockAlign="center">
            <Link url="/app/sessions?assignee=me&by=opening&preset=all">
              {`${format.count(mine)} ${COUNT_TEXT.mine}`}
            </Link>
            {overdue > 0 && <Badge tone="critical">{`${format.count(overdue)} ${COUNT_TEXT.overdue}`}</Badge>}
          </InlineStack>
        )}
      </InlineStack>
    </Card>
  );
}
