import { BlockStack, InlineGrid } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { BusinessDate } from "#app/calendar/dates.ts";
import type { LocationReport } from "#app/reports/location.server.ts";

import { ownCurrencyFirst } from "./amounts.ts";
import { ClockNote } from "./clock-note.tsx";
import { FigureCards } from "./figure-cards.tsx";
import { CurrencyHeading, PlacesCard, WorstSessionsCard } from "./overview.tsx";
import { PeriodStatementCard } from "./period-statement.tsx";
import { daysOf } from "./query.ts";
import { useShopFormat } from "./shop-format.tsx";
import { TrendCard } from "./trend-card.tsx";

/** The last day of those shown on which there was anything; the last one where there was nothing. */
export function latestDay({ currencies, range }: LocationReport): BusinessDate {
  const days = currencies.flatMap(({ trend }) => trend.filter(({ sessions }) => sessions > 0).map(({ date }) => date));
  return days.toSorted().at(-1) ?? range.to;
}

/** One location over a period: its figures, its days, its drawers and the sessions that are furthest off. */
export function LocationReportBody({ report, query }: { report: LocationReport; query: string }) {
  const { t } = useTranslation();
  const scope = { location: report.location.id };
  const { currency } = useShopFormat();
  const isNamed = report.currencies.length > 1;
  return (
    <BlockStack gap="600">
      {ownCurrencyFirst(report.currencies, currency).map((figures) => (
        <section key={figures.currency} aria-labelledby={`figures-${figures.currency}`}>
          <BlockStack gap="400">
            <CurrencyHeading currency={figures.currency} isHidden={!isNamed} />
            <FigureCards figures={figures} query={query} scope={scope} />
            <TrendCard trend={figures.trend} currency={figures.currency} query={query} scope={scope} />
            <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
              <PlacesCard
                heading={t("common.drawers")}
                rows={report.drawers.filter((row) => row.currency === figures.currency)}
                query={query}
                all={{ label: t("drawer.sessions"), href: `/app/sessions${daysOf(query, scope)}` }}
              />
              <WorstSessionsCard
                rows={report.worst.filter((row) => row.currency === figures.currency)}
                query={query}
                scope={scope}
              />
            </InlineGrid>
            <PeriodStatementCard figures={figures} heading={t("common.periodStatement")} />
            <ClockNote timeZone={report.location.timeZone} currency={figures.currency} />
          </BlockStack>
        </section>
      ))}
    </BlockStack>
  );
}
