import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attribute, type DrawerLedger, peopleOf, type StaffedActivity } from "./attribution.ts";
import { anActivity, aSession } from "./test-ledger.ts";

const OPENED = Date.parse("2026-11-21T14:00:00Z");
const at = (minute: number) => new Date(OPENED + minute * 60_000);

interface Move {
  by: string;
  what: "sale" | "count" | "auto";
  till: number;
  off: number;
}

const moves = fc.array(
  fc.record({
    by: fc.constantFrom("Ann", "Ben", "Cem"),
    what: fc.constantFrom("sale", "sale", "sale", "count", "auto"),
    till: fc.nat(2),
    off: fc.integer({ min: -9, max: 9 }),
  }) as fc.Arbitrary<Move>,
  { maxLength: 40 },
);

/** Three registers on one drawer, opened and closed one after the other, an event a minute. */
function told(script: readonly Move[]): DrawerLedger[] {
  const end = script.length + 10;
  return [0, 1, 2].map((till) => {
    const lines = [
      line({ at: till, by: "Ann", type: "OPENING", off: till === 0 ? 0 : till }),
      ...script.flatMap((move, index) => (move.till === till ? [lineOf(move, index + 5)] : [])),
      line({ at: end + till, by: "Ben", type: "CLOSING", off: -till }),
    ];
    return {
      session: { id: String(till + 1), openedAt: at(till), closedAt: at(end + till) },
      activities: lines.map((activity, index) => ({ ...activity, position: index + 1 })),
    };
  });
}

function lineOf({ by, what, off }: Move, minute: number): StaffedActivity {
  if (what === "sale") return line({ at: minute, by, type: "SALE", off: 5 });
  const count = line({ at: minute, by, type: "MID_SESSION", off: what === "auto" ? 0 : off });
  return what === "auto" ? { ...count, reasonCode: "AUTO_SOMETHING" } : count;
}

function line({ at: minute, by, type, off }: { at: number; by: string; type: string; off: number }): StaffedActivity {
  const isCount = type !== "SALE";
  const activity = anActivity({
    ...{ kind: isCount ? "count" : "transaction", type, cash: BigInt(off), time: at(minute) },
  });
  return { ...activity, discrepancy: isCount ? BigInt(off) : null, staffId: by };
}

/** The rule in its plainest form: one walk through the drawer's day. */
function walked(ledgers: readonly DrawerLedger[]): Map<string, string[]> {
  const day = ledgers
    .flatMap(({ session, activities }) =>
      activities.map((activity) => ({ ...activity, key: `${session.id}/${activity.position}` })),
    )
    .sort((a, b) => a.time.getTime() - b.time.getTime());
  const found = new Map<string, string[]>();
  let handlers = new Set<string>();
  for (const event of day) {
    if (event.kind === "transaction") handlers.add(event.staffId ?? "");
    else if (event.reasonCode === null) {
      found.set(event.key, [...handlers]);
      handlers = new Set();
    }
  }
  return found;
}

const sessionOf = ({ session, activities }: DrawerLedger) => ({
  ...aSession().openedWith("100.00").stillOpen().session,
  ...session,
  countedAtOpen: 100_00n + (activities[0]?.discrepancy ?? 0n),
  totalDiscrepancy: activities.reduce((sum, { discrepancy }) => sum + (discrepancy ?? 0n), 0n),
});

function attributed(ledgers: readonly DrawerLedger[], index: number) {
  const mine = ledgers[index] as DrawerLedger;
  const others = ledgers.filter((other) => other !== mine);
  return {
    mine,
    findings: attribute({ session: sessionOf(mine), activities: mine.activities, others, previous: null }),
  };
}

describe("whatever happens on a shared drawer", () => {
  test("each count belongs to those between it and the count before it, by any register", () => {
    fc.assert(
      fc.property(moves, fc.nat(2), (script, index) => {
        const ledgers = told(script);
        const { mine, findings } = attributed(ledgers, index);
        const expected = walked(ledgers);
        for (const { position, outcome, people } of findings.slice(1)) {
          const handlers = expected.get(`${mine.session.id}/${position}`) ?? [];
          expect([...people].sort()).toEqual([...handlers].sort());
          expect(outcome).toBe(["nobody", "one"][handlers.length] ?? "several");
        }
      }),
    );
  });

  test("what people have of their own, what is shared and what is nobody's come to what the counts found", () => {
    fc.assert(
      fc.property(moves, fc.nat(2), (script, index) => {
        const { mine, findings } = attributed(told(script), index);
        const own = peopleOf(mine.activities, findings).reduce((sum, person) => sum + person.ownDiscrepancy, 0n);
        const rest = findings.reduce((sum, { outcome, amount }) => (outcome === "one" ? sum : sum + amount), 0n);
        expect(own + rest).toBe(sessionOf(mine).totalDiscrepancy);
      }),
    );
  });
});

describe("one person's session", () => {
  const sold = [
    line({ at: 0, by: "Ann", type: "OPENING", off: 0 }),
    line({ at: 5, by: "Ann", type: "SALE", off: 50 }),
    line({ at: 9, by: "Ann", type: "CLOSING", off: -4 }),
  ].map((activity, index) => ({ ...activity, position: index + 1 }));
  const ledger = (activities: StaffedActivity[]): DrawerLedger => ({
    session: { id: "1", openedAt: at(0), closedAt: at(9) },
    activities,
  });
  const closing = (activities: StaffedActivity[]) => attributed([ledger(activities)], 0).findings.at(-1);

  test("is theirs, with the cash of it", () => {
    expect(closing(sold)).toEqual({ position: 3, amount: -4n, outcome: "one", people: ["Ann"], cash: 50n });
  });

  test("is nobody's where the ledger does not name who sold", () => {
    const unnamed = sold.map((activity) => (activity.type === "SALE" ? { ...activity, staffId: null } : activity));
    expect(closing(unnamed)).toMatchObject({ outcome: "not_known", people: [], amount: -4n });
  });

  test("is not shared with whoever takes the closing adjustment", () => {
    const taken = line({ at: 9, by: "Boss", type: "CLOSING_ADJUSTMENT", off: -100 });
    expect(closing(sold)?.people).toEqual(["Ann"]);
    const { findings } = attributed([ledger([...sold, { ...taken, kind: "adjustment", position: 4 }])], 0);
    expect(findings.at(-1)?.people).toEqual(["Ann"]);
  });

  test("is not divided where Shopify's counts correct nothing: the closing holds what the count before had found", () => {
    const counted = line({ at: 6, by: "Ann", type: "MID_SESSION", off: -4 });
    const lines = [sold[0], sold[1], counted, sold[2]].flatMap((activity, index) =>
      activity ? [{ ...activity, position: index + 1 }] : [],
    );
    const session = { ...sessionOf(ledger(lines)), totalDiscrepancy: -4n };
    const findings = attribute({ session, activities: lines, others: [], previous: null });
    expect(findings.map(({ amount }) => amount)).toEqual([0n, -4n, 0n]);
  });
});
