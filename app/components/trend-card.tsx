import { useTranslation } from "react-i18next";
import { BlockStack, Button, ButtonGroup, Card, Link, Text } from "@shopify/polaris";
import { lazy, Suspense, useState } from "react";

import type { TrendPoint } from "#app/reports/figures.ts";

import { DataTable } from "./data-table.tsx";
import { Discrepancy } from "./figure.tsx";
import { useIsInBrowser } from "./in-browser.ts";
import { type OrderedColumn, useOrdered } from "./ordered-rows.ts";
import { daysOf, queryWith } from "./query.ts";
import { useShopFormat } from "./shop-format.tsx";
import styles from "./trend-card.module.css";

// The drawing library is as large as the rest of the page: it comes when the page stands.
const TrendPlot = lazy(() => import("./trend-plot.tsx"));

interface TrendCardProps {
  trend: TrendPoint[];
  currency: string;
  query: string;
  scope?: Record<string, string>;
}

/** Over above the line, short below it and net as a line, by day; the same as a table. */
export function TrendCard({ trend, currency, query, scope = {} }: TrendCardProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<"chart" | "table">("chart");
  const dayHref = (date: string) =>
    `/app/sessions${queryWith(daysOf(query), { preset: null, from: date, to: date, currency, ...scope })}`;
  return (
    <Card>
      <BlockStack gap="300">
        <div className={styles.head}>
          <Text as="h3" variant="headingSm">
            {t("common.byDay")}
          </Text>
          <ButtonGroup variant="segmented">
            <Button size="slim" pressed={view === "chart"} onClick={() => setView("chart")}>
              {t("trendCard.chart")}
            </Button>
            <Button size="slim" pressed={view === "table"} onClick={() => setView("table")}>
              {t("trendCard.table")}
            </Button>
          </ButtonGroup>
        </div>
        {view === "chart" ? (
          <Chart trend={trend} dayHref={dayHref} />
        ) : (
          <TrendTable trend={trend} currency={currency} dayHref={dayHref} />
        )}
      </BlockStack>
    </Card>
  );
}

interface TrendProps {
  trend: TrendPoint[];
  dayHref(date: string): string;
}

function Chart({ trend, dayHref }: TrendProps) {
  const { t } = useTranslation();
  const isInBrowser = useIsInBrowser();
  const fallback = <div className={styles.fallback} />;
  return (
    <BlockStack gap="200">
      {/* The table beside it holds the same for those who cannot see it. */}
      <div className={styles.plot} aria-hidden="true">
        {isInBrowser ? (
          <Suspense fallback={fallback}>
            <TrendPlot trend={trend} dayHref={dayHref} />
          </Suspense>
        ) : (
          fallback
        )}
      </div>
      <ul className={styles.legend}>
        <li style={mark("var(--p-color-bg-fill-warning)")}>{t("trendCard.overAbove")}</li>
        <li style={mark("var(--p-color-bg-fill-critical)")}>{t("trendCard.shortBelow")}</li>
        <li className={styles.net} style={mark("var(--p-color-text)")}>
          {t("common.net")}
        </li>
      </ul>
    </BlockStack>
  );
}

function TrendTable({ trend, currency, dayHref }: TrendProps & { currency: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const columns: OrderedColumn<TrendPoint>[] = [
    {
      id: "day",
      heading: t("trendCard.day"),
      by: (point) => point.date,
      cell: (point) => <Link url={dayHref(point.date)}>{format.day(point.date)}</Link>,
    },
    {
      ...{ id: "sessions", heading: t("common.sessions"), align: "end", by: (point) => point.sessions },
      cell: (point) => format.count(point.sessions),
    },
    {
      id: "over",
      heading: t("trendCard.over", { currency }),
      by: (point) => point.over,
      align: "end",
      cell: (point) => format.money(point.over, { currencyDisplay: "none", sign: "always" }),
    },
    {
      id: "short",
      heading: t("trendCard.short", { currency }),
      by: (point) => point.short,
      first: "ascending",
      align: "end",
      cell: (point) => format.money(point.short, { currencyDisplay: "none" }),
    },
    {
      id: "net",
      heading: t("trendCard.net", { currency }),
      by: (point) => point.net,
      first: "ascending",
      align: "end",
      cell: (point) => <Discrepancy value={point.net} currency="none" isAligned />,
    },
  ];
  const ordered = useOrdered(columns, trend, { parameter: "days_order", locale: format.locale });
  return (
    <div className={styles.table}>
      <DataTable caption={t("trendCard.caption")} {...ordered} rowKey={(point) => point.date} isLinked />
    </div>
  );
}

const mark = (color: string) => ({ "--mark": color }) as React.CSSProperties;
