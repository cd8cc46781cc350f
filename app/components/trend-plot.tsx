import { useNavigate } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";

import type { TrendPoint } from "#app/reports/figures.ts";

import { plotted } from "./amounts.ts";
import { AXIS, PlotTip, useAmountAxis } from "./plot-parts.tsx";
import { useShopFormat } from "./shop-format.tsx";

interface Mark {
  date: string;
  over: number;
  short: number;
  net: number;
  point: TrendPoint;
}

/** Beyond this many days a dot on each only thickens the line. */
const DOTS_UP_TO = 45;

/** The plot of the trend. A default export because React.lazy wants one. */
export default function TrendPlot({ trend, dayHref }: { trend: TrendPoint[]; dayHref(date: string): string }) {
  const format = useShopFormat();
  const navigate = useNavigate();
  const marks: Mark[] = trend.map((point) => ({
    date: point.date,
    over: plotted(point.over),
    short: plotted(point.short),
    net: plotted(point.net),
    point,
  }));
  const amountAxis = useAmountAxis();
  const shortDay = new Intl.DateTimeFormat(format.locale, { timeZone: "UTC", month: "short", day: "numeric" });
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={marks}
        accessibilityLayer={false}
        stackOffset="sign"
        margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        style={{ cursor: "pointer" }}
        onClick={({ activeLabel }) => {
          if (typeof activeLabel === "string") void navigate(dayHref(activeLabel));
        }}
      >
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="date"
          tickFormatter={(date: string) => shortDay.format(new Date(`${date}T00:00:00Z`))}
          {...AXIS}
          minTickGap={32}
        />
        <YAxis {...amountAxis} />
        <ReferenceLine y={0} stroke="var(--p-color-border-tertiary)" />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--p-color-bg-surface-hover)" }}
          content={({ active, payload }) => {
            const mark = payload?.[0]?.payload as Mark | undefined;
            return active && mark ? <Tip point={mark.point} /> : null;
          }}
        />
        <Bar
          dataKey="over"
          stackId="day"
          fill="var(--p-color-bg-fill-warning)"
          maxBarSize={18}
          isAnimationActive={false}
        />
        <Bar
          dataKey="short"
          stackId="day"
          fill="var(--p-color-bg-fill-critical)"
          maxBarSize={18}
          isAnimationActive={false}
        />
        <Line
          dataKey="net"
          stroke="var(--p-color-text)"
          strokeWidth={1.5}
          dot={marks.length <= DOTS_UP_TO ? { r: 2, fill: "var(--p-color-text)" } : false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function Tip({ point }: { point: TrendPoint }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const lines = [
    { label: t("common.sessions"), value: format.count(point.sessions) },
    { label: t("common.over"), value: format.money(point.over, { sign: "always" }) },
    { label: t("common.short"), value: format.money(point.short) },
    { label: t("common.net"), value: format.money(point.net, { sign: "always" }) },
  ];
  return <PlotTip title={format.day(point.date, "long")} lines={lines} />;
}
