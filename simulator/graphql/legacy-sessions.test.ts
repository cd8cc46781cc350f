import { describe, expect, it } from "vitest";
import { fileAsLegacy } from "#simulator/shop/legacy-history.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { anOfflineToken, ask } from "./asking.ts";

/** Three shifts in the older API, under numbers that are others' as well; the last one is a payment session too. */
function anOldShop(): World {
  const world = aWorld()
    .withLocation({ id: "71", name: "Harbor" })
    .withDrawer({ id: "31", name: "Front", balance: 10_000n })
    .withDevice({ id: "81" })
    .withStaff({ id: "91", name: "Ada Byron" })
    .session({
      opens: "2026-03-02T14:00:00Z",
      closes: "2026-03-02T22:00:00Z",
      openingCount: 10_100n,
      closingCount: 11_500n,
      leave: 10_000n,
      events: [
        { sell: 1_800n, tendered: 2_000n },
        { refund: 100n },
        { count: 11_780n },
        { adjust: -200n, note: "Milk" },
      ],
    })
    .withDevice({ id: "82" })
    .session({ opens: "2026-03-03T14:00:00Z", closes: "2026-03-03T22:00:00Z", closingCount: 10_000n })
    .session({ opens: "2026-03-17T14:00:00Z", closes: "2026-03-17T22:00:00Z", closingCount: 10_050n })
    .build();
  for (const [index, session] of [...world.sessions.values()].entries()) {
    fileAsLegacy(world, session, { id: String(501 + index), staysInBoth: index === 2 });
  }
  return world;
}

async function idsOf(query: string | null, sortKey = "ID", more = "", scopes?: string[]) {
  const { body } = await ask(
    anOldShop(),
    `query ($query: String) { cashTrackingSessions(first: 9, query: $query, sortKey: ${sortKey}${more}) { nodes { id } } }`,
    { variables: { query }, ...(scopes ? { access: anOfflineToken(scopes) } : {}) },
  );
  const list = body.data?.cashTrackingSessions as { nodes: { id: string }[] } | undefined;
  return { ids: list?.nodes.map(({ id }) => Number(id.split("/").at(-1))), body };
}

describe("cashTrackingSessions", () => {
  it.each([
    ["location_id:71", [501, 502, 503]],
    ["point_of_sale_device_ids:82", [502, 503]],
    ["point_of_sale_device_ids:'gid://shopify/PointOfSaleDevice/81'", [501]],
    ["status:closed", [501, 502, 503]],
    ["status:open", []],
    ["opening_time:>='2026-03-03T00:00:00Z' opening_time:<'2026-03-17T14:00:00Z'", [502]],
    ["closing_time:<'2026-03-03T00:00:00Z'", [501]],
    ["id:>=502", [502, 503]],
  ])("are found by %s", async (query, expected) => {
    const { ids, body } = await idsOf(query);
    expect([ids, body.errors, body.extensions?.search]).toEqual([expected, undefined, undefined]);
  });

  it.each(["is_open:false", "point_of_sale_device_id:82", "opening_date:2026-03-03"])(
    "do not know the newer filter %s, and answer with everything",
    async (query) => {
      const { ids, body } = await idsOf(query);
      expect(ids).toEqual([501, 502, 503]);
      expect(body.extensions?.search).toMatchObject([{ warnings: [{ code: "invalid_field" }] }]);
    },
  );

  it.each([
    ["OPENING_TIME_DESC", "", [503, 502, 501]],
    ["OPENING_TIME_DESC", ", reverse: true", [501, 502, 503]],
    ["CLOSING_TIME_ASC", "", [501, 502, 503]],
    ["TOTAL_DISCREPANCY_ASC", "", [501, 502, 503]],
    ["TOTAL_DISCREPANCY_DESC", "", [503, 502, 501]],
  ])("are sorted by %s%s", async (sortKey, more, expected) => {
    expect((await idsOf(null, sortKey, more)).ids).toEqual(expected);
  });

  it("page by a discrepancy, which is no time", async () => {
    const world = anOldShop();
    const seen: unknown[] = [];
    for (let after: string | null = null; ;) {
      const { body } = await ask(
        world,
        `query ($after: String) { cashTrackingSessions(first: 1, after: $after, sortKey: TOTAL_DISCREPANCY_ASC) {
          nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { variables: { after } },
      );
      const { nodes, pageInfo } = body.data?.cashTrackingSessions as {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...nodes.map(({ id }) => id.split("/").at(-1)));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(["501", "502", "503"]);
  });

  it("need the scope of cash sessions, and their transactions that of orders", async () => {
    expect((await idsOf(null, "ID", "", ["read_locations"])).body.errors).toMatchObject([
      { extensions: { code: "ACCESS_DENIED" }, path: ["cashTrackingSessions"] },
    ]);
    const { body } = await ask(
      anOldShop(),
      "{ cashTrackingSessions(first: 1) { nodes { id cashTransactions(first: 1) { nodes { id } } } } }",
      { access: anOfflineToken(["read_cash_tracking"]) },
    );
    expect(body.errors).toMatchObject([{ extensions: { code: "ACCESS_DENIED" } }]);
  });

  it("have the older figures: of the register, without counts in mid-session, without what stayed in the drawer", async () => {
    const { body } = await ask(
      anOldShop(),
      `{ cashTrackingSession(id: "gid://shopify/CashTrackingSession/501") {
        registerName cashTrackingEnabled openingTime location { id }
        expectedOpeningBalance { amount } openingBalance { amount } expectedClosingBalance { amount }
        closingBalance { amount } totalCashSales { amount } totalCashRefunds { amount } netCashSales { amount }
        totalAdjustments { amount } totalDiscrepancy { amount }
        adjustments(first: 9) { nodes { cash { amount } note time } }
        cashTransactions(first: 9) { nodes { kind status amountSet { shopMoney { amount } } } } } }`,
      { access: anOfflineToken(["read_cash_tracking", "read_orders", "read_locations"]) },
    );
    expect(body.errors).toBeUndefined();
    expect(body.data?.cashTrackingSession).toMatchObject({
      registerName: "Front",
      cashTrackingEnabled: true,
      expectedOpeningBalance: { amount: "100.0" },
      openingBalance: { amount: "101.0" },
      totalCashSales: { amount: "18.0" },
      totalCashRefunds: { amount: "1.0" },
      netCashSales: { amount: "17.0" },
      totalAdjustments: { amount: "-2.0" },
      expectedClosingBalance: { amount: "116.0" },
      closingBalance: { amount: "115.0" },
      totalDiscrepancy: { amount: "0.0" },
      adjustments: {
        nodes: [
          { cash: { amount: "-2.0" }, note: "Milk" },
          { cash: { amount: "-15.0" }, time: "2026-03-02T22:00:00Z" },
        ],
      },
      cashTransactions: {
        nodes: [
          { kind: "SALE", status: "SUCCESS", amountSet: { shopMoney: { amount: "20.0" } } },
          { kind: "CHANGE", amountSet: { shopMoney: { amount: "2.0" } } },
          { kind: "REFUND", amountSet: { shopMoney: { amount: "1.0" } } },
        ],
      },
    });
  });

  it("are nodes, by an id of their own kind", async () => {
    const world = anOldShop();
    const [payment] = world.sessions.keys();
    const { body } = await ask(
      world,
      `{ nodes(ids: ["gid://shopify/CashTrackingSession/503", "gid://shopify/CashTrackingSession/${payment}"]) { id } }`,
    );
    expect(body.data?.nodes).toEqual([{ id: "gid://shopify/CashTrackingSession/503" }, null]);
  });
});
