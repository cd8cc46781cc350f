import { Badge, BlockStack, Card, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { LegacyHistory } from "#app/reports/legacy-history.server.ts";

import { PermissionNote } from "./permission-banner.tsx";

/** Marks a session from before Shopify's rebuild. */
export function LegacyBadge() {
  const { t } = useTranslation();
  return <Badge>{t("legacy.badge")}</Badge>;
}

/** What a session from before the rebuild does not tell. */
export function LegacySessionCard() {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("legacy.heading")}
        </Text>
        <Text as="p" tone="subdued">
          {t("legacy.differs")}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** In the place of a ledger that cannot be read without another permission. */
export function LegacyLedgerCard() {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("common.ledger")}
        </Text>
        <Text as="p" tone="subdued">
          {t("legacy.ledgerNeedsOrders")}
        </Text>
        <PermissionNote scope="read_orders" />
      </BlockStack>
    </Card>
  );
}

interface LegacyHistoryCardProps {
  history: LegacyHistory;
  /** Whether the shop lets devices be read, by which the two versions' sessions are told apart. */
  showsDevices: boolean;
}

/** What of the time before the rebuild is here; nothing for a shop that has none. */
export function LegacyHistoryCard({ history, showsDevices }: LegacyHistoryCardProps) {
  const { t } = useTranslation();
  if (history.given === 0 && !history.isRefused) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("legacy.heading")}
        </Text>
        {sentencesOf(t, history).map((sentence) => (
          <Text as="p" key={sentence}>
            {sentence}
          </Text>
        ))}
        {history.heldBack > 0 && !showsDevices && <PermissionNote scope="read_orders" />}
      </BlockStack>
    </Card>
  );
}

function sentencesOf(t: TFunction, { given, counted, heldBack, isComplete, isRefused }: LegacyHistory): string[] {
  const covered = given - counted - heldBack;
  return [
    given > 0 && t("legacyHistory.sessions", { count: counted }),
    covered > 0 && t("legacyHistory.leftOut", { count: covered }),
    heldBack > 0 && t("legacyHistory.heldBack", { count: heldBack }),
    !isComplete && !isRefused && t("legacyHistory.stillReading"),
    isRefused && t("legacyHistory.unavailable"),
  ].filter((sentence) => sentence !== false);
}
