import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { DrawerComparison, DrawerDifference } from "#app/reports/drawer-comparison.server.ts";

import { ComparedDifference } from "./compared-difference.tsx";
import { listed } from "./listed.ts";
import { useShopFormat } from "./shop-format.tsx";

/** Whether what is here comes to what Shopify says of each drawer, and what was done where it does not. */
export function DrawerComparisonCard({ comparison, now }: { comparison: DrawerComparison; now: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { comparedAt, drawers, sessions, differences } = comparison;
  const open = differences.filter(({ outcome }) => outcome === "differs").length;
  const result = open === 0 ? t("common.everythingAgrees") : t("drawerComparison.differ", { count: open });
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h2" variant="headingSm">
            {t("drawerComparison.title")}
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {comparedAt === null
              ? t("drawerComparison.notYet")
              : t("drawerComparison.summary", {
                  result,
                  count: drawers,
                  sessions: t("counts.session", { count: sessions }),
                  ago: format.ago(comparedAt, now),
                })}
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
  const { t } = useTranslation();
  const format = useShopFormat();
  const { drawerId, drawer, location, from, to, outcome, rereadAt, figures } = difference;
  return (
    <ComparedDifference
      name={listed(t, [location, drawer ?? t("common.drawerNumber", { id: drawerId })])}
      when={`${format.instant(from, { style: "brief" })} – ${format.instant(to, { style: "brief" })}`}
      outcome={outcome}
      reread={rereadAt === null ? "" : t("drawerComparison.rereadAt", { rereadAt: format.instant(rereadAt) })}
      ours={t("common.itsSessions")}
      figures={figures.map(({ figure, ours, theirs }) => ({
        word: t(`compared.${figure}`),
        ours: format.money(ours),
        theirs: format.money(theirs),
      }))}
    />
  );
}
