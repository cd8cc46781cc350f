import { describe, expect, test } from "vitest";
import { type HintInput, hintsFor } from "./hints.ts";
import { aSession, type Ledger, withFigures } from "./test-ledger.ts";

function hints(ledger: Ledger, more: Partial<HintInput> = {}) {
  return hintsFor({ ...ledger, previousOnDrawer: null, nextOnDrawer: null, ...more });
}

function kinds(ledger: Ledger, more: Partial<HintInput> = {}) {
  return hints(ledger, more).map(({ kind }) => kind);
}

/** 250.00 at open, three sales; 323.93 expected. */
function day() {
  return aSession().openedWith("250.00").sold("13.37").sold("20.11", { tendered: "50.00" }).sold("40.45");
}

describe("a session that asks for no explanation", () => {
  test.each([
    ["balances", day().countedAt("323.93").closed()],
    ["is off by what the shop tolerates", day().countedAt("323.03").closed()],
    ["is still open", aSession().openedWith("0.00").expecting("250.00").stillOpen()],
    ["was not counted", aSession().openedWith("0.00").expecting("250.00").closed()],
    ["was closed by Shopify itself", aSession().openedWith("0.00").expecting("250.00").closedAutomatically()],
    ["has no final totals", withFigures(day().countedAt("73.93").closed(), { totalsReady: false })],
  ])("gets no hint when it %s", (_, ledger) => {
    expect(hints(ledger)).toEqual([]);
  });

  test("gets none when nothing fits either", () => {
    expect(hints(day().countedAt("316.51").closed())).toEqual([]);
  });
});

describe("equals one transaction", () => {
  test("booked, though the cash never came: short by the sale, its change taken off", () => {
    expect(hints(day().countedAt("303.82").closed())).toEqual([
      {
        kind: "equals_transaction",
        evidence: {
          of: "own",
          amount: -2_011n,
          ...{ position: 3, type: "SALE", cash: 2_011n, positions: "3", matches: 1 },
          explanation: "booked",
        },
      },
    ]);
  });

  test("missing another like it: over by the sale", () => {
    const [hint] = hints(day().countedAt("337.30").closed());
    expect(hint).toMatchObject({ kind: "equals_transaction", evidence: { positions: "2", explanation: "missing" } });
  });

  test("booked, though the cash never went: over by the pay-out", () => {
    const [hint] = hints(day().paidOut("31.90").countedAt("323.93").closed());
    expect(hint).toMatchObject({ evidence: { type: "ADJUSTMENT", cash: -3_190n, explanation: "booked" } });
  });

  test("names every match while they are few", () => {
    const twice = day().sold("13.37").countedAt("323.93").closed();
    expect(hints(twice)[0]).toMatchObject({ evidence: { positions: "2, 6", matches: 2 } });
  });

  test("is still named with three of a kind", () => {
    const thrice = day().sold("13.37").sold("13.37").countedAt("337.30").closed();
    expect(hints(thrice)[0]).toMatchObject({ evidence: { positions: "2, 6, 7", matches: 3 } });
  });

  test("booked as a cash payout", () => {
    const [hint] = hints(day().cashPayout("31.90").countedAt("323.93").closed());
    expect(hint).toMatchObject({ evidence: { type: "CASH_PAYOUT", cash: -3_190n, explanation: "booked" } });
  });

  test("is not what a customer tendered before the change", () => {
    expect(kinds(day().countedAt("273.93").closed())).not.toContain("equals_transaction");
  });

  test("explains no discrepancy at open, which came before", () => {
    const open = (counted: string) =>
      aSession()
        .openedWith(counted)
        .expecting("250.00")
        .sold("13.37")
        .countedAt(`${Number(counted) + 13.37}`)
        .closed();
    expect(kinds(open("236.63"))).not.toContain("equals_transaction");
    expect(kinds(open("223.26"))).not.toContain("twice_transaction");
  });

  test("says nothing of a common price", () => {
    const often = day().sold("13.37").sold("13.37").sold("13.37").countedAt("350.67").closed();
    expect(kinds(often)).not.toContain("equals_transaction");
  });

  test("wants equality to the cent", () => {
    expect(kinds(day().countedAt("303.83").closed())).not.toContain("equals_transaction");
  });

  test("waits for the ledger", () => {
    expect(hints(day().countedAt("303.82").closed(), { activities: null })).toEqual([]);
  });
});

