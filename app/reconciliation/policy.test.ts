import { describe, expect, test } from "vitest";
import { policyCrossings, reachedLimits, type PolicyEvent, repeatedShorts } from "./policy.ts";
import { severityOf } from "./severity.ts";

const day = (number: number) => new Date(Date.UTC(2026, 9, number, 12));
const LIMITS = { windowDays: 30, single: 20_00n, windowSum: 50_00n, windowEvents: 3 };

function events(...given: [onDay: number, amount: bigint][]): PolicyEvent[] {
  return given.map(([onDay, amount], index) => {
    const isBeyondTolerance = amount > 1_00n || amount < -1_00n;
    return { sessionId: String(index + 1), at: day(onDay), amount, isBeyondTolerance };
  });
}

describe("policy limits", () => {
  const crossed = (given: PolicyEvent[]) =>
    policyCrossings(given, LIMITS).map(({ rule, amount, events: found }) => [rule, amount, found.length]);

  test("nothing is crossed below them", () => {
    expect(crossed(events([20, -19_99n], [21, -19_99n], [22, 0n]))).toEqual([]);
  });

  test("one session off by the amount crosses, over or short", () => {
    expect(crossed(events([20, 20_00n]))).toEqual([["single", 20_00n, 1]]);
    expect(crossed(events([20, -20_00n], [22, -25_00n]))).toEqual([["single", -25_00n, 2]]);
    expect(crossed(events([20, -25_00n], [22, 20_00n], [23, -5_00n]))).toEqual([
      ["single", -25_00n, 2],
      ["window_events", -10_00n, 3],
    ]);
  });

  test("shorts sum; overs do not make up for them", () => {
    expect(crossed(events([20, -19_00n], [21, 19_00n], [22, -19_00n], [23, -12_00n], [24, 0n]))).toEqual([
      ["window_sum", -50_00n, 3],
      ["window_events", -31_00n, 4],
    ]);
  });
});

test("a limit of nothing is reached by something, and not by nothing", () => {
  const limits = { ...LIMITS, single: 0n, windowSum: 0n };
  expect(reachedLimits({ largest: 0n, short: 0n, beyond: 0 }, limits)).toEqual([]);
  expect(reachedLimits({ largest: 1n, short: 1n, beyond: 0 }, limits)).toEqual(["single", "window_sum"]);
});

test("an amount is worth a talk from the policy's own on, over or short", () => {
  expect([20_00n, -20_00n, 19_99n, -19_99n].map((amount) => severityOf(amount, LIMITS.single))).toEqual([
    ...["critical", "critical"],
    ...["warning", "warning"],
  ]);
});

describe("repeated shorts", () => {
  const found = (given: PolicyEvent[], from = day(1), until = day(60)) =>
    repeatedShorts(given, {
      ...{ windowDays: 30, windowEvents: 3 },
      isShown: ({ at }) => at >= from && at <= until,
    })?.map(({ at }) => at.getUTCDate()) ?? null;

  test("take as many shorts beyond tolerance as the limit within one window", () => {
    expect(found(events([3, -5_00n], [9, -5_00n]))).toBeNull();
    expect(found(events([3, -5_00n], [9, -50n], [10, -5_00n]))).toBeNull();
    expect(found(events([3, -5_00n], [9, 5_00n], [10, -5_00n], [11, -2_00n]))).toEqual([11, 10, 3]);
  });

  test("are told of the last window that was full", () => {
    expect(found(events([1, -5_00n], [2, -5_00n], [3, -5_00n], [28, -5_00n]))).toEqual([28, 3, 2, 1]);
    const later = events([1, -5_00n], [2, -5_00n], [3, -5_00n], [45, -5_00n]);
    expect(found(later)).toEqual([3, 2, 1]);
    expect(found(later, day(4))).toBeNull();
  });

  test("lie within the days of the window, the latest first, and in one second the later session", () => {
    expect(found(events([1, -5_00n], [2, -5_00n], [31, -5_00n]))).toBeNull();
    const given = ["9", "10", "8"].map((sessionId) => ({
      ...{ sessionId, at: day(3), amount: -5_00n, isBeyondTolerance: true },
    }));
    const ids = repeatedShorts(given, { ...LIMITS, isShown: () => true })?.map(({ sessionId }) => sessionId);
    expect(ids).toEqual(["10", "9", "8"]);
  });

  test("count shorts before the days shown, and end within them", () => {
    const given = events([1, -5_00n], [2, -5_00n], [12, -5_00n]);
    expect(found(given, day(10))).toEqual([12, 2, 1]);
    expect(found(given, day(10), day(11))).toBeNull();
  });
});
