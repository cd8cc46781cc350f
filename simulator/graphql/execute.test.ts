import { describe, expect, it } from "vitest";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { ask } from "./asking.ts";

function twoSessions(): World {
  return aWorld()
    .withLocation({ name: "Harbor" })
    .withDrawer({ name: "Front" })
    .withDevice()
    .withStaff({ name: "Ada Byron" })
    .session({
      opens: "2026-11-20T14:00:00Z",
      closes: "2026-11-20T22:00:00Z",
      openingCount: 20_000n,
      closingCount: 21_150n,
      events: [{ sell: 1_250n, tendered: 2_000n }, { refund: 50n }, { adjust: -40n, reason: "PETTY_CASH", note: "Tape" }],
    })
    .session({ opens: "2026-11-21T14:00:00Z", openingCount: 21_000n })
    .build();
}

describe("executeGraphql", () => {
  it("answers a session with its figures as Shopify writes them", async () => {
    const { body } = await ask(
      twoSessions(),
      `{ pointOfSaleDevicePaymentSessions(first: 1) { nodes { id status openingTime closingTime currency totalsReady
        cashCountedAtOpen { amount currencyCode } totalDiscrepancy { amount } netCashSales { amount }
        location { name } cashDrawer { name balance { amount } } openingStaffMember { name } pointOfSaleDevice { id }
        cashActivities(first: 10) { nodes { __typename time cash { amount } staffMember { name }
          ... on CashTransactionActivity { transaction: type orderTransaction { id order { name } } }
          ... on CashAdjustmentActivity { adjustment: type note reasonCode { ... on CashManagementDefaultReasonCode { code } } }
          ... on CashCountActivity { count: type cashCounted { amount } cashExpected { amount } cashDiscrepancy { amount } } } }
      } pageInfo { hasNextPage } } }`,
    );
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchSnapshot();
  });
});

