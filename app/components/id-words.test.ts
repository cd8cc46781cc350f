import { expect, test } from "vitest";

import { PRESETS } from "#app/calendar/ranges.ts";
import { words } from "#app/languages/en/index.ts";
import { CHECK_IDS } from "#app/reconciliation/check.ts";
import { HINT_KINDS } from "#app/reconciliation/hint.ts";
import { REVIEW_CAUSES, REVIEW_STATES } from "#app/reconciliation/review.ts";
import { EXCEPTION_KINDS } from "#app/reports/exception-filters.ts";
import { COMPARISONS, STATUS_FILTERS } from "#app/reports/filters.ts";

import { causeWord, personName, readable, wordFor } from "./id-words.ts";
import { t } from "./render-in-shop.tsx";

// Where a page asks for one word by its id, the compiler sees to it; here are the tables that are shown as a whole.
test.each([
  ["check", CHECK_IDS],
  ["hint", HINT_KINDS],
  ["statusFilter", STATUS_FILTERS],
  ["reviewState", REVIEW_STATES],
  ["cause", REVIEW_CAUSES],
  ["exceptionKind", EXCEPTION_KINDS],
  ["exceptionRule", EXCEPTION_KINDS],
  ["preset", PRESETS],
  ["comparison", COMPARISONS],
] as const)("every id of %s has its words", (table, ids) => {
  expect(Object.keys(words[table]).toSorted()).toEqual([...ids].toSorted());
});

test("what has no word is at least made readable", () => {
  expect(readable("AUTO_END_SESSION_LOGOUT")).toBe("Auto end session logout");
  expect(wordFor(t, "activity", "SALE")).toBe("Sale");
  expect(wordFor(t, "activity", "toString")).toBe("Tostring");
  expect(wordFor(t, "activity", "SOMETHING_NEW")).toBe("Something new");
});

test("a cause is called as the shop calls it, and a person by number where there is no name", () => {
  const own = [{ id: "own_fair", label: "Street fair" }];
  expect(["counting_error", "own:own_fair", "own:long_gone"].map((cause) => causeWord(t, cause, own))).toEqual([
    "Counting error",
    "Street fair",
    "long_gone",
  ]);
  expect(personName(t, { id: "502", name: null }, "502")).toBe("Person 502 (you)");
});
