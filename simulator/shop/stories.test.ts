import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixedClock } from "./clock.ts";
import { createDemoWorld } from "./demo-shop.ts";
import { describeStories, STORIES } from "./stories.ts";
import { HOSTILE_NOTES } from "./stories/records.ts";
import type { ActivityRecord, SessionRecord } from "./world.ts";

// Two instants: by day in New York, and by night shortly after a holiday.
const INSTANTS = ["2026-11-23T16:20:00Z", "2027-01-04T05:10:00Z"];
const DAY = 86_400_000;

test("the README tells every story as it is planted", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const spaceless = (text: string) => text.replaceAll(/\s+/g, " ");
  expect(spaceless(readme)).toContain(spaceless(describeStories()));
});

test("stories have ids of their own", () => {
  expect(new Set(STORIES.map((story) => story.id)).size).toBe(STORIES.length);
});

test("a shop with a short history leaves out what would lie before it", () => {
  const now = new Date("2026-11-23T16:20:00Z");
  const world = createDemoWorld({ seed: 5, now, scale: 0.05 });
  expect(world.storySessions.get("large-opening-discrepancy")).toEqual([]);
  expect(world.storySessions.get("unrecorded-pickup")).toHaveLength(1);
});

describe.each(INSTANTS)("in the shop made at %s", (instant) => {
  const now = new Date(instant);
  const world = createDemoWorld({ seed: 2026, now, clock: fixedClock(now) });
  // Of what lies before the rebuild of cash tracking only the older API tells.
  const filed = [...world.legacySessions.values()].map(({ shift }) => [shift.id, shift] as const);
  const shifts = new Map([...filed, ...world.sessions]);
  const sessions = [...shifts.values()];

  function tells(storyId: string): SessionRecord[] {
    return (world.storySessions.get(storyId) ?? []).map((id) => {
      const session = shifts.get(id);
      if (!session) throw new Error(`no session ${id}`);
      return session;
    });
  }

  function only(storyId: string): SessionRecord {
    const [session, ...others] = tells(storyId);
    if (!session || others.length > 0) throw new Error(`${storyId} is not told by one session`);
    return session;
  }

  function neighbour(session: SessionRecord, step: 1 | -1): SessionRecord {
    const onDrawer = sessions.filter(({ drawerId }) => drawerId === session.drawerId);
    const found = onDrawer[onDrawer.indexOf(session) + step];
    if (!found) throw new Error("no neighbour");
    return found;
  }

  const transactions = (session: SessionRecord, type: string, cash: bigint) =>
    session.activities.filter((activity) => activity.type === type && activity.cash === cash);
  const closing = (session: SessionRecord): bigint =>
    (session.cashCountedAtClose ?? 0n) - (session.expectedCashAtClose ?? 0n);
  const notes = (session: SessionRecord): (string | null)[] => [
    session.openingNote,
    session.closingNote,
    ...session.activities.map((activity: ActivityRecord) => (activity.kind === "transaction" ? null : activity.note)),
  ];

  test.each(STORIES)("$id happens where it is said to", ({ id, location, drawer }) => {
    const found = tells(id);
    expect(found.length).toBeGreaterThan(0);
    for (const session of found) {
      const place = world.locations.get(session.locationId)?.name ?? "";
      if (!location.startsWith("wherever")) expect(location).toContain(place);
      if (!["all", "any"].includes(drawer)) expect(world.drawers.get(session.drawerId)?.name).toBe(drawer);
    }
  });

  test("one person's evenings are short by twenty or forty, again and again", () => {
    const found = tells("skimmed-drawer");
    expect(found.length).toBeGreaterThan(20);
    expect(new Set(found.map((session) => session.closingStaffId)).size).toBe(1);
    expect(new Set(found.map(closing))).toEqual(new Set([-20_00n, -40_00n]));
    const recent = found.filter((session) => now.getTime() - session.openingTime.getTime() < 30 * DAY);
    expect(recent.length).toBeGreaterThan(6);
  });

  test("losses have the amounts that give them away", () => {
    expect(only("forgotten-float").totalDiscrepancy).toBe(-200_00n);
    expect(only("unrecorded-pickup").totalDiscrepancy).toBe(-300_00n);
    expect(only("unrecorded-pickup").totalAdjustments).toBe(0n);
    expect(only("short-three-decimals")).toMatchObject({ currency: "KWD", totalDiscrepancy: -4_255n });
    expect(only("short-zero-decimals")).toMatchObject({ currency: "JPY", totalDiscrepancy: -3_000n });
  });

  test("the overnight loss is carried in and the day itself balances", () => {
    const session = only("overnight-loss");
    expect(session.cashCountedAtOpen - session.expectedCashAtOpen).toBe(-60_00n);
    expect(closing(session)).toBe(0n);
    expect(neighbour(session, -1).closingBalance).toBe(session.expectedCashAtOpen);
  });

  test("the gap lies between two sessions and in neither", () => {
    const session = only("carry-over-gap");
    expect(session.expectedCashAtOpen - (neighbour(session, -1).closingBalance ?? 0n)).toBe(-40_00n);
    expect(session.totalDiscrepancy).toBe(0n);
  });

  test("the surprise carried in reads as 2513.30 in total", () => {
    expect(only("large-opening-discrepancy")).toMatchObject({
      expectedCashAtOpen: 0n,
      cashCountedAtOpen: 2_514_50n,
      totalDiscrepancy: 2_513_30n,
    });
  });

  test("slips leave the traces by which they are recognised", () => {
    const transposed = only("transposed-digits").totalDiscrepancy;
    expect(transposed % 9_00n).toBe(0n);
    expect(transposed).not.toBe(0n);
    const twice = only("sale-rung-twice");
    expect(twice.totalDiscrepancy).toBe(-84_35n);
    expect(transactions(twice, "SALE", 84_35n)).toHaveLength(2);
    const asRefund = only("sale-entered-as-refund");
    expect(asRefund.totalDiscrepancy).toBe(125_60n);
    expect(transactions(asRefund, "REFUND", -62_80n)).toHaveLength(1);
    expect(only("float-put-in-twice").totalDiscrepancy).toBe(200_00n);
    expect(tells("always-over").every((session) => closing(session) > 4_00n)).toBe(true);
    expect(tells("always-over").length).toBeGreaterThan(10);
  });

  test("neighbours cancel each other", () => {
    const [first, second] = tells("cancelled-by-neighbour");
    if (!first || !second) throw new Error("the story needs two sessions");
    expect(neighbour(first, 1).id).toBe(second.id);
    expect(closing(first) + second.totalDiscrepancy).toBe(0n);
  });

  test("the mid-session count holds the whole discrepancy", () => {
    const session = only("found-in-the-middle");
    const counts = session.activities.filter((activity) => activity.type === "MID_SESSION");
    expect(counts.map((activity) => activity.cash)).toEqual([-25_00n]);
    expect(session.totalDiscrepancy).toBe(-25_00n);
  });

  test("adjustments are silent, or pay out a gift card", () => {
    const silent = only("silent-adjustment").activities.find((activity) => activity.cash === -45_00n);
    expect(silent).toMatchObject({ type: "ADJUSTMENT", reasonCodeId: null, note: null });
    const payout = only("gift-card-cashed-out").activities.find((activity) => activity.type === "CASH_PAYOUT");
    expect(payout).toMatchObject({ cash: -8_40n, giftCardId: expect.stringMatching(/^\d+$/) });
  });

  test("nights with a clock change are an hour longer or shorter than the wall says", () => {
    const wall = (session: SessionRecord, instantOf: Date | null) => {
      const timeZone = world.locations.get(session.locationId)?.timeZone;
      return Date.parse(`${instantOf?.toLocaleString("sv-SE", { timeZone }).replace(" ", "T")}Z`);
    };
    const shifts = tells("clock-change-nights").map((session) => {
      const onTheWall = wall(session, session.closingTime) - wall(session, session.openingTime);
      return ((session.closingTime?.getTime() ?? 0) - session.openingTime.getTime() - onTheWall) / 3_600_000;
    });
    expect(new Set(shifts)).toEqual(new Set([1, -1]));
  });

  test("sessions end by themselves, open by themselves, or are never counted", () => {
    const code = (activity: ActivityRecord | undefined) =>
      activity?.kind === "count" ? world.reasonCodes.get(activity.reasonCodeId ?? "")?.code : undefined;
    const ended = tells("ended-by-logout");
    expect(ended).toHaveLength(3);
    for (const session of ended) expect(code(session.activities.at(-1))).toBe("AUTO_END_SESSION_LOGOUT");
    expect(ended.some((session) => neighbour(session, 1).totalDiscrepancy <= -2_900n)).toBe(true);
    expect(code(only("opened-by-checkout").activities[0])).toBe("AUTO_START_SESSION_CHECKOUT");
    const uncounted = only("closed-without-count");
    expect(uncounted.closingTime).not.toBeNull();
    expect(uncounted.cashCountedAtClose).toBeNull();
  });

  test("one session has been open for days", () => {
    const session = only("stale-open-session");
    expect(session.closingTime).toBeNull();
    expect(now.getTime() - session.openingTime.getTime()).toBeGreaterThan(4 * DAY);
  });

  test("many sessions were opened at the same instant", () => {
    const found = tells("same-instant");
    expect(found.length).toBeGreaterThan(7);
    expect(new Set(found.map((session) => session.openingTime.getTime())).size).toBe(1);
  });

  test("late totals become complete one after the other", () => {
    const late = tells("late-totals");
    expect(late.map((session) => session.totalsReady)).toEqual([false, false, false]);
    const fresh = createDemoWorld({ seed: 2026, now, clock: fixedClock(now) });
    const ready = (minutes: number) => {
      fresh.advanceTo(new Date(now.getTime() + minutes * 60_000));
      return late.filter((session) => fresh.sessions.get(session.id)?.totalsReady).length;
    };
    expect([ready(3), ready(5), ready(41), ready(2 * 24 * 60)]).toEqual([0, 1, 2, 3]);
  });

  test("sessions on the shared drawer overlap and one alone does not roll forward", () => {
    const found = tells("shared-drawer");
    expect(new Set(found.map((session) => session.deviceId)).size).toBeGreaterThan(1);
    const last = found.reduce((a, b) => ((b.closingTime ?? now) > (a.closingTime ?? now) ? b : a));
    expect(closing(last)).toBe(-35_00n);
    const alone = last.activities.reduce((balance, { cash }) => balance + cash, last.expectedCashAtOpen);
    expect(alone).not.toBe(last.closingBalance);
  });

  test("notes would run in a spreadsheet", () => {
    expect(notes(only("hostile-notes"))).toEqual(expect.arrayContaining(Object.values(HOSTILE_NOTES)));
  });

  test("one ledger is longer than a page of Shopify's", () => {
    expect(only("long-session").activities.length).toBeGreaterThan(250);
  });

  test("forty closings in a row are perfect", () => {
    const found = tells("too-perfect");
    expect(found).toHaveLength(40);
    expect(found.every((session) => session.totalDiscrepancy === 0n)).toBe(true);
    expect(new Set(found.map((session) => session.closingStaffId)).size).toBe(1);
  });
});