describe("twice one transaction", () => {
  test("a sale booked as a refund leaves the drawer over by twice its amount", () => {
    const [hint] = hints(day().refunded("17.31").countedAt("341.24").closed());
    expect(hint).toMatchObject({
      kind: "twice_transaction",
      evidence: { amount: 3_462n, type: "REFUND", position: 6 },
    });
  });

  test("not the other way round: a booked refund cannot leave it short", () => {
    expect(kinds(day().refunded("17.31").countedAt("272.00").closed())).not.toContain("twice_transaction");
  });
});

describe("equals the float", () => {
  test("the float was left out of the closing count", () => {
    expect(hints(day().countedAt("73.93").closed())[0]).toMatchObject({
      kind: "equals_float",
      evidence: { of: "own", amount: -25_000n, float: "counted_at_open" },
    });
  });

  test("the float was not counted at open: told of the opening when the session itself is right", () => {
    const ledger = aSession().openedWith("0.00").expecting("251.30").sold("12.11").countedAt("12.11").closed();
    expect(hints(ledger)[0]).toMatchObject({
      kind: "equals_float",
      evidence: { of: "opening", amount: -25_130n, float: "expected_at_open" },
    });
  });

  test("the float came on top of takings that stood in the drawer since before: it is what is left at close", () => {
    const ledger = aSession().openedWith("415.22").sold("71.82").countedAt("687.04").leaving("200.00").closed();
    expect(hints(ledger)[0]).toMatchObject({
      kind: "equals_float",
      evidence: { of: "own", amount: 20_000n, float: "closing_balance" },
    });
  });

  test("what is left at close explains no discrepancy at open", () => {
    const ledger = aSession().openedWith("440.00").expecting("415.22").countedAt("440.00").leaving("24.78").closed();
    expect(kinds(ledger)).not.toContain("equals_float");
  });
});

describe("divisible by nine", () => {
  test("two digits of the count were swapped, and which", () => {
    expect(hints(day().countedAt("332.93").closed())).toEqual([
      {
        kind: "divisible_by_nine",
        evidence: {
          ...{ of: "own", amount: 900n, figure: "closing_count", position: 6 },
          ...{ entered: 33_293n, meant: 32_393n, digitsEntered: "32", digitsMeant: "23" },
        },
      },
    ]);
  });

  test("is seen in the session's own figures before the ledger is read", () => {
    const [hint] = hints(day().countedAt("332.93").closed(), { activities: null });
    expect(hint).toMatchObject({ evidence: { figure: "closing_count", position: null } });
  });

  test("the swap may be in a mid-session count", () => {
    const ledger = day().countedMidSession("332.93").sold("1.00").countedAt("333.93").closed();
    expect(hints(ledger)[0]).toMatchObject({
      evidence: { figure: "mid_session_count", position: 6, entered: 33_293n, meant: 32_393n },
    });
  });

  test("the swap may be at open", () => {
    const ledger = aSession().openedWith("205.00").expecting("250.00").countedAt("205.00").closed();
    expect(hints(ledger)[0]).toMatchObject({
      evidence: { of: "opening", figure: "opening_count", digitsEntered: "05", digitsMeant: "50" },
    });
  });

  test("a nought before the first digit is a digit too", () => {
    const ledger = aSession().openedWith("5.00").expecting("50.00").countedAt("5.00").closed();
    expect(hints(ledger)[0]).toMatchObject({ evidence: { digitsEntered: "05", digitsMeant: "50" } });
  });

  test("a float typed wrong at open is found at close", () => {
    const ledger = aSession().openedWith("105.00").expecting("105.00").sold("40.00").countedAt("190.00").closed();
    expect(hints(ledger)[0]).toMatchObject({
      evidence: { of: "own", figure: "opening_count", position: 1, entered: 10_500n, meant: 15_000n },
    });
  });

  test("so is a pay-out", () => {
    const ledger = day().paidOut("13.75").countedAt("292.18").closed();
    expect(hints(ledger)).toMatchObject([
      { evidence: { figure: "adjustment", position: 6, entered: -1_375n, meant: -3_175n, digitsEntered: "13" } },
    ]);
  });

  test("of the cents is found where nothing is tolerated", () => {
    const [hint] = hints(day().countedAt("323.39").closed(), { tolerance: 0n });
    expect(hint).toMatchObject({ evidence: { digitsEntered: "39", digitsMeant: "93" } });
  });

  test("is in the count that found it, not in a later one that was right", () => {
    const [hint] = hints(day().countedMidSession("332.93").countedAt("332.93").closed());
    expect(hint).toMatchObject({ evidence: { figure: "mid_session_count", position: 6 } });
  });

  test("so is a cash payout", () => {
    const [hint] = hints(day().cashPayout("13.75").countedAt("292.18").closed());
    expect(hint).toMatchObject({ evidence: { figure: "adjustment", meant: -3_175n } });
  });

  test("of the figure that was counted at open does not explain that it was not the one expected", () => {
    const ledger = aSession().openedWith("250.00").expecting("295.00").countedAt("250.00").closed();
    expect(kinds(ledger)).not.toContain("divisible_by_nine");
  });

  test.each([
    ["a multiple of nine that no swap makes", "322.04"],
    ["a swap beside which more is different", "332.84"],
    ["a swap in what a sale came to, which nobody types", "327.53"],
    ["nine times a digit that is in no figure", "386.93"],
    ["a swap of digits that are not neighbours", "393.23"],
  ])("says nothing of %s", (_, counted) => {
    expect(hints(day().countedAt(counted).closed())).toEqual([]);
  });

  test("digits do not carry over the sign of a drawer below zero", () => {
    const ledger = aSession().openedWith("0.00").paidOut("18.00").countedAt("81.00").closed();
    expect(kinds(ledger)).not.toContain("divisible_by_nine");
  });
});

