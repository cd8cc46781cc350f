import { describe, expect, it } from "vitest";
import { closeSession } from "#simulator/shop/commands.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { anOfflineToken, ask } from "./asking.ts";
import type { AppFacts } from "./context.ts";
import { gid } from "./wire.ts";

function twoSessions(): World {
  return aWorld()
    .withLocation({ id: "7", name: "Harbor" })
    .withDrawer({ id: "3", name: "Front" })
    .withDevice({ id: "81" })
    .withStaff({ id: "5", name: "Ada Byron" })
    .session({
      opens: "2026-11-20T14:00:00Z",
      closes: "2026-11-20T22:00:00Z",
      openingCount: 20_000n,
      closingCount: 20_950n,
      events: [
        { sell: 1250n, tendered: 2000n },
        { refund: 50n },
        { adjust: -40n, reason: "PETTY_CASH", note: "Tape" },
        { adjust: -200n, type: "CASH_PAYOUT", giftCardId: "991234" },
      ],
    })
    .session({ opens: "2026-11-21T14:00:00Z", openingCount: 20_000n })
    .build();
}

async function data(world: World, query: string, options: Parameters<typeof ask>[2] = {}) {
  const { body } = await ask(world, query, options);
  expect(body.errors).toBeUndefined();
  return body.data;
}

