import { Badge, BlockStack, Card, Text } from "@shopify/polaris";

import type { LegacyHistory } from "#app/reports/legacy-history.server.ts";

import { plural } from "./as-of-line.tsx";
import { PermissionNote } from "./permission-banner.tsx";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { LEGACY_WORDS } from "./words.ts";

/** Marks a session from before Shopify's rebuild. */
export function LegacyBadge() {
  return <Badge>{LEGACY_WORDS.badge}</Badge>;
}

/** What a session from before the rebuild does not tell. */
export function LegacySessionCard() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {LEGACY_WORDS.heading}
        </Text>
        <Text as="p" tone="subdued">
          {LEGACY_WORDS.differs}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** In the place of a ledger that cannot be read without another permission. */
export function LegacyLedgerCard() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Ledger
        </Text>
        <Text as="p" tone="subdued">
          {LEGACY_WORDS.ledgerNeedsOrders}
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
  const format = useShopFormat();
  if (history.given === 0 && !history.isRefused) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {LEGACY_WORDS.heading}
        </Text>
        {sentencesOf(history, format).map((sentence) => (
          <Text as="p" key={sentence}>
            {sentence}
          </Text>
        ))}
        {history.heldBack > 0 && !showsDevices && <PermissionNote scope="read_orders" />}
      </BlockStack>
    </Card>
  );
}

function sentencesOf({ given, counted, heldBack, isComplete, isRefused }: LegacyHistory, format: ShopFormat): string[] {
  const covered = given - counted - heldBack;
  return [
    given > 0 &&
      `${plural(counted, "session", format.count)} from before the rebuild of March 2026 are here as Shopify’s older cash tracking gives them.`,
    covered > 0 &&
      `${plural(covered, "more session", format.count)} of it are left out: the same shifts are here as Shopify gives them now.`,
    heldBack > 0 &&
      `${plural(heldBack, "session", format.count)} are held back: they ran at the same time and place as newer ones, and without ` +
        "their devices nobody can tell whether they are the same shifts.",
    !isComplete && !isRefused && "Older ones are still being read.",
    isRefused &&
      "Shopify does not give sessions of its older cash tracking at present. What was read stays; it is asked again every day.",
  ].filter((sentence) => sentence !== false);
}
