import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test, vi } from "vitest";
import { businessDateOf, businessDayBounds } from "./business-day.ts";
import { addDays } from "./dates.ts";

const NEW_YORK = "America/New_York";
const HOUR_MS = 3_600_000;

function at(text: string): Date {
  return new Date(text);
}

function hoursOf(date: string, timeZone: string, cutOffHour = 0): number {
  const { from, to } = businessDayBounds(date, timeZone, cutOffHour);
  return (to.getTime() - from.getTime()) / HOUR_MS;
}

describe("the business day of an instant", () => {
  test("is the local date", () => {
    expect(businessDateOf(at("2026-11-22T04:59:59Z"), NEW_YORK, 0)).toBe("2026-11-21");
    expect(businessDateOf(at("2026-11-22T05:00:00Z"), NEW_YORK, 0)).toBe("2026-11-22");
    expect(businessDateOf(at("2026-11-22T15:00:00Z"), "Asia/Tokyo", 0)).toBe("2026-11-23");
  });

  test("is the day before until the cut-off, to the millisecond", () => {
    expect(businessDateOf(at("2026-11-22T08:59:59.999Z"), NEW_YORK, 4)).toBe("2026-11-21");
    expect(businessDateOf(at("2026-11-22T09:00:00.000Z"), NEW_YORK, 4)).toBe("2026-11-22");
  });

  test("of a bar's session over midnight is one day with a cut-off at 4, and two without", () => {
    const [opened, closed] = [at("2026-11-21T22:00:00Z"), at("2026-11-22T07:30:00Z")];
    expect([opened, closed].map((time) => businessDateOf(time, NEW_YORK, 4))).toEqual(["2026-11-21", "2026-11-21"]);
    expect([opened, closed].map((time) => businessDateOf(time, NEW_YORK, 0))).toEqual(["2026-11-21", "2026-11-22"]);
  });

  test("follows zones that stand half and quarter hours off", () => {
    expect(businessDateOf(at("2026-11-21T18:29:59Z"), "Asia/Kolkata", 0)).toBe("2026-11-21");
    expect(businessDateOf(at("2026-11-21T18:30:00Z"), "Asia/Kolkata", 0)).toBe("2026-11-22");
    expect(businessDateOf(at("2026-11-21T18:15:00Z"), "Asia/Kathmandu", 0)).toBe("2026-11-22");
  });

  test("is refused for a zone or an hour that does not exist", () => {
    expect(() => businessDateOf(at("2026-11-22T05:00:00Z"), "Mars/Olympus", 0)).toThrow(RangeError);
    expect(() => businessDateOf(at("2026-11-22T05:00:00Z"), NEW_YORK, 24)).toThrow(RangeError);
    expect(() => businessDateOf(at("2026-11-22T05:00:00Z"), NEW_YORK, -1)).toThrow(RangeError);
    expect(() => businessDayBounds("2026-11-22", NEW_YORK, 0.5)).toThrow(RangeError);
  });
});

describe("nights on which the clocks change", () => {
  test("the spring night makes a day of 23 hours, the autumn night one of 25", () => {
    expect(hoursOf("2026-03-08", NEW_YORK)).toBe(23);
    expect(hoursOf("2026-11-01", NEW_YORK)).toBe(25);
    expect(hoursOf("2026-11-02", NEW_YORK)).toBe(24);
  });

  test("with a cut-off at 4 the change belongs to the day whose night it is", () => {
    expect(hoursOf("2026-03-07", NEW_YORK, 4)).toBe(23);
    expect(hoursOf("2026-03-08", NEW_YORK, 4)).toBe(24);
    expect(hoursOf("2026-10-31", NEW_YORK, 4)).toBe(25);
  });

  test("a cut-off inside the skipped hour begins the day when the clocks have jumped", () => {
    const { from } = businessDayBounds("2026-03-08", NEW_YORK, 2);
    expect(from).toEqual(at("2026-03-08T07:00:00Z"));
    expect(businessDateOf(at("2026-03-08T06:59:59Z"), NEW_YORK, 2)).toBe("2026-03-07");
    expect(businessDateOf(at("2026-03-08T07:00:00Z"), NEW_YORK, 2)).toBe("2026-03-08");
  });

  test("a cut-off inside the repeated hour begins the day at the first pass, once", () => {
    const { from } = businessDayBounds("2026-11-01", NEW_YORK, 1);
    expect(from).toEqual(at("2026-11-01T05:00:00Z"));
    expect(businessDateOf(at("2026-11-01T05:30:00Z"), NEW_YORK, 1)).toBe("2026-11-01");
    expect(businessDateOf(at("2026-11-01T06:30:00Z"), NEW_YORK, 1)).toBe("2026-11-01");
  });

  test("a day does not begin twice where two hours are repeated around the cut-off", () => {
    // Troll station sets its clocks back from 3 to 1: 2 o'clock comes twice, with 1 o'clock between.
    const { from } = businessDayBounds("2026-10-25", "Antarctica/Troll", 2);
    expect(from).toEqual(at("2026-10-25T00:00:00Z"));
    expect(businessDateOf(at("2026-10-25T01:30:00Z"), "Antarctica/Troll", 2)).toBe("2026-10-25");
  });

  test("a date that a zone left out holds no time", () => {
    expect(hoursOf("2011-12-30", "Pacific/Apia")).toBe(0);
    expect(businessDateOf(at("2011-12-30T09:59:59Z"), "Pacific/Apia", 0)).toBe("2011-12-29");
    expect(businessDateOf(at("2011-12-30T10:00:00Z"), "Pacific/Apia", 0)).toBe("2011-12-31");
  });
});

