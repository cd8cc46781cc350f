import { Text, Tooltip } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { WireMoney } from "#app/money/money.ts";

import { sideOf } from "./amounts.ts";
import styles from "./figure.module.css";
import { useShopFormat, type MoneyOptions } from "./shop-format.tsx";

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
  /** Keeps the place of "short" and "over" free, so that digits line up with discrepancies in the same column. */
  isAligned?: boolean;
}

/** An amount of money, typeset. */
export function Figure(props: FigureProps) {
  const { value, currency = "symbol", sign = "auto", isAligned } = props;
  const format = useShopFormat();
  if (props.isPending || !value) return <Missing {...props} />;
  return (
    <span className={styles.figure}>
      {format.money(value, { currencyDisplay: currency, sign })}
      {isAligned && <Word />}
    </span>
  );
}

interface DiscrepancyProps extends Omit<FigureProps, "sign"> {
  /** Within tolerance: said by sign and word alone, so that colour is kept for what needs a look. */
  isQuiet?: boolean;
}

/** A discrepancy: sign and word carry the meaning, the colour only repeats them. */
export function Discrepancy(props: DiscrepancyProps) {
  const { t } = useTranslation();
  const { value, currency = "symbol", isQuiet, isAligned } = props;
  const format = useShopFormat();
  if (props.isPending || !value) return <Missing {...props} />;
  const side = sideOf(value);
  const word = side === "even" ? "" : t(`side.${side}`);
  return (
    <span className={`${styles.figure} ${isQuiet ? styles.quiet : styles[side]}`}>
      <span className={styles.amount}>{format.money(value, { currencyDisplay: currency, sign: "always" })}</span>
      {isAligned ? <Word>{word}</Word> : word && ` ${word}`}
    </span>
  );
}

function Word({ children }: { children?: string }) {
  const { t } = useTranslation();
  const width = Math.max(widthInEm(t("side.short")), widthInEm(t("side.over")));
  return (
    <span className={styles.word} style={{ width: `${width}em` }}>
      {children}
    </span>
  );
}

// How wide letters are in em, bold too, as in Arial Bold; the first kind that a letter is of.
const WIDTHS: [RegExp, number][] = [
  [/[\u3000-\u9fff]/, 1.05],
  [/[mwMW]/, 0.9],
  [/[fijlrt]/, 0.36],
  [/\p{Lu}/u, 0.72],
];

/** Room for a word and the space before it. */
function widthInEm(word: string): number {
  const letters = [...word].map((letter) => WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? 0.6);
  return letters.reduce((sum, letter) => sum + letter, 0.35);
}

function Missing({ unknown, isPending, isAligned }: Pick<FigureProps, "unknown" | "isPending" | "isAligned">) {
  const { t } = useTranslation();
  return (
    <>
      {isPending ? <Pending /> : <Unknown reason={unknown ?? t("common.notKnown")} />}
      {isAligned && <Word />}
    </>
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
  const { t } = useTranslation();
  return (
    <Tooltip content={t("figure.pendingWhy")}>
      <span className={styles.unknown}>{t("figure.pending")}</span>
    </Tooltip>
  );
}
