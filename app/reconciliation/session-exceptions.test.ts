import { expect, test } from "vitest";
import { sessionExceptions } from "./session-exceptions.ts";
import { anActivity, aSession, type Ledger } from "./test-ledger.ts";

const kindsOf = ({ session, activities }: Ledger, known: Partial<Parameters<typeof sessionExceptions>[0]> = {}) =>
  sessionExceptions({ session, activities, failedChecks: [], isRestated: false, ...known });

const sold = () => aSession().openedWith("100.00").sold("40.00");
const paidOut = (remark: { reasonCode?: string; note?: string }) => {
  const { session, activities } = sold().countedAt("140.00").closed();
  const adjustment = anActivity({ kind: "adjustment", type: "ADJUSTMENT", cash: -500n, time: session.openedAt });
  return { session, activities: [...activities, { ...adjustment, ...remark }] };
};

test("an ordinary session is none, short or not", () => {
  expect(kindsOf(sold().countedAt("140.00").closed())).toEqual([]);
  expect(kindsOf(sold().countedAt("90.00").closed())).toEqual([]);
  expect(kindsOf(sold().stillOpen())).toEqual([]);
});

test("what Shopify closed by itself is told apart from what nobody counted", () => {
  expect(kindsOf(sold().closedAutomatically())).toEqual(["closed_automatically"]);
  expect(kindsOf(sold().closed())).toEqual(["not_counted"]);
});

test("an opening by itself is found in the ledger", () => {
  const { session, activities } = sold().stillOpen();
  const [opening, ...rest] = activities.map((line) => ({ ...line }));
  const own = { ...opening, reasonCode: "AUTO_START_SESSION_CHECKOUT" } as (typeof rest)[number];
  expect(kindsOf({ session, activities: [own, ...rest] })).toEqual(["opened_automatically"]);
});

test("checks that fail are arithmetic, but for the carry-over", () => {
  const ledger = sold().countedAt("140.00").closed();
  expect(kindsOf(ledger, { failedChecks: ["carry_over"] })).toEqual(["carry_over_gap"]);
  expect(kindsOf(ledger, { failedChecks: ["net_adds_up", "carry_over"], isRestated: true })).toEqual([
    "carry_over_gap",
    "arithmetic",
    "restated",
  ]);
});

test("an adjustment is silent with neither reason nor note", () => {
  expect(kindsOf(paidOut({}))).toEqual(["silent_adjustment"]);
  expect(kindsOf(paidOut({ note: "  " }))).toEqual(["silent_adjustment"]);
  expect(kindsOf(paidOut({ note: "Courier" }))).toEqual([]);
  expect(kindsOf(paidOut({ reasonCode: "OTHER" }))).toEqual([]);
});
