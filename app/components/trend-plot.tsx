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
import { useShopFormat } from "./shop-format.tsx";
import styles from "./trend-card.module.css";

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
  const compact = new Intl.NumberFormat(format.locale, { notation: "compact", maximumFractionDigits: 1 });
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
          tick={TICK}
          tickLine={false}
          axisLine={false}
          minTickGap={32}
        />
        <YAxis
          tickFormatter={(value: number) => compact.format(value)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={44}
        />
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

const TICK = { fill: "var(--p-color-text-secondary)", fontSize: 12 };

function Tip({ point }: { point: TrendPoint }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <div className={styles.tip}>
      <strong>{format.day(point.date, "long")}</strong>
      <dl>
        <dt>{t("common.sessions")}</dt>
        <dd>{format.count(point.sessions)}</dd>
        <dt>{t("common.over")}</dt>
        <dd>{format.money(point.over, { sign: "always" })}</dd>
        <dt>{t("common.short")}</dt>
        <dd>{format.money(point.short)}</dd>
        <dt>{t("common.net")}</dt>
        <dd>{format.money(point.net, { sign: "always" })}</dd>
      </dl>
    </div>
  );
}
