import { describe, expect, it } from "vitest";
import { aWorld } from "#simulator/shop/small-shop.ts";
import { ask } from "./asking.ts";

describe("a request that is wrong", () => {
  const refused = async (query: string, variables?: Record<string, unknown>) =>
    (await ask(aWorld().build(), query, { variables })).body;

  it("without a query is a bad request", async () => {
    expect(await ask(aWorld().build(), "  ")).toEqual({
      status: 400,
      body: { errors: { query: "Required parameter missing or invalid" } },
    });
  });

  it("is not run when it cannot be parsed or is not valid: errors, no data, no cost", async () => {
    expect(Object.keys(await refused("{ shop { "))).toEqual(["errors"]);
    expect(await refused("{ shop { colour } }")).toEqual({
      errors: [expect.objectContaining({ message: 'Cannot query field "colour" on type "Shop".' })],
    });
  });

  it("may not ask for one name with two types", async () => {
    const query = `{ pointOfSaleDevicePaymentSessions(first: 1) { nodes { cashActivities(first: 1) { nodes {
      ... on CashTransactionActivity { type } ... on CashCountActivity { type } } } } } }`;
    expect((await refused(query)).errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('Fields "type" conflict') as string }),
    ]);
  });

  it("may not use an id that is no global id, as a variable or as it stands", async () => {
    const query = "query ($id: ID!) { location(id: $id) { id } }";
    expect(await refused(query, { id: "12" })).toEqual({
      errors: [
        {
          message: "Variable $id of type ID! was provided invalid value",
          locations: [{ line: 1, column: 8 }],
          extensions: {
            code: "INVALID_VARIABLE",
            value: "12",
            problems: [{ path: [], explanation: "Invalid global id '12'", message: "Invalid global id '12'" }],
          },
        },
      ],
    });
    expect(await refused('{ location(id: "12") { id } }')).toEqual({
      errors: [
        expect.objectContaining({
          message: "Invalid global id '12'",
          extensions: { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
        }),
      ],
    });
  });

  it("finds nothing under an id of another type, and says so", async () => {
    const body = await refused('{ location(id: "gid://shopify/CashDrawer/3") { id } }');
    expect(body.data).toEqual({ location: null });
    expect(body.errors).toEqual([
      expect.objectContaining({
        message: "Invalid id: gid://shopify/CashDrawer/3",
        extensions: { code: "RESOURCE_NOT_FOUND" },
      }),
    ]);
  });

  it("is told which variable is missing", async () => {
    const { errors } = await refused("query ($id: ID!) { location(id: $id) { id } }");
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: "INVALID_VARIABLE" } })]);
  });

  it("is told when a time is none", async () => {
    const { errors } = await refused(
      '{ cashDrawer(id: "gid://shopify/CashDrawer/3") { totalSales(dateRange: {from: "today", to: "2026-11-21T00:00:00Z"}) { amount } } }',
    );
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining("invalid DateTime 'today'") as string }),
    ]);
  });
});
