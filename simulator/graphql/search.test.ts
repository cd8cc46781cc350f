import { describe, expect, it } from "vitest";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { ask } from "./asking.ts";

// New York is four hours behind UTC until 1 November 2026 and five after it.
function threeDays(): World {
  return aWorld()
    .withLocation({ id: "71", name: "Harbor" })
    .withDevice({ id: "81" })
    .session({ opens: "2026-11-19T14:00:00Z", closes: "2026-11-20T03:30:00Z", openingNote: "first" })
    .session({ opens: "2026-11-20T14:00:00Z", closes: "2026-11-20T22:00:00Z", openingNote: "second" })
    .withLocation({ id: "72", name: "Pier" })
    .withDrawer()
    .withDevice({ id: "82" })
    .session({ opens: "2026-11-20T04:30:00Z", deviceId: "82", openingNote: "third" })
    .build();
}

async function search(query: string, options: Parameters<typeof ask>[2] = {}) {
  const { body } = await ask(
    threeDays(),
    "query ($query: String) { pointOfSaleDevicePaymentSessions(first: 9, query: $query) { nodes { openingNote } } }",
    { variables: { query }, ...options },
  );
  const list = body.data?.pointOfSaleDevicePaymentSessions as { nodes: { openingNote: string }[] } | undefined;
  return { found: list?.nodes.map((node) => node.openingNote), body, search: body.extensions?.search };
}

describe("searching sessions", () => {
  it.each([
    ["is_open:true", ["third"]],
    ["is_open:false", ["first", "second"]],
    ["-is_open:true", ["first", "second"]],
    ["location_id:71", ["first", "second"]],
    ["location_id:'gid://shopify/Location/72'", ["third"]],
    ["location_id:71 OR location_id:72", ["first", "second", "third"]],
    ["point_of_sale_device_id:82", ["third"]],
    ["closing_time:*", ["first", "second"]],
    ["-closing_time:*", ["third"]],
    ["opening_time:>='2026-11-20T00:00:00Z' opening_time:<'2026-11-20T14:00:00Z'", ["third"]],
    ["opening_time:>'2026-11-20T14:00:00Z'", []],
    ["opening_time:<='2026-11-20T14:00:00Z' location_id:71", ["first", "second"]],
    ["opening_time:'2026-11-19T14:00:00Z'", ["first"]],
    ["closing_time:<'2026-11-20T04:00:00Z'", ["first"]],
    // In the shop's zone the session of 04:30 UTC opened on the evening before.
    ["opening_date:2026-11-19", ["first", "third"]],
    ["opening_date:>2026-11-19", ["second"]],
    ["closing_date:<=2026-11-19", ["first"]],
    // A time without an offset is read in the shop's zone.
    ["opening_time:>='2026-11-19T23:00:00'", ["second", "third"]],
    ["opening_time:>='2026-11-20T00:00:00'", ["second"]],
    ["(location_id:71 is_open:false) OR is_open:true", ["first", "second", "third"]],
  ])("finds by %s", async (query, expected) => {
    const result = await search(query);
    expect(result.body.errors).toBeUndefined();
    expect(result.found).toEqual(expected);
    expect(result.search).toBeUndefined();
  });

  it("ignores an unknown field, returns everything and warns", async () => {
    const { found, search: reports } = await search("status:open location_id:71");
    expect(found).toEqual(["first", "second"]);
    expect(reports).toEqual([
      {
        path: ["pointOfSaleDevicePaymentSessions"],
        query: "status:open location_id:71",
        parsed: {
          and: [
            { field: "status", match_all: "open" },
            { field: "location_id", match_all: "71" },
          ],
        },
        warnings: [{ field: "status", message: "Invalid search field for this query.", code: "invalid_field" }],
      },
    ]);
    expect((await search("-cash_drawer_id:5")).found).toEqual(["first", "second", "third"]);
  });

  it("warns about words without a field", async () => {
    const { found, search: reports } = await search("Harbor");
    expect(found).toHaveLength(3);
    expect(reports?.[0]?.warnings).toEqual([
      { field: "default", message: "Input must use named search fields in this query.", code: "missing_named_field" },
    ]);
  });

  it("finds nothing by a value that is not accepted, and warns", async () => {
    const { found, search: reports } = await search("is_open:maybe");
    expect(found).toEqual([]);
    expect(reports?.[0]?.warnings).toEqual([
      { field: "is_open", message: "Input `maybe` is not an accepted value.", code: "invalid_value" },
    ]);
    expect((await search("id:none")).search?.[0]?.warnings).toEqual([
      { field: "id", message: "Expected field to be a positive integer or UUID, received `none`." },
    ]);
  });

  it.each(["yesterday", "2026-13-40", "'2026-02-30T00:00:00Z'"])("refuses the timestamp %s", async (value) => {
    const { body } = await search(`opening_time:>=${value}`);
    expect(body.data).toBeNull();
    expect(body.errors).toEqual([
      {
        message: "Invalid timestamp for query filter `opening_time`.",
        locations: [{ line: 1, column: 26 }],
        path: ["pointOfSaleDevicePaymentSessions"],
        extensions: { code: "BAD_REQUEST" },
      },
    ]);
  });

  it("reads an unquoted time up to its first colon, in the shop's zone, and warns of the rest", async () => {
    const { found, search: reports } = await search("opening_time:>=2026-11-20T04:30:00Z");
    expect(found).toEqual(["second"]);
    expect(reports?.[0]?.warnings).toEqual([
      { field: "30", message: "Invalid search field for this query.", code: "invalid_field" },
    ]);
  });

  it("shows the parse of every search when asked to", async () => {
    const { search: reports } = await search("is_open:true", { searchDebug: true });
    expect(reports).toEqual([
      {
        path: ["pointOfSaleDevicePaymentSessions"],
        query: "is_open:true",
        parsed: { field: "is_open", match_all: "true" },
        warnings: [],
      },
    ]);
  });
});

