import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adjustSession,
  closeSession,
  countSession,
  openSession,
  refundForCash,
  sellByCard,
  sellForCash,
  settleTotals,
} from "./commands.ts";
import { aWorld, done, reasonCodeId } from "./small-shop.ts";
import type { DeviceRecord, SessionRecord, World } from "./world.ts";

const MORNING = new Date("2026-11-20T14:00:00Z");
const EVENING = new Date("2026-11-20T22:00:00Z");

function minutesLater(minutes: number): Date {
  return new Date(MORNING.getTime() + minutes * 60_000);
}

function onlyIn(rows: Map<string, SessionRecord>): SessionRecord {
  const [row] = rows.values();
  if (!row) throw new Error("no session");
  return row;
}

function oneDrawer(balance = 200_00n): { world: World; deviceId: string; staffId: string } {
  const world = aWorld().withDrawer({ balance }).withDevice({ id: "7" }).withStaff({ id: "9" }).build();
  return { world, deviceId: "7", staffId: "9" };
}

describe("a session", () => {
  test("adds up from opening to closing", () => {
    const world = aWorld()
      .withDrawer({ balance: 200_00n })
      .session({
        opens: MORNING,
        closes: EVENING,
        openingCount: 199_00n,
        events: [
          { sell: 12_50n, tendered: 20_00n },
          { card: 80_00n },
          { refund: 5_00n },
          { count: 206_00n },
          { adjust: -100_00n, reason: "CASH_PICKUP" },
          { adjust: -3_00n, type: "CASH_PAYOUT", giftCardId: "55" },
        ],
        closingCount: 104_00n,
        leave: 90_00n,
      })
      .build();

    expect(onlyIn(world.sessions)).toMatchObject({
      expectedCashAtOpen: 200_00n,
      cashCountedAtOpen: 199_00n,
      totalCashSales: 12_50n,
      totalCashRefunds: 5_00n,
      netCashSales: 7_50n,
      totalSales: 92_50n,
      totalRefunds: 5_00n,
      netSales: 87_50n,
      totalAdjustments: -103_00n,
      expectedCashAtClose: 103_00n,
      cashCountedAtClose: 104_00n,
      closingAdjustment: -14_00n,
      closingBalance: 90_00n,
      // -1.00 at opening, -0.50 at the mid-session count, +1.00 at closing
      totalDiscrepancy: -50n,
      totalsReady: true,
    });
  });

  test("writes a sale as what was handed over and the change that came back", () => {
    const world = aWorld()
      .session({ opens: MORNING, closes: EVENING, events: [{ sell: 12_50n, tendered: 20_00n }] })
      .build();
    const transactions = onlyIn(world.sessions).activities.filter((activity) => activity.kind === "transaction");
    expect(transactions.map(({ type, cash }) => [type, cash])).toEqual([
      ["SALE", 20_00n],
      ["CHANGE", -7_50n],
    ]);
    expect(new Set(transactions.map((activity) => activity.orderId)).size).toBe(1);
    expect(new Set(transactions.map((activity) => activity.orderTransactionId)).size).toBe(2);
  });

  test("takes the expected balance when nobody counts at opening", () => {
    const world = aWorld().withDrawer({ balance: 70_00n }).session({ opens: MORNING, openingCount: null }).build();
    expect(onlyIn(world.sessions)).toMatchObject({ cashCountedAtOpen: 70_00n, totalDiscrepancy: 0n });
  });

  test("repeats the expectation in the closing count when Shopify ends it by itself", () => {
    const world = aWorld()
      .withDrawer({ balance: 70_00n })
      .session({ opens: MORNING, closes: EVENING, closingReason: "AUTO_END_SESSION_LOGOUT" })
      .build();
    const session = onlyIn(world.sessions);
    expect(session).toMatchObject({ cashCountedAtClose: 70_00n, totalDiscrepancy: 0n });
    expect(session.activities.at(-1)).toMatchObject({
      type: "CLOSING",
      counted: 70_00n,
      reasonCodeId: reasonCodeId(world, "AUTO_END_SESSION_LOGOUT"),
    });
  });

  test("has no closing count when it is closed without one", () => {
    const world = aWorld().withDrawer({ balance: 70_00n }).session({ opens: MORNING, closes: EVENING }).build();
    const session = onlyIn(world.sessions);
    expect(session).toMatchObject({ cashCountedAtClose: null, expectedCashAtClose: 70_00n, closingBalance: 70_00n });
    expect(session.activities.map((activity) => activity.type)).toEqual(["OPENING"]);
  });

  test("keeps its activities in the order of time even when one is recorded late", () => {
    const { world, deviceId, staffId } = oneDrawer();
    const session = done(openSession(world, { deviceId, staffId, balance: null, time: MORNING }));
    const place = { sessionId: session.id, staffId };
    done(adjustSession(world, { ...place, cash: 1n, time: minutesLater(20) }));
    done(adjustSession(world, { ...place, cash: 2n, time: minutesLater(10) }));
    done(adjustSession(world, { ...place, cash: 3n, time: minutesLater(20) }));
    expect(session.activities.map((activity) => activity.cash)).toEqual([0n, 2n, 1n, 3n]);
  });
});

