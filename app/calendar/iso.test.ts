import fc from "fast-check";
import { expect, test } from "vitest";
import { isoLocal, isoUtc } from "./iso.ts";

test("UTC is written to the second, with a Z", () => {
  expect(isoUtc(new Date("2026-11-22T18:04:05.678Z"))).toBe("2026-11-22T18:04:05Z");
});

test.each([
  ["America/New_York", "2026-11-22T13:04:05-05:00"],
  ["Asia/Kolkata", "2026-11-22T23:34:05+05:30"],
  ["America/St_Johns", "2026-11-22T14:34:05-03:30"],
  ["UTC", "2026-11-22T18:04:05+00:00"],
])("in %s the same instant is %s", (timeZone, text) => {
  expect(isoLocal(new Date("2026-11-22T18:04:05Z"), timeZone)).toBe(text);
});

test("the two passes of a repeated hour differ by their offset", () => {
  expect(isoLocal(new Date("2026-11-01T05:30:00Z"), "America/New_York")).toBe("2026-11-01T01:30:00-04:00");
  expect(isoLocal(new Date("2026-11-01T06:00:00Z"), "America/New_York")).toBe("2026-11-01T01:00:00-05:00");
});

test("local and UTC name the same second", () => {
  const instant = fc.date({ min: new Date("1990-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  const zone = fc.constantFrom("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia");
  fc.assert(
    fc.property(instant, zone, (time, timeZone) => {
      expect(Date.parse(isoLocal(time, timeZone))).toBe(Date.parse(isoUtc(time)));
    }),
  );
});