describe("a round amount", () => {
  test.each([
    ["USD", "323.93", "123.93", 1_000n],
    ["USD", "323.93", "343.93", 1_000n],
    ["JPY", "48210", "18210", 1_000n],
    ["KWD", "61.125", "31.125", 5_000n],
  ])("in %s, expected %s and counted %s, is a multiple of notes", (currency, expected, counted, multipleOf) => {
    const ledger = aSession(currency).openedWith(expected).countedAt(counted).closed();
    expect(hints(ledger)).toContainEqual(
      expect.objectContaining({ kind: "round_amount", evidence: expect.objectContaining({ multipleOf }) }),
    );
  });

  test.each(["313.93", "302.93", "303.00"])("counted at %s against 323.93 is none", (counted) => {
    expect(kinds(day().countedAt(counted).closed())).not.toContain("round_amount");
  });
});

describe("cancelled by the neighbour", () => {
  const short = () => day().withId("2").countedAt("316.51").closed();
  const neighbour = (opened: string, expecting: string, counted: string) =>
    aSession().withId("3").openedWith(opened).expecting(expecting).countedAt(counted).closed().session;

  test("the next session finds at open what was missed here", () => {
    expect(hints(short(), { nextOnDrawer: neighbour("257.42", "250.00", "257.42") })).toEqual([
      {
        kind: "cancelled_by_neighbour",
        evidence: {
          ...{ of: "own", amount: -742n, side: "next", sessionId: "3" },
          ...{ figure: "opening", neighbourAmount: 742n, remainder: 0n },
        },
      },
    ]);
  });

  test("or at close, when its opening was not counted anew", () => {
    const [hint] = hints(short(), { nextOnDrawer: neighbour("250.00", "250.00", "257.00") });
    expect(hint).toMatchObject({
      evidence: { side: "next", sessionId: "3", figure: "closing", neighbourAmount: 700n, remainder: -42n },
    });
  });

  test("up to what is tolerated", () => {
    const [hint] = hints(short(), { nextOnDrawer: neighbour("256.42", "250.00", "256.42") });
    expect(hint).toMatchObject({ evidence: { neighbourAmount: 642n, remainder: -100n } });
  });

  test.each(["250.80", "251.00"])("not by a neighbour within tolerance, though little is left: %s", (opened) => {
    const little = day().withId("2").countedAt("322.43").closed();
    expect(hints(little, { nextOnDrawer: neighbour(opened, "250.00", opened) })).toEqual([]);
  });

  test("the session before was over by as much", () => {
    const [hint] = hints(short(), { previousOnDrawer: neighbour("250.00", "250.00", "257.42") });
    expect(hint).toMatchObject({ evidence: { side: "previous", figure: "closing", neighbourAmount: 742n } });
  });

  test("what was carried in is matched with the close before alone", () => {
    const ledger = aSession().openedWith("242.58").expecting("250.00").countedAt("242.58").closed();
    const other = neighbour("250.00", "250.00", "257.42");
    expect(kinds(ledger, { previousOnDrawer: other })).toEqual(["cancelled_by_neighbour"]);
    expect(kinds(ledger, { nextOnDrawer: other })).toEqual([]);
  });

  test.each([
    ["has the same sign", neighbour("242.58", "250.00", "242.58")],
    ["leaves more than is tolerated", neighbour("256.00", "250.00", "256.00")],
    ["is itself within tolerance", neighbour("250.50", "250.00", "250.50")],
    ["is still open and opened right", aSession().openedWith("250.00").stillOpen().session],
  ])("says nothing of a neighbour that %s", (_, nextOnDrawer) => {
    expect(hints(short(), { nextOnDrawer })).toEqual([]);
  });
});

