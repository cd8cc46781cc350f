import type { TFunction } from "i18next";
import type { ShopFormat } from "./shop-format.tsx";

interface Tested {
  chance: number | null;
  shortSessions: number;
  overSessions: number;
}

const BILLION = 1e9;
/** One in ten is nothing to speak of; rarer, the odds are told. */
const COMMON = 0.1;

/** A probability as odds: "4,660" of 1 in 4,660. */
export function oddsOf(chance: number, format: ShopFormat): string {
  return format.count(Math.round(1 / chance));
}

/** What the sign test says, in a few words for a table. */
export function testInBrief(t: TFunction, { chance }: Tested, format: ShopFormat): string {
  if (chance === null) return t("staff.notEnough");
  if (chance >= COMMON) return t("staff.asByChance");
  if (chance * BILLION < 1) return t("staff.rareBeyondWords");
  return t("staff.lopsided", { odds: oddsOf(chance, format) });
}

/** The same in a sentence. */
export function testInWords(t: TFunction, { chance, shortSessions, overSessions }: Tested, format: ShopFormat): string {
  if (chance === null) return t("person.needsMore", { count: shortSessions + overSessions });
  if (chance >= COMMON) return t("person.asByChance", { percent: format.share(chance) });
  return t("person.byChance", { odds: chance * BILLION < 1 ? format.count(BILLION) : oddsOf(chance, format) });
}

/** A rate per 1,000: a ratio, so it has no currency. */
export function rateInWords(rate: number, { locale }: ShopFormat): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, { ...digits, signDisplay: "exceptZero" }).format(rate);
}
