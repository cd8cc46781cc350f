import { describe, expect, test } from "vitest";
import {
  closingDiscrepancy,
  discrepancyOf,
  midSessionDiscrepancy,
  openingDiscrepancy,
  ownDiscrepancy,
} from "./discrepancy.ts";
import { aSession, withFigures } from "./test-ledger.ts";

describe("the sign", () => {
  test("more than expected is over and positive, less is short and negative", () => {
    expect(discrepancyOf({ counted: 10_100n, expected: 10_000n })).toBe(100n);
    expect(discrepancyOf({ counted: 9_900n, expected: 10_000n })).toBe(-100n);
  });
});

describe("own and carried in", () => {
  test("a large surprise at open does not hide what happened in the session", () => {
    // As on a live store: 2514.50 found against an expected 0.00, then 1.20 short, reported as 2513.30 in all.
    const { session, activities } = aSession()
      .openedWith("2514.50")
      .expecting("0.00")
      .sold("75.70")
      .countedAt("2589.00")
      .closed();
    expect(session.totalDiscrepancy).toBe(251_330n);
    expect(openingDiscrepancy(session)).toBe(251_450n);
    expect(ownDiscrepancy(session, activities)).toBe(-120n);
  });

  test("what a mid-session count found is the session's own", () => {
    const { session, activities } = aSession()
      .openedWith("100.00")
      .sold("40.00")
      .countedMidSession("135.00")
      .countedAt("136.00")
      .closed();
    expect(midSessionDiscrepancy(activities)).toBe(-500n);
    expect(closingDiscrepancy(session)).toBe(100n);
    expect(ownDiscrepancy(session, activities)).toBe(-400n);
  });

  test("a mid-session count that corrects nothing does not count twice", () => {
    const ledger = aSession().openedWith("100.00").sold("40.00").countedMidSession("135.00").countedAt("135.00");
    const { session, activities } = withFigures(ledger.closed(), {
      expectedAtClose: 14_000n,
      totalDiscrepancy: -500n,
    });
    expect(ownDiscrepancy(session, activities)).toBe(-500n);
  });

  test("without the ledger the own discrepancy is the closing one, and nothing until somebody has counted", () => {
    const told = () => aSession().openedWith("100.00").sold("40.00");
    expect(ownDiscrepancy(told().countedAt("139.00").closed().session, null)).toBe(-100n);
    expect(ownDiscrepancy(told().stillOpen().session, null)).toBeNull();
    expect(ownDiscrepancy(told().closed().session, [])).toBeNull();
    const unknown = withFigures(told().countedAt("139.00").closed(), { expectedAtClose: null });
    expect(closingDiscrepancy(unknown.session)).toBeNull();
  });
});
