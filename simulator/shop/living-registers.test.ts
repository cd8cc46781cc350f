import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fixedClock } from "./clock.ts";
import { closeSession } from "./commands.ts";
import { createDemoWorld } from "./demo-shop.ts";
import { startRegisters } from "./living-registers.ts";
import { done } from "./small-shop.ts";

const NOW = new Date("2026-11-23T16:20:00Z");
const HOUR = 3_600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("living registers", () => {
  test("follow the shop's clock until they are stopped", () => {
    const clock = fixedClock(NOW);
    const world = createDemoWorld({ seed: 1, now: NOW, scale: 0.03, clock });
    const before = world.revision;
    const registers = startRegisters(world, { everyMs: 1_000 });
    vi.advanceTimersByTime(3_000);
    expect(world.revision).toBe(before);

    clock.advance(3 * HOUR);
    vi.advanceTimersByTime(1_000);
    const after = world.revision;
    expect(after).toBeGreaterThan(before + 20);

    registers.stop();
    clock.advance(3 * HOUR);
    vi.advanceTimersByTime(10_000);
    expect(world.revision).toBe(after);
  });

  test("open and close by local hours", () => {
    const world = createDemoWorld({ seed: 1, now: NOW, scale: 0.03 });
    const openIn = (currency: string) =>
      [...world.sessions.values()].filter((session) => session.currency === currency && session.closingTime === null);
    expect(openIn("JPY")).toHaveLength(0);
    world.advanceTo(new Date("2026-11-24T03:00:00Z"));
    expect(openIn("JPY").length).toBeGreaterThan(1);
    expect(openIn("KWD")).toHaveLength(0);
  });

  test("carry on where somebody else closed a session, and say what they were refused", () => {
    const world = createDemoWorld({ seed: 1, now: NOW, scale: 0.03 });
    const open = [...world.sessions.values()].findLast((session) => session.closingTime === null);
    if (!open) throw new Error("nothing is open");
    const time = new Date(NOW.getTime() + 1_000);
    done(closeSession(world, { sessionId: open.id, staffId: open.openingStaffId, counted: 0n, time }));
    const { steps, refused } = world.advanceTo(new Date(NOW.getTime() + 24 * HOUR));
    expect(steps).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(0);
    expect(open.closingTime).toEqual(time);
  });

  test("are refused nothing when they are left alone", () => {
    const world = createDemoWorld({ seed: 1, now: NOW, scale: 0.03 });
    expect(world.advanceTo(new Date(NOW.getTime() + 5 * 24 * HOUR)).refused).toBe(0);
  });
});
