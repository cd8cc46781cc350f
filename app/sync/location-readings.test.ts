import { describe, expect, test } from "vitest";
import { bestReading, type BasisSums, type ComparableDay, figuresOf, isAgreed } from "./location-readings.ts";

const sums = (netCashSales: bigint, more: Partial<BasisSums> = {}): BasisSums => ({
  ...{ sessions: 1, currency: "USD", netCashSales, netSales: netCashSales + 900n },
  ...{ adjustments: -50n, closingAdjustments: -200n, discrepancies: 0n, countedDiscrepancies: 0n },
  ...more,
});
const shopify = (netCash: bigint, more: Partial<ComparableDay["theirs"]> = {}) => ({
  ...{ currency: "USD", opened: 1, closed: 1, netCash, discrepancies: 0n },
  ...more,
});

/** A day whose session opens and closes within it, by whatever it is told. */
const aDay = (cash: bigint, theirs: bigint): ComparableDay => ({
  mirrored: { shop: { opening: sums(cash), closing: sums(cash), entry: sums(cash, { netSales: null }) } },
  theirs: shopify(theirs),
});
/** The first half of a night: its session opens in it, and takes 300 of its 1,000 before midnight. */
const evening = (theirs: bigint): ComparableDay => ({
  mirrored: {
    shop: { opening: sums(1_000n), entry: sums(300n, { sessions: 1, adjustments: 0n, closingAdjustments: 0n }) },
  },
  theirs: shopify(theirs, { closed: 0 }),
});

describe("what Shopify's totals of a day may mean", () => {
  test.each([
    ["cash without what closings took out", 950n, { sales: "cash", adjustments: "without closing" }],
    ["cash with what closings took out", 750n, { sales: "cash", adjustments: "with closing" }],
    ["all tenders", 1_850n, { sales: "all tenders", adjustments: "without closing" }],
    ["all tenders with what closings took out", 1_650n, { sales: "all tenders", adjustments: "with closing" }],
  ])("%s", (_, theirs, reading) => {
    expect(bestReading([aDay(1_000n, theirs)])).toMatchObject(reading);
  });

  test("is told apart by the nights: the day of the opening, or that of the entry", () => {
    expect(bestReading([aDay(1_000n, 950n), evening(950n)]).basis).toBe("opening");
    expect(bestReading([aDay(1_000n, 950n), evening(300n)]).basis).toBe("entry");
  });

  test("is the same for every day, so that one which fits another way only does not agree", () => {
    const days = [aDay(1_000n, 950n), aDay(2_000n, 1_950n), aDay(3_000n, 2_750n)];
    const reading = bestReading(days);
    const agreed = days.map((day) => {
      const ours = figuresOf(day, reading);
      return ours && isAgreed(ours, day.theirs);
    });
    expect(agreed).toEqual([true, true, false]);
  });

  test("cannot be said of a day that is not summed up, or in another currency", () => {
    const reading = bestReading([aDay(1_000n, 950n)]);
    const open = sums(1_000n, { netCashSales: null });
    expect(figuresOf({ mirrored: { shop: { opening: open } }, theirs: shopify(950n) }, reading)).toBeNull();
    expect(figuresOf({ ...aDay(1_000n, 950n), theirs: shopify(950n, { currency: "CAD" }) }, reading)).toBeNull();
    const mixed = sums(1_000n, { sessions: 2, currency: null });
    expect(figuresOf({ mirrored: { shop: { opening: mixed } }, theirs: shopify(950n) }, reading)).toBeNull();
  });

  test("is zero on a day without a session, whichever its zone", () => {
    expect(
      figuresOf({ mirrored: { shop: {} }, theirs: shopify(0n) }, { ...bestReading([]), zone: "location" }),
    ).toEqual({ opened: 0, closed: 0, netCash: 0n, discrepancies: 0n });
  });
});
