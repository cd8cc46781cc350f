import { Badge, BlockStack, Card, Text } from "@shopify/polaris";

import type { DrawerComparison, DrawerDifference } from "#app/reports/drawer-comparison.server.ts";

import { plural } from "./as-of-line.tsx";
import styles from "./drawer-comparison.module.css";
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
  const name = [location, drawer ?? `Drawer ${drawerId}`].filter(Boolean).join(", ");
  const days = `${format.instant(from, { style: "brief" })} – ${format.instant(to, { style: "brief" })}`;
  const reread = rereadAt === null ? "" : `The sessions of that time were read again on ${format.instant(rereadAt)}`;
  return (
    <div className={styles.difference}>
      <div className={styles.title}>
        <Text as="h3" variant="bodyMd" fontWeight="medium">
          {name}
        </Text>
        <Badge tone={outcome === "differs" ? "attention" : undefined}>
          {outcome === "differs" ? "Differs" : "Agrees since"}
        </Badge>
      </div>
      <p className={styles.text}>
        {outcome === "mended"
          ? `${days}. ${reread}, and agree since.`
          : `${days}. ${reread}, and still differ. Sessions are shown as Shopify gives them.`}
      </p>
      {figures.length > 0 && (
        <table className={styles.figures}>
          <caption>
            <Text as="span" visuallyHidden>{`What differs: ${name}, ${days}`}</Text>
          </caption>
          <thead>
            <tr>
              <td />
              <th scope="col">Its sessions</th>
              <th scope="col">Shopify’s total</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ figure, ours, theirs }) => (
              <tr key={figure}>
                <th scope="row">{COMPARED_WORDS[figure]}</th>
                <td>{format.money(ours)}</td>
                <td>{format.money(theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
