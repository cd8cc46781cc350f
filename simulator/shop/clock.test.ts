import { expect, test } from "vitest";
import { fixedClock, runningClock } from "./clock.ts";

const NOON = new Date("2026-11-22T12:00:00Z");

test("a fixed clock moves only when it is told to", () => {
  const clock = fixedClock(NOON);
  expect(clock.now()).toEqual(NOON);
  clock.advance(90_000);
  expect(clock.now().toISOString()).toBe("2026-11-22T12:01:30.000Z");
  clock.moveTo(new Date("2026-01-01T00:00:00Z"));
  expect(clock.now().toISOString()).toBe("2026-01-01T00:00:00.000Z");
});

test("a running clock starts where it is told and keeps pace with its source", () => {
  let machine = 5_000;
  const clock = runningClock(NOON, () => machine);
  machine += 2_000;
  expect(clock.now().toISOString()).toBe("2026-11-22T12:00:02.000Z");
  clock.moveTo(NOON);
  machine += 1_000;
  clock.advance(60_000);
  expect(clock.now().toISOString()).toBe("2026-11-22T12:01:01.000Z");
});
