import type { WireMoney } from "#app/money/money.ts";

/** Whether the amount is below zero. On the wire an amount is a plain decimal, so its sign is its first character. */
export function isNegative({ amount }: WireMoney): boolean {
  return amount.startsWith("-");
}

/** Whether the amount is nothing, in however many digits the currency has. */
export function isZero({ amount }: WireMoney): boolean {
  return !/[1-9]/.test(amount);
}

/** The amount with the opposite sign. */
export function negated(value: WireMoney): WireMoney {
  if (isZero(value)) return value;
  return { ...value, amount: isNegative(value) ? value.amount.slice(1) : `-${value.amount}` };
}

/** Which side of zero the amount lies on, in the words of cash: counted more than expected is over, less is short. */
export function sideOf(value: WireMoney): "over" | "short" | "even" {
  if (isZero(value)) return "even";
  return isNegative(value) ? "short" : "over";
}

/** The shop's own currency first, then by how much happens in each. */
export function ownCurrencyFirst<Row extends { currency: string; sessions: number | { current: number } }>(
  rows: readonly Row[],
  own: string | null,
): Row[] {
  const count = ({ sessions }: Row) => (typeof sessions === "number" ? sessions : sessions.current);
  const isOther = ({ currency }: Row) => Number(currency !== own);
  return rows.toSorted((a, b) => isOther(a) - isOther(b) || count(b) - count(a));
}

/** Where a mark stands in a drawing. Drawings round to pixels anyway; a figure that is read is never made from this. */
export function plotted({ amount }: WireMoney): number {
  return Number(amount);
}
