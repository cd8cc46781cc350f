import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { beginningsIn, haveAll, isFoundBy, markWords, wordsIn } from "./words.ts";

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
    ["レジの現金が不足していた", "金が不"],
    ["レジの現金が不足していた", "金"],
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
    ["が", "か"],
  ])("%j is not found by %j", (note, search) => {
    expect(isFound(note, search)).toBe(false);
  });

  test.each([
    ["Paid the courier", "cour", "Paid the [cour]ier"],
    ["Cafe\u0301 and CAFÉ", "cafe", "[Cafe\u0301] and [CAFÉ]"],
    ["Größe", "grosse", "[Größe]"],
    ["a b a", "a", "[a] b [a]"],
    ["現金が不足していた", "金が不足", "現[金が不足]していた"],
    ["Paid the courier", "courier cour", "Paid the [courier]"],
    ["Paid the courier", "ourier", null],
    ["ab a", "a", "ab [a]"],
    ["e\u0301 a", "e", "[e\u0301] a"],
    ["a現金", "a", "[a]現金"],
    ["till現金till", "現金", "till[現金]till"],
    ["金till", "till", "金[till]"],
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
        expect(pieces ?? []).not.toContainEqual(expect.objectContaining({ text: "" }));
      }),
      { numRuns: 300 },
    );
  });

  it("comes to so many words at most", () => {
    const long = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(" ");
    expect(wordsIn([long, "last"]).length).toBe(400);
    const unspaced = Array.from({ length: 500 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("");
    expect(wordsIn([unspaced]).length).toBe(400);
    expect(wordsIn(["x".repeat(500)])).toEqual(["x".repeat(40)]);
    expect(isFound("x".repeat(500), "x".repeat(90))).toBe(true);
  });
});

test("words of a note or a name are searched for all together, and by nothing they are not found", () => {
  const words = wordsIn(["Ana Bravo", null]);
  expect(haveAll(words, beginningsIn("bra an"))).toBe(true);
  expect(haveAll(words, beginningsIn("bra"))).toBe(true);
  expect(haveAll(words, beginningsIn("bra x"))).toBe(false);
  expect(haveAll(words, beginningsIn("&"))).toBe(false);
});
