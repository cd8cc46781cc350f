import { expect, test } from "vitest";

import { loadCatalog } from "#app/languages/catalog.ts";
import { wordsOf } from "#app/languages/words.ts";

import { listed } from "./listed.ts";

test.each([
  ["en-US", "Till 2, Main Street, 3"],
  ["fr", "Till 2, Main Street, 3"],
  ["ja", "Till 2、Main Street、3"],
])("the parts of a line stand apart as in %s, without those that are not there", async (locale, line) => {
  await loadCatalog(locale);
  const t = wordsOf(locale);
  expect(listed(t, ["Till 2", null, "Main Street", "", undefined, false, "3"])).toBe(line);
  expect(listed(t, [null, "Till 2", false])).toBe("Till 2");
  expect(listed(t, ["", null])).toBe("");
});
