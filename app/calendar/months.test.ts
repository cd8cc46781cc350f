import fc from "fast-check";
import { expect, test } from "vitest";
import { eachDay, weekdayOf } from "./dates.ts";
import { daysOfMonth, isMonth, monthAfter, monthOf, weeksOf } from "./months.ts";

test.each(["2026-11", "2024-02", "0001-01"])("%s is a month", (text) => {
  expect(isMonth(text)).toBe(true);
});

test.each(["2026-13", "2026-00", "2026-1", "2026-11-01", "november", ""])("%j is no month", (text) => {
  expect(isMonth(text)).toBe(false);
});

test("a month has its own length, in leap years too", () => {
  expect(daysOfMonth("2024-02")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(daysOfMonth("2026-12")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
});

test("months follow each other over the end of the year", () => {
  expect([monthAfter("2026-12"), monthAfter("2026-01", -1), monthOf("2026-11-22")]).toEqual([
    ...["2027-01", "2025-12", "2026-11"],
  ]);
});

test("the weeks of any month hold each of its days once, each under its own weekday", () => {
  const anyMonth = fc
    .tuple(fc.integer({ min: 1971, max: 2100 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}-${String(month).padStart(2, "0")}`);
  fc.assert(
    fc.property(anyMonth, fc.integer({ min: 1, max: 7 }), (month, weekStart) => {
      const weeks = weeksOf(month, weekStart);
      const { from, to } = daysOfMonth(month);
      expect(weeks.flat().filter((date) => date !== null)).toEqual(eachDay(from, to));
      for (const week of weeks) {
        expect(week).toHaveLength(7);
        expect(week.some((date) => date !== null)).toBe(true);
        week.forEach((date, column) => {
          if (date !== null) expect(weekdayOf(date)).toBe(((weekStart - 1 + column) % 7) + 1);
        });
      }
    }),
  );
});
