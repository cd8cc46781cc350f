import { expect, test } from "vitest";
import { runningBalances } from "./running-balance.ts";
import { aSession } from "./test-ledger.ts";

test("starts from expected at open, is what was counted after a count, and ends at the closing balance", () => {
  const { session, activities } = aSession()
    .openedWith("98.00")
    .expecting("100.00")
    .sold("12.50", { tendered: "20.00" })
    .refunded("5.00")
    .paidOut("30.00")
    .countedMidSession("75.00")
    .countedAt("74.00")
    .leaving("50.00")
    .closed();
  expect(runningBalances(session.expectedAtOpen, activities)).toEqual([
    9_800n,
    11_800n,
    11_050n,
    10_550n,
    7_550n,
    7_500n,
    7_400n,
    5_000n,
  ]);
  expect(session.closingBalance).toBe(5_000n);
});

test("of an empty ledger there is none", () => {
  expect(runningBalances(10_000n, [])).toEqual([]);
});
