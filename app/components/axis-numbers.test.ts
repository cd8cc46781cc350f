import { expect, test } from "vitest";

import { axisNumbers } from "./axis-numbers.ts";

test.each([
  ["en-US", 1050, "1,050"],
  ["en-US", -350, "-350"],
  ["en-US", 0.25, "0.25"],
  ["en-US", 12_300, "12.3K"],
  ["es", 1050, "1050"],
  ["ja", 9_999, "9,999"],
])("in %s, %d stands on an axis as %s", (locale, value, written) => {
  expect(axisNumbers(locale)(value)).toBe(written);
});
