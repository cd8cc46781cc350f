import { Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { absolute, compare, fromWire, subtract, toWire, type WireMoney } from "#app/money/money.ts";
import type { CountChange, CurrencyFigures, MoneyChange } from "#app/reports/figures.ts";

import { plotted } from "./amounts.ts";
import type { Explanation } from "./arithmetic.ts";
import { explainBeyond, explainNet, explainSide } from "./explanations.ts";
import { Discrepancy } from "./figure.tsx";
import styles from "./figure-cards.module.css";
import { HowComputed } from "./how-computed.tsx";
import { daysOf, queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { Sparkline } from "./sparkline.tsx";

interface FigureCardsProps {
  figures: CurrencyFigures;
  /** The page's query: the sessions behind a figure are those of its days. */
  query: string;
  /** What else the sessions behind the figures share, such as the location. */
  scope?: Record<string, string>;
}

/** The four figures of a period: net, short, over, and how many sessions are beyond tolerance. */
export function FigureCards({ figures, query, scope = {} }: FigureCardsProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { net, over, short, absolute: all, sessions, beyondTolerance, trend } = figures;
  const sessionsHref = (filter: Record<string, string | string[]>) =>
    `/app/sessions${queryWith(daysOf(query), { ...scope, currency: figures.currency, ...filter })}`;
  const count = sessions.current;
  return (
    <div className={styles.cards}>
      <FigureCard
        label={t("figureCards.netDiscrepancy")}
        how={t("figureCards.how.net")}
        figure={<Discrepancy value={net.current} />}
        change={
          <>
            <MoneyChangeLine change={net} />
            <div>{t("figureCards.offInAll", { all: format.money(all.current) })}</div>
          </>
        }
        shape={<Sparkline values={trend.map((point) => plotted(point.net))} />}
        sessionsHref={sessionsHref({ sort: "size_desc" })}
        explain={() => explainNet(t, figures)}
      />
      <FigureCard
        label={t("common.short")}
        how={t("figureCards.how.short")}
        figure={<Discrepancy value={short.current} />}
        change={<MoneyChangeLine change={short} />}
        shape={<Sparkline values={trend.map((point) => plotted(point.short))} />}
        sessionsHref={sessionsHref({ sign: "short", sort: "discrepancy_asc" })}
        explain={(shop) => explainSide(t, figures, "short", shop)}
      />
      <FigureCard
        label={t("common.over")}
        how={t("figureCards.how.over")}
        figure={<Discrepancy value={over.current} />}
        change={<MoneyChangeLine change={over} />}
        shape={<Sparkline values={trend.map((point) => plotted(point.over))} />}
        sessionsHref={sessionsHref({ sign: "over", sort: "discrepancy_desc" })}
        explain={(shop) => explainSide(t, figures, "over", shop)}
      />
      <FigureCard
        label={t("figureCards.beyondTolerance")}
        how={t("figureCards.how.beyond")}
        figure={t("figureCards.partOf", { part: beyondTolerance.current, count })}
        change={<CountChangeLine change={beyondTolerance} />}
        shape={<Share part={beyondTolerance.current} whole={sessions.current} />}
        sessionsHref={sessionsHref({ status: ["short", "over"], sort: "size_desc" })}
        explain={(shop) => explainBeyond(t, figures, shop)}
      />
    </div>
  );
}

interface FigureCardProps {
  label: string;
  /** Names the explanation. */
  how: string;
  figure: ReactNode;
  change: ReactNode;
  /** The shape of the figure: its days, or its share. */
  shape: ReactNode;
  sessionsHref: string;
  explain(format: ShopFormat): Explanation;
}

function FigureCard({ label, how, figure, change, shape, sessionsHref, explain }: FigureCardProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <div className={styles.card}>
        <div className={styles.head}>
          <Text as="h3" variant="headingSm" tone="subdued">
            {label}
          </Text>
          <HowComputed
            name={how}
            explain={explain}
            link={{ label: t("figureCards.showSessions"), href: sessionsHref }}
          />
        </div>
        <div className={styles.figure}>{figure}</div>
        <div className={styles.change}>{change}</div>
        <div className={styles.shape}>{shape}</div>
      </div>
    </Card>
  );
}

function Share({ part, whole }: { part: number; whole: number }) {
  const format = useShopFormat();
  const ratio = whole === 0 ? 0 : part / whole;
  return (
    <div className={styles.share}>
      <div className={styles.bar} aria-hidden="true">
        <div style={{ width: `${ratio * 100}%` }} />
      </div>
      {format.share(ratio)}
    </div>
  );
}

/** How far the figure moved, by its size: both less short and less over are less. */
function MoneyChangeLine({ change: { current, previous } }: { change: MoneyChange }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (!previous) return null;
  const { direction, by } = changeOf(current, previous);
  if (direction === "same") return <>{t("figureCards.asMuch")}</>;
  const amounts = { by: format.money(by), before: format.money(previous, { sign: "always" }) };
  return <>{direction === "less" ? t("figureCards.less", amounts) : t("figureCards.more", amounts)}</>;
}

function CountChangeLine({ change: { current, previous } }: { change: CountChange }) {
  const { t } = useTranslation();
  if (previous === null) return null;
  if (current === previous) return <>{t("figureCards.asMany")}</>;
  const counts = { count: Math.abs(current - previous), before: previous };
  return <>{current < previous ? t("figureCards.fewer", counts) : t("figureCards.moreOf", counts)}</>;
}

/** Whether an amount is larger than before, whichever its sign, and by how much. */
export function changeOf(
  current: WireMoney,
  previous: WireMoney,
): { direction: "less" | "more" | "same"; by: WireMoney } {
  const now = absolute(fromWire(current));
  const before = absolute(fromWire(previous));
  const order = compare(now, before);
  const by = toWire(absolute(subtract(now, before)));
  return { direction: order === 0 ? "same" : order < 0 ? "less" : "more", by };
}
