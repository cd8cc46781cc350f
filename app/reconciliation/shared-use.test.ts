import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sharedWindows, type Stretch } from "./shared-use.ts";

const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 20) + minutes * 60_000);
const stretch = (id: string, from: number, to: number | null): Stretch => ({
  id,
  openedAt: minute(from),
  closedAt: to === null ? null : minute(to),
});
const windowsOf = (sessions: Stretch[]) =>
  sharedWindows(sessions).map(({ from, to, sessions: who }) => [from, to, who.map(({ id }) => id).sort()]);

describe("a drawer is shared", () => {
  it("while two sessions run, and not by one that takes over in the second in which another closes", () => {
    expect(windowsOf([stretch("a", 0, 60), stretch("b", 60, 90)])).toEqual([]);
    expect(windowsOf([stretch("a", 0, 60), stretch("b", 30, 90)])).toEqual([[minute(30), minute(60), ["a", "b"]]]);
  });

  it("from the second to the last but one, whoever comes and goes between", () => {
    const sessions = [stretch("a", 0, 100), stretch("b", 10, 40), stretch("c", 30, 50), stretch("d", 70, 120)];
    expect(windowsOf(sessions)).toEqual([
      [minute(10), minute(50), ["a", "b", "c"]],
      [minute(70), minute(100), ["a", "d"]],
    ]);
  });

  it("in one stretch where one takes over from another beside a third, and not by one that ends as it begins", () => {
    const sessions = [stretch("a", 0, 100), stretch("b", 10, 40), stretch("c", 40, 60)];
    expect(windowsOf(sessions)).toEqual([[minute(10), minute(60), ["a", "b", "c"]]]);
    expect(windowsOf([stretch("a", 0, 60), stretch("b", 30, 30)])).toEqual([]);
  });

  it("until now while two still run", () => {
    expect(windowsOf([stretch("a", 0, null), stretch("b", 10, null)])).toEqual([[minute(10), null, ["a", "b"]]]);
    expect(windowsOf([stretch("a", 0, null), stretch("b", 10, 20)])).toEqual([[minute(10), minute(20), ["a", "b"]]]);
  });

  it("in just the minutes in which two or more run, however they lie", () => {
    const session = fc.tuple(fc.nat(60), fc.option(fc.nat(30), { freq: 8 }));
    fc.assert(
      fc.property(fc.array(session, { maxLength: 8 }), (given) => {
        const sessions = given.map(([from, length], index) =>
          stretch(String(index), from, length === null ? null : from + length),
        );
        const windows = sharedWindows(sessions);
        for (let at = 0; at < 120; at += 1) {
          // Half a minute past: no session begins or ends there.
          const instant = minute(at + 0.5);
          const running = sessions.filter(
            ({ openedAt, closedAt }) => openedAt < instant && (closedAt === null || closedAt > instant),
          );
          const inside = windows.filter(({ from, to }) => from < instant && (to === null || to > instant));
          expect(inside.length).toBe(running.length >= 2 ? 1 : 0);
          if (running.length >= 2) expect(inside[0]?.sessions).toEqual(expect.arrayContaining(running));
        }
      }),
    );
  });
});
