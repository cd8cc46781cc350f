import { BlockStack, Box, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { CurrencyFigures, PlaceRow, SessionRow } from "#app/reports/figures.ts";
import type { CurrencyPatterns } from "#app/reports/overview-patterns.server.ts";
import type { OpenRow, Overview } from "#app/reports/overview.server.ts";

import { ownCurrencyFirst } from "./amounts.ts";
import { DriversCard, placeRow } from "./drivers-card.tsx";
import { explainOpen } from "./explanations.ts";
import { Discrepancy, Figure } from "./figure.tsx";
import { FigureCards } from "./figure-cards.tsx";
import { HowComputed } from "./how-computed.tsx";
import { capitalised } from "./id-words.ts";
import { listed } from "./listed.ts";
import { PatternsCard } from "./patterns-card.tsx";
import { PeriodStatementCard } from "./period-statement.tsx";
import { daysOf, queryWith } from "./query.ts";
import { RightNow } from "./right-now.tsx";
import { RowListCard } from "./row-list.tsx";
import { placeName } from "./session-names.ts";
import { sessionRemark } from "./session-remark.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { StaleBadge } from "./status-badge.tsx";
import { TrendCard } from "./trend-card.tsx";

interface OverviewReportProps {
  report: Overview;
  /** Loaded after the figures. */
  patterns: Promise<CurrencyPatterns[]>;
  query: string;
  /** What else waits, beside open sessions: RightNowItems. */
  waiting?: ReactNode;
  /** What a person would want to see of the days, below what waits. */
  exceptions?: ReactNode;
}

/** What waits, the answer, where it comes from, and the sessions that caused it; a section for each currency. */
export function OverviewReport({ report, patterns, query, waiting, exceptions }: OverviewReportProps) {
  const { currencies, where, worst, openNow, openCount, hasPeople } = report;
  const { currency } = useShopFormat();
  return (
    <BlockStack gap="600">
      <BlockStack gap="400">
        <RightNow report={report}>{waiting}</RightNow>
        {exceptions}
      </BlockStack>
      {ownCurrencyFirst(currencies, currency).map((figures) => (
        <CurrencySection
          key={figures.currency}
          figures={figures}
          isNamed={currencies.length > 1}
          where={where.filter((row) => row.currency === figures.currency)}
          worst={worst.filter((row) => row.currency === figures.currency)}
          patterns={patterns}
          hasPeople={hasPeople}
          query={query}
        />
      ))}
      <OpenNowCard rows={openNow} count={openCount} />
    </BlockStack>
  );
}

interface CurrencySectionProps {
  figures: CurrencyFigures;
  /** A shop with one currency needs no heading for it. */
  isNamed: boolean;
  where: PlaceRow[];
  worst: SessionRow[];
  patterns: Promise<CurrencyPatterns[]>;
  hasPeople: boolean;
  query: string;
}

function CurrencySection({ figures, isNamed, where, worst, patterns, hasPeople, query }: CurrencySectionProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby={`figures-${figures.currency}`}>
      <BlockStack gap="400">
        <CurrencyHeading currency={figures.currency} isHidden={!isNamed} />
        <FigureCards figures={figures} query={query} />
        <TrendCard trend={figures.trend} currency={figures.currency} query={query} />
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
          <DriversCard {...{ where, patterns, hasPeople, query }} currency={figures.currency} />
          <WorstSessionsCard rows={worst} query={query} />
        </InlineGrid>
        <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400" alignItems="start">
          <PeriodStatementCard figures={figures} heading={t("common.periodStatement")} />
          <PatternsCard patterns={patterns} currency={figures.currency} />
        </InlineGrid>
      </BlockStack>
    </section>
  );
}

/** Names the currency of the figures below it: by itself for the eye where there are several, always for the ear. */
export function CurrencyHeading({ currency, isHidden }: { currency: string; isHidden: boolean }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <Box paddingInline={isHidden ? undefined : { xs: "400", sm: "0" }}>
      <Text as="h2" variant="headingMd" id={`figures-${currency}`} visuallyHidden={isHidden}>
        {listed(t, [capitalised(format.currencyName(currency)), currency])}
      </Text>
    </Box>
  );
}

interface PlacesCardProps {
  heading: string;
  rows: PlaceRow[];
  query: string;
  all?: { label: string; href: string };
}

/** Locations or drawers by the size of their discrepancies. */
export function PlacesCard({ heading, rows, query, all }: PlacesCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <RowListCard
      heading={heading}
      empty={t("drivers.empty")}
      all={all}
      rows={rows.map((row) => placeRow(t, row, query, format))}
    />
  );
}

/** The sessions that are furthest off. */
export function WorstSessionsCard({
  rows,
  query,
  scope = {},
}: {
  rows: SessionRow[];
  query: string;
  scope?: Record<string, string>;
}) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <RowListCard
      heading={t("overview.needsALook")}
      empty={t("overview.noneBeyond")}
      all={{
        label: t("overview.allBeyondTolerance"),
        href: `/app/sessions${queryWith(daysOf(query), { ...scope, status: ["short", "over"], sort: "size_desc" })}`,
      }}
      rows={rows.map((row) => ({
        id: row.id,
        title: placeName(t, row),
        href: `/app/sessions/${row.id}`,
        detail: listed(t, [closedWhen(t, row, format), row.closedBy]),
        figure: <Discrepancy value={row.totalDiscrepancy} isPending={!row.totalsReady} isAligned />,
        aside: whyOf(t, row, format),
      }))}
    />
  );
}

function closedWhen(t: TFunction, { closedAt, timeZone }: SessionRow, format: ShopFormat): string {
  return closedAt === null
    ? t("common.stillOpenInLine")
    : t("overview.closed", { closedAt: format.instant(closedAt, { timeZone, style: "brief" }) });
}

/** Where the discrepancy was found, if not at closing; else that nobody counted. */
function whyOf(t: TFunction, row: SessionRow, format: ShopFormat): string {
  return sessionRemark(t, row, format) || (row.reconciliation === "not_counted" ? t("status.not_counted") : "");
}

/** What runs now, the forgotten ones first. */
function OpenNowCard({ rows, count }: { rows: OpenRow[]; count: number }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <RowListCard
      heading={count === 0 ? t("overview.openNow") : t("overview.openNowCount", { count })}
      level="h2"
      all={
        count > rows.length
          ? { label: t("overview.allOpenSessions"), href: "/app/sessions?status=open&by=opening&preset=all" }
          : undefined
      }
      empty={t("overview.allClosed")}
      rows={rows.map((row) => ({
        id: row.id,
        title: placeName(t, row),
        href: `/app/sessions/${row.id}`,
        detail: listed(t, [
          t("common.since", { openedAt: format.instant(row.openedAt, { timeZone: row.timeZone, style: "brief" }) }),
          row.openedBy,
        ]),
        figure: (
          <>
            <HowComputed
              name={t("howComputed.expectedNow", { place: placeName(t, row) })}
              explain={() => explainOpen(t, row)}
              beside="figure"
            />{" "}
            <Figure value={row.expectedNow} unknown={t("common.knownWithLedger")} />
          </>
        ),
        aside: row.isStale ? (
          <InlineStack align="end">
            <StaleBadge hours={row.hoursOpen} />
          </InlineStack>
        ) : (
          t("overview.expectedNow")
        ),
      }))}
    />
  );
}
