import { describe, expect, test } from "vitest";
import { attribute, type DrawerLedger, peopleOf, type StaffedActivity } from "./attribution.ts";
import { anActivity, aSession } from "./test-ledger.ts";

// Each rule of the attribution by itself; attribution.test.ts holds the whole of them against one walk through a day.

const OPENED = Date.parse("2026-11-21T14:00:00Z");
const at = (minute: number) => new Date(OPENED + minute * 60_000);

interface Line {
  at: number;
  by: string;
  type: string;
  /** What it added to the drawer; of a count, what it found. */
  off: number;
  /** Shopify's own doing. */
  auto?: true;
}

const KINDS: Record<string, StaffedActivity["kind"]> = {
  ...{ SALE: "transaction", CHANGE: "transaction", REFUND: "transaction" },
  ...{ ADJUSTMENT: "adjustment", CLOSING_ADJUSTMENT: "adjustment" },
};

/** A session's ledger: its lines at their minutes, in their order. */
function till(id: string, [opened, closed]: [opened: number, closed: number | null], lines: Line[]): DrawerLedger {
  return {
    session: { id, openedAt: at(opened), closedAt: closed === null ? null : at(closed) },
    activities: lines.map(({ at: minute, by, type, off, auto }, index) => {
      const kind = KINDS[type] ?? "count";
      return {
        ...anActivity({ kind, type, cash: BigInt(off), time: at(minute) }),
        ...{ position: index + 1, staffId: by, reasonCode: auto ? "AUTO_SOMETHING" : null },
        discrepancy: kind === "count" ? BigInt(off) : null,
      };
    }),
  };
}

const sessionOf = ({ session, activities }: DrawerLedger) => ({
  ...aSession().openedWith("100.00").stillOpen().session,
  ...session,
  countedAtOpen: 100_00n + (activities[0]?.discrepancy ?? 0n),
  totalDiscrepancy: activities.reduce((sum, { discrepancy }) => sum + (discrepancy ?? 0n), 0n),
});

/** What each count of the first one found, and to whom it belongs. */
function found(mine: DrawerLedger, { others = [], previous = null }: Partial<Parameters<typeof attribute>[0]> = {}) {
  const findings = attribute({ session: sessionOf(mine), activities: mine.activities, others, previous });
  return findings.map(({ position, outcome, people }) => [position, outcome, ...people].join(" "));
}

describe("a stretch that began before the session", () => {
  const uncounted = till(
    "2",
    [10, 30],
    [
      { at: 10, by: "Ann", type: "OPENING", off: 0, auto: true },
      { at: 15, by: "Ann", type: "SALE", off: 5 },
      { at: 30, by: "Ann", type: "CLOSING", off: -4 },
    ],
  );
  const before = (...lines: Line[]) => ({ ...till("1", [-60, -10], lines), others: [] });

  test("goes back to the count that somebody made last, in a session that ended without one too", () => {
    const previous = before(
      { at: -60, by: "Ann", type: "OPENING", off: 0 },
      { at: -55, by: "Cem", type: "SALE", off: 5 },
      { at: -52, by: "Ann", type: "MID_SESSION", off: 0 },
      { at: -50, by: "Ben", type: "SALE", off: 5 },
      { at: -10, by: "Ben", type: "CLOSING", off: 0, auto: true },
    );
    expect(found(uncounted, { previous })).toEqual(["3 several Ben Ann"]);
    const counted = till("2", [10, 30], [{ at: 10, by: "Ann", type: "OPENING", off: -3 }]);
    expect(found(counted, { previous })).toEqual(["1 one Ben"]);
    expect(found(counted, { previous: "counted" })).toEqual(["1 nobody"]);
    expect(found(uncounted, { previous: "counted" })).toEqual(["3 one Ann"]);
  });

  test("is not known where nothing is known before, or nobody ever counted", () => {
    const previous = before({ at: -10, by: "Ben", type: "CLOSING", off: 0, auto: true });
    expect(found(uncounted)).toEqual(["3 not_known"]);
    expect(found(uncounted, { previous })).toEqual(["3 not_known"]);
  });

  test.each<[string, [number, number | null], string]>([
    ["still open", [0, null], "not_known"],
    ["closed later", [0, 11], "not_known"],
    ["closed in that second", [0, 10], "one Ann"],
    ["opened in that second", [10, 40], "one Ann"],
  ])("is not known of a drawer in use: another register %s", (_name, times, outcome) => {
    const other = till("3", times, [{ at: times[0], by: "Ben", type: "OPENING", off: 0, auto: true }]);
    expect(found(uncounted, { others: [other], previous: "counted" })).toEqual([`3 ${outcome}`]);
  });

  test("is not cut by the count of another register before it", () => {
    const other = till("3", [0, 40], [{ at: 5, by: "Ben", type: "MID_SESSION", off: 1 }]);
    expect(found(uncounted, { others: [other], previous: "counted" })).toEqual(["3 not_known"]);
  });
});

