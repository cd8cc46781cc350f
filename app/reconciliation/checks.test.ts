import { describe, expect, test } from "vitest";
import type { CheckId } from "./check.ts";
import { type CheckInput, failedChecks, runChecks } from "./checks.ts";
import { anActivity, aSession, type Ledger, withFigures } from "./test-ledger.ts";

const PREVIOUS = { id: "1000", closedAt: new Date("2026-11-20T22:00:00Z"), closingBalance: 10_000n };

function inputFor(ledger: Ledger, more: Partial<CheckInput> = {}): CheckInput {
  return { ...ledger, previous: PREVIOUS, drawerEvents: [], isDrawerShared: false, ...more };
}

function check(id: CheckId, ledger: Ledger, more: Partial<CheckInput> = {}) {
  const found = runChecks(inputFor(ledger, more)).find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

/** 100.00 in the drawer, a sale with change, a refund, all kinds of adjustments, 100.00 left at the end. */
function fullDay() {
  return aSession()
    .openedWith("100.00")
    .sold("40.00")
    .sold("12.50", { tendered: "20.00" })
    .refunded("5.00")
    .paidOut("30.00")
    .cashPayout("2.50")
    .countedAt("114.00")
    .leaving("100.00")
    .closed();
}

describe("a session whose figures agree", () => {
  test("passes every check", () => {
    expect(runChecks(inputFor(fullDay())).map(({ id, outcome }) => [id, outcome])).toEqual([
      ["sales_add_up", "passes"],
      ["refunds_add_up", "passes"],
      ["net_adds_up", "passes"],
      ["adjustments_add_up", "passes"],
      ["expected_rolls_forward", "passes"],
      ["discrepancy_adds_up", "passes"],
      ["closing_balance", "passes"],
      ["carry_over", "passes"],
    ]);
  });

  test("shows the arithmetic: all terms but the last add up to what Shopify gives", () => {
    expect(check("expected_rolls_forward", fullDay()).terms).toEqual([
      { label: "counted_at_open", amount: 10_000n },
      { label: "sales_tendered", amount: 6_000n },
      { label: "change_given", amount: -750n },
      { label: "refunds", amount: -500n },
      { label: "pay_ins_and_outs", amount: -3_000n },
      { label: "cash_payouts", amount: -250n },
      { label: "mid_session_discrepancy", amount: 0n },
      { label: "expected_at_close", amount: 11_500n },
    ]);
  });
});

describe("a figure that does not agree", () => {
  test("fails by Shopify's figure less the sum of its parts", () => {
    const ledger = withFigures(fullDay(), { expectedAtClose: 11_400n, totalDiscrepancy: 0n });
    const failed = check("expected_rolls_forward", ledger);
    expect(failed).toMatchObject({ outcome: "fails", residual: -100n, reading: null, reason: null });
    expect(failedChecks(runChecks(inputFor(ledger)))).toEqual(["expected_rolls_forward"]);
  });

  test("is measured against the reading that comes nearest", () => {
    const ledger = withFigures(fullDay(), { cashRefunds: -501n });
    expect(check("refunds_add_up", ledger)).toMatchObject({ outcome: "fails", residual: -1n, reading: null });
  });
});

describe("figures that can be read in several ways", () => {
  test("cash sales may be what was tendered, with the change taken off in the net", () => {
    const ledger = withFigures(fullDay(), { cashSales: 6_000n });
    expect(check("sales_add_up", ledger)).toMatchObject({ outcome: "passes", reading: "change_apart" });
    expect(check("net_adds_up", ledger)).toMatchObject({
      outcome: "passes",
      reading: "change_apart_refunds_as_magnitude",
    });
    expect(check("sales_add_up", fullDay()).reading).toBe("change_counted");
  });

  test("cash refunds may be a magnitude or negative", () => {
    const negative = withFigures(fullDay(), { cashRefunds: -500n });
    for (const id of ["refunds_add_up", "net_adds_up"] as const) {
      expect(check(id, fullDay())).toMatchObject({ outcome: "passes", reading: "refunds_as_magnitude" });
      expect(check(id, negative)).toMatchObject({ outcome: "passes", reading: "refunds_as_negative" });
    }
  });

  test.each([
    [-3_250n, "without_closing_adjustment"],
    [-4_650n, "with_closing_adjustment"],
    [-3_000n, "without_payouts"],
    [-4_400n, "without_payouts_with_closing_adjustment"],
  ])("adjustments of %s are read %s", (adjustments, reading) => {
    const ledger = withFigures(fullDay(), { adjustments });
    expect(check("adjustments_add_up", ledger)).toMatchObject({ outcome: "passes", reading });
  });

  test("a mid-session count may correct what is expected, and enter the total, or neither", () => {
    const told = aSession().openedWith("100.00").sold("40.00").countedMidSession("138.00").countedAt("137.00").closed();
    const corrected = ["counts_correct", "with_mid_session"];
    const uncorrected = withFigures(told, { expectedAtClose: 14_000n });
    const readings = (ledger: Ledger) =>
      (["expected_rolls_forward", "discrepancy_adds_up"] as const).map((id) => check(id, ledger).reading);
    expect(readings(told)).toEqual(corrected);
    expect(readings(uncorrected)).toEqual(["counts_do_not_correct", "without_mid_session"]);
  });

  test("the closing balance may be meant before its adjustment", () => {
    expect(check("closing_balance", fullDay())).toMatchObject({ outcome: "passes", reading: "after_adjustment" });
    const before = withFigures(fullDay(), { closingBalance: 11_400n });
    expect(check("closing_balance", before)).toMatchObject({ outcome: "passes", reading: "before_adjustment" });
    const unsaid = withFigures(fullDay(), { closingBalance: 11_400n, closingAdjustment: null });
    expect(check("closing_balance", unsaid)).toMatchObject({ outcome: "passes", reading: null });
  });

  test("no reading is named where all come to the same", () => {
    const plain = aSession().openedWith("100.00").sold("40.00").countedAt("140.00").closed();
    expect(runChecks(inputFor(plain)).map(({ reading }) => reading)).toEqual(Array(8).fill(null));
  });
});

describe("what cannot be computed", () => {
  const reasons = (ledger: Ledger, more: Partial<CheckInput> = {}) =>
    Object.fromEntries(runChecks(inputFor(ledger, more)).map(({ id, reason }) => [id, reason]));

  test("of an open session only the carry-over can", () => {
    const { carry_over, ...others } = reasons(aSession().openedWith("100.00").sold("40.00").stillOpen());
    expect(carry_over).toBeNull();
    expect(new Set(Object.values(others))).toEqual(new Set(["open"]));
  });

  test("of a session whose totals are pending nothing fails, however wrong it looks", () => {
    const { carry_over, ...others } = reasons(withFigures(fullDay(), { totalsReady: false, cashSales: 1n }));
    expect(carry_over).toBeNull();
    expect(new Set(Object.values(others))).toEqual(new Set(["totals_pending"]));
  });

  test("without the ledger, what needs it waits and what does not is checked", () => {
    expect(reasons(fullDay(), { activities: null })).toEqual({
      sales_add_up: "ledger_not_read",
      refunds_add_up: "ledger_not_read",
      net_adds_up: null,
      adjustments_add_up: "ledger_not_read",
      expected_rolls_forward: "ledger_not_read",
      discrepancy_adds_up: null,
      closing_balance: null,
      carry_over: null,
    });
  });

  test("without the ledger, what it might yet explain is not called wrong", () => {
    const ledger = withFigures(fullDay(), { cashSales: 6_000n, totalDiscrepancy: -300n });
    const found = reasons(ledger, { activities: null });
    expect(found).toMatchObject({ net_adds_up: "ledger_not_read", discrepancy_adds_up: "ledger_not_read" });
  });

  test("nothing is said about a count that nobody made", () => {
    const found = reasons(aSession().openedWith("100.00").sold("40.00").closed());
    expect(found).toMatchObject({ discrepancy_adds_up: "not_counted", closing_balance: "not_counted" });
    expect(found.expected_rolls_forward).toBeNull();
    expect(reasons(withFigures(fullDay(), { closingBalance: null })).closing_balance).toBe("not_counted");
    const unknown = withFigures(aSession().openedWith("100.00").closed(), { expectedAtClose: null });
    expect(reasons(unknown).expected_rolls_forward).toBe("not_counted");
  });
});

test("of a session from before March 2026 nothing is asked that it does not say", () => {
  const legacy = withFigures(fullDay(), { id: "-12", adjustments: null, closingBalance: 1n });
  for (const id of ["adjustments_add_up", "closing_balance"] as const) {
    expect(check(id, legacy)).toMatchObject({ outcome: "not_computable", reason: "legacy_not_given" });
  }
  const previous = { ...PREVIOUS, id: "-11", closingBalance: 1n };
  expect(check("carry_over", fullDay(), { previous }).reason).toBe("legacy_not_given");
});

describe("carry-over", () => {
  test("is the gap between what was left and what is expected", () => {
    const short = { ...PREVIOUS, closingBalance: 12_000n };
    expect(check("carry_over", fullDay(), { previous: short })).toMatchObject({ outcome: "fails", residual: -2_000n });
  });

  test("takes a session that closed in the very instant of this opening", () => {
    const justBefore = { ...PREVIOUS, closedAt: fullDay().session.openedAt };
    expect(check("carry_over", fullDay(), { previous: justBefore }).outcome).toBe("passes");
  });

  test.each([
    ["no_previous_session", { previous: null }],
    ["history_starts_here", { previous: null, isHistoryComplete: false }],
    ["previous_open", { previous: { ...PREVIOUS, closedAt: null } }],
    ["previous_not_counted", { previous: { ...PREVIOUS, closingBalance: null } }],
    ["drawer_shared_overlap", { previous: { ...PREVIOUS, closedAt: new Date("2026-11-21T14:00:01Z") } }],
  ])("says %s", (reason, more) => {
    expect(check("carry_over", fullDay(), more)).toMatchObject({ outcome: "not_computable", reason, residual: null });
  });
});

describe("a drawer shared by several devices", () => {
  /** This register sold 40.00; in its window the other opened 1.00 short, sold 25.00 and left 10.00 less. */
  const mine = aSession().openedWith("100.00").sold("40.00").sold("0.50").sold("0.50").sold("1.00").countedAt("140.00");
  const other = aSession()
    .openedAt("2026-11-21T14:00:30Z")
    .openedWith("139.00")
    .expecting("140.00")
    .sold("25.00")
    .countedAt("164.00")
    .leaving("154.00")
    .closed();
  const shared = { drawerEvents: other.activities, isDrawerShared: true };

  test("rolls forward over all of the drawer's events in the window", () => {
    const ledger = withFigures(mine.closed(), { expectedAtClose: 15_600n, totalDiscrepancy: -1_600n });
    const found = check("expected_rolls_forward", ledger, shared);
    expect(found).toMatchObject({ outcome: "passes", reading: "counts_correct" });
    expect(found.terms).toContainEqual({ label: "other_sessions_on_drawer", amount: 1_400n });
  });

  test("may also be kept for each session by itself", () => {
    const found = check("expected_rolls_forward", mine.closed(), shared);
    expect(found).toMatchObject({ outcome: "passes", reading: "own_events_counts_correct" });
  });

  const soldAt = (time: Date | null) =>
    anActivity({ kind: "transaction", type: "SALE", cash: 2_500n, time: time ?? new Date(0) });

  test("leaves out what happened before the window and after it", () => {
    const drawerEvents = [soldAt(new Date("2026-11-20T00:00:00Z")), soldAt(new Date("2026-11-22T00:00:00Z"))];
    const found = check("expected_rolls_forward", mine.closed(), { drawerEvents, isDrawerShared: true });
    expect(found).toMatchObject({ outcome: "passes", reading: null });
  });

  test.each([
    ["neither", 14_200n],
    ["one", 16_700n],
    ["both", 19_200n],
  ])("takes %s of what happened in the very second of opening and of closing", (_, expectedAtClose) => {
    const { session } = mine.closed();
    const drawerEvents = [soldAt(session.openedAt), soldAt(session.closedAt)];
    const ledger = withFigures(mine.closed(), { expectedAtClose, totalDiscrepancy: 14_000n - expectedAtClose });
    expect(check("expected_rolls_forward", ledger, { drawerEvents, isDrawerShared: true }).outcome).toBe("passes");
  });

  test.each([
    ["neither of the two", 15_200n, "passes"],
    ["what happened with the opening", 17_700n, "passes"],
    ["what happened with the closing", 15_900n, "passes"],
    ["both", 18_400n, "passes"],
    ["the opening's twice", 20_200n, "fails"],
    ["the closing's twice", 16_600n, "fails"],
    ["the opening's and nothing between", 16_700n, "fails"],
    ["the closing's and nothing between", 14_900n, "fails"],
  ])("holds what happened between for certain, and %s", (_, expectedAtClose, outcome) => {
    const { session } = mine.closed();
    const between = anActivity({ ...soldAt(new Date(session.openedAt.getTime() + 60_000)), cash: 1_000n });
    const drawerEvents = [soldAt(session.openedAt), between, { ...soldAt(session.closedAt), cash: 700n }];
    const ledger = withFigures(mine.closed(), { expectedAtClose, totalDiscrepancy: 14_000n - expectedAtClose });
    expect(check("expected_rolls_forward", ledger, { drawerEvents, isDrawerShared: true }).outcome).toBe(outcome);
  });

  test.each([
    [16_200n, "counts_correct"],
    [16_700n, "counts_do_not_correct"],
    [14_000n, "own_events_counts_correct"],
    [14_200n, "own_events_counts_do_not_correct"],
    [16_500n, null],
  ])("may correct what is expected by counts of either register, or not: %s", (expectedAtClose, reading) => {
    const ledger = mine.closed();
    const time = new Date(ledger.session.openedAt.getTime() + 60_000);
    const count = { ...anActivity({ kind: "count", type: "MID_SESSION", cash: 0n, time }) };
    const activities = [...ledger.activities, { ...count, discrepancy: -200n }];
    const drawerEvents = [soldAt(time), { ...count, discrepancy: -300n }];
    const told = { ...withFigures(ledger, { expectedAtClose }), activities };
    const found = check("expected_rolls_forward", told, { drawerEvents, isDrawerShared: true });
    expect(found).toMatchObject({ outcome: reading === null ? "fails" : "passes", reading });
  });

  test("fails when no reading fits", () => {
    const ledger = withFigures(mine.closed(), { expectedAtClose: 14_700n, totalDiscrepancy: -700n });
    expect(check("expected_rolls_forward", ledger, shared)).toMatchObject({ outcome: "fails", residual: 500n });
  });

  test("waits for the other sessions' ledgers", () => {
    const unread = { drawerEvents: null, isDrawerShared: true };
    expect(check("expected_rolls_forward", mine.closed(), unread).reason).toBe("drawer_ledger_not_read");
    expect(check("expected_rolls_forward", mine.closed(), { drawerEvents: null }).outcome).toBe("passes");
  });
});

describe("other currencies and sizes", () => {
  test("yen have no decimals", () => {
    const ledger = aSession("JPY").openedWith("30000").sold("1480", { tendered: "2000" }).countedAt("31480").closed();
    const outcomes = runChecks(inputFor(ledger, { previous: { ...PREVIOUS, closingBalance: 30_000n } }));
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["passes"]));
  });

  test("dinars have three", () => {
    const ledger = aSession("KWD").openedWith("50.000").sold("4.125").refunded("0.005").countedAt("54.120").closed();
    expect(failedChecks(runChecks(inputFor(ledger, { previous: null })))).toEqual([]);
    expect(ledger.session.countedAtClose).toBe(54_120n);
  });

  test("sums beyond what a double can hold are exact to the minor unit", () => {
    const ledger = aSession().openedWith("90071992547409.93").sold("90071992547409.93").countedAt("0.00").closed();
    expect(failedChecks(runChecks(inputFor(ledger, { previous: null })))).toEqual([]);
    const off = withFigures(ledger, { expectedAtClose: 2n ** 54n + 1n });
    expect(check("expected_rolls_forward", off)).toMatchObject({ outcome: "fails", residual: -1n });
  });
});
