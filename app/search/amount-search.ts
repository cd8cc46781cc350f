import { DIGITS_OTHER_THAN_TWO } from "#app/money/currencies.ts";

/** An amount as somebody types it, in minor units of currencies with so many digits after the point. */
export interface AmountSearch {
  /** Which side of zero counts; null: it was typed without a sign. */
  sign: "+" | "-" | null;
  /** Magnitudes by the currency's digits. "1.234" is two: a thousand and more, or one and a fraction. */
  byDigits: Readonly<Record<number, bigint[]>>;
}

const DIGITS = [...new Set([2, ...DIGITS_OTHER_THAN_TWO.values()])];
const SIGNED =
  /^(?<open>\()?(?<sign>[-+\u2212])?\s?(?:\p{Sc}|[A-Z]{3}\s)?\s?(?<after>[-+\u2212])?(?<number>\d[\d.,'\u2019\s]*)(?:\s?(?:\p{Sc}|[A-Z]{3}))?(?<close>\))?$/u;

/** Reads an amount in anybody's separators; null when it is none, or nothing. */
export function parseAmountSearch(text: string): AmountSearch | null {
  const groups = SIGNED.exec(text.trim())?.groups;
  if (groups === undefined || (groups.open === undefined) !== (groups.close === undefined)) return null;
  if (groups.sign !== undefined && groups.after !== undefined) return null;
  const readings = readingsOf((groups.number ?? "").trim());
  const byDigits = Object.fromEntries(
    DIGITS.map((digits) => [digits, readings.flatMap((one) => minorOf(one, digits))]),
  );
  if (Object.values(byDigits).every((amounts) => amounts.length === 0)) return null;
  const sign = groups.open === undefined ? (groups.sign ?? groups.after) : "-";
  return { sign: sign === undefined ? null : sign === "+" ? "+" : "-", byDigits };
}

/** The minor units that an amount of a currency with so many digits may have, with the signs that count. */
export function signedAmounts({ sign, byDigits }: AmountSearch, digits: number): bigint[] {
  const magnitudes = byDigits[digits] ?? [];
  return [...(sign === "-" ? [] : magnitudes), ...(sign === "+" ? [] : magnitudes.map((amount) => -amount))];
}

interface Reading {
  whole: string;
  fraction: string;
}

// Fifteen digits are more than any drawer holds, and less than the database's numbers.
const WHOLE = /^\d{1,15}$/;
const FRACTION = /^\d{1,4}$/;
const GROUPED = /^\d{1,3}(?:[.,'\u2019\s]\d{3})+$/;

function readingsOf(number: string): Reading[] {
  const readings: Reading[] = [];
  if (WHOLE.test(number)) readings.push({ whole: number, fraction: "" });
  if (GROUPED.test(number) && new Set(number.replace(/\d/g, "")).size === 1) {
    readings.push({ whole: number.replace(/\D/g, ""), fraction: "" });
  }
  const point = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  if (point > 0) {
    const [before, fraction] = [number.slice(0, point), number.slice(point + 1)];
    const isWhole = WHOLE.test(before) || (GROUPED.test(before) && !before.includes(number.charAt(point)));
    if (isWhole && FRACTION.test(fraction)) readings.push({ whole: before.replace(/\D/g, ""), fraction });
  }
  return readings.filter(({ whole }) => WHOLE.test(whole));
}

function minorOf({ whole, fraction }: Reading, digits: number): bigint[] {
  const exact = fraction.replace(/0+$/, "");
  if (exact.length > digits) return [];
  const minor = BigInt(whole + exact.padEnd(digits, "0"));
  return minor === 0n ? [] : [minor];
}
