import { BlockStack, Card, Text } from "@shopify/polaris";

import type { Restatement } from "#app/reports/restatements.server.ts";

import styles from "./restated-card.module.css";
import { useShopFormat } from "./shop-format.tsx";
import { RESTATED_WORDS } from "./words.ts";

interface RestatedCardProps {
  /** The latest first. */
  restatements: Restatement[];
  timeZone: string;
}

/** That figures of a closed session changed afterwards: each time, what they were and what they became. */
export function RestatedCard({ restatements, timeZone }: RestatedCardProps) {
  const format = useShopFormat();
  if (restatements.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        {restatements.map((restatement) => (
          <BlockStack gap="150" key={restatement.at}>
            <Text as="h2" variant="headingSm">
              {`Restated by Shopify on ${format.instant(restatement.at, { style: "date", timeZone })}`}
            </Text>
            <ChangesTable restatement={restatement} timeZone={timeZone} />
          </BlockStack>
        ))}
        <Text as="p" variant="bodySm" tone="subdued">
          The session was closed and its totals were complete; then Shopify gave other figures. Reports show the present
          ones.
        </Text>
      </BlockStack>
    </Card>
  );
}

function ChangesTable({ restatement, timeZone }: { restatement: Restatement; timeZone: string }) {
  const format = useShopFormat();
  const { at, changes, closedAt } = restatement;
  const when = (iso: string) => format.instant(iso, { timeZone });
  return (
    <table className={styles.changes}>
      <caption>
        <Text as="span" visuallyHidden>
          {`What changed on ${when(at)}`}
        </Text>
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ figure, before, after }) => (
          <tr key={figure}>
            <th scope="row">{RESTATED_WORDS[figure]}</th>
            <td>{before ? format.money(before) : "Not known"}</td>
            <td>{after ? format.money(after) : "Not known"}</td>
          </tr>
        ))}
        {closedAt && (
          <tr>
            <th scope="row">Closed</th>
            <td>{when(closedAt.before)}</td>
            <td>{when(closedAt.after)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