describe("several hints", () => {
  test("stand in the order of their strength", () => {
    const ledger = aSession().openedWith("90.00").sold("90.00").sold("3.00").countedAt("93.00").closed();
    const next = aSession().openedWith("183.00").expecting("93.00").countedAt("183.00").closed().session;
    expect(kinds(ledger, { nextOnDrawer: next })).toEqual([
      "cancelled_by_neighbour",
      "equals_float",
      "equals_transaction",
      "round_amount",
    ]);
  });

  const sales = (...prices: string[]) =>
    prices.reduce((told, price) => told.sold(price), aSession().openedWith("250.00"));

  test.each([
    ["booked once before twice another", sales("17.31", "34.62").countedAt("267.31"), ["equals", "twice"]],
    ["twice one before booked twice", sales("17.31", "34.62", "34.62").countedAt("301.93"), ["twice", "equals"]],
    [
      "booked twice before twice one of two",
      sales("17.31", "17.31", "34.62", "34.62").countedAt("319.24"),
      ["equals", "twice"],
    ],
    ["twice one before missing", sales("34.62").refunded("17.31").countedAt("301.93"), ["twice", "equals"]],
  ])("say what is likelier first: %s", (_, told, order) => {
    expect(kinds(told.closed())).toEqual(order.map((kind) => `${kind}_transaction`));
  });

  test("believe a swap in the very count before a neighbour, and a neighbour before a swap elsewhere", () => {
    const next = (opened: string) =>
      aSession().openedWith(opened).expecting("250.00").countedAt(opened).closed().session;
    const counted = day().countedAt("332.93").closed();
    expect(kinds(counted, { nextOnDrawer: next("241.00") })).toEqual(["divisible_by_nine", "cancelled_by_neighbour"]);
    const paid = day().paidOut("13.75").countedAt("292.18").closed();
    expect(kinds(paid, { nextOnDrawer: next("268.00") })).toEqual(["cancelled_by_neighbour", "divisible_by_nine"]);
  });

  test("go by the tolerance they are given", () => {
    const ledger = day().countedAt("303.82").closed();
    expect(hints(ledger, { tolerance: 2_011n })).toEqual([]);
    expect(hints(ledger, { tolerance: 2_010n })).toHaveLength(1);
  });

  test("count the last cent beyond 2^53", () => {
    const ledger = aSession().openedWith("90071992547409.93").sold("90071992547409.91").countedAt("0.02").closed();
    expect(kinds(ledger)).not.toContain("equals_float");
    const exact = aSession().openedWith("90071992547409.93").sold("0.02").countedAt("0.02").closed();
    expect(kinds(exact)).toContain("equals_float");
  });
});