describe("a session", () => {
  it("is answered with its figures as Shopify writes them", async () => {
    const query = `{ pointOfSaleDevicePaymentSessions(first: 1) { nodes { status openingTime closingTime currency totalsReady
      cashCountedAtOpen { amount currencyCode } netCashSales { amount } totalDiscrepancy { amount }
      location { id name } cashDrawer { name balance { amount } } pointOfSaleDevice { id }
      openingStaffMember { name initials } closingStaffMember { id } } pageInfo { hasNextPage } } }`;
    expect(await data(twoSessions(), query)).toEqual({
      pointOfSaleDevicePaymentSessions: {
        nodes: [
          {
            status: "CLOSED",
            openingTime: "2026-11-20T14:00:00Z",
            closingTime: "2026-11-20T22:00:00Z",
            currency: "USD",
            totalsReady: true,
            cashCountedAtOpen: { amount: "200.0", currencyCode: "USD" },
            netCashSales: { amount: "12.0" },
            // 200.00 over at the opening of an empty drawer, 0.10 short at the closing.
            totalDiscrepancy: { amount: "199.9" },
            location: { id: "gid://shopify/Location/7", name: "Harbor" },
            cashDrawer: { name: "Front", balance: { amount: "200.0" } },
            pointOfSaleDevice: { id: "gid://shopify/PointOfSaleDevice/81" },
            openingStaffMember: { name: "Ada Byron", initials: ["A", "B"] },
            closingStaffMember: { id: "gid://shopify/StaffMember/5" },
          },
        ],
        pageInfo: { hasNextPage: true },
      },
    });
  });

  it("knows nothing of its closing while it is open", async () => {
    const query = `{ pointOfSaleDevicePaymentSessions(first: 1, reverse: true) { nodes { status closingTime
      cashCountedAtClose { amount } closingStaffMember { id } totalsReady } } }`;
    expect(await data(twoSessions(), query)).toEqual({
      pointOfSaleDevicePaymentSessions: {
        nodes: [
          { status: "OPEN", closingTime: null, cashCountedAtClose: null, closingStaffMember: null, totalsReady: false },
        ],
      },
    });
  });

  it("lists its activities in the order in which they happened, each of its own type", async () => {
    const query = `{ pointOfSaleDevicePaymentSessions(first: 1) { nodes { cashActivities(first: 9) { nodes {
      __typename time cash { amount }
      ... on CashTransactionActivity { transaction: type orderTransaction { kind amountSet { shopMoney { amount } } order { name } } }
      ... on CashAdjustmentActivity { adjustment: type note giftCard { id lastCharacters }
        reasonCode { ... on CashManagementDefaultReasonCode { code } } }
      ... on CashCountActivity { count: type cashCounted { amount } cashExpected { amount } cashDiscrepancy { amount } }
    } } } } }`;
    const nodes = [
      {
        __typename: "CashCountActivity",
        time: "2026-11-20T14:00:00Z",
        cash: { amount: "200.0" },
        count: "OPENING",
        cashCounted: { amount: "200.0" },
        cashExpected: { amount: "0.0" },
        cashDiscrepancy: { amount: "200.0" },
      },
      {
        __typename: "CashTransactionActivity",
        time: "2026-11-20T15:36:00Z",
        cash: { amount: "20.0" },
        transaction: "SALE",
        orderTransaction: { kind: "SALE", amountSet: { shopMoney: { amount: "20.0" } }, order: { name: "#1001" } },
      },
      {
        __typename: "CashTransactionActivity",
        time: "2026-11-20T15:36:00Z",
        cash: { amount: "-7.5" },
        transaction: "CHANGE",
        orderTransaction: { kind: "CHANGE", amountSet: { shopMoney: { amount: "7.5" } }, order: { name: "#1001" } },
      },
      {
        __typename: "CashTransactionActivity",
        time: "2026-11-20T17:12:00Z",
        cash: { amount: "-0.5" },
        transaction: "REFUND",
        orderTransaction: { kind: "REFUND", amountSet: { shopMoney: { amount: "0.5" } }, order: { name: "#1002" } },
      },
      {
        __typename: "CashAdjustmentActivity",
        time: "2026-11-20T18:48:00Z",
        cash: { amount: "-0.4" },
        adjustment: "ADJUSTMENT",
        note: "Tape",
        giftCard: null,
        reasonCode: { code: "PETTY_CASH" },
      },
      {
        __typename: "CashAdjustmentActivity",
        time: "2026-11-20T20:24:00Z",
        cash: { amount: "-2.0" },
        adjustment: "CASH_PAYOUT",
        note: null,
        giftCard: { id: "gid://shopify/GiftCard/991234", lastCharacters: "1234" },
        reasonCode: null,
      },
      {
        __typename: "CashCountActivity",
        time: "2026-11-20T22:00:00Z",
        cash: { amount: "-0.1" },
        count: "CLOSING",
        cashCounted: { amount: "209.5" },
        cashExpected: { amount: "209.6" },
        cashDiscrepancy: { amount: "-0.1" },
      },
    ];
    expect(await data(twoSessions(), query)).toEqual({
      pointOfSaleDevicePaymentSessions: { nodes: [{ cashActivities: { nodes } }] },
    });
  });

  it("is answered as it is now, however often the list was asked for before", async () => {
    const world = twoSessions();
    const query =
      '{ pointOfSaleDevicePaymentSessions(first: 9, sortKey: CLOSING_TIME, query: "is_open:false") { nodes { status } } }';
    const count = async () =>
      ((await data(world, query))?.pointOfSaleDevicePaymentSessions as { nodes: unknown[] }).nodes.length;
    expect(await count()).toBe(1);
    const [, sessionId = ""] = world.sessions.keys();
    closeSession(world, { sessionId, staffId: "5", counted: 20_000n, time: new Date("2026-11-21T22:00:00Z") });
    expect(await count()).toBe(2);
  });

  it("does not exist for the API where the location has no POS Pro", async () => {
    const world = aWorld()
      .withLocation({ hasPosPro: false })
      .withDrawer({ id: "3" })
      .session({ opens: "2026-11-20T14:00:00Z" })
      .build();
    const [id] = world.sessions.keys();
    const query = `{ pointOfSaleDevicePaymentSessions(first: 9) { nodes { id } } cashDrawers(first: 9) { nodes { id } }
      pointOfSaleDevicePaymentSession(id: "gid://shopify/PointOfSaleDevicePaymentSession/${id}") { id }
      cashDrawer(id: "gid://shopify/CashDrawer/3") { id } locations(first: 9) { nodes { isActive } } }`;
    expect(await data(world, query)).toEqual({
      pointOfSaleDevicePaymentSessions: { nodes: [] },
      cashDrawers: { nodes: [] },
      pointOfSaleDevicePaymentSession: null,
      cashDrawer: null,
      locations: { nodes: [{ isActive: true }] },
    });
  });
});

