import { expect, test } from "vitest";
import { LEAST_COUNTS_OFF, LOPSIDED_BELOW, signTest } from "./sign-test.ts";

// From tables of the binomial distribution with p = 1/2, both tails.
test.each([
  { over: 0, short: 0, p: 1 },
  { over: 0, short: 1, p: 1 },
  { over: 3, short: 3, p: 1 },
  { over: 2, short: 8, p: 0.109375 },
  { over: 1, short: 9, p: 0.021484375 },
  { over: 10, short: 0, p: 0.001953125 },
  { over: 5, short: 15, p: 0.04138946533203125 },
  { over: 8, short: 22, p: 0.016124801710248 },
])("$over over and $short short have p = $p", ({ over, short, p }) => {
  expect(signTest({ over, short })).toBeCloseTo(p, 12);
});

test("it takes eight counts that were off before any division of them is lopsided", () => {
  expect(signTest({ over: 0, short: LEAST_COUNTS_OFF })).toBeLessThan(LOPSIDED_BELOW);
  expect(signTest({ over: 0, short: LEAST_COUNTS_OFF - 1 })).toBeGreaterThan(LOPSIDED_BELOW);
});

test("numbers beyond a double's range keep their ratio", () => {
  expect(signTest({ over: 0, short: 2_000 })).toBe(0);
  expect(signTest({ over: 0, short: 1_000 })).toBeCloseTo(2 ** -999, 310);
  // By the normal approximation: z = (5,100 - 4,900 - 1) / 100 = 1.99.
  expect(signTest({ over: 4_900, short: 5_100 })).toBeCloseTo(0.0466, 3);
});

test("it is even-handed, and one more to the fewer side is never less likely", () => {
  for (let n = 1; n <= 60; n += 1) {
    let before = 0;
    for (let over = 0; over <= n / 2; over += 1) {
      const p = signTest({ over, short: n - over });
      expect(p).toBe(signTest({ over: n - over, short: over }));
      expect(p).toBeGreaterThanOrEqual(before);
      expect(p).toBeLessThanOrEqual(1);
      before = p;
    }
  }
});
