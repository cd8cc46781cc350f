import { expect, test } from "vitest";
import { instantAt, isClockChange, localDate, weekday } from "./local-time.ts";

const NEW_YORK = "America/New_York";
const at = (date: string, hour: number) => new Date(instantAt(date, hour * 60, NEW_YORK)).toISOString();

test("a minute of the day is what the clock on the wall shows, also when clocks change", () => {
  expect(at("2026-11-20", 9)).toBe("2026-11-20T14:00:00.000Z");
  expect(at("2026-11-01", 1)).toBe("2026-11-01T05:00:00.000Z");
  expect(at("2026-11-01", 3)).toBe("2026-11-01T08:00:00.000Z");
  expect(at("2026-03-08", 3)).toBe("2026-03-08T07:00:00.000Z");
});

test("minutes past midnight belong to the next day", () => {
  expect(at("2026-10-31", 27)).toBe("2026-11-01T08:00:00.000Z");
});

test("a date is the one on the local calendar", () => {
  expect(localDate(new Date("2026-11-20T20:00:00Z"), "Asia/Tokyo")).toBe("2026-11-21");
  expect(localDate(new Date("2026-11-20T03:00:00Z"), NEW_YORK)).toBe("2026-11-19");
});

test("clocks change on two days of a New York year and on none in Tokyo", () => {
  expect(isClockChange("2026-03-08", NEW_YORK)).toBe(true);
  expect(isClockChange("2026-03-09", NEW_YORK)).toBe(false);
  expect(isClockChange("2026-03-08", "Asia/Tokyo")).toBe(false);
});

test("a week begins on Monday", () => {
  expect(weekday("2026-11-23")).toBe(0);
  expect(weekday("2026-11-22")).toBe(6);
});
