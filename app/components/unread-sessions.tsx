import { Banner, BlockStack, List, Text } from "@shopify/polaris";

import type { UnreadSession, UnreadSessions } from "#app/reports/unread-sessions.server.ts";

import { plural } from "./as-of-line.tsx";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { UNREAD_WORDS } from "./words.ts";

/** Which sessions are left out because Shopify gave them in a form that could not be read; nothing where there are none. */
export function UnreadSessionsBanner({ unread, now }: { unread: UnreadSessions; now: string }) {
  const format = useShopFormat();
  const { count, sessions } = unread;
  if (count === 0) return null;
  return (
    <Banner tone="warning" title={`${plural(count, "session", format.count)} could not be read`}>
      <BlockStack gap="200">
        <Text as="p">{UNREAD_WORDS.affected}</Text>
        <List>
          {sessions.map((session) => (
            <List.Item key={session.id}>{lineOf(session, { format, now })}</List.Item>
          ))}
          {count > sessions.length && <List.Item>and {format.count(count - sessions.length)} more</List.Item>}
        </List>
        <Text as="p">{UNREAD_WORDS.next}</Text>
      </BlockStack>
    </Banner>
  );
}

/** "Session 4711: missing since Nov 20, 3:00 PM; last tried 2 hours ago". */
function lineOf(session: UnreadSession, { format, now }: { format: ShopFormat; now: string }): string {
  const { id, since, triedAt, isMirrored } = session;
  const what = isMirrored ? UNREAD_WORDS.mirrored : UNREAD_WORDS.missing;
  return `Session ${id}: ${what} since ${format.instant(since, { style: "brief" })}; last tried ${format.ago(triedAt, now)}`;
}
