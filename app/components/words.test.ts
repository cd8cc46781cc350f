import { expect, test } from "vitest";

import { CHECK_WORDS, HINT_WORDS, readable, STATUS_FILTER_WORDS, wordFor } from "./words.ts";
import { CHECK_IDS } from "#app/reconciliation/check.ts";
import { HINT_KINDS } from "#app/reconciliation/hint.ts";
import { STATUS_FILTERS } from "#app/reports/filters.ts";

test("every check, hint and status has its words", () => {
  expect(Object.keys(CHECK_WORDS).toSorted()).toEqual([...CHECK_IDS].toSorted());
  expect(Object.keys(HINT_WORDS).toSorted()).toEqual([...HINT_KINDS].toSorted());
  expect(Object.keys(STATUS_FILTER_WORDS).toSorted()).toEqual([...STATUS_FILTERS].toSorted());
});

test("what has no word is at least made readable", () => {
  expect(readable("AUTO_END_SESSION_LOGOUT")).toBe("Auto end session logout");
  expect(wordFor({ SALE: "Sale" }, "SALE")).toBe("Sale");
  expect(wordFor({ SALE: "Sale" }, "toString")).toBe("Tostring");
});
