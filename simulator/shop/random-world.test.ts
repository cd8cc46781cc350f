import { expect, test } from "vitest";
import { randomWorld } from "./random-world.ts";

const NOW = new Date("2026-11-22T18:00:00Z");

test("a random world has as many sessions as asked for, all opened before now", () => {
  for (const count of [1, 7, 300]) {
    const world = randomWorld({ seed: 1, sessions: count, now: NOW });
    expect(world.sessions.size).toBe(count);
    expect([...world.sessions.values()].every((session) => session.openingTime < NOW)).toBe(true);
  }
});

test("a random world has what makes paging and syncing hard", () => {
  const sessions = [...randomWorld({ seed: 2, sessions: 300, now: NOW }).sessions.values()];
  expect(sessions.some((session) => session.activities.length > 100)).toBe(true);
  expect(sessions.some((session) => session.closingTime === null)).toBe(true);
  expect(sessions.some((session) => session.closingTime !== null && !session.totalsReady)).toBe(true);
  expect(sessions.some((session) => session.closingTime !== null && session.cashCountedAtClose === null)).toBe(true);
  expect(new Set(sessions.map((session) => session.openingTime.getTime())).size).toBeLessThan(sessions.length - 50);
  expect(new Set(sessions.map((session) => session.currency)).size).toBe(3);
});

test("a random world comes out the same from the same seed", () => {
  const ids = (seed: number) =>
    [...randomWorld({ seed, sessions: 40, now: NOW }).sessions.values()].map((session) => session.totalDiscrepancy);
  expect(ids(3)).toEqual(ids(3));
  expect(ids(3)).not.toEqual(ids(4));
});

test("shops of different domains can share ids and nothing else", () => {
  const make = (domain: string) => randomWorld({ seed: 1, sessions: 20, now: NOW, domain });
  const [one, other] = [make("one.myshopify.com"), make("other.myshopify.com")];
  expect([...one.locations.keys()]).toEqual([...other.locations.keys()]);
  expect([...one.sessions.values()]).not.toEqual([...other.sessions.values()]);
});
