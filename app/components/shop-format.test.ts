import { expect, test } from "vitest";

import { t } from "./render-in-shop.tsx";
import { createShopFormat } from "./shop-format.tsx";

const format = createShopFormat(t, { locale: "en-US", timeZone: "America/New_York", currency: "USD", year: "2026" });
const NINE_IN_THE_MORNING = "2026-11-22T14:02:00Z";

test("a time names its zone only where it is not the shop's", () => {
  expect(format.instant(NINE_IN_THE_MORNING)).toBe("Nov 22, 2026, 9:02 AM");
  expect(format.instant(NINE_IN_THE_MORNING, { timeZone: "America/Los_Angeles" })).toBe("Nov 22, 2026, 6:02 AM PST");
});

test("in lists the year is left out while it is the current one, which a new year's eve tells by the zone's clock", () => {
  const brief = (iso: string, timeZone = "America/New_York") => format.instant(iso, { style: "brief", timeZone });
  expect(brief(NINE_IN_THE_MORNING)).toBe("Nov 22, 9:02 AM");
  expect(brief("2025-11-22T14:02:00Z")).toBe("Nov 22, 2025, 9:02 AM");
  expect(brief("2026-01-01T03:00:00Z")).toBe("Dec 31, 2025, 10:00 PM");
  expect(brief("2026-01-01T03:00:00Z", "UTC")).toBe("Jan 1, 3:00 AM UTC");
});

test("one time of the page names the shop's own zone", () => {
  expect(format.withZone(NINE_IN_THE_MORNING)).toBe("Nov 22, 9:02 AM EST");
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
  expect(format.duration(NINE_IN_THE_MORNING, "2026-11-22T14:50:00Z")).toBe("48 min");
  expect(format.duration(NINE_IN_THE_MORNING, "2026-11-22T22:31:00Z")).toBe("8 hr 29 min");
  expect(format.duration(NINE_IN_THE_MORNING, "2026-11-25T22:31:00Z")).toBe("3 days");
});

// What an eye sees: which of its spaces do not break differs from one ICU to the next.
const seen = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test.each([
  [
    "de",
    "EUR",
    "-1.234,50 €",
    "1.200 ¥",
    "+12,40",
    "1.234.567",
    "12,3 %",
    "22. Nov., 15:02",
    "25. Okt. – 23. Nov. 2026",
  ],
  [
    "fr",
    "EUR",
    "-1 234,50 €",
    "1 200 JPY",
    "+12,40",
    "1 234 567",
    "12,3 %",
    "22 nov., 15:02",
    "25 oct. – 23 nov. 2026",
  ],
  ["es", "EUR", "-1.234,50 €", "1.200 JPY", "+12,40", "1.234.567", "12,3 %", "22 nov, 15:02", "25 oct – 23 nov 2026"],
  ["ja", "JPY", "-€1,234.50", "￥1,200", "+12.40", "1,234,567", "12.3%", "11月22日 15:02", "2026/10/25～2026/11/23"],
])("in %s figures and days are written as one writes them there", (locale, currency, euros, yen, bare, ...others) => {
  const there = createShopFormat(t, { locale, timeZone: "Europe/Berlin", currency, year: "2026" });
  const money = (amount: string, code: string) => there.money({ amount, currency: code });
  expect([money("-1234.50", "EUR"), money("1200", "JPY")].map(seen)).toEqual([euros, yen]);
  expect(there.money({ amount: "12.40", currency: "EUR" }, { sign: "always", currencyDisplay: "none" })).toBe(bare);
  const [count, share, time, range] = others;
  expect([there.count(1_234_567), there.share(0.1234)].map(seen)).toEqual([count, share]);
  expect(there.instant(NINE_IN_THE_MORNING, { style: "brief" })).toBe(time);
  expect(there.range({ from: "2026-10-25", to: "2026-11-23" })).toBe(range);
});

test("the head of a column of times names the zone where it is not the shop's", () => {
  expect(format.zone(NINE_IN_THE_MORNING, "America/New_York")).toBeNull();
  expect(format.zone(NINE_IN_THE_MORNING, "America/Los_Angeles")).toBe("PST");
});