describe("a register that is opened without finding anything", () => {
  const mine = till(
    "2",
    [10, 30],
    [
      { at: 11, by: "Ann", type: "OPENING", off: 0 },
      { at: 30, by: "Ann", type: "CLOSING", off: -4 },
    ],
  );
  const other = till(
    "1",
    [0, 40],
    [
      { at: 0, by: "Ben", type: "OPENING", off: 0 },
      { at: 5, by: "Ben", type: "SALE", off: 5 },
      { at: 20, by: "Cem", type: "MID_SESSION", off: 1 },
    ],
  );

  test("was counted where nobody else uses the drawer", () => {
    expect(found(mine, { previous: "counted" })).toEqual(["1 nobody", "2 nobody"]);
  });

  test("was not where somebody does, and cuts nothing of theirs off", () => {
    expect(found(mine, { others: [other], previous: "counted" })).toEqual(["2 nobody"]);
    expect(found(other, { others: [mine], previous: "counted" })).toEqual(["1 nobody", "3 one Ben"]);
  });
});

describe("in one second", () => {
  const other = (...lines: Line[]) => till("2", [0, 40], lines);
  const opening = { at: 0, by: "Ann", type: "OPENING", off: 1 };

  test("what another register sold counts in, and what it counted cuts nothing off", () => {
    const mine = till("1", [0, 40], [opening, { at: 20, by: "Ann", type: "MID_SESSION", off: -4 }]);
    const sold = other({ at: 15, by: "Ben", type: "SALE", off: 5 }, { at: 20, by: "Cem", type: "SALE", off: 5 });
    expect(found(mine, { others: [sold] })[1]).toBe("2 several Ben Cem");
    const counted = other(
      { at: 15, by: "Ben", type: "SALE", off: 5 },
      { at: 20, by: "Cem", type: "MID_SESSION", off: 1 },
    );
    expect(found(mine, { others: [counted] })[1]).toBe("2 one Ben");
  });

  test("the ledger's order tells what a count comes after", () => {
    const mine = till(
      "1",
      [0, 40],
      [
        opening,
        { at: 10, by: "Cem", type: "SALE", off: 5 },
        { at: 20, by: "Ann", type: "MID_SESSION", off: -1 },
        { at: 20, by: "Ann", type: "SALE", off: 5 },
        { at: 20, by: "Ann", type: "MID_SESSION", off: -2 },
        { at: 25, by: "Ben", type: "SALE", off: 5 },
        { at: 30, by: "Ann", type: "CLOSING", off: -4 },
      ],
    );
    expect(found(mine).slice(1)).toEqual(["3 one Cem", "5 one Ann", "7 one Ben"]);
    // However far down in its own ledger the earlier count of another register stands.
    const earlier = other(
      ...[1, 2, 3, 4, 5, 6].map((minute) => ({ at: minute, by: "Cem", type: "SALE", off: 5 })),
      { at: 12, by: "Cem", type: "MID_SESSION", off: 1 },
      { at: 15, by: "Cem", type: "SALE", off: 5 },
    );
    expect(found(mine, { others: [earlier] }).at(-1)).toBe("7 one Ben");
  });
});

