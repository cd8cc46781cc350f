import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAutomatic, statusOf } from "./status.ts";
import { aSession, withFigures } from "./test-ledger.ts";

const TOLERANCE = 100n;

function countedAt(amount: string) {
  return aSession().openedWith("100.00").sold("40.00").countedAt(amount).closed();
}

describe("the status of a closed session", () => {
  test.each([
    ["140.00", "balanced"],
    ["140.01", "within_tolerance"],
    ["139.00", "within_tolerance"],
    ["141.00", "within_tolerance"],
    ["141.01", "over"],
    ["138.99", "short"],
  ])("counted at %s against 140.00, with a tolerance of 1.00, is %s", (counted, status) => {
    const { session, activities } = countedAt(counted);
    expect(statusOf(session, TOLERANCE, activities)).toBe(status);
    expect(statusOf(session, TOLERANCE)).toBe(status);
  });

  test("is over by a single cent where nothing is tolerated", () => {
    expect(statusOf(countedAt("140.01").session, 0n)).toBe("over");
    expect(statusOf(countedAt("139.99").session, 0n)).toBe("short");
  });

  test("is that of its count, though Shopify opened it by itself", () => {
    const opening = [{ type: "OPENING", reasonCode: "AUTO_START_SESSION_CHECKOUT" }];
    expect(statusOf(countedAt("120.00").session, TOLERANCE, opening)).toBe("short");
  });

  test("goes by the total, so that what was carried in counts as well", () => {
    const { session } = aSession().openedWith("90.00").expecting("100.00").countedAt("90.00").closed();
    expect(statusOf(session, TOLERANCE)).toBe("short");
  });
});

describe("a session without a verdict", () => {
  test("is open until it is closed", () => {
    const { session, activities } = aSession().openedWith("90.00").expecting("100.00").stillOpen();
    expect(statusOf(session, TOLERANCE, activities)).toBe("open");
  });

  test("is not counted when nobody counted at close", () => {
    expect(statusOf(aSession().openedWith("100.00").closed().session, TOLERANCE)).toBe("not_counted");
  });

  test("is not counted when Shopify closed it by itself, once the ledger tells", () => {
    const { session, activities } = aSession().openedWith("100.00").sold("40.00").closedAutomatically();
    expect(statusOf(session, TOLERANCE, null)).toBe("balanced");
    expect(statusOf(session, TOLERANCE, activities)).toBe("not_counted");
  });

  test("is pending while Shopify's totals are not final, but not counted comes first", () => {
    const pending = { totalsReady: false };
    expect(statusOf(withFigures(countedAt("120.00"), pending).session, TOLERANCE)).toBe("pending");
    const uncounted = aSession().openedWith("100.00").closed();
    expect(statusOf(withFigures(uncounted, pending).session, TOLERANCE)).toBe("not_counted");
  });
});

test("only Shopify's own reason codes are automatic", () => {
  expect(isAutomatic("AUTO_END_SESSION_LOGOUT")).toBe(true);
  expect(isAutomatic("CASH_PICKUP")).toBe(false);
  expect(isAutomatic(null)).toBe(false);
});

test("a wider tolerance never turns a session over or short", () => {
  const { session } = countedAt("140.00");
  const amount = fc.bigInt({ min: 0n, max: 100_000n });
  fc.assert(
    fc.property(fc.bigInt({ min: -100_000n, max: 100_000n }), amount, amount, (totalDiscrepancy, narrow, more) => {
      const facts = { ...session, totalDiscrepancy };
      const settled = ["balanced", "within_tolerance"];
      if (settled.includes(statusOf(facts, narrow))) {
        expect(statusOf(facts, narrow + more)).toBe(statusOf(facts, narrow));
      }
    }),
  );
});
