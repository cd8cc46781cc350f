import { describe, expect, test } from "vitest";
import { formatBusinessDate, formatInstant, yearOf } from "./format-instant.ts";

const INSTANT = "2026-11-22T23:04:05Z";

describe("formatInstant", () => {
  test("writes date, time, or both on the zone's wall clock", () => {
    const options = { locale: "en-US", timeZone: "America/New_York" };
    expect(formatInstant(INSTANT, { ...options, style: "date" })).toBe("Nov 22, 2026");
    expect(formatInstant(INSTANT, { ...options, style: "time" })).toBe("6:04 PM");
    expect(formatInstant(new Date(INSTANT), { ...options, style: "datetime" })).toBe("Nov 22, 2026, 6:04 PM");
    expect(formatInstant(INSTANT, { ...options, style: "brief" })).toBe("Nov 22, 6:04 PM");
    expect(yearOf("2027-01-01T03:00:00Z", "America/New_York")).toBe("2026");
  });

  test("gives each zone its own time and date", () => {
    const inTokyo = { locale: "en-US", timeZone: "Asia/Tokyo", style: "datetime" } as const;
    expect(formatInstant(INSTANT, inTokyo)).toBe("Nov 23, 2026, 8:04 AM");
    expect(formatInstant(INSTANT, { ...inTokyo, timeZone: "UTC" })).toBe("Nov 22, 2026, 11:04 PM");
  });

  test.each(["en-US", "en-GB", "fr-FR", "de-DE", "ja-JP", "es-MX"])(
    "holds no space in %s that another ICU might write otherwise",
    (locale) => {
      const text = formatInstant(INSTANT, { locale, timeZone: "UTC", style: "datetime" });
      expect(text).not.toMatch(/[\u00a0\u202f]/);
    },
  );
});

describe("formatBusinessDate", () => {
  test("writes the date itself, short or long", () => {
    expect(formatBusinessDate("2026-11-22", "en-US")).toBe("Nov 22, 2026");
    expect(formatBusinessDate("2026-11-22", "en-US", "long")).toBe("Sunday, November 22, 2026");
    expect(formatBusinessDate("2026-11-22", "de-DE")).toBe("22. Nov. 2026");
  });
});