describe("who handled cash", () => {
  test("is also whoever paid in or out, but not who took the takings of the count before", () => {
    const paid = till(
      "1",
      [0, 40],
      [
        { at: 0, by: "Ann", type: "OPENING", off: 1 },
        { at: 5, by: "Cem", type: "ADJUSTMENT", off: -50 },
        { at: 30, by: "Ann", type: "CLOSING", off: -4 },
      ],
    );
    const [, closing] = attribute({
      session: sessionOf(paid),
      activities: paid.activities,
      others: [],
      previous: null,
    });
    expect(closing).toEqual({ position: 3, amount: -4n, outcome: "one", people: ["Cem"], cash: 0n });
    const closed = till(
      "2",
      [-5, 12],
      [
        { at: 12, by: "Ben", type: "CLOSING", off: 1 },
        { at: 12, by: "Boss", type: "CLOSING_ADJUSTMENT", off: -100 },
      ],
    );
    expect(found(paid, { others: [closed] }).at(-1)).toBe("3 nobody");
  });

  test("handled what was sold less change, and what was given back", () => {
    const mine = till(
      "1",
      [0, 40],
      [
        { at: 0, by: "Ann", type: "OPENING", off: 1 },
        { at: 5, by: "Ann", type: "SALE", off: 50 },
        { at: 5, by: "Ann", type: "CHANGE", off: -10 },
        { at: 6, by: "Ann", type: "REFUND", off: -20 },
        { at: 30, by: "Ann", type: "CLOSING", off: 0 },
      ],
    );
    const [, closing] = attribute({
      session: sessionOf(mine),
      activities: mine.activities,
      others: [],
      previous: null,
    });
    expect(closing).toMatchObject({ people: ["Ann"], cash: 60n });
  });
});

test.each([
  ["an open session's too, of which Shopify's total holds the opening alone", [0, -4, -4], 0, [0, -4, 0]],
  ["the opening is no part of it", [10, -4, -4], 6, [10, -4, 0]],
  ["not where counts that found as much over as short may have corrected as well", [0, -4, 4, -4], -4, [0, -4, 4, -4]],
])("what earlier counts had found is not counted again: %s", (_name, offs, total, amounts) => {
  const lines = offs.map((off, index) => {
    const type = index === 0 ? "OPENING" : index === 3 || (index === 2 && total === 6) ? "CLOSING" : "MID_SESSION";
    return { at: index * 10, by: "Ann", type, off };
  });
  const mine = till("1", [0, 40], lines);
  const session = { ...sessionOf(mine), totalDiscrepancy: BigInt(total) };
  const { activities } = mine;
  const findings = attribute({ session, activities, others: [], previous: null });
  expect(findings.map(({ amount }) => Number(amount))).toEqual(amounts);
});

test("everybody's part of a session: what they booked, what they counted, and what counts say of them", () => {
  const { activities } = till(
    "1",
    [0, 40],
    [
      { at: 0, by: "Ann", type: "OPENING", off: 0 },
      { at: 5, by: "Ann", type: "SALE", off: 50 },
      { at: 5, by: "Ann", type: "CHANGE", off: -10 },
      { at: 6, by: "Ben", type: "REFUND", off: -20 },
      { at: 7, by: "Cem", type: "ADJUSTMENT", off: -30 },
      { at: 8, by: "", type: "SALE", off: 99 },
      { at: 30, by: "Ann", type: "CLOSING", off: 0, auto: true },
    ],
  );
  const named = activities.map((activity) => ({
    ...activity,
    staffId: activity.staffId === "" ? null : activity.staffId,
  }));
  const people = peopleOf(named, [
    { position: 1, amount: -4n, outcome: "one", people: ["Ann"], cash: 60n },
    { position: 2, amount: -2n, outcome: "one", people: ["Ann"], cash: 1n },
    { position: 3, amount: 7n, outcome: "several", people: ["Ann", "Ben"], cash: 80n },
    { position: 4, amount: 9n, outcome: "several", people: ["Ann", "Dee"], cash: 80n },
  ]);
  const nothing = {
    ...{ transactions: 0, adjustments: 0, counts: 0, cashHandled: 0n },
    ...{ ownCounts: 0, ownCash: 0n, ownDiscrepancy: 0n, sharedCounts: 0, sharedDiscrepancy: 0n },
  };
  const shared = { sharedCounts: 2, sharedDiscrepancy: 16n };
  expect(people).toEqual([
    {
      ...nothing,
      ...shared,
      staffId: "Ann",
      ...{ transactions: 1, counts: 1, cashHandled: 40n, ownCounts: 2, ownCash: 61n, ownDiscrepancy: -6n },
    },
    { ...nothing, staffId: "Ben", ...{ transactions: 1, cashHandled: 20n, sharedCounts: 1, sharedDiscrepancy: 7n } },
    { ...nothing, staffId: "Cem", adjustments: 1 },
    { ...nothing, staffId: "Dee", sharedCounts: 1, sharedDiscrepancy: 9n },
  ]);
});
