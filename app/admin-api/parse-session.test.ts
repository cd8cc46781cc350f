import { expect, test } from "vitest";
import { MalformedRowError } from "./errors.ts";
import { inTimeOrder, parseActivity } from "./parse-activity.ts";
import { parseSession } from "./parse-session.ts";

const money = (amount: string, currencyCode = "USD") => ({ amount, currencyCode });

function aSession(overrides: object = {}): object {
  return {
    id: "gid://shopify/PointOfSaleDevicePaymentSession/42",
    status: "CLOSED",
    currency: "USD",
    openingTime: "2026-11-22T09:00:00Z",
    closingTime: "2026-11-22T17:00:00Z",
    openingNote: null,
    closingNote: "short again",
    totalsReady: true,
    cashDrawer: { id: "gid://shopify/CashDrawer/7", name: "Front" },
    expectedCashAtOpen: money("200.0"),
    cashCountedAtOpen: money("200.00"),
    expectedCashAtClose: money("250.5"),
    cashCountedAtClose: money("249.30"),
    closingAdjustment: money("-49.3"),
    closingBalance: money("200"),
    totalCashSales: money("60.5"),
    totalCashRefunds: money("10.0"),
    netCashSales: money("50.5"),
    totalAdjustments: money("0.0"),
    totalDiscrepancy: money("-1.2"),
    totalSales: money("90071992547409.93"),
    totalRefunds: money("10.0"),
    netSales: money("90071992547399.93"),
    ...overrides,
  };
}

test("a session is read with exact figures, and without what the scopes do not show", () => {
  expect(parseSession(aSession())).toMatchObject({
    id: "42",
    drawer: { id: "7", name: "Front" },
    location: null,
    deviceId: null,
    openedBy: null,
    isOpen: false,
    openedAt: new Date("2026-11-22T09:00:00Z"),
    countedAtClose: 24_930n,
    totalDiscrepancy: -120n,
    totalSales: 9_007_199_254_740_993n,
  });
});

test("an open session has nothing of its closing", () => {
  const open = { status: "OPEN", closingTime: null, expectedCashAtClose: null, cashCountedAtClose: null };
  expect(parseSession(aSession(open))).toMatchObject({ isOpen: true, closedAt: null, countedAtClose: null });
});

test.each([
  ["an amount in another currency", { netSales: money("1.00", "CAD") }, "netSales is in CAD, not in USD"],
  ["more digits than the currency has", { netSales: money("1.005") }, "1.005"],
  ["a figure that must be there", { cashCountedAtOpen: null }, "cashCountedAtOpen"],
  ["a time that is none", { openingTime: "yesterday" }, "openingTime"],
  ["a drawer without an id", { cashDrawer: { name: "Front" } }, "cashDrawer"],
])("%s makes an error that names the session", (_name, overrides, problem) => {
  const reading = () => parseSession(aSession(overrides));
  expect(reading).toThrow(MalformedRowError);
  expect(reading).toThrow(/session 42 /);
  expect(reading).toThrow(problem);
});

test("the three kinds of activity are told apart", () => {
  const common = { time: "2026-11-22T10:00:00Z", cash: money("-5") };
  const reasonCode = { systemCode: "AUTO_END_SESSION_LOGOUT" };
  const counted = { cashCounted: money("95"), cashExpected: money("100"), cashDiscrepancy: money("-5") };
  const read = (activity: object) => parseActivity({ ...common, ...activity }, "USD");
  const order = { id: "gid://shopify/Order/9", name: "#1001" };
  expect([
    read({ __typename: "CashTransactionActivity", transactionType: "CHANGE", orderTransaction: { order } }),
    read({
      __typename: "CashAdjustmentActivity",
      adjustmentType: "CASH_PAYOUT",
      giftCard: { id: "gid://shopify/GiftCard/3" },
    }),
    read({ __typename: "CashCountActivity", countType: "CLOSING", reasonCode, ...counted }),
  ]).toMatchObject([
    { kind: "transaction", type: "CHANGE", cash: -500n, orderId: "9", orderName: "#1001", giftCardId: null },
    { kind: "adjustment", type: "CASH_PAYOUT", giftCardId: "3", counted: null },
    { kind: "count", type: "CLOSING", counted: 9_500n, discrepancy: -500n, reasonCode: "AUTO_END_SESSION_LOGOUT" },
  ]);
  expect(() => read({ __typename: "CashTipActivity" })).toThrow("CashTipActivity");
});

const at = (time: string, note: string) =>
  parseActivity(
    { __typename: "CashAdjustmentActivity", adjustmentType: "ADJUSTMENT", time, note, cash: money("1") },
    "USD",
  );

test("activities are put in the order of time, those of one instant left as they came", () => {
  const given = [at("2026-11-22T10:00:00Z", "a"), at("2026-11-22T12:00:00Z", "c"), at("2026-11-22T10:00:00Z", "b")];
  expect(inTimeOrder(given).map(({ note }) => note)).toEqual(["a", "b", "c"]);
  const atOnce = ["a", "b", "c"].map((note) => at("2026-11-22T10:00:00Z", note));
  expect(inTimeOrder(atOnce).map(({ note }) => note)).toEqual(["a", "b", "c"]);
});

test("a list that comes newest first is turned round, those of one instant too", () => {
  const newestFirst = [
    at("2026-11-22T17:00:00Z", "closing adjustment"),
    at("2026-11-22T17:00:00Z", "closing count"),
    at("2026-11-22T09:00:00Z", "opening count"),
  ];
  const inOrder = ["opening count", "closing count", "closing adjustment"];
  expect(inTimeOrder(newestFirst).map(({ note }) => note)).toEqual(inOrder);
  expect(inTimeOrder(newestFirst.toReversed()).map(({ note }) => note)).toEqual(inOrder);
});

test("a character that the database cannot hold is replaced, so that one note does not stop a shop's sync", () => {
  expect(parseSession(aSession({ closingNote: "a\u0000b" })).closingNote).toBe("a\uFFFDb");
});
