import { BlockStack, Button, Card, Link, Popover, Text } from "@shopify/polaris";
import { InfoIcon } from "@shopify/polaris-icons";
import { useState, type ReactNode } from "react";

import { absolute, compare, fromWire, subtract, toWire, type WireMoney } from "#app/money/money.ts";
import type { CountChange, CurrencyFigures, MoneyChange } from "#app/reports/figures.ts";

import { plotted } from "./amounts.ts";
import { Discrepancy } from "./figure.tsx";
import styles from "./figure-cards.module.css";
import { daysOf, queryWith } from "./query.ts";
import { useShopFormat } from "./shop-format.tsx";
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
  const format = useShopFormat();
  const { net, over, short, absolute: all, sessions, beyondTolerance, trend } = figures;
  const sessionsHref = (filter: Record<string, string | string[]>) =>
    `/app/sessions${queryWith(daysOf(query), { ...scope, currency: figures.currency, ...filter })}`;
  const closed = `${format.count(sessions.current)} closed ${sessions.current === 1 ? "session" : "sessions"}`;
  return (
    <div className={styles.cards}>
      <FigureCard
        label="Net discrepancy"
        figure={<Discrepancy value={net.current} />}
        change={
          <>
            <MoneyChangeLine change={net} />
            <div>{`${format.money(all.current)} off in all`}</div>
          </>
        }
        shape={<Sparkline values={trend.map((point) => plotted(point.net))} />}
        sessionsHref={sessionsHref({ sort: "size_desc" })}
      >
        <p>
          {`Over and short of ${closed} taken together: ${format.money(over.current, { sign: "always" })} and ${format.money(short.current)} come to ${format.money(net.current, { sign: "always" })}.`}
        </p>
        <p>A discrepancy is what was counted less what was expected: short is below zero.</p>
      </FigureCard>
      <FigureCard
        label="Short"
        figure={<Discrepancy value={short.current} />}
        change={<MoneyChangeLine change={short} />}
        shape={<Sparkline values={trend.map((point) => plotted(point.short))} />}
        sessionsHref={sessionsHref({ sign: "short", sort: "discrepancy_asc" })}
      >
        <p>The total discrepancies of those of {closed} that came out below zero, as Shopify gives them.</p>
      </FigureCard>
      <FigureCard
        label="Over"
        figure={<Discrepancy value={over.current} />}
        change={<MoneyChangeLine change={over} />}
        shape={<Sparkline values={trend.map((point) => plotted(point.over))} />}
        sessionsHref={sessionsHref({ sign: "over", sort: "discrepancy_desc" })}
      >
        <p>The total discrepancies of those of {closed} that came out above zero, as Shopify gives them.</p>
      </FigureCard>
      <FigureCard
        label="Beyond tolerance"
        figure={`${format.count(beyondTolerance.current)} of ${format.count(sessions.current)}`}
        change={<CountChangeLine change={beyondTolerance} />}
        shape={<Share part={beyondTolerance.current} whole={sessions.current} />}
        sessionsHref={sessionsHref({ status: ["short", "over"], sort: "size_desc" })}
      >
        <p>Closed sessions that are short or over by more than their tolerance.</p>
      </FigureCard>
    </div>
  );
}

interface FigureCardProps {
  label: string;
  figure: ReactNode;
  change: ReactNode;
  /** The shape of the figure: its days, or its share. */
  shape: ReactNode;
  sessionsHref: string;
  /** How the figure is computed. */
  children: ReactNode;
}

function FigureCard({ label, figure, change, shape, sessionsHref, children }: FigureCardProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card>
      <div className={styles.card}>
        <div className={styles.head}>
          <Text as="h3" variant="headingSm" tone="subdued">
            {label}
          </Text>
          <Popover
            active={isOpen}
            onClose={() => setIsOpen(false)}
            activator={
              <Button
                icon={InfoIcon}
                variant="tertiary"
                size="micro"
                accessibilityLabel={`How ${label.toLowerCase()} is computed`}
                onClick={() => setIsOpen(!isOpen)}
              />
            }
          >
            <div className={styles.explanation} role="dialog" aria-label={`How ${label.toLowerCase()} is computed`}>
              <BlockStack gap="200">
                {children}
                <Link url={sessionsHref}>Show the sessions</Link>
              </BlockStack>
            </div>
          </Popover>
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
  const format = useShopFormat();
  if (!previous) return null;
  const { direction, by } = changeOf(current, previous);
  const before = `${format.money(previous, { sign: "always" })} before`;
  if (direction === "same") return <>{`As much as before`}</>;
  return <>{`${direction === "less" ? "↓" : "↑"} ${format.money(by)} ${direction}, ${before}`}</>;
}

function CountChangeLine({ change: { current, previous } }: { change: CountChange }) {
  const format = useShopFormat();
  if (previous === null) return null;
  if (current === previous) return <>As many as before</>;
  const by = format.count(Math.abs(current - previous));
  return (
    <>{`${current < previous ? "↓" : "↑"} ${by} ${current < previous ? "fewer" : "more"}, ${format.count(previous)} before`}</>
  );
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