describe("late totals", () => {
  test("lack the last order until their time has come", () => {
    const world = aWorld()
      .session({
        opens: MORNING,
        closes: EVENING,
        events: [{ sell: 10_00n }, { sell: 4_00n, tendered: 5_00n }],
        closingCount: 14_00n,
        totalsReadyAt: minutesLater(600),
      })
      .build();
    const session = onlyIn(world.sessions);
    expect(session).toMatchObject({ totalsReady: false, totalCashSales: 10_00n, netSales: 10_00n });
    expect(session).toMatchObject({ expectedCashAtClose: 14_00n, totalDiscrepancy: 0n });

    expect(settleTotals(world, minutesLater(599))).toBe(0);
    expect(session.totalsReady).toBe(false);
    const before = world.revision;
    expect(settleTotals(world, minutesLater(600))).toBe(1);
    expect(session).toMatchObject({ totalsReady: true, totalCashSales: 14_00n, netSales: 14_00n });
    expect(world.revision).toBeGreaterThan(before);
  });

  test("are simply ready when nothing was sold", () => {
    const world = aWorld()
      .session({ opens: MORNING, closes: EVENING, totalsReadyAt: minutesLater(600) })
      .build();
    settleTotals(world, minutesLater(601));
    expect(onlyIn(world.sessions)).toMatchObject({ totalsReady: true, totalCashSales: 0n, netCashSales: 0n });
  });
});

describe("what a register refuses", () => {
  test("to open a session on an unknown device, one without a drawer, or one that is in use", () => {
    const { world, deviceId, staffId } = oneDrawer();
    world.devices.set("8", { id: "8", drawerId: null, activeSessionId: null });
    const open = (id: string) => openSession(world, { deviceId: id, staffId, balance: null, time: MORNING }).error;
    expect(open("404")).toBe("POINT_OF_SALE_DEVICE_NOT_FOUND");
    expect(open("8")).toBe("NO_CASH_DRAWER_ASSOCIATED");
    expect(open(deviceId)).toBeUndefined();
    expect(open(deviceId)).toBe("ALREADY_OPEN");
  });

  test("unknown people and unknown reasons", () => {
    const { world, deviceId, staffId } = oneDrawer();
    const opening = { deviceId, balance: null, time: MORNING };
    expect(openSession(world, { ...opening, staffId: "404" }).error).toBe("STAFF_MEMBER_NOT_FOUND");
    expect(openSession(world, { ...opening, staffId, reasonCodeId: "404" }).error).toBe("REASON_CODE_NOT_FOUND");
    expect(world.sessions.size).toBe(0);
  });

  test("anything on a session that is unknown, closed, or was not yet open", () => {
    const { world, deviceId, staffId } = oneDrawer();
    const session = done(openSession(world, { deviceId, staffId, balance: null, time: MORNING }));
    const count = (sessionId: string, time: Date) =>
      countSession(world, { sessionId, staffId, counted: 1n, time }).error;
    expect(count("404", EVENING)).toBe("PAYMENT_SESSION_NOT_FOUND");
    expect(count(session.id, new Date("2026-11-20T13:59:59Z"))).toBe("TIME_BEFORE_SESSION_OPEN");
    const place = { sessionId: session.id, staffId, time: EVENING };
    done(sellByCard(world, { ...place, total: 1_00n }));
    done(refundForCash(world, { ...place, total: 1_00n }));
    expect(closeSession(world, { ...place, counted: 1n, time: MORNING }).error).toBe("FAILED_TO_CLOSE_SESSION");
    done(closeSession(world, { ...place, counted: 1n }));
    expect(count(session.id, EVENING)).toBe("SESSION_ALREADY_CLOSED");
    expect(closeSession(world, { ...place, counted: 1n }).error).toBe("SESSION_ALREADY_CLOSED");
  });

  test("to change anything when it refuses", () => {
    const { world, staffId } = oneDrawer();
    const before = world.revision;
    adjustSession(world, { sessionId: "404", staffId, cash: 5n, time: MORNING });
    expect(world.revision).toBe(before);
  });

  test("a customer who hands over too little, which is a mistake of the caller", () => {
    const { world, staffId } = oneDrawer();
    const sale = { sessionId: "1", staffId, total: 5_00n, tendered: 4_00n, time: MORNING };
    expect(() => sellForCash(world, sale)).toThrow(RangeError);
  });
});

