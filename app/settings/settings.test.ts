import { describe, expect, test } from "vitest";
import { cutOffHourAt, DEFAULT_SETTINGS, keptFrom, monthsKept, policyAmounts, shopSettings } from "./settings.ts";

test("what a shop has until it chooses is what the guide says", () => {
  const { accounts, ...others } = DEFAULT_SETTINGS;
  expect(accounts.quickbooksDates).toBe("MM/DD/YYYY");
  expect(others).toEqual({
    tolerance: { amounts: {}, shareOfCashHandledBps: 0 },
    ...{ cutOffHour: 0, weekStart: 1, staleHours: 24, fourEyes: "told", language: "admin", retentionMonths: null },
    ...{ locations: {}, causeCodes: [] },
    policy: { windowDays: 30, windowEvents: 3, singleAmount: {}, windowSum: {} },
    alerts: {
      isOn: false,
      kinds: { discrepancy: true, stale_open: true, carry_over_gap: true },
      ...{ leastSeverity: "warning", leastAmounts: {}, locations: {} },
    },
  });
  // A document that names a part of the policy has the rest of it by default too.
  expect(shopSettings.parse({ policy: {} }).policy).toEqual(DEFAULT_SETTINGS.policy);
});

test.each([
  [
    "a share in hundredths of a percent",
    0,
    10_000,
    (value: number) => ({ tolerance: { shareOfCashHandledBps: value } }),
  ],
  ["an hour", 0, 23, (value: number) => ({ cutOffHour: value })],
  ["a first day of the week", 1, 7, (value: number) => ({ weekStart: value })],
  ["hours until a session was forgotten", 1, 720, (value: number) => ({ staleHours: value })],
  ["days looked back", 1, 366, (value: number) => ({ policy: { windowDays: value } })],
  ["sessions that are many", 2, 100, (value: number) => ({ policy: { windowEvents: value } })],
  ["months kept", 3, 240, (value: number) => ({ retentionMonths: value })],
  ["letters of a cause", 1, 60, (value: number) => ({ causeCodes: [{ id: "own", label: "x".repeat(value) }] })],
  [
    "causes",
    0,
    50,
    (value: number) => ({
      causeCodes: Array.from({ length: Math.max(0, value) }, (_, id) => ({ id: `${id}`, label: `${id}` })),
    }),
  ],
])("%s are from %i to %i", (_name, least, most, documentWith) => {
  for (const value of [least, most]) expect(shopSettings.safeParse(documentWith(value)).success).toBe(true);
  expect(shopSettings.safeParse(documentWith(most + 1)).success).toBe(false);
  if (least > 0) expect(shopSettings.safeParse(documentWith(least - 1)).success).toBe(false);
});

describe("what was chosen", () => {
  const chosen = shopSettings.parse({
    cutOffHour: 4,
    locations: { "7": { cutOffHour: 0 }, "8": { tolerance: { amounts: { USD: "2.00" } } } },
    tolerance: { amounts: { EUR: "3.00" } },
    policy: { singleAmount: { USD: "75.00" }, windowSum: { JPY: "9000" } },
    retentionMonths: 24,
  });

  test("begins a location's day at its own hour where it has one, midnight too, and at the shop's else", () => {
    expect(["7", "8", "9", null].map((id) => cutOffHourAt(chosen, id))).toEqual([0, 4, 4, 4]);
  });

  test("keeps sessions for so many months, and for ever without a limit", () => {
    expect(keptFrom(chosen, "2026-11-23")).toBe("2024-11-23");
    expect(keptFrom(DEFAULT_SETTINGS, "2026-11-23")).toBeNull();
    expect(monthsKept(chosen)).toBeLessThan(monthsKept(DEFAULT_SETTINGS));
  });

  test("is the policy's amount, or 20 and 50 times what is ignored in the shop", () => {
    expect(policyAmounts(chosen, "USD")).toEqual({ single: 7_500n, windowSum: 5_000n });
    expect(policyAmounts(chosen, "EUR")).toEqual({ single: 6_000n, windowSum: 15_000n });
    expect(policyAmounts(chosen, "JPY")).toEqual({ single: 2_000n, windowSum: 9_000n });
  });
});