describe("properties", () => {
  const zone = fc.constantFrom(
    NEW_YORK,
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "America/Havana",
    "Pacific/Apia",
    "Pacific/Chatham",
    "America/Sao_Paulo",
    "UTC",
  );
  const anyInstant = fc.date({ min: at("2009-01-01"), max: at("2035-01-01"), noInvalidDate: true });
  // Where the rules are hard: within two days of the changes of clocks in spring and autumn.
  const nearChange = fc
    .tuple(
      fc.constantFrom("2026-03-08", "2026-03-29", "2026-10-04", "2026-10-25", "2026-11-01", "2011-12-30"),
      fc.integer({ min: -48 * 60, max: 48 * 60 }),
    )
    .map(([date, minutes]) => new Date(Date.parse(date) + minutes * 60_000));
  const hour = fc.integer({ min: 0, max: 23 });

  test("an instant lies in its own business day and in neither neighbour", () => {
    fc.assert(
      fc.property(fc.oneof(anyInstant, nearChange), zone, hour, (instant, timeZone, cutOff) => {
        const date = businessDateOf(instant, timeZone, cutOff);
        const holds = [-1, 0, 1].filter((offset) => {
          const { from, to } = businessDayBounds(addDays(date, offset), timeZone, cutOff);
          return from <= instant && instant < to;
        });
        expect(holds).toEqual([0]);
      }),
      { numRuns: 1000 },
    );
  });

  test("days follow one another without gap or overlap, and each begins in itself", () => {
    fc.assert(
      fc.property(fc.oneof(anyInstant, nearChange), zone, hour, (instant, timeZone, cutOff) => {
        const date = businessDateOf(instant, timeZone, cutOff);
        const { from, to } = businessDayBounds(date, timeZone, cutOff);
        expect(businessDateOf(from, timeZone, cutOff)).toBe(date);
        expect(businessDateOf(new Date(to.getTime() - 1), timeZone, cutOff)).toBe(date);
        expect(businessDayBounds(addDays(date, 1), timeZone, cutOff).from).toEqual(to);
      }),
      { numRuns: 300 },
    );
  });

  test("later instants never belong to earlier days", () => {
    fc.assert(
      fc.property(nearChange, fc.nat(600), zone, hour, (instant, minutes, timeZone, cutOff) => {
        const later = new Date(instant.getTime() + minutes * 60_000);
        expect(businessDateOf(instant, timeZone, cutOff) <= businessDateOf(later, timeZone, cutOff)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test("a hundred thousand sessions over a year hardly ever ask for a zone's rules, which takes twenty times as long", () => {
  const start = Date.parse("2025-11-01T00:00:00Z");
  const [spans, days] = [vi.spyOn(Temporal.Instant, "fromEpochMilliseconds"), vi.spyOn(Temporal.PlainDate, "from")];
  for (let index = 0; index < 100_000; index += 1) {
    businessDateOf(new Date(start + index * 315_000), index % 2 ? "America/Denver" : "America/Los_Angeles", 4);
  }
  // Clocks changed twice in that year: three stretches of either zone, and the days after a change.
  expect(spans.mock.calls.length).toBeLessThanOrEqual(6);
  expect(days.mock.calls.length).toBeLessThan(2_000);
});
