import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDecimal } from "#app/money/money.ts";
import type { CheckId } from "./check.ts";
import { type CheckInput, failedChecks, runChecks } from "./checks.ts";
import { closingDiscrepancy, openingDiscrepancy, ownDiscrepancy } from "./discrepancy.ts";
import type { SessionFacts } from "./facts.ts";
import { hintsFor } from "./hints.ts";
import { runningBalances } from "./running-balance.ts";
import { statementOf } from "./statement.ts";
import { anActivity, aSession, type Ledger } from "./test-ledger.ts";

const STEPS = ["sold", "refunded", "paidIn", "paidOut", "cashPayout"] as const;

const step = fc.record({
  does: fc.constantFrom(...STEPS, "countedMidSession" as const, "soldWithChange" as const),
  amount: fc.bigInt({ min: 1n, max: 2n ** 60n }),
  more: fc.bigInt({ min: 1n, max: 10_000n }),
});

const story = fc.record({
  currency: fc.constantFrom("USD", "JPY", "KWD"),
  expected: fc.bigInt({ min: 0n, max: 100_000n }),
  opened: fc.bigInt({ min: 0n, max: 100_000n }),
  counted: fc.bigInt({ min: 0n, max: 2n ** 60n }),
  left: fc.bigInt({ min: 0n, max: 100_000n }),
  steps: fc.array(step, { maxLength: 20 }),
});

/** Any honest session, its count and what it leaves never equal, so that no figure is nothing by chance. */
const ledgers = story.map(({ currency, expected, opened, counted, left, steps }): Ledger => {
  const write = (minor: bigint) => toDecimal(minor, currency);
  const builder = aSession(currency).openedWith(write(opened)).expecting(write(expected));
  for (const { does, amount, more } of steps) {
    if (does === "soldWithChange") builder.sold(write(amount), { tendered: write(amount + more) });
    else builder[does](write(amount));
  }
  return builder
    .countedAt(write(counted))
    .leaving(write(left === counted ? left + 1n : left))
    .closed();
});

function inputFor(ledger: Ledger): CheckInput {
  const closingBalance = ledger.session.expectedAtOpen;
  const previous = { id: "1000", closedAt: new Date("2026-11-20T22:00:00Z"), closingBalance };
  return { ...ledger, previous, drawerEvents: [], isDrawerShared: false };
}

/** Larger than all that a story can hold, so that no other reading fits by chance. */
const TOO_MUCH = 2n ** 80n;

describe("any honest ledger", () => {
  test("passes every check, and fails none while its ledger is unread", () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const outcomes = runChecks(inputFor(ledger)).map(({ outcome }) => outcome);
        expect(outcomes).toEqual(Array(8).fill("passes"));
        expect(failedChecks(runChecks({ ...inputFor(ledger), activities: null }))).toEqual([]);
      }),
    );
  });

  test("runs from expected at open to the closing balance", () => {
    fc.assert(
      fc.property(ledgers, ({ session, activities }) => {
        const balances = runningBalances(session.expectedAtOpen, activities);
        expect(balances).toHaveLength(activities.length);
        expect(balances.at(-1)).toBe(session.closingBalance);
        for (const [index, { counted }] of activities.entries()) {
          if (counted !== null) expect(balances[index]).toBe(counted);
        }
      }),
    );
  });

  test("has a statement in which own and carried in make the total", () => {
    fc.assert(
      fc.property(ledgers, ({ session, activities }) => {
        const amount = (id: string) => statementOf(session, activities).find((line) => line.id === id)?.amount ?? 0n;
        expect(amount("opening_discrepancy") + amount("own_discrepancy")).toBe(amount("total_discrepancy"));
        expect(amount("closing_balance")).toBe(amount("counted_at_close") + amount("closing_adjustment"));
        expect(amount("net_cash_sales")).toBe(amount("cash_sales") + amount("cash_refunds"));
      }),
    );
  });
});

describe("one figure changed", () => {
  test.each<[keyof SessionFacts, CheckId[]]>([
    ["cashSales", ["sales_add_up", "net_adds_up"]],
    ["cashRefunds", ["refunds_add_up", "net_adds_up"]],
    ["netCashSales", ["net_adds_up"]],
    ["adjustments", ["adjustments_add_up"]],
    ["expectedAtOpen", ["discrepancy_adds_up", "carry_over"]],
    ["countedAtOpen", ["expected_rolls_forward", "discrepancy_adds_up"]],
    ["expectedAtClose", ["expected_rolls_forward", "discrepancy_adds_up"]],
    ["countedAtClose", ["discrepancy_adds_up", "closing_balance"]],
    ["closingAdjustment", ["closing_balance"]],
    ["closingBalance", ["closing_balance"]],
    ["totalDiscrepancy", ["discrepancy_adds_up"]],
  ])("%s fails exactly the checks that mention it", (figure, ids) => {
    fc.assert(
      fc.property(ledgers, fc.constantFrom(TOO_MUCH, -TOO_MUCH), (ledger, change) => {
        const input = inputFor(ledger);
        const session = { ...ledger.session, [figure]: (ledger.session[figure] as bigint) + change };
        expect(failedChecks(runChecks({ ...input, session }))).toEqual(ids);
      }),
      { numRuns: 50 },
    );
  });

  test.each<[string, CheckId[]]>([
    ["SALE", ["sales_add_up", "expected_rolls_forward"]],
    ["CHANGE", ["expected_rolls_forward"]],
    ["REFUND", ["refunds_add_up", "expected_rolls_forward"]],
    ["ADJUSTMENT", ["adjustments_add_up", "expected_rolls_forward"]],
    ["CLOSING_ADJUSTMENT", []],
  ])("a further %s in the ledger fails the checks that sum it", (type, ids) => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const further = anActivity({ kind: "adjustment", type, cash: TOO_MUCH, time: ledger.session.openedAt });
        const activities = [...ledger.activities, further];
        const failed = failedChecks(runChecks({ ...inputFor(ledger), activities }));
        // Change and closing adjustments may stand apart from the totals: a reading without them still fits there.
        expect(failed.filter((id) => ids.includes(id))).toEqual(ids);
        expect(failed.every((id) => ids.includes(id) || type === "CHANGE")).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

test("a residual is always the last term less the others", () => {
  const change = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });
  fc.assert(
    fc.property(ledgers, change, change, (ledger, a, b) => {
      const session = { ...ledger.session, cashSales: a, expectedAtClose: b, adjustments: a, closingBalance: b };
      for (const { terms, residual } of runChecks({ ...inputFor(ledger), session })) {
        const parts = terms.slice(0, -1).reduce((total, { amount }) => total + amount, 0n);
        expect(residual).toBe((terms.at(-1)?.amount ?? 0n) - parts);
      }
    }),
  );
});

test("hints always explain the session's own discrepancy, or the opening one", () => {
  fc.assert(
    fc.property(ledgers, ({ session, activities }) => {
      const hints = hintsFor({ session, activities, previousOnDrawer: null, nextOnDrawer: null });
      for (const { evidence } of hints) {
        const explained = evidence.of === "own" ? ownDiscrepancy(session, activities) : openingDiscrepancy(session);
        expect(evidence.amount).toBe(explained);
        expect(evidence.amount).not.toBe(0n);
      }
      if (openingDiscrepancy(session) === 0n && closingDiscrepancy(session) === 0n) {
        expect(hints.every(({ evidence }) => evidence.of === "own")).toBe(true);
      }
    }),
  );
});
