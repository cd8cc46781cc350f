import { expect, test } from "vitest";
import { chanceOfStreak, isTooPerfect } from "./streak.ts";

const PEERS = { peerCounts: 98, peerBalanced: 63 };

test("forty in a row beside peers who balance two times in three are too perfect", () => {
  const streak = { length: 40, counts: 60, ...PEERS };
  expect(chanceOfStreak(streak)).toBeCloseTo(60 * 0.64 ** 40, 12);
  expect(isTooPerfect(streak)).toBe(true);
});

test("ten in a row happen", () => {
  expect(isTooPerfect({ length: 10, counts: 60, ...PEERS })).toBe(false);
});

test("nine in a row are no streak, however often peers are off", () => {
  expect(isTooPerfect({ length: 9, counts: 9, peerCounts: 1_000, peerBalanced: 0 })).toBe(false);
  expect(isTooPerfect({ length: 10, counts: 10, peerCounts: 1_000, peerBalanced: 0 })).toBe(true);
});

test("peers who are never off make nobody suspicious", () => {
  expect(isTooPerfect({ length: 90, counts: 90, peerCounts: 300, peerBalanced: 300 })).toBe(false);
});

test("without enough of the peers' counts nothing is said", () => {
  expect(chanceOfStreak({ length: 90, counts: 90, peerCounts: 19, peerBalanced: 0 })).toBeNull();
});

test("twenty of the peers' counts are enough, and no chance is more than certain", () => {
  expect(chanceOfStreak({ length: 1, counts: 100, peerCounts: 20, peerBalanced: 15 })).toBe(1);
});
