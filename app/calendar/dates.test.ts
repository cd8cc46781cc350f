import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, dateOfUtc, daysBetween, eachDay, isBusinessDate, weekdayOf } from "./dates.ts";

describe("dates", () => {
  test.each(["2026-11-22", "2024-02-29", "0001-01-01"])("%s is a date", (text) => {
    expect(isBusinessDate(text)).toBe(true);
  });

  test.each(["2026-02-29", "2026-13-01", "2026-1-1", "2026-11-22T00:00", "", "today", "2026-00-10"])(
    "%j is not a date",
    (text) => {
      expect(isBusinessDate(text)).toBe(false);
    },
  );

  test("days are added over months, years and leap days", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(() => addDays("tomorrow", 1)).toThrow(RangeError);
  });

  test("months are added without leaving the month meant", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2024-02-29", -12)).toBe("2023-02-28");
    expect(addMonths("2026-11-22", -12)).toBe("2025-11-22");
    expect(addMonths("2026-11-30", 3)).toBe("2027-02-28");
  });

  test("weeks count from Monday", () => {
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("2026-11-22")).toBe(7);
  });

  test("each day of a range is listed once, none of an empty one", () => {
    expect(eachDay("2026-02-27", "2026-03-02")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
    expect(eachDay("2026-03-02", "2026-03-01")).toEqual([]);
  });

  test("adding and counting days undo one another", () => {
    const date = fc.integer({ min: 0, max: 40_000 }).map((day) => dateOfUtc(day * 86_400_000));
    fc.assert(
      fc.property(date, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
        expect(addDays(addDays(from, days), -days)).toBe(from);
        expect(isBusinessDate(from)).toBe(true);
      }),
    );
  });
});
