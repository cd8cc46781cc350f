import { expect, test } from "vitest";

import { isZero, negated, sideOf } from "./amounts.ts";
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
