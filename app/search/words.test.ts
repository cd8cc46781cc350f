import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { beginningsIn, isFoundBy, markWords, wordsIn } from "./words.ts";

const isFound = (note: string, search: string) =>
  beginningsIn(search).every((beginning) => wordsIn([note]).some((word) => isFoundBy(word, beginning)));

describe("a note", () => {
  test.each([
    ["Paid the courier, as always", "courier"],
    ["Paid the courier, as always", "cour PAID"],
    ["Größe geprüft", "grosse"],
    ["Größe geprüft", "GROSS"],
    ["Caf\u00e9 float", "cafe"],
    ["Cafe float", "CAFÉ"],
    ["Ｔｉｌｌ ４", "till 4"],
    ["Ёлка", "елка"],
    ["ΤΑΜΕΙΟ", "ταμεῖο"],
    ["レジの現金が不足していた", "不足"],
    ["レジの現金が不足していた", "現金が不足"],
    ["レジの現金が不足していた", "た"],
    ["개점 준비금", "준비"],
    ["owed $5 to B", "b"],
    ["see #1042-A", "1042"],
  ])("%j is found by %j", (note, search) => {
    expect(isFound(note, search)).toBe(true);
  });

  test.each([
    ["Paid the courier", "ourier"],
    ["Paid the courier", "courier x"],
    ["Bank", "b"],
    ["レジの現金が不足", "現不"],
    ["か", "が"],
  ])("%j is not found by %j", (note, search) => {
    expect(isFound(note, search)).toBe(false);
  });

  test.each([
    ["Paid the courier", "cour", "Paid the [cour]ier"],
    ["Cafe\u0301 and CAFÉ", "cafe", "[Cafe\u0301] and [CAFÉ]"],
    ["Größe", "grosse", "[Größe]"],
    ["a b a", "a", "[a] b [a]"],
    ["現金が不足していた", "金が不足", "現[金が不足]していた"],
    ["no", "yes", null],
  ])("%j shows where %j stands in it", (note, search, marked) => {
    const pieces = markWords(note, beginningsIn(search));
    expect(pieces && pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("")).toBe(marked);
  });
});

describe("whatever is written", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 30 });

  it("is found by its own words, and marked without losing a letter", () => {
    fc.assert(
      fc.property(text, text, (note, other) => {
        for (const word of wordsIn([note])) expect(isFound(note, word), word).toBe(true);
        const pieces = markWords(note, beginningsIn(other));
        if (pieces) expect(pieces.map((piece) => piece.text).join("")).toBe(note);
      }),
      { numRuns: 300 },
    );
  });

  it("comes to so many words at most", () => {
    const long = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(" ");
    expect(wordsIn([long, "last"]).length).toBe(400);
    expect(wordsIn(["x".repeat(500)])).toEqual(["x".repeat(40)]);
    expect(isFound("x".repeat(500), "x".repeat(90))).toBe(true);
  });
});
