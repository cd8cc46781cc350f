import { describe, expect, it } from "vitest";
import { aWorld, reasonCodeId } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { ask } from "./asking.ts";

const MUTATIONS = "pointOfSaleDevicePaymentSession";
const DOLLARS = (amount: string) => ({ amount, currencyCode: "USD" });

function register(): World {
  return aWorld().withDrawer({ balance: 20_000n }).withDevice({ id: "8" }).withStaff({ id: "5" }).build();
}

/** A register with an open session. */
function openRegister(): { world: World; sessionId: string } {
  const world = aWorld()
    .withDrawer({ balance: 20_000n })
    .withDevice({ id: "8" })
    .withStaff({ id: "5" })
    .session({ opens: "2026-11-22T14:00:00Z", openingCount: 20_000n })
    .build();
  const [sessionId = ""] = world.sessions.keys();
  return { world, sessionId };
}

async function open(world: World, args: Record<string, unknown> = {}) {
  const variables = { device: "gid://shopify/PointOfSaleDevice/8", staff: "gid://shopify/StaffMember/5", ...args };
  const { body } = await ask(
    world,
    `mutation ($device: ID!, $staff: ID!, $balance: MoneyInput, $note: String, $reason: ID, $time: DateTime) {
      result: ${MUTATIONS}Open(pointOfSaleDeviceId: $device, staffMemberId: $staff, balance: $balance, note: $note,
        reasonCodeId: $reason, time: $time) {
        session: pointOfSaleDevicePaymentSession { id status openingTime openingNote expectedCashAtOpen { amount }
          cashCountedAtOpen { amount } totalDiscrepancy { amount } }
        userErrors { code field message } } }`,
    { variables },
  );
  return body.data?.result as { session: Record<string, unknown> | null; userErrors: unknown[] };
}

async function onSession(world: World, kind: "Close" | "Count" | "Adjust", args: Record<string, unknown>) {
  const amount = kind === "Adjust" ? "cash" : "balance";
  const variables = { staff: "gid://shopify/StaffMember/5", ...args };
  const { body } = await ask(
    world,
    `mutation ($session: ID!, $staff: ID!, $amount: MoneyInput!, $note: String, $reason: ID, $time: DateTime) {
      result: ${MUTATIONS}${kind}(pointOfSaleDevicePaymentSessionId: $session, staffMemberId: $staff, ${amount}: $amount,
        note: $note, reasonCodeId: $reason, time: $time) {
        session: pointOfSaleDevicePaymentSession { status closingNote expectedCashAtClose { amount }
          cashCountedAtClose { amount } totalAdjustments { amount } totalDiscrepancy { amount }
          cashDrawer { balance { amount } } }
        userErrors { ${kind === "Adjust" ? "" : "code"} field message } } }`,
    { variables },
  );
  return body.data?.result as { session: Record<string, unknown> | null; userErrors: unknown[] };
}

const session = (id: string) => `gid://shopify/PointOfSaleDevicePaymentSession/${id}`;

describe("opening a session", () => {
  it("starts it with what was counted", async () => {
    const { session: opened, userErrors } = await open(register(), {
      balance: DOLLARS("199.50"),
      note: "Morning",
      time: "2026-11-22T14:00:00Z",
    });
    expect(userErrors).toEqual([]);
    expect(opened).toMatchObject({
      status: "OPEN",
      openingTime: "2026-11-22T14:00:00Z",
      openingNote: "Morning",
      expectedCashAtOpen: { amount: "200.0" },
      cashCountedAtOpen: { amount: "199.5" },
      totalDiscrepancy: { amount: "-0.5" },
    });
  });

  it("takes the expected balance and the shop's time when none is given", async () => {
    const { session: opened } = await open(register());
    expect(opened).toMatchObject({ openingTime: "2026-11-22T18:00:00Z", cashCountedAtOpen: { amount: "200.0" } });
  });

  it.each([
    ["ALREADY_OPEN", "pointOfSaleDeviceId", {}, () => openRegister().world],
    [
      "POINT_OF_SALE_DEVICE_NOT_FOUND",
      "pointOfSaleDeviceId",
      { device: "gid://shopify/PointOfSaleDevice/9" },
      register,
    ],
    ["STAFF_MEMBER_NOT_FOUND", "staffMemberId", { staff: "gid://shopify/StaffMember/6" }, register],
    ["REASON_CODE_NOT_FOUND", "reasonCodeId", { reason: "gid://shopify/CashManagementCustomReasonCode/9" }, register],
    ["CURRENCY_MISMATCH", "balance", { balance: { amount: "5.00", currencyCode: "CAD" } }, register],
    ["NOT_SAVED", "balance", { balance: DOLLARS("5.001") }, register],
    [
      "NO_CASH_DRAWER_ASSOCIATED",
      "pointOfSaleDeviceId",
      {},
      () => aWorld().withDevice({ id: "8", drawerId: null }).withStaff({ id: "5" }).build(),
    ],
  ])("answers %s", async (code, field, args, world) => {
    const { session: opened, userErrors } = await open(world(), args);
    expect(opened).toBeNull();
    expect(userErrors).toEqual([{ code, field: [field], message: expect.stringMatching(/\.$/) as string }]);
  });
});

