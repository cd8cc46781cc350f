import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

import type { DateRange } from "#app/calendar/dates.ts";
import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import { isBusy, plural } from "./as-of-line.tsx";
import { PermissionBanner } from "./permission-banner.tsx";
import { queryWith } from "./query.ts";
import { useShopFormat } from "./shop-format.tsx";

/**
 * Why a page has nothing to show before its days are even looked at, or null when it has: cash sessions may not be
 * read, are being read for the first time, or there are none.
 */
export function NothingYet({ sync, shopHasSessions }: { sync: SyncStatus; shopHasSessions: boolean }) {
  if (shopHasSessions) return null;
  if (sync.missingScopes.includes("read_cash_tracking")) return <PermissionBanner scope="read_cash_tracking" />;
  if (sync.isFirstSync || isBusy(sync) || !sync.isHistoryComplete) return <FirstSync sync={sync} />;
  return <NoSessions />;
}

function FirstSync({ sync }: { sync: SyncStatus }) {
  const format = useShopFormat();
  return (
    <Notice title="Reading your cash sessions from Shopify">
      <Text as="p">
        The last weeks come first, so that this page is useful within a minute. The history follows by itself, then each
        session’s ledger; you may leave and come back.
      </Text>
      <Text as="p" tone="subdued">
        {sync.sessions === 0
          ? "Nothing read so far."
          : `${plural(sync.sessions, "session", format.count)} read so far.`}
      </Text>
    </Notice>
  );
}

function NoSessions() {
  return (
    <Notice
      title="No cash session yet"
      action={
        <Button url="https://help.shopify.com/manual/sell-in-person/shopify-pos/cash-tracking" target="_blank">
          Cash tracking in Shopify POS
        </Button>
      }
    >
      <Text as="p">
        Shopify has no cash session of this shop. Sessions appear here as soon as a location on POS Pro has cash
        tracking turned on and someone opens a drawer.
      </Text>
    </Notice>
  );
}

interface EmptyRangeProps {
  query: string;
  range: DateRange | null;
  nearestRange?: DateRange | null;
}

/** Nothing on these days, and where there is something. */
export function EmptyRange({ query, range, nearestRange }: EmptyRangeProps) {
  const format = useShopFormat();
  return (
    <Notice
      title="No session on these days"
      action={
        nearestRange ? (
          <Button url={queryWith(query, { preset: null, from: nearestRange.from, to: nearestRange.to })}>
            {`Show ${format.range(nearestRange)}`}
          </Button>
        ) : (
          <Button url={queryWith(query, { preset: "all", from: null, to: null })}>Show all time</Button>
        )
      }
    >
      <Text as="p">
        {range ? `No cash session belongs to ${format.range(range)}.` : "There is no cash session."}
        {nearestRange && " The nearest days that have some are a click away."}
      </Text>
    </Notice>
  );
}

/** No row of a list fits its days and filters. */
export function EmptyList({ query }: { query: string }) {
  const isAllTime = new URLSearchParams(query).get("preset") === "all";
  return (
    <Box padding="600">
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          No session matches
        </Text>
        <Text as="p">{isAllTime ? "Take a filter away." : "Take a filter away, or look at more days."}</Text>
        {!isAllTime && (
          <InlineStack>
            <Button url={queryWith(query, { preset: "all", from: null, to: null })}>Look at all time</Button>
          </InlineStack>
        )}
      </BlockStack>
    </Box>
  );
}

interface NoticeProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

function Notice({ title, action, children }: NoticeProps) {
  return (
    <Card>
      <Box paddingBlock="600" maxWidth="36rem">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {children}
          {action && <InlineStack>{action}</InlineStack>}
        </BlockStack>
      </Box>
    </Card>
  );
}
