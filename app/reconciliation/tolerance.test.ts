import { describe, expect, test } from "vitest";
import { aSession } from "./test-ledger.ts";
import { cashHandled, defaultTolerance, toleranceFor } from "./tolerance.ts";

describe("the default tolerance", () => {
  test.each([
    ["USD", 100n],
    ["EUR", 100n],
    ["JPY", 100n],
    ["KWD", 300n],
    ["MXN", 2_000n],
    ["KRW", 1_000n],
    ["PHP", 5_000n],
    ["CZK", 2_000n],
    ["SEK", 1_000n],
    ["ZAR", 2_000n],
    ["XOF", 500n],
    ["XYZ", 100n],
    ["VUV", 100n],
  ])("of %s is %s minor units, whatever the cash handled", (currency, absolute) => {
    expect(defaultTolerance(currency)).toEqual({ absolute, shareOfCashHandledBps: 0 });
  });
});

describe("the tolerance of a session", () => {
  const busy = aSession().openedWith("100.00").sold("900.00").refunded("100.00").countedAt("900.00").closed().session;

  test("is the larger of the amount and the share of the cash handled", () => {
    expect(cashHandled(busy)).toBe(100_000n);
    expect(toleranceFor(busy, { absolute: 100n, shareOfCashHandledBps: 0 })).toBe(100n);
    expect(toleranceFor(busy, { absolute: 100n, shareOfCashHandledBps: 5 })).toBe(100n);
    expect(toleranceFor(busy, { absolute: 100n, shareOfCashHandledBps: 50 })).toBe(500n);
  });

  test("rounds a share down to whole minor units", () => {
    const session = { cashSales: 99n, cashRefunds: 0n };
    expect(toleranceFor(session, { absolute: 0n, shareOfCashHandledBps: 9_999 })).toBe(98n);
  });

  test("does not depend on the sign that Shopify gives refunds", () => {
    expect(cashHandled({ ...busy, cashRefunds: -busy.cashRefunds })).toBe(cashHandled(busy));
  });
});
