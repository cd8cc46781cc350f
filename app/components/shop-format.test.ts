import { expect, test } from "vitest";

import { createShopFormat } from "./shop-format.tsx";

const format = createShopFormat({ locale: "en-US", timeZone: "America/New_York", currency: "USD" });
const NINE_IN_THE_MORNING = "2026-11-22T14:02:00Z";

test("a time names its zone only where it is not the shop's", () => {
  expect(format.instant(NINE_IN_THE_MORNING)).toBe("Nov 22, 2026, 9:02 AM");
  expect(format.instant(NINE_IN_THE_MORNING, { timeZone: "America/Los_Angeles" })).toBe("Nov 22, 2026, 6:02 AM PST");
});

test("a range says once what both its ends have in common", () => {
  expect(format.range({ from: "2026-10-25", to: "2026-11-23" })).toBe("Oct 25 – Nov 23, 2026");
  expect(format.range({ from: "2026-11-23", to: "2026-11-23" })).toBe("Nov 23, 2026");
});

test("how long ago is told against the moment that the loader named", () => {
  const now = "2026-11-23T14:00:00Z";
  expect(format.ago("2026-11-23T13:59:30Z", now)).toBe("just now");
  expect(format.ago("2026-11-23T13:58:00Z", now)).toBe("2 minutes ago");
  expect(format.ago("2026-11-21T13:58:00Z", now)).toBe("2 days ago");
});

test("a duration is told in the units that one would say it in", () => {
  expect(format.duration(NINE_IN_THE_MORNING, "2026-11-22T14:50:00Z")).toBe("48 minutes");
  expect(format.duration(NINE_IN_THE_MORNING, "2026-11-22T22:31:00Z")).toBe("8 hours 29 minutes");
  expect(format.duration(NINE_IN_THE_MORNING, "2026-11-25T22:31:00Z")).toBe("3 days");
});
