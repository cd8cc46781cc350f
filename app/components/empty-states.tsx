import { Banner, BlockStack, Box, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DateRange } from "#app/calendar/dates.ts";
import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import { isBusy } from "./as-of-line.tsx";
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
  const { t } = useTranslation();
  return (
    <Notice title={t("emptyStates.reading")}>
      <Text as="p">{t("emptyStates.readingHow")}</Text>
      <Text as="p" tone="subdued">
        {sync.sessions === 0 ? t("emptyStates.nothingSoFar") : t("emptyStates.soFar", { count: sync.sessions })}
      </Text>
    </Notice>
  );
}

function NoSessions() {
  const { t } = useTranslation();
  return (
    <Notice
      title={t("emptyStates.noneYet")}
      action={
        <Button url="https://help.shopify.com/manual/sell-in-person/shopify-pos/cash-tracking" target="_blank">
          {t("emptyStates.aboutCashTracking")}
        </Button>
      }
    >
      <Text as="p">{t("emptyStates.noneYetWhy")}</Text>
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
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <Notice
      title={t("emptyStates.noneInRange")}
      action={
        nearestRange ? (
          <Button url={queryWith(query, { preset: null, from: nearestRange.from, to: nearestRange.to })}>
            {t("emptyStates.show", { nearestRange: format.range(nearestRange) })}
          </Button>
        ) : (
          <Button url={queryWith(query, { preset: "all", from: null, to: null })}>
            {t("emptyStates.showAllTime")}
          </Button>
        )
      }
    >
      <Text as="p">
        {range ? t("emptyStates.noneBelongs", { range: format.range(range) }) : t("emptyStates.noneAtAll")}
        {nearestRange && ` ${t("emptyStates.nearestDays")}`}
      </Text>
    </Notice>
  );
}

/** No row of a list fits its days and filters. */
export function EmptyList({ query, search }: { query: string; search?: string }) {
  const { t } = useTranslation();
  const isAllTime = new URLSearchParams(query).get("preset") === "all";
  if (search !== undefined) return <NothingFound query={query} search={search} />;
  return (
    <Box padding="600">
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("emptyStates.noMatch")}
        </Text>
        <Text as="p">{isAllTime ? t("emptyStates.fewerFilters") : t("emptyStates.fewerFiltersOrMoreDays")}</Text>
        {!isAllTime && (
          <InlineStack>
            <Button url={queryWith(query, { preset: "all", from: null, to: null })}>
              {t("emptyStates.lookAtAllTime")}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Box>
  );
}

/** Searched for, and not there. */
function NothingFound({ query, search }: { query: string; search: string }) {
  const { t } = useTranslation();
  return (
    <Box padding="600">
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd" breakWord>
          {t("search.nothing", { text: search })}
        </Text>
        <Text as="p">{t("search.nothingHow")}</Text>
        {!isEveryDay(query) && (
          <InlineStack>
            <Button url={everyDay(query)}>{t("search.everyDay")}</Button>
          </InlineStack>
        )}
      </BlockStack>
    </Box>
  );
}

/** That a search went through some days only, and the way to all of them. */
export function SearchedDays({ query }: { query: string }) {
  const { t } = useTranslation();
  if (isEveryDay(query)) return null;
  return (
    <Box paddingInline="400" paddingBlockEnd="300">
      <Text as="p" tone="subdued">
        {t("search.withinDays")} <Link url={everyDay(query)}>{t("search.everyDay")}</Link>
      </Text>
    </Box>
  );
}

/** Says that the search finds more than is shown, counted and added up. */
export function NewestFound({ count, since }: { count: number; since: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <Box paddingInline="400" paddingBlockEnd="300">
      <Banner tone="info">
        <p>{t("search.newest", { count, since: format.instant(since, { style: "date" }) })}</p>
      </Banner>
    </Box>
  );
}

function isEveryDay(query: string): boolean {
  const params = new URLSearchParams(query);
  return params.get("preset") === "all" && params.get("by") === "opening";
}

function everyDay(query: string): string {
  return queryWith(query, { preset: "all", from: null, to: null, by: "opening" });
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