describe("searching elsewhere", () => {
  it("finds activities by type and by staff member", async () => {
    const world = aWorld()
      .withStaff({ id: "5" })
      .withStaff({ id: "6" })
      .session({
        opens: "2026-11-20T14:00:00Z",
        openedBy: "5",
        events: [
          { sell: 500n, tendered: 1000n },
          { sell: 300n, staffId: "6" },
        ],
      })
      .build();
    const { body } = await ask(
      world,
      `{ pointOfSaleDevicePaymentSessions(first: 1) { nodes {
        sales: cashActivities(first: 9, query: "type:sale OR type:change") { nodes { cash { amount } } }
        six: cashActivities(first: 9, staffMemberId: "gid://shopify/StaffMember/6") { nodes { cash { amount } } } } } }`,
    );
    expect(body.data).toEqual({
      pointOfSaleDevicePaymentSessions: {
        nodes: [
          {
            sales: { nodes: [{ cash: { amount: "10.0" } }, { cash: { amount: "-5.0" } }, { cash: { amount: "3.0" } }] },
            six: { nodes: [{ cash: { amount: "3.0" } }] },
          },
        ],
      },
    });
  });

  it("finds locations by name, by part of a name, and active ones only unless asked", async () => {
    const world = aWorld()
      .withLocation({ name: "Harbor" })
      .withLocation({ name: "Pier" })
      .withLocation({ name: "Old harbor", isActive: false })
      .build();
    const names = async (args: string) => {
      const { body } = await ask(world, `{ locations(first: 9, ${args}) { nodes { name } } }`);
      return (body.data?.locations as { nodes: { name: string }[] }).nodes.map((node) => node.name);
    };
    expect(await names('query: "name:pier"')).toEqual(["Pier"]);
    expect(await names('query: "harb"')).toEqual(["Harbor"]);
    expect(await names('query: "harb", includeInactive: true')).toEqual(["Harbor", "Old harbor"]);
    expect(await names("sortKey: ID, reverse: true")).toEqual(["Pier", "Harbor"]);
  });

  it("says loudly which published filter the stand-in does not know", async () => {
    const { body } = await ask(aWorld().build(), '{ locations(first: 1, query: "geolocated:true") { nodes { id } } }');
    expect(body.errors).toEqual([
      expect.objectContaining({ message: "The stand-in does not know the search filter geolocated" }),
    ]);
  });
});
