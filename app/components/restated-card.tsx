import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { Restatement } from "#app/reports/restatements.server.ts";

import styles from "./restated-card.module.css";
import { useShopFormat } from "./shop-format.tsx";

interface RestatedCardProps {
  /** The latest first. */
  restatements: Restatement[];
  timeZone: string;
}

/** That figures of a closed session changed afterwards: each time, what they were and what they became. */
export function RestatedCard({ restatements, timeZone }: RestatedCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (restatements.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        {restatements.map((restatement) => (
          <BlockStack gap="150" key={restatement.at}>
            <Text as="h2" variant="headingSm">
              {t("restatedCard.title", {
                at: format.instant(restatement.at, { style: "date", timeZone }),
              })}
            </Text>
            <ChangesTable restatement={restatement} timeZone={timeZone} />
          </BlockStack>
        ))}
        <Text as="p" variant="bodySm" tone="subdued">
          {t("restatedCard.explanation")}
        </Text>
      </BlockStack>
    </Card>
  );
}

function ChangesTable({ restatement, timeZone }: { restatement: Restatement; timeZone: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { at, changes, closedAt } = restatement;
  const when = (iso: string) => format.instant(iso, { timeZone });
  return (
    <table className={styles.changes}>
      <caption>
        <Text as="span" visuallyHidden>
          {t("restatedCard.changes", { when: when(at) })}
        </Text>
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t("common.before")}</th>
          <th scope="col">{t("common.after")}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ figure, before, after }) => (
          <tr key={figure}>
            <th scope="row">{t(`restated.${figure}`)}</th>
            <td>{before ? format.money(before) : t("common.notKnown")}</td>
            <td>{after ? format.money(after) : t("common.notKnown")}</td>
          </tr>
        ))}
        {closedAt && (
          <tr>
            <th scope="row">{t("common.closed")}</th>
            <td>{when(closedAt.before)}</td>
            <td>{when(closedAt.after)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
