import { Fragment } from "react";

import { axisNumbers } from "./axis-numbers.ts";
import styles from "./plot-parts.module.css";
import { useShopFormat } from "./shop-format.tsx";

/** How an axis of a plot looks. */
export const AXIS = {
  tick: { fill: "var(--p-color-text-secondary)", fontSize: 12 },
  tickLine: false,
  axisLine: false,
} as const;

/** The axis of amounts, which are written short beside it. */
export function useAmountAxis() {
  const { locale } = useShopFormat();
  return { ...AXIS, width: 44, tickFormatter: axisNumbers(locale) };
}

interface PlotTipProps {
  title: string;
  lines: readonly { label: string; value: string }[];
}

/** What a plot tells of the point under the pointer. */
export function PlotTip({ title, lines }: PlotTipProps) {
  return (
    <div className={styles.tip}>
      <strong>{title}</strong>
      <dl>
        {lines.map(({ label, value }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
