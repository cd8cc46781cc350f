import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMoney, type MoneyFormat } from "./format-money.ts";
import { parseMinor, toDecimal } from "./money.ts";

const NBSP = "\u00a0";
const NARROW_NBSP = "\u202f";

describe("formatMoney", () => {
  test.each<[string, string, string, MoneyFormat, string]>([
    ["-12.4", "USD", "en-US", {}, "-$12.40"],
    ["3", "USD", "en-US", { sign: "always" }, "+$3.00"],
    ["0", "USD", "en-US", { sign: "always" }, "$0.00"],
    ["-0.00", "USD", "en-US", {}, "$0.00"],
    ["1234567.8", "EUR", "de-DE", { currencyDisplay: "none" }, "1.234.567,80"],
    ["1234567.8", "EUR", "fr-FR", { currencyDisplay: "none" }, `1${NARROW_NBSP}234${NARROW_NBSP}567,80`],
    ["1208.68", "USD", "es", { currencyDisplay: "none" }, "1.208,68"],
    ["1234567.8", "INR", "en-IN", { currencyDisplay: "none" }, "12,34,567.80"],
    ["-1234.5", "SEK", "sv-SE", { currencyDisplay: "none" }, `\u22121${NBSP}234,50`],
    ["1200", "JPY", "en-US", {}, "¥1,200"],
    ["1.5", "KWD", "en-US", { currencyDisplay: "code" }, `KWD${NBSP}1.500`],
    ["-1.5", "KWD", "en-US", { currencyDisplay: "none", sign: "always" }, "-1.500"],
  ])("%s %s in %s with %j is %s", (amount, currency, locale, options, text) => {
    expect(formatMoney({ amount, currency }, locale, options)).toBe(text);
  });

  test("2^70 cents keep every digit", () => {
    const amount = toDecimal(2n ** 70n, "USD");
    expect(formatMoney({ amount, currency: "USD" }, "en-US")).toBe("$11,805,916,207,174,113,034.24");
  });

  test("the digits on screen are the digits of the amount, whatever its size", () => {
    const minors = fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n });
    fc.assert(
      fc.property(minors, fc.constantFrom("USD", "JPY", "KWD"), (minor, currency) => {
        const text = formatMoney({ amount: toDecimal(minor, currency), currency }, "en-US", {
          currencyDisplay: "none",
        });
        expect(parseMinor(text.replaceAll(",", ""), currency)).toBe(minor);
      }),
    );
  });
});
