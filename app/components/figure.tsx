import { Text, Tooltip } from "@shopify/polaris";

import type { WireMoney } from "#app/money/money.ts";

import { sideOf } from "./amounts.ts";
import styles from "./figure.module.css";
import { useShopFormat, type MoneyOptions } from "./shop-format.tsx";
import { SIDE_WORDS } from "./words.ts";

type Currency = MoneyOptions["currencyDisplay"];

interface FigureProps {
  /** Null: not known, which is never shown as zero. */
  value: WireMoney | null;
  /** Why it is not known. */
  unknown?: string;
  /** Shopify is still computing the session's totals. */
  isPending?: boolean;
  currency?: Currency;
  sign?: MoneyOptions["sign"];
}

/** An amount of money, typeset. */
export function Figure({ value, unknown, isPending = false, currency = "symbol", sign = "auto" }: FigureProps) {
  const format = useShopFormat();
  if (isPending) return <Pending />;
  if (!value) return <Unknown reason={unknown ?? "Not known"} />;
  return <span className={styles.figure}>{format.money(value, { currencyDisplay: currency, sign })}</span>;
}

interface DiscrepancyProps extends Omit<FigureProps, "sign"> {
  /** Within tolerance: said by sign and word alone, so that colour is kept for what needs a look. */
  isQuiet?: boolean;
  /** Keeps the word's column free when there is no word, so that a column of figures lines up. */
  isAligned?: boolean;
}

/** A discrepancy: sign and word carry the meaning, the colour only repeats them. */
export function Discrepancy({ value, unknown, isPending, currency = "symbol", isQuiet, isAligned }: DiscrepancyProps) {
  const format = useShopFormat();
  if (isPending) return <Pending />;
  if (!value) return <Unknown reason={unknown ?? "Not known"} />;
  const side = sideOf(value);
  const tone = isQuiet ? styles.quiet : styles[side];
  return (
    <span className={`${styles.figure} ${tone}`}>
      {format.money(value, { currencyDisplay: currency, sign: "always" })}
      {(side !== "even" || isAligned) && <span className={styles.word}>{side === "even" ? "" : SIDE_WORDS[side]}</span>}
    </span>
  );
}

/** A dash with its reason, on hover and on focus, and in full for a screen reader. */
export function Unknown({ reason }: { reason: string }) {
  return (
    <Tooltip content={reason}>
      <span className={styles.unknown}>
        <span aria-hidden="true">–</span>
        <Text as="span" visuallyHidden>
          {reason}
        </Text>
      </span>
    </Tooltip>
  );
}

function Pending() {
  return (
    <Tooltip content="Shopify is still computing this session's totals. They appear here as soon as they are ready.">
      <span className={styles.unknown}>pending</span>
    </Tooltip>
  );
}
