import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { useShopFormat } from "./shop-format.tsx";

/**
 * Whose clock the times are on, where one may take them for another's: Shopify does not tell the zone of a location,
 * and cash in another currency than the shop's is the sign of one far away.
 */
export function ClockNote({ timeZone, currency }: { timeZone: string; currency: string }) {
  const { t } = useTranslation();
  const shop = useShopFormat();
  if (timeZone !== shop.timeZone || currency === shop.currency) return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {t("clockNote.shopClock", { timeZone: shop.timeZone.replaceAll("_", " ") })}
    </Text>
  );
}