describe("a drawer", () => {
  const DAY = '(dateRange: {from: "2026-11-20T00:00:00Z", to: "2026-11-21T00:00:00Z"})';

  it("sums its activities within a range", async () => {
    const query = `{ cashDrawer(id: "gid://shopify/CashDrawer/3") { totalSales${DAY} { amount } totalRefunds${DAY} { amount }
      netSales${DAY} { amount } totalAdjustments${DAY} { amount } totalDiscrepancies${DAY} { amount } } }`;
    expect(await data(twoSessions(), query)).toEqual({
      cashDrawer: {
        totalSales: { amount: "12.5" },
        totalRefunds: { amount: "0.5" },
        netSales: { amount: "12.0" },
        totalAdjustments: { amount: "-2.4" },
        totalDiscrepancies: { amount: "199.9" },
      },
    });
  });

  it("lists the activities of all its sessions and its devices", async () => {
    const query = `{ cashDrawers(first: 1) { nodes { pointOfSaleDevices(first: 2) { nodes { id activePaymentSession { status } } }
      cashActivities(first: 2, reverse: true) { nodes { time paymentSession { status } } } } } }`;
    expect(await data(twoSessions(), query)).toEqual({
      cashDrawers: {
        nodes: [
          {
            pointOfSaleDevices: {
              nodes: [{ id: "gid://shopify/PointOfSaleDevice/81", activePaymentSession: { status: "OPEN" } }],
            },
            cashActivities: {
              nodes: [
                { time: "2026-11-21T14:00:00Z", paymentSession: { status: "OPEN" } },
                { time: "2026-11-20T22:00:00Z", paymentSession: { status: "CLOSED" } },
              ],
            },
          },
        ],
      },
    });
  });

  it("is part of the summaries, day by day in the shop's zone", async () => {
    const access = { ...anOfflineToken(), userId: "5", userPermissions: ["payments_cash_session_history"] };
    const fields =
      "{ cashBalanceAtStart { amount } cashBalanceAtEnd { amount } netCash { amount } sessionsOpened sessionsClosed totalDiscrepancies { amount } }";
    const query = `{ shop: cashManagementShopSummary(currencyCode: USD, startDate: "2026-11-20", endDate: "2026-11-20") ${fields}
      location: cashManagementLocationSummary(locationId: "gid://shopify/Location/7", startDate: "2026-11-21", endDate: "2026-11-21") ${fields}
      other: cashManagementShopSummary(currencyCode: CAD, startDate: "2026-11-20", endDate: "2026-11-20") { sessionsOpened } }`;
    expect(await data(twoSessions(), query, { access })).toEqual({
      shop: {
        cashBalanceAtStart: { amount: "0.0" },
        cashBalanceAtEnd: { amount: "209.5" },
        netCash: { amount: "9.6" },
        sessionsOpened: 1,
        sessionsClosed: 1,
        totalDiscrepancies: { amount: "199.9" },
      },
      location: {
        cashBalanceAtStart: { amount: "209.5" },
        cashBalanceAtEnd: { amount: "200.0" },
        netCash: { amount: "0.0" },
        sessionsOpened: 1,
        sessionsClosed: 0,
        totalDiscrepancies: { amount: "-9.5" },
      },
      other: { sessionsOpened: 0 },
    });
  });
});

