import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { UnreadSession, UnreadSessions } from "#app/reports/unread-sessions.server.ts";

import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

/** Which sessions are left out because Shopify gave them in a form that could not be read; nothing where there are none. */
export function UnreadSessionsBanner({ unread, now }: { unread: UnreadSessions; now: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { count, sessions } = unread;
  if (count === 0) return null;
  return (
    <Banner tone="warning" title={t("unreadSessions.title", { count })}>
      <BlockStack gap="200">
        <Text as="p">{t("unread.affected")}</Text>
        <List>
          {sessions.map((session) => (
            <List.Item key={session.id}>{lineOf(t, session, { format, now })}</List.Item>
          ))}
          {count > sessions.length && <List.Item>{t("unread.more", { count: count - sessions.length })}</List.Item>}
        </List>
        <Text as="p">{t("unread.next")}</Text>
      </BlockStack>
    </Banner>
  );
}

/** "Session 4711: missing since Nov 20, 3:00 PM; last tried 2 hours ago". */
function lineOf(t: TFunction, session: UnreadSession, { format, now }: { format: ShopFormat; now: string }): string {
  const { id, since, triedAt, isMirrored } = session;
  const what = isMirrored ? t("unread.mirrored") : t("unread.missing");
  return t("unread.line", {
    id,
    what,
    since: format.instant(since, { style: "brief" }),
    tried: format.ago(triedAt, now),
  });
}