describe("an open session", () => {
  it("is counted, adjusted and closed", async () => {
    const { world, sessionId } = openRegister();
    const at = session(sessionId);
    const reason = `gid://shopify/CashManagementDefaultReasonCode/${reasonCodeId(world, "PETTY_CASH")}`;
    const counted = await onSession(world, "Count", { session: at, amount: DOLLARS("199.00") });
    expect(counted.session).toMatchObject({ status: "OPEN", totalDiscrepancy: { amount: "-1.0" } });
    const adjusted = await onSession(world, "Adjust", { session: at, amount: DOLLARS("-9.00"), reason, note: "Milk" });
    expect(adjusted.session).toMatchObject({
      totalAdjustments: { amount: "-9.0" },
      cashDrawer: { balance: { amount: "190.0" } },
    });
    const closed = await onSession(world, "Close", { session: at, amount: DOLLARS("190.25"), note: "Evening" });
    expect(closed).toEqual({
      session: {
        status: "CLOSED",
        closingNote: "Evening",
        expectedCashAtClose: { amount: "190.0" },
        cashCountedAtClose: { amount: "190.25" },
        totalAdjustments: { amount: "-9.0" },
        totalDiscrepancy: { amount: "-0.75" },
        cashDrawer: { balance: { amount: "190.25" } },
      },
      userErrors: [],
    });
  });

  it.each([
    ["Close", "PAYMENT_SESSION_NOT_FOUND", "pointOfSaleDevicePaymentSessionId", { session: session("1") }],
    ["Count", "PAYMENT_SESSION_NOT_FOUND", "pointOfSaleDevicePaymentSessionId", { session: session("1") }],
    ["Close", "STAFF_MEMBER_NOT_FOUND", "staffMemberId", { staff: "gid://shopify/StaffMember/6" }],
    ["Count", "REASON_CODE_NOT_FOUND", "reasonCodeId", { reason: "gid://shopify/CashManagementSystemReasonCode/9" }],
    ["Close", "CURRENCY_MISMATCH", "balance", { amount: { amount: "5.00", currencyCode: "JPY" } }],
    ["Close", "FAILED_TO_CLOSE_SESSION", "balance", { amount: DOLLARS("5.001") }],
    ["Count", "FAILED_TO_RECORD_COUNT", "balance", { amount: DOLLARS("5.001") }],
    ["Count", "TIME_BEFORE_SESSION_OPEN", "time", { time: "2026-11-22T13:00:00Z" }],
  ] as const)("%s answers %s", async (kind, code, field, args) => {
    const { world, sessionId } = openRegister();
    const result = await onSession(world, kind, { session: session(sessionId), amount: DOLLARS("1.00"), ...args });
    expect(result).toEqual({
      session: null,
      userErrors: [{ code, field: [field], message: expect.stringMatching(/\.$/) as string }],
    });
  });

  it("takes nothing once it is closed", async () => {
    const { world, sessionId } = openRegister();
    const args = { session: session(sessionId), amount: DOLLARS("200.00") };
    await onSession(world, "Close", args);
    for (const kind of ["Close", "Count"] as const) {
      const { userErrors } = await onSession(world, kind, args);
      expect(userErrors).toEqual([expect.objectContaining({ code: "SESSION_ALREADY_CLOSED" })]);
    }
    const { userErrors } = await onSession(world, "Adjust", args);
    expect(userErrors).toEqual([
      { field: ["pointOfSaleDevicePaymentSessionId"], message: "Session is already closed." },
    ]);
  });
});