describe("what else the shop has", () => {
  it("is answered by id through node and nodes", async () => {
    const world = twoSessions();
    const [first = ""] = world.sessions.keys();
    const sessionId = gid("PointOfSaleDevicePaymentSession", first);
    const ids = [
      sessionId,
      "gid://shopify/CashDrawer/3",
      "gid://shopify/Location/7",
      "gid://shopify/Nothing/1",
      "gid://shopify/StaffMember/5",
    ];
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Location { name } } }`;
    expect(await data(world, query, { variables: { ids } })).toEqual({
      nodes: [
        { __typename: "PointOfSaleDevicePaymentSession", id: sessionId },
        { __typename: "CashDrawer", id: "gid://shopify/CashDrawer/3" },
        { __typename: "Location", id: "gid://shopify/Location/7", name: "Harbor" },
        null,
        { __typename: "StaffMember", id: "gid://shopify/StaffMember/5" },
      ],
    });
  });

  it("includes the shop itself, its reason codes and its places", async () => {
    const query = `{ shop { name myshopifyDomain currencyCode ianaTimezone plan { shopifyPlus } }
      location(id: "gid://shopify/Location/7") { legacyResourceId address { city country formatted } }
      cashManagementReasonCodes(first: 1) { nodes { ... on CashManagementSystemReasonCode { code } } } }`;
    expect(await data(twoSessions(), query)).toEqual({
      shop: {
        name: "Acme",
        myshopifyDomain: "acme.myshopify.com",
        currencyCode: "USD",
        ianaTimezone: "America/New_York",
        plan: { shopifyPlus: false },
      },
      location: {
        legacyResourceId: "7",
        address: { city: "New York", country: "United States", formatted: ["New York NY", "United States"] },
      },
      cashManagementReasonCodes: { nodes: [{ code: "AUTO_START_SESSION_CHECKOUT" }] },
    });
  });
});

describe("the app", () => {
  function anApp(): AppFacts & { revoked: string[] } {
    const revoked: string[] = [];
    return {
      id: "1",
      apiKey: "key",
      handle: "tills",
      title: "Tills",
      requiredScopes: ["read_cash_tracking"],
      optionalScopes: ["read_users", "read_orders"],
      revokeScopes: (scopes) => void revoked.push(...scopes),
      receiveTrigger: () => null,
      revoked,
    };
  }

  it("sees which scopes it asked for and which it was granted", async () => {
    const access = anOfflineToken(["read_cash_tracking", "read_users"]);
    const query = `{ app { requestedAccessScopes { handle } optionalAccessScopes { handle } installation { accessScopes { handle } } }
      currentAppInstallation { launchUrl } }`;
    expect(await data(twoSessions(), query, { access, app: anApp() })).toEqual({
      app: {
        requestedAccessScopes: [{ handle: "read_cash_tracking" }],
        optionalAccessScopes: [{ handle: "read_users" }, { handle: "read_orders" }],
        installation: { accessScopes: [{ handle: "read_cash_tracking" }, { handle: "read_users" }] },
      },
      currentAppInstallation: { launchUrl: "https://admin.shopify.com/store/acme/apps/tills" },
    });
  });

  it.each([
    [["read_users"], null],
    [["read_cash_tracking"], "CANNOT_REVOKE_REQUIRED_SCOPES"],
    [["read_products"], "CANNOT_REVOKE_UNDECLARED_SCOPES"],
    [["nonsense"], "UNKNOWN_SCOPES"],
  ])("gives back %s: %s", async (scopes, code) => {
    const app = anApp();
    const query =
      "mutation ($scopes: [String!]!) { appRevokeAccessScopes(scopes: $scopes) { revoked { handle } userErrors { code } } }";
    expect(await data(twoSessions(), query, { app, variables: { scopes } })).toEqual({
      appRevokeAccessScopes: {
        revoked: code === null ? scopes.map((handle) => ({ handle })) : null,
        userErrors: code === null ? [] : [{ code }],
      },
    });
    expect(app.revoked).toEqual(code === null ? scopes : []);
  });
});
