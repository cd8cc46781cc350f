import { useTranslation } from "react-i18next";
import { lazy, Suspense } from "react";

import type { LedgerRow } from "#app/reports/session.server.ts";

import { plotted } from "./amounts.ts";
import styles from "./balance-chart.module.css";
import { useIsInBrowser } from "./in-browser.ts";

import { useShopFormat } from "./shop-format.tsx";

// The drawing library comes when the page stands; until then, and without it, the plain shape is there.
const BalancePlot = lazy(() => import("./balance-plot.tsx"));

const WIDTH = 600;
const HEIGHT = 72;

/** How the cash in the drawer rose and fell, with its counts marked. The ledger below says the same in figures. */
export function BalanceChart({ ledger, timeZone }: { ledger: LedgerRow[]; timeZone: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const isInBrowser = useIsInBrowser();
  const [first] = ledger;
  const last = ledger.at(-1);
  if (!first || !last || ledger.length < 2) return null;
  const sorted = ledger.toSorted((a, b) => plotted(a.runningBalance) - plotted(b.runningBalance));
  const lowest = sorted[0] ?? first;
  const highest = sorted.at(-1) ?? last;
  const shape = <Shape ledger={ledger} />;
  return (
    <figure className={styles.chart}>
      <div className={styles.plot} aria-hidden="true">
        {isInBrowser ? (
          <Suspense fallback={shape}>
            <BalancePlot ledger={ledger} timeZone={timeZone} />
          </Suspense>
        ) : (
          shape
        )}
      </div>
      <figcaption className={styles.caption}>
        <span>
          {t("balanceChart.between", {
            lowest: format.money(lowest.runningBalance),
            highest: format.money(highest.runningBalance),
          })}
        </span>
        <span className={styles.legend}>
          <span className={styles.even}>{t("balanceChart.count")}</span>
          <span className={styles.off}>{t("balanceChart.countOff")}</span>
        </span>
      </figcaption>
    </figure>
  );
}

function Shape({ ledger }: { ledger: LedgerRow[] }) {
  const { line, counts } = balanceSteps(ledger);
  return (
    <svg className={styles.svg} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
      <path className={styles.area} d={`${line} V${HEIGHT} H0 Z`} />
      {counts.map((x) => (
        <line key={x} className={styles.count} x1={x} x2={x} y1={0} y2={HEIGHT} />
      ))}
      <path className={styles.line} d={line} />
    </svg>
  );
}

/** The balance as a path of steps over time (a drawer's balance jumps, it does not slope), and where the counts stand. */
export function balanceSteps(ledger: LedgerRow[]): { line: string; counts: number[] } {
  const times = ledger.map((row) => Date.parse(row.time));
  const balances = ledger.map((row) => plotted(row.runningBalance));
  const from = Math.min(...times);
  const span = Math.max(...times) - from || 1;
  const low = Math.min(0, ...balances);
  const height = Math.max(...balances) - low || 1;
  const x = (index: number) => round((((times[index] ?? from) - from) / span) * WIDTH);
  const y = (index: number) => round(HEIGHT - 2 - (((balances[index] ?? 0) - low) / height) * (HEIGHT - 4));
  const steps = ledger.slice(1).map((_, index) => `H${x(index + 1)} V${y(index + 1)}`);
  const counts = ledger.flatMap((row, index) => (row.kind === "count" ? [x(index)] : []));
  return { line: [`M${x(0)},${y(0)}`, ...steps].join(" "), counts: [...new Set(counts)] };
}

const round = (value: number) => Math.round(value * 10) / 10;
