import { expect, test } from "vitest";

import { isZero, negated, ownCurrencyFirst, sideOf } from "./amounts.ts";
import { usd } from "./sample-reports.ts";

test("less counted than expected is short, more is over, nothing is even", () => {
  expect(["-0.01", "0.01", "0.00"].map((amount) => sideOf(usd(amount)))).toEqual(["short", "over", "even"]);
});

test("nothing is nothing in however many digits", () => {
  expect(["0", "0.00", "-0.000"].every((amount) => isZero(usd(amount)))).toBe(true);
  expect(isZero(usd("0.005"))).toBe(false);
});

test("turning an amount round twice leaves it, and nothing gets no sign", () => {
  expect(negated(negated(usd("-12.40")))).toEqual(usd("-12.40"));
  expect(negated(usd("0.00"))).toEqual(usd("0.00"));
});

test("the shop's own currency comes first, however little happens in it", () => {
  const rows = [
    { currency: "JPY", sessions: 9 },
    { currency: "USD", sessions: 2 },
    { currency: "KWD", sessions: 12 },
  ];
  expect(ownCurrencyFirst(rows, "USD").map(({ currency }) => currency)).toEqual(["USD", "KWD", "JPY"]);
  expect(ownCurrencyFirst(rows, null).map(({ currency }) => currency)).toEqual(["KWD", "JPY", "USD"]);
});
