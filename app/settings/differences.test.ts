import { expect, test } from "vitest";
import { changesDerivedFigures, settingDifferences } from "./differences.ts";
import { DEFAULT_SETTINGS, shopSettings } from "./settings.ts";

test("each setting that changed is named by its path, with what it was and what it is", () => {
  const chosen = shopSettings.parse({
    tolerance: { amounts: { USD: "5.00" } },
    locations: { "7": { cutOffHour: 4 } },
    causeCodes: [{ id: "own_bag", label: "Wrong bag" }],
    retentionMonths: 24,
  });
  expect(settingDifferences(DEFAULT_SETTINGS, chosen)).toEqual([
    { setting: "causeCodes.own_bag", before: null, after: { label: "Wrong bag", isRetired: false } },
    { setting: "locations.7.cutOffHour", before: null, after: 4 },
    { setting: "retentionMonths", before: null, after: 24 },
    { setting: "tolerance.amounts.USD", before: null, after: "5.00" },
  ]);
  expect(settingDifferences(chosen, chosen)).toEqual([]);
  // What was taken back is a change too.
  expect(settingDifferences(chosen, DEFAULT_SETTINGS)).toContainEqual({
    ...{ setting: "tolerance.amounts.USD", before: "5.00", after: null },
  });
});

test.each([
  ["tolerance.amounts.USD", true],
  ["cutOffHour", true],
  ["locations.7.cutOffHour", true],
  ["weekStart", false],
  ["policy.windowDays", false],
  ["retentionMonths", false],
])("a change of %s has figures worked out anew: %s", (setting, does) => {
  expect(changesDerivedFigures({ setting, before: null, after: null })).toBe(does);
});
