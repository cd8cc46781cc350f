import { getOperationAST, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { aWorld } from "#simulator/shop/small-shop.ts";
import { ask } from "./asking.ts";
import { actualCost, connectionMultiplier, costPlan, requestedCost } from "./cost.ts";

const MONEY = [
  "cashCountedAtClose",
  "cashCountedAtOpen",
  "closingAdjustment",
  "closingBalance",
  "expectedCashAtClose",
  "expectedCashAtOpen",
  "netCashSales",
  "netSales",
  "totalAdjustments",
  "totalCashRefunds",
  "totalCashSales",
  "totalDiscrepancy",
  "totalRefunds",
  "totalSales",
]
  .map((field) => `${field} { amount currencyCode }`)
  .join(" ");
const PEOPLE_AND_PLACES =
  "location { id } cashDrawer { id } pointOfSaleDevice { id } openingStaffMember { id } closingStaffMember { id }";

function sessions(first: number, nested = ""): string {
  return `{ pointOfSaleDevicePaymentSessions(first: ${first}) {
    nodes { id status ${MONEY} ${PEOPLE_AND_PLACES} ${nested} } pageInfo { endCursor } } }`;
}

function activities(first: number): string {
  return `cashActivities(first: ${first}) { nodes { time cash { amount } staffMember { id }
    ... on CashTransactionActivity { orderTransaction { id order { id } } }
    ... on CashAdjustmentActivity { giftCard { id } reasonCode { __typename } }
    ... on CashCountActivity { cashCounted { amount } reasonCode { __typename } } } }`;
}

function planOf(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("One operation is needed");
  return costPlan(document, operation, variables);
}

describe("connectionMultiplier", () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [5, 3],
    [10, 4],
    [20, 5],
    [25, 6],
    [50, 7],
    [100, 9],
    [200, 10],
    [250, 11],
  ])("of %i rows is %i, as recorded", (rows, multiplier) => {
    expect(connectionMultiplier(rows)).toBe(multiplier);
  });
});

describe("the requested cost", () => {
  it.each([
    ["250 sessions", sessions(250), 68],
    ["25 sessions with 50 activities", sessions(25, activities(50)), 218],
    ["50 sessions with 50 activities", sessions(50, activities(50)), 254],
    ["50 sessions with 250 activities", sessions(50, activities(250)), 366],
    ["250 sessions with 250 activities", sessions(250, activities(250)), 574],
    ["a shop", "{ shop { name plan { shopifyPlus } } }", 2],
    ["scalars alone", "{ __typename }", 0],
    ["rows by nodes", "{ bulkOperations(first: 1) { nodes { id } } }", 3],
    ["rows by edges", "{ bulkOperations(first: 1) { edges { cursor node { id } } } }", 3],
    ["rows by both", "{ bulkOperations(first: 5) { edges { node { id } } nodes { id } pageInfo { endCursor } } }", 8],
    ["a connection without a size", "{ bulkOperations { nodes { id } } }", 2],
    ["both sizes", "{ bulkOperations(first: 1, last: 1) { nodes { id } } }", 3],
    [
      "a list that is no connection",
      "{ app { id requestedAccessScopes { handle } installation { accessScopes { handle } } } }",
      4,
    ],
    [
      "a mutation",
      'mutation { bulkOperationCancel(id: "gid://shopify/BulkOperation/1") { bulkOperation { id } userErrors { field } } }',
      10,
    ],
    [
      "several nodes by id",
      '{ nodes(ids: ["gid://shopify/Shop/1", "gid://shopify/Shop/2"]) { id ... on CashDrawer { location { id } } ... on PointOfSaleDevicePaymentSession { cashDrawer { location { id } } } } }',
      3,
    ],
  ])("of %s", (_what, query, cost) => {
    expect(requestedCost(planOf(query))).toBe(cost);
  });

  it("follows fragments, variables, @include and @skip", () => {
    const query = `query ($rows: Int!, $with: Boolean!) {
      pointOfSaleDevicePaymentSessions(first: $rows) { nodes { ...Row location @skip(if: $with) { id } } } }
      fragment Row on PointOfSaleDevicePaymentSession { id cashDrawer @include(if: $with) { id } }`;
    expect(requestedCost(planOf(query, { rows: 10, with: true }))).toBe(2 + 4 * 2);
    expect(requestedCost(planOf(query, { rows: 3, with: false }))).toBe(2 + 2 * 2);
  });
});

describe("the actual cost", () => {
  const query = "{ sessions: pointOfSaleDevicePaymentSessions(first: 50) { nodes { id location { id } } } }";
  const rows = (count: number) => ({ sessions: { nodes: Array(count).fill({ id: "1", location: { id: "2" } }) } });

  it("is what was requested when the page is full", () => {
    expect(actualCost(planOf(query), rows(50))).toBe(requestedCost(planOf(query)));
  });

  it("falls with the rows returned", () => {
    expect(actualCost(planOf(query), rows(16))).toBe(2 + 5);
    expect(actualCost(planOf(query), rows(0))).toBe(2);
  });

  it("of a refused connection is the connection's own", () => {
    expect(actualCost(planOf(query), null)).toBe(2);
  });

  it("of an object that is not there is its own", () => {
    expect(
      actualCost(planOf('{ cashDrawer(id: "gid://shopify/CashDrawer/1") { location { id } } }'), { cashDrawer: null }),
    ).toBe(1);
  });
});

describe("a query that costs too much", () => {
  it("is refused before it runs, by its requested cost", async () => {
    const activity = "paymentSession { cashActivities(first: 250) { nodes { staffMember { id } } } }";
    const query = sessions(250, `cashActivities(first: 250) { nodes { ${activity} staffMember { id } } }`);
    const { status, body } = await ask(aWorld().build(), query);
    expect(status).toBe(200);
    expect(body).toEqual({
      errors: [
        {
          message: "Query cost is 3357, which exceeds the single query max cost limit (1000).",
          extensions: {
            code: "MAX_COST_EXCEEDED",
            cost: 3357,
            maxCost: 1000,
            documentation: "https://shopify.dev/api/usage/rate-limits",
          },
        },
      ],
    });
  });
});

describe("cost debugging", () => {
  it("shows the cost of each field that has one", async () => {
    const query = "{ locations(first: 10) { nodes { id address { city } } } }";
    const { body } = await ask(aWorld().withLocation().build(), query, { costDebug: true });
    expect(body.extensions?.cost?.fields).toEqual([
      { path: ["locations"], definedCost: 2, requestedTotalCost: 10, requestedChildrenCost: 2 },
      { path: ["locations", "nodes"], definedCost: 1, requestedTotalCost: 2, requestedChildrenCost: 1 },
      { path: ["locations", "nodes", "address"], definedCost: 1, requestedTotalCost: 1, requestedChildrenCost: 0 },
    ]);
  });
});
