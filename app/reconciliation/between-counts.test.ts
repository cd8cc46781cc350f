import fc from "fast-check";
import { expect, test } from "vitest";
import { betweenCounts, type DrawerActivity } from "./between-counts.ts";

const START = new Date("2026-11-20T14:00:00Z");
const at = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const sale = (minutes: number, sessionId: string, cash: bigint, staff: string | null = null): DrawerActivity => ({
  ...{ time: at(minutes), kind: "transaction", type: "SALE", cash, discrepancy: null, sessionId, staff },
  reasonCode: null,
});
const count = (minutes: number, sessionId: string, discrepancy: bigint | null): DrawerActivity => ({
  ...{ time: at(minutes), kind: "count", type: "MID_SESSION", cash: discrepancy ?? 0n, discrepancy, sessionId },
  ...{ staff: null, reasonCode: null },
});

test("a count that Shopify made up by itself is none", () => {
  const automatic = { ...count(20, "b", 0n), type: "CLOSING", reasonCode: "AUTO_END_SESSION_LOGOUT" };
  expect(
    betweenCounts([sale(10, "b", 500n), automatic, sale(30, "a", 100n), count(40, "a", -50n)], START),
  ).toMatchObject([{ from: START, count: { at: at(40) }, handled: [{ sessionId: "b" }, { sessionId: "a" }] }]);
});

test("what a count finds is shown beside everyone who handled cash since the count before, whoever counted", () => {
  const stretches = betweenCounts(
    [
      sale(10, "a", 2000n, "Ana"),
      sale(20, "b", 500n, "Ben"),
      sale(25, "b", -100n, "Cem"),
      count(60, "a", -300n),
      sale(70, "b", 900n, "Ben"),
      count(90, "b", 0n),
    ],
    START,
  );
  expect(stretches).toEqual([
    {
      from: START,
      count: { at: at(60), sessionId: "a", discrepancy: -300n },
      handled: [
        { sessionId: "a", cash: 2000n, entries: 1, staff: ["Ana"] },
        { sessionId: "b", cash: 400n, entries: 2, staff: ["Ben", "Cem"] },
      ],
    },
    {
      from: at(60),
      count: { at: at(90), sessionId: "b", discrepancy: 0n },
      handled: [{ sessionId: "b", cash: 900n, entries: 1, staff: ["Ben"] }],
    },
  ]);
});

test("cash that nobody has counted since stands in a stretch without an end", () => {
  expect(betweenCounts([count(0, "a", 0n), sale(10, "a", 100n)], START)).toMatchObject([
    { from: at(0), count: null, handled: [{ sessionId: "a", cash: 100n }] },
  ]);
});

test("a discrepancy without anyone who handled cash is still shown", () => {
  expect(betweenCounts([count(10, "a", -50n)], START)).toMatchObject([{ count: { discrepancy: -50n }, handled: [] }]);
});

test("no cash and no discrepancy is lost or counted twice", () => {
  const activity = fc.tuple(fc.boolean(), fc.constantFrom("a", "b", "c"), fc.bigInt({ min: -500n, max: 500n }));
  fc.assert(
    fc.property(fc.array(activity, { maxLength: 30 }), (given) => {
      const activities = given.map(([isCount, id, amount], index) =>
        isCount ? count(index, id, amount) : sale(index, id, amount),
      );
      const stretches = betweenCounts(activities, START);
      const total = (amounts: bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);
      expect(total(stretches.flatMap(({ handled }) => handled.map(({ cash }) => cash)))).toBe(
        total(given.flatMap(([isCount, , amount]) => (isCount ? [] : [amount]))),
      );
      expect(total(stretches.map((stretch) => stretch.count?.discrepancy ?? 0n))).toBe(
        total(given.flatMap(([isCount, , amount]) => (isCount ? [amount] : []))),
      );
    }),
  );
});
