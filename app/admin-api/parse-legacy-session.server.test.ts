import { expect, test } from "vitest";
import { MalformedRowError } from "./errors.ts";
import {
  parseLegacyAdjustment,
  parseLegacySession,
  parseLegacyTransaction,
  registerId,
} from "./parse-legacy-session.server.ts";
import type { SessionRow } from "./shapes.ts";

const money = (amount: string, currencyCode = "USD") => ({ amount, currencyCode });

function aSession(overrides: object = {}): object {
  return {
    ...{ id: "gid://shopify/CashTrackingSession/42", cashTrackingEnabled: true, registerName: "Front" },
    ...{ openingTime: "2026-02-02T09:00:00Z", closingTime: "2026-02-02T17:00:00Z" },
    ...{ openingNote: null, closingNote: "short again", location: { id: "gid://shopify/Location/7", name: "Soho" } },
    expectedOpeningBalance: money("200.0"),
    openingBalance: money("210.00"),
    expectedClosingBalance: money("250.5"),
    closingBalance: money("249.30"),
    totalCashSales: money("60.5"),
    totalCashRefunds: money("10.0"),
    netCashSales: money("50.5"),
    totalAdjustments: money("-10.0"),
    totalDiscrepancy: money("8.8"),
    ...overrides,
  };
}

const read = (overrides: object = {}) => parseLegacySession(aSession(overrides)) as SessionRow;

test("a session stands below zero, without what the older API does not give", () => {
  expect(read()).toMatchObject({
    ...{ id: "-42", isOpen: false, totalsReady: true, currency: "USD", deviceId: null },
    drawer: { id: registerId("7", "Front"), name: "Front" },
    ...{ expectedAtOpen: 20_000n, countedAtOpen: 21_000n, expectedAtClose: 25_050n, countedAtClose: 24_930n },
    ...{ adjustments: -1_000n, totalDiscrepancy: 880n, closingAdjustment: null, closingBalance: null },
    ...{ totalSales: null, totalRefunds: null, netSales: null },
  });
});

test("a session that did not track cash is none", () => {
  expect(parseLegacySession(aSession({ cashTrackingEnabled: false }))).toBeNull();
});

test("an unknown expectation at open follows from the total, and an unknown total from the counts", () => {
  expect(read({ expectedOpeningBalance: null })).toMatchObject({ expectedAtOpen: 20_000n, totalDiscrepancy: 880n });
  expect(read({ totalDiscrepancy: null })).toMatchObject({ expectedAtOpen: 20_000n, totalDiscrepancy: 880n });
  const uncounted = { totalDiscrepancy: null, closingBalance: null };
  expect(read(uncounted)).toMatchObject({ countedAtClose: null, totalDiscrepancy: 1_000n });
});

test("where nothing tells the expectation at open, the session is set aside, not taken for balanced", () => {
  for (const unknown of [{ totalDiscrepancy: null }, { closingBalance: null }]) {
    expect(() => read({ expectedOpeningBalance: null, ...unknown })).toThrow(MalformedRowError);
  }
});

test("adjustments that are not given are not nothing", () => {
  expect(read({ totalAdjustments: null }).adjustments).toBeNull();
});

test("a register is the same one by its name and place, and never a drawer's number", () => {
  expect(registerId("7", "Front")).toBe(registerId("7", "Front"));
  const others = [registerId("7", "Back"), registerId("8", "Front"), registerId(null, "Front")];
  expect(new Set([registerId("7", "Front"), ...others]).size).toBe(4);
  for (const id of others) expect(BigInt(id)).toBeLessThan(0n);
});

test("an adjustment made when the session had been closed is its final one", () => {
  const session = read();
  const at = (time: string) => parseLegacyAdjustment({ time, cash: money("-5.0"), note: "Bank" }, session);
  expect(at("2026-02-02T16:59:59Z")).toMatchObject({ type: "ADJUSTMENT", cash: -500n, note: "Bank" });
  expect(at("2026-02-02T17:00:00Z")).toMatchObject({ type: "CLOSING_ADJUSTMENT", cash: -500n });
});

test("transactions move the drawer by their kind, in its own currency; those that failed do not", () => {
  const session = read();
  const order = { id: "gid://shopify/Order/9", name: "#9" };
  const amountSet = { shopMoney: money("8.00", "EUR"), presentmentMoney: money("9.00") };
  const of = (kind: string, status = "SUCCESS") =>
    parseLegacyTransaction({ kind, status, processedAt: "2026-02-02T10:00:00Z", amountSet, order }, session);
  expect([of("SALE"), of("CHANGE"), of("REFUND")].map((line) => line?.cash)).toEqual([900n, -900n, -900n]);
  expect(of("SALE")).toMatchObject({ orderId: "9", orderName: "#9", kind: "transaction" });
  expect(of("SALE", "FAILURE")).toBeNull();
  expect(() => of("VOID")).toThrow("not known");
});