type Action = { kind: "sell" | "refund" | "adjust" | "count" | "card"; amount: bigint; extra: bigint };
const amounts = fc.bigInt({ min: 0n, max: 2n ** 60n });
const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom("sell", "refund", "adjust", "count", "card"),
  amount: amounts,
  extra: fc.bigInt({ min: -500n, max: 5_000n }),
});
interface ShiftPlan {
  openingCount: bigint | null;
  actions: Action[];
  closingCount: bigint | null;
  leave: bigint | undefined;
}
const shift: fc.Arbitrary<ShiftPlan> = fc.record({
  openingCount: fc.option(amounts),
  actions: fc.array(action, { maxLength: 20 }),
  closingCount: fc.option(amounts),
  leave: fc.option(amounts, { nil: undefined }),
});

function act(world: World, place: { sessionId: string; staffId: string; time: Date }, { kind, amount, extra }: Action) {
  const change = extra < 0n ? -extra : extra;
  if (kind === "sell") return sellForCash(world, { ...place, total: amount, tendered: amount + change });
  if (kind === "refund") return refundForCash(world, { ...place, total: amount });
  if (kind === "adjust") return adjustSession(world, { ...place, cash: extra });
  if (kind === "count") return countSession(world, { ...place, counted: amount });
  return sellByCard(world, { ...place, total: amount });
}

function work(world: World, device: DeviceRecord, plan: ShiftPlan, day: number): SessionRecord {
  const staffId = "9";
  const time = minutesLater(day * 1440);
  const session = done(openSession(world, { deviceId: device.id, staffId, balance: plan.openingCount, time }));
  const place = { sessionId: session.id, staffId, time };
  for (const step of plan.actions) done(act(world, place, step));
  return done(closeSession(world, { ...place, counted: plan.closingCount, leave: plan.leave }));
}

describe("of any sessions one after the other on a drawer", () => {
  const shifts = fc.array(shift, { minLength: 1, maxLength: 6 });

  test("the activities lead from the expectation at opening to the closing balance", () => {
    fc.assert(
      fc.property(shifts, (plans) => {
        const { world } = oneDrawer();
        const device = world.devices.get("7");
        if (!device) throw new Error("no device");
        plans.forEach((plan, day) => {
          const session = work(world, device, plan, day);
          const end = session.activities.reduce((balance, { cash }) => balance + cash, session.expectedCashAtOpen);
          expect(end).toBe(session.closingBalance);
        });
      }),
    );
  });

  test("each expects at opening what the one before left", () => {
    fc.assert(
      fc.property(shifts, (plans) => {
        const { world } = oneDrawer();
        const device = world.devices.get("7");
        if (!device) throw new Error("no device");
        const sessions = plans.map((plan, day) => work(world, device, plan, day));
        sessions.slice(1).forEach((session, index) => {
          expect(session.expectedCashAtOpen).toBe(sessions[index]?.closingBalance);
        });
      }),
    );
  });

  test("the totals are the sums of the activities", () => {
    fc.assert(
      fc.property(shift, (plan) => {
        const { world } = oneDrawer();
        const device = world.devices.get("7");
        if (!device) throw new Error("no device");
        const session = work(world, device, plan, 0);
        const sumOf = (...types: string[]) =>
          session.activities.filter(({ type }) => types.includes(type)).reduce((sum, { cash }) => sum + cash, 0n);
        expect(session.totalCashSales).toBe(sumOf("SALE", "CHANGE"));
        expect(session.totalCashRefunds).toBe(-sumOf("REFUND"));
        expect(session.netCashSales).toBe(sumOf("SALE", "CHANGE", "REFUND"));
        expect(session.totalAdjustments).toBe(sumOf("ADJUSTMENT", "CASH_PAYOUT"));
        expect(session.closingAdjustment).toBe(sumOf("CLOSING_ADJUSTMENT"));
        expect(session.totalDiscrepancy).toBe(sumOf("OPENING", "MID_SESSION", "CLOSING"));
      }),
    );
  });
});
