import { describe, expect, test } from "vitest";
import { statementOf } from "./statement.ts";
import { aSession, type Ledger, withFigures } from "./test-ledger.ts";

function amounts({ session, activities }: Ledger, isLedgerRead = true) {
  return statementOf(session, isLedgerRead ? activities : null).map(({ id, amount, note }) => [id, amount, note]);
}

function busyDay() {
  return aSession()
    .openedWith("98.00")
    .expecting("100.00")
    .sold("40.00")
    .sold("12.50", { tendered: "20.00" })
    .refunded("5.00")
    .paidIn("10.00")
    .paidOut("30.00")
    .cashPayout("2.50")
    .countedMidSession("122.00")
    .countedAt("121.00")
    .leaving("100.00");
}

describe("the statement", () => {
  test("of a full day shows every line, and the parts above their totals", () => {
    expect(amounts(busyDay().closed())).toEqual([
      ["expected_at_open", 10_000n, undefined],
      ["counted_at_open", 9_800n, undefined],
      ["opening_discrepancy", -200n, "carried_in"],
      ["sales_tendered", 6_000n, undefined],
      ["change_given", -750n, undefined],
      ["cash_sales", 5_250n, undefined],
      ["cash_refunds", -500n, undefined],
      ["net_cash_sales", 4_750n, undefined],
      ["pay_ins", 1_000n, undefined],
      ["pay_outs", -3_000n, undefined],
      ["cash_payouts", -250n, undefined],
      ["adjustments", -2_250n, undefined],
      ["mid_session_discrepancy", -100n, "own"],
      ["expected_at_close", 12_200n, undefined],
      ["counted_at_close", 12_100n, undefined],
      ["closing_discrepancy", -100n, "own"],
      ["closing_adjustment", -2_100n, undefined],
      ["closing_balance", 10_000n, undefined],
      ["own_discrepancy", -200n, "own"],
      ["total_discrepancy", -400n, undefined],
    ]);
  });

  test("counts the smallest coin that was paid in and out", () => {
    const ledger = aSession("JPY").openedWith("1000").paidIn("1").paidOut("1").countedAt("1000").closed();
    expect(amounts(ledger)).toEqual(
      expect.arrayContaining([
        ["pay_ins", 1n, undefined],
        ["pay_outs", -1n, undefined],
      ]),
    );
  });

  test("without the ledger shows Shopify's totals alone", () => {
    const ids = amounts(busyDay().closed(), false).map(([id]) => id);
    expect(ids).not.toContain("change_given");
    expect(ids).not.toContain("pay_ins");
    expect(ids).not.toContain("mid_session_discrepancy");
    expect(ids).toContain("adjustments");
  });

  test("says of a total whether its parts stand above it", () => {
    const kinds = ({ session, activities }: Ledger) =>
      statementOf(session, activities).flatMap(({ id, kind }) =>
        id === "cash_sales" || id === "adjustments" ? [kind] : [],
      );
    expect(kinds(busyDay().closed())).toEqual(["subtotal", "subtotal"]);
    const plain = aSession().openedWith("100.00").sold("40.00").countedAt("140.00").closed();
    expect(kinds(plain)).toEqual(["flow", "flow"]);
    expect(amounts(plain).map(([id]) => id)).not.toContain("mid_session_discrepancy");
  });

  test("of a session from before March 2026 says what was not given, once it is closed", () => {
    const notes = (ledger: Ledger) =>
      Object.fromEntries(statementOf(ledger.session, null).map(({ id, note }) => [id, note]));
    const unknown = { id: "-12", adjustments: null, closingAdjustment: null, closingBalance: null };
    expect(notes(withFigures(busyDay().closed(), unknown))).toMatchObject({
      ...{ adjustments: "not_given", closing_adjustment: "not_given", closing_balance: "not_given" },
    });
    expect(notes(withFigures(busyDay().stillOpen(), { id: "-12" }))).toMatchObject({ closing_balance: "open" });
  });

  test("of an open session leaves the closing unknown and marks the totals as running", () => {
    const lines = statementOf(busyDay().stillOpen().session, null);
    const line = (id: string) => lines.find((candidate) => candidate.id === id);
    expect(line("expected_at_close")).toMatchObject({ amount: null, note: "open" });
    expect(line("own_discrepancy")).toMatchObject({ amount: null, note: "open" });
    expect(line("cash_sales")).toMatchObject({ amount: 5_250n, note: "open" });
  });

  test("of a session that nobody counted says so", () => {
    const lines = statementOf(aSession().openedWith("100.00").closed().session, null);
    const counted = lines.find(({ id }) => id === "counted_at_close");
    expect(counted).toMatchObject({ amount: null, note: "not_counted" });
  });

  test("marks totals that are not final", () => {
    const { session } = withFigures(busyDay().closed(), { totalsReady: false });
    const notes = statementOf(session, null).map(({ id, note }) => [id, note]);
    expect(notes).toContainEqual(["total_discrepancy", "totals_pending"]);
    expect(notes).toContainEqual(["own_discrepancy", "totals_pending"]);
    expect(notes).toContainEqual(["closing_discrepancy", "own"]);
  });

  test("subtracts refunds whichever sign they came with", () => {
    const { session } = withFigures(busyDay().closed(), { cashRefunds: -500n });
    expect(statementOf(session, null).find(({ id }) => id === "cash_refunds")?.amount).toBe(-500n);
  });
});
