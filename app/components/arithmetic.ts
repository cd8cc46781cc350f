import { add, fromWire, subtract, toWire, type WireMoney } from "#app/money/money.ts";

import { isZero, negated } from "./amounts.ts";

// How a figure comes about, in the shop's own numbers: what "How is this computed?" opens.

export interface Term {
  label: string;
  amount: WireMoney;
}

/** Terms that add up to an amount, to the cent. */
export interface Sum {
  kind: "sum";
  label: string;
  terms: Term[];
  amount: WireMoney;
}

/** So many of so many. */
export interface Share {
  kind: "share";
  label: string;
  part: { label: string; count: number };
  whole: { label: string; count: number };
}

/** An amount for each 1,000 of another one. */
export interface Rate {
  kind: "rate";
  label: string;
  terms: Term[];
  /** As it stands on the page. */
  rate: string;
}

export type Arithmetic = Sum | Share | Rate;

export interface Explanation {
  arithmetic: Arithmetic[];
  notes: string[];
}

/**
 * Terms that are to come to an amount. What they leave open stands in a term of its own, named by `rest`: an arithmetic
 * that does not come to its figure is none.
 */
export function sumOf(label: string, amount: WireMoney, terms: readonly Term[], rest: string): Sum {
  const left = toWire(terms.reduce((open, term) => subtract(open, fromWire(term.amount)), fromWire(amount)));
  const all = isZero(left) ? [...terms] : [...terms, { label: rest, amount: left }];
  return { kind: "sum", label, terms: all, amount };
}

/** The amounts of one currency together; there is at least one. */
export function totalOf(amounts: readonly WireMoney[]): WireMoney {
  const [first, ...others] = amounts.map(fromWire);
  if (!first) throw new Error("Nothing has no currency.");
  return toWire(others.reduce((sum, amount) => add(sum, amount), first));
}

/** The same amount as a term that is taken off. */
export function lessOf(label: string, amount: WireMoney): Term {
  return { label, amount: negated(amount) };
}
