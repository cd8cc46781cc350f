import { expect, test } from "vitest";

import { shownNumber, typedNumber } from "./typed-number.ts";

test.each([
  ["en-US", "2.50", "2.50"],
  ["de", "2.50", "2,50"],
  ["de-CH", "2.50", "2.50"],
  ["es-MX", "2.50", "2.50"],
  ["fr-CA", "0.300", "0,300"],
  ["ja", "100", "100"],
  // Half typed, or no number at all.
  ["de", "2.", "2,"],
  ["de", "-2.50", "-2.50"],
])("in %s the number %s is shown as %s", (locale, kept, shown) => {
  expect(shownNumber(kept, locale)).toBe(shown);
});

test.each([
  ["de", "2,50", "2.50"],
  ["de", "6,000", "6.000"],
  ["de", "2.50", "2.50"],
  ["en-US", "2,50", "2,50"],
  ["de", "1.234,50", "1.234,50"],
])("in %s, %s is kept as %s", (locale, typed, kept) => {
  expect(typedNumber(typed, locale)).toBe(kept);
});

test("what is shown is read back as what was kept", () => {
  for (const locale of ["en", "de", "de-CH", "fr", "fr-CA", "es", "es-MX", "ja"]) {
    for (const kept of ["0.300", "1.00", "2000", "15.", ""]) {
      expect(typedNumber(shownNumber(kept, locale), locale)).toBe(kept);
    }
  }
});
