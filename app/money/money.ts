import { minorDigits } from "./currencies.ts";

export { minorDigits };

/**
 * An exact amount: a count of the currency's minor units. Spell the currency out (`Money<"USD">`) and the compiler
 * refuses to mix; where it is only known at run time, CurrencyMismatchError does.
 */
export interface Money<Currency extends string = string> {
  readonly minor: bigint;
  readonly currency: Currency;
}

/** An amount on its way to the browser: a decimal with the currency's own digits. JSON has no exact number for it. */
export interface WireMoney {
  readonly amount: string;
  readonly currency: string;
}

export type MoneyErrorCode = "MALFORMED" | "NOT_REPRESENTABLE" | "CURRENCY_MISMATCH";

export class MoneyError extends Error {
  readonly code: MoneyErrorCode;

  constructor(code: MoneyErrorCode, message: string) {
    super(message);
    this.name = "MoneyError";
    this.code = code;
  }
}

export class CurrencyMismatchError extends MoneyError {
  constructor(expected: string, found: string) {
    super("CURRENCY_MISMATCH", `Cannot combine ${expected} with ${found}`);
    this.name = "CurrencyMismatchError";
  }
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads a decimal as a count of minor units. Never rounds: digits that the currency does not have must be zeros. */
export function parseMinor(amount: string, currency: string): bigint {
  const match = DECIMAL.exec(amount);
  if (!match) throw new MoneyError("MALFORMED", `"${amount}" is not a decimal amount`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = minorDigits(currency);
  if (/[^0]/.test(fraction.slice(digits))) {
    throw new MoneyError("NOT_REPRESENTABLE", `${amount} has more than the ${digits} decimal digits of ${currency}`);
  }
  const magnitude = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  return sign ? -magnitude : magnitude;
}

/** Writes a count of minor units as a decimal with the currency's own digits: "-12.40", "1200", "0.005". */
export function toDecimal(minor: bigint, currency: string): string {
  const digits = minorDigits(currency);
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount from its count of minor units. */
export function money<Currency extends string>(minor: bigint, currency: Currency): Money<Currency> {
  return { minor, currency };
}

/** Adds two amounts of one currency. */
export function add<Currency extends string>(a: Money<Currency>, b: Money<NoInfer<Currency>>): Money<Currency> {
  requireSameCurrency(a.currency, b.currency);
  return money(a.minor + b.minor, a.currency);
}

/** Takes the second amount from the first. */
export function subtract<Currency extends string>(a: Money<Currency>, b: Money<NoInfer<Currency>>): Money<Currency> {
  requireSameCurrency(a.currency, b.currency);
  return money(a.minor - b.minor, a.currency);
}

/** The amount with the opposite sign. */
export function negate<Currency extends string>(a: Money<Currency>): Money<Currency> {
  return money(-a.minor, a.currency);
}

/** The amount without its sign. */
export function absolute<Currency extends string>(a: Money<Currency>): Money<Currency> {
  return a.minor < 0n ? negate(a) : a;
}

/** Orders two amounts of one currency, as Array.prototype.sort wants it. */
export function compare<Currency extends string>(a: Money<Currency>, b: Money<NoInfer<Currency>>): -1 | 0 | 1 {
  requireSameCurrency(a.currency, b.currency);
  if (a.minor === b.minor) return 0;
  return a.minor < b.minor ? -1 : 1;
}

/** Whether the amount is nothing. */
export function isZero(a: Money): boolean {
  return a.minor === 0n;
}

/** Sums amounts of one currency, which is named so that the sum of nothing has one too. */
export function sum<Currency extends string>(
  list: readonly Money<NoInfer<Currency>>[],
  currency: Currency,
): Money<Currency> {
  return list.reduce<Money<Currency>>((total, item) => add(total, item), money(0n, currency));
}

/** The amount as it travels to the browser and into files. */
export function toWire(a: Money): WireMoney {
  return { amount: toDecimal(a.minor, a.currency), currency: a.currency };
}

/** The amount that a wire form stands for. */
export function fromWire(wire: WireMoney): Money {
  return money(parseMinor(wire.amount, wire.currency), wire.currency);
}

function requireSameCurrency(expected: string, found: string): void {
  if (expected !== found) throw new CurrencyMismatchError(expected, found);
}
