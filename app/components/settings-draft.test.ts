import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { filledFields, type SettingsFields } from "#app/settings/settings-fields.ts";

import { draftOf, isDirty, keepSaved, takeOver } from "./settings-draft.ts";

const START = { fields: { staleHours: "24", cutOffHour: "0" }, version: 3 };
const typing = (fields: SettingsFields) => ({ ...draftOf(START), fields: { ...START.fields, ...fields } });

describe("somebody else saves while one is editing", () => {
  test("what was typed stays, and the rest is as they left it", () => {
    const draft = takeOver(typing({ staleHours: "12" }), { fields: { staleHours: "24", cutOffHour: "4" }, version: 4 });
    expect(draft.fields).toEqual({ staleHours: "12", cutOffHour: "4" });
    expect(draft).toMatchObject({ version: 4, othersSince: 3, contested: [] });
  });

  test("what both changed is named", () => {
    const draft = takeOver(typing({ staleHours: "12" }), { fields: { staleHours: "48", cutOffHour: "0" }, version: 4 });
    expect(draft.fields.staleHours).toBe("12");
    expect(draft.contested).toEqual(["staleHours"]);
  });

  test("a form in which nothing was typed simply follows", () => {
    const draft = takeOver(draftOf(START), { fields: { staleHours: "48", cutOffHour: "0" }, version: 4 });
    expect(draft).toMatchObject({ fields: { staleHours: "48" }, othersSince: null });
    expect(isDirty(draft)).toBe(false);
  });

  test("a field that was emptied stays empty", () => {
    const { staleHours: _emptied, ...left } = START.fields;
    const draft = takeOver({ ...draftOf(START), fields: left }, { ...START, version: 4 });
    expect(draft.fields).toEqual(left);
  });
});

test("after one's own saving nothing is left to save but what was typed since", () => {
  const sent = { staleHours: "12", cutOffHour: "0" };
  const stored = { fields: sent, version: 4 };
  expect(isDirty(keepSaved({ ...draftOf(START), fields: sent }, stored))).toBe(false);
  const later = keepSaved({ ...draftOf(START), fields: { ...sent, cutOffHour: "5" } }, stored);
  expect(later).toEqual({ ...draftOf(stored), fields: { staleHours: "12", cutOffHour: "5" } });
});

test("nothing typed is ever lost, and nothing that others saved is undone unseen", () => {
  const fields = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("", "1", "2"));
  fc.assert(
    fc.property(fields, fields, fields, (base, mine, theirs) => {
      const draft = takeOver(
        { ...draftOf({ fields: base, version: 1 }), fields: mine },
        { fields: theirs, version: 2 },
      );
      const [b, m, t, result] = [base, mine, theirs, draft.fields].map(filledFields);
      for (const path of ["a", "b", "c"]) {
        expect(result?.[path]).toBe(m?.[path] === b?.[path] ? t?.[path] : m?.[path]);
      }
    }),
  );
});
