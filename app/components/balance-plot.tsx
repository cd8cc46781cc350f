import { useTranslation } from "react-i18next";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";

import type { LedgerRow } from "#app/reports/session.server.ts";

import { isZero, plotted } from "./amounts.ts";
import { wordFor } from "./id-words.ts";
import { listed } from "./listed.ts";
import { AXIS, PlotTip, useAmountAxis } from "./plot-parts.tsx";
import { useShopFormat } from "./shop-format.tsx";

interface Mark {
  time: number;
  balance: number;
  row: LedgerRow;
}

const HOUR_MS = 3_600_000;
/** As many hours as leave room for their labels on a phone. */
const MOST_TICKS = 6;

/** The balance over time, in steps: cash jumps, it does not slope. A default export because React.lazy wants one. */
export default function BalancePlot({ ledger, timeZone }: { ledger: LedgerRow[]; timeZone: string }) {
  const format = useShopFormat();
  const marks: Mark[] = ledger.map((row) => ({
    time: Date.parse(row.time),
    balance: plotted(row.runningBalance),
    row,
  }));
  const times = marks.map(({ time }) => time);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const counts = marks.filter(({ row }) => row.kind === "count");
  const amountAxis = useAmountAxis();
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={marks} accessibilityLayer={false} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="time"
          type="number"
          domain={[from, to]}
          ticks={hoursBetween(from, to)}
          tickFormatter={(time: number) => format.timeOnly(new Date(time).toISOString(), timeZone)}
          {...AXIS}
          minTickGap={16}
        />
        <YAxis {...amountAxis} />
        <ReferenceLine y={0} stroke="var(--p-color-border-tertiary)" />
        {counts.map(({ time, row }) => (
          <ReferenceLine key={row.position} x={time} stroke="var(--p-color-border)" strokeDasharray="2 2" />
        ))}
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload }) => {
            const mark = payload?.[0]?.payload as Mark | undefined;
            return active && mark ? <Tip row={mark.row} timeZone={timeZone} /> : null;
          }}
        />
        <Line
          type="stepAfter"
          dataKey="balance"
          stroke="var(--p-color-text)"
          strokeWidth={1.5}
          dot={false}
          activeDot={{ r: 3 }}
          isAnimationActive={false}
        />
        {counts.map(({ time, balance, row }) => {
          const isOff = row.discrepancy !== null && !isZero(row.discrepancy);
          return (
            <ReferenceDot
              key={row.position}
              x={time}
              y={balance}
              r={4}
              strokeWidth={2}
              stroke={isOff ? "var(--p-color-bg-fill-critical)" : "var(--p-color-text-secondary)"}
              fill={isOff ? "var(--p-color-bg-fill-critical)" : "var(--p-color-bg-surface)"}
            />
          );
        })}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** Full hours of UTC within the session, no more than there is room for; in some zones their labels have minutes. */
function hoursBetween(from: number, to: number): number[] {
  const step = Math.max(1, Math.ceil((to - from) / HOUR_MS / MOST_TICKS)) * HOUR_MS;
  const first = Math.ceil(from / HOUR_MS) * HOUR_MS;
  const ticks: number[] = [];
  for (let at = first; at <= to; at += step) ticks.push(at);
  return ticks.length > 1 ? ticks : [from, to];
}

function Tip({ row, timeZone }: { row: LedgerRow; timeZone: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const isCount = row.kind === "count";
  const found = isCount ? (row.discrepancy ?? row.amount) : row.amount;
  const lines = [
    {
      label: isCount ? t("balanceChart.found") : t("balanceChart.amount"),
      value: format.money(found, { sign: "always" }),
    },
    { label: t("balanceChart.balance"), value: format.money(row.runningBalance) },
  ];
  const when = format.instant(row.time, { style: "time", timeZone });
  return <PlotTip title={listed(t, [wordFor(t, "activity", row.type), when])} lines={lines} />;
}
