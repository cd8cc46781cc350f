import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dateOfUtc, daysBetween } from "./dates.ts";
import { type Preset, PRESETS, presetRange, previousRange, previousYearRange } from "./ranges.ts";

// A Sunday.
const TODAY = "2026-11-22";

describe("presets", () => {
  test.each<[Preset, string, string]>([
    ["today", "2026-11-22", "2026-11-22"],
    ["yesterday", "2026-11-21", "2026-11-21"],
    ["last_7_days", "2026-11-16", "2026-11-22"],
    ["last_30_days", "2026-10-24", "2026-11-22"],
    ["last_90_days", "2026-08-25", "2026-11-22"],
    ["this_week", "2026-11-16", "2026-11-22"],
    ["last_week", "2026-11-09", "2026-11-15"],
    ["this_month", "2026-11-01", "2026-11-22"],
    ["last_month", "2026-10-01", "2026-10-31"],
    ["this_year", "2026-01-01", "2026-11-22"],
    ["last_12_months", "2025-11-23", "2026-11-22"],
    ["all", "2000-01-01", "2026-11-22"],
  ])("%s on Sunday 22 November 2026 is %s to %s", (preset, from, to) => {
    expect(presetRange(preset, TODAY)).toEqual({ from, to });
  });

  test("a week can begin on any day", () => {
    expect(presetRange("this_week", TODAY, { weekStart: 7 })).toEqual({ from: "2026-11-22", to: "2026-11-22" });
    expect(presetRange("last_week", TODAY, { weekStart: 7 })).toEqual({ from: "2026-11-15", to: "2026-11-21" });
    expect(presetRange("this_week", TODAY, { weekStart: 6 })).toEqual({ from: "2026-11-21", to: "2026-11-22" });
  });

  test("everything begins on the oldest day where it is known", () => {
    expect(presetRange("all", TODAY, { earliest: "2025-10-20" }).from).toBe("2025-10-20");
    expect(presetRange("all", TODAY, { earliest: "2027-01-01" })).toEqual({ from: TODAY, to: TODAY });
  });

  test("months keep to their own days", () => {
    expect(presetRange("last_month", "2024-03-31")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
    expect(presetRange("last_12_months", "2024-02-29")).toEqual({ from: "2023-03-01", to: "2024-02-29" });
    expect(presetRange("last_month", "2026-01-15")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  });
});

describe("comparisons", () => {
  test("the previous period is as long and ends the day before", () => {
    expect(previousRange({ from: "2026-11-16", to: "2026-11-22" })).toEqual({ from: "2026-11-09", to: "2026-11-15" });
    expect(previousRange({ from: TODAY, to: TODAY })).toEqual({ from: "2026-11-21", to: "2026-11-21" });
  });

  test("the previous year holds the same dates", () => {
    expect(previousYearRange({ from: "2026-11-01", to: TODAY })).toEqual({ from: "2025-11-01", to: "2025-11-22" });
    expect(previousYearRange({ from: "2024-02-29", to: "2024-02-29" })).toEqual({
      from: "2023-02-28",
      to: "2023-02-28",
    });
  });
});

test("whatever the day, a preset is in order, never reaches the future, and its previous period touches it", () => {
  const date = fc.integer({ min: 12_000, max: 40_000 }).map((day) => dateOfUtc(day * 86_400_000));
  fc.assert(
    fc.property(date, fc.constantFrom(...PRESETS), fc.constantFrom(1, 6, 7), (day, preset, weekStart) => {
      const range = presetRange(preset, day, { weekStart: weekStart as 1 | 6 | 7 });
      expect(range.from <= range.to && range.to <= day).toBe(true);
      const before = previousRange(range);
      expect(addDays(before.to, 1)).toBe(range.from);
      expect(daysBetween(before.from, before.to)).toBe(daysBetween(range.from, range.to));
    }),
  );
});
