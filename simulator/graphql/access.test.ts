import { describe, expect, it } from "vitest";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { isGranted, parseRequiredAccess, type TokenAccess } from "./access.ts";
import { anOfflineToken, ask } from "./asking.ts";

const SUMMARY_ACCESS =
  "`read_cash_tracking` access scope. Also: User must have `view_payment_tracking_sessions_pos_channel` or `payments_cash_session_history` retail role permission.";

function oneSession(): World {
  return aWorld()
    .withLocation({ id: "7" })
    .session({ opens: "2026-11-20T14:00:00Z", closes: "2026-11-20T22:00:00Z", events: [{ sell: 500n }] })
    .build();
}

describe("parseRequiredAccess", () => {
  it("reads alternatives", () => {
    const sentence =
      "`read_locations` access scope, `read_inventory` access scope or `read_markets_home` access scope.";
    expect(parseRequiredAccess(sentence).scopes).toEqual(["read_locations", "read_inventory", "read_markets_home"]);
  });

  it("reads the permissions of a user", () => {
    expect(parseRequiredAccess(SUMMARY_ACCESS)).toEqual({
      scopes: ["read_cash_tracking"],
      permissions: ["view_payment_tracking_sessions_pos_channel", "payments_cash_session_history"],
      needsAdvancedPlan: false,
    });
  });

  it("asks for nothing where no scope is named", () => {
    expect(
      isGranted("This mutation can only be run on the current app.", anOfflineToken([]), { plan: "standard" }),
    ).toBe(true);
  });

  it("takes a scope for writing as one for reading", () => {
    const access = anOfflineToken(["write_cash_tracking"]);
    expect(isGranted("`read_cash_tracking` access scope.", access, { plan: "standard" })).toBe(true);
    expect(
      isGranted("`write_cash_tracking` access scope.", anOfflineToken(["read_cash_tracking"]), { plan: "plus" }),
    ).toBe(false);
  });
});

describe("a token without a scope", () => {
  it("gets ACCESS_DENIED for a root field, and no data", async () => {
    const { status, body } = await ask(
      oneSession(),
      "{ list: pointOfSaleDevicePaymentSessions(first: 1) { nodes { id } } }",
      {
        access: anOfflineToken(["read_locations"]),
      },
    );
    expect(status).toBe(200);
    expect(body.data).toBeNull();
    expect(body.errors).toEqual([
      {
        message:
          "Access denied for pointOfSaleDevicePaymentSessions field. Required access: `read_cash_tracking` access scope.",
        locations: [{ line: 1, column: 3 }],
        path: ["list"],
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess: "`read_cash_tracking` access scope.",
        },
      },
    ]);
  });

  it("loses everything when a non-null field of a node is denied", async () => {
    const query = "{ pointOfSaleDevicePaymentSessions(first: 1) { nodes { id location { id } } } }";
    const { body } = await ask(oneSession(), query, { access: anOfflineToken(["read_cash_tracking"]) });
    expect(body.data).toBeNull();
    expect(body.errors).toEqual([
      expect.objectContaining({ path: ["pointOfSaleDevicePaymentSessions", "nodes", 0, "location"] }),
    ]);
  });

  it("keeps the rest when a nullable field is denied", async () => {
    const query = "{ pointOfSaleDevicePaymentSessions(first: 1) { nodes { status closingStaffMember { id } } } }";
    const { body } = await ask(oneSession(), query, { access: anOfflineToken(["read_cash_tracking"]) });
    expect(body.data).toEqual({
      pointOfSaleDevicePaymentSessions: { nodes: [{ status: "CLOSED", closingStaffMember: null }] },
    });
    expect(body.errors).toEqual([
      expect.objectContaining({ path: ["pointOfSaleDevicePaymentSessions", "nodes", 0, "closingStaffMember"] }),
    ]);
  });

  it.each([
    ["pointOfSaleDevice { id }", "PointOfSaleDevice"],
    ["openingStaffMember { id }", "StaffMember"],
    ["cashActivities(first: 9) { nodes { staffMember { id } } }", "StaffMember"],
    [
      "cashActivities(first: 9) { nodes { ... on CashTransactionActivity { orderTransaction { id } } } }",
      "OrderTransaction",
    ],
  ])("is denied %s", async (selection) => {
    const query = `{ pointOfSaleDevicePaymentSessions(first: 1) { nodes { ${selection} } } }`;
    const access = anOfflineToken(["read_cash_tracking", "read_locations"]);
    const { body } = await ask(oneSession(), query, { access });
    expect(body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ extensions: expect.objectContaining({ code: "ACCESS_DENIED" }) }),
      ]),
    );
    expect(body.data).toBeNull();
  });

  it("reads a location's id and not its city with read_inventory", async () => {
    const query = '{ location(id: "gid://shopify/Location/7") { id address { city } } }';
    const { body } = await ask(oneSession(), query, { access: anOfflineToken(["read_inventory"]) });
    expect(body.data).toEqual({ location: null });
    expect(body.errors).toEqual([expect.objectContaining({ path: ["location", "address"] })]);
  });

  it("cannot get round a type's scope by node", async () => {
    const query = '{ nodes(ids: ["gid://shopify/Location/7", "gid://shopify/Shop/0"]) { id } }';
    const { body } = await ask(oneSession(), query, { access: anOfflineToken(["read_cash_tracking"]) });
    expect(body.data).toEqual({ nodes: [null, null] });
    expect(body.errors).toEqual([expect.objectContaining({ path: ["nodes", 0] })]);
  });

  it("may not open a session with the scope for reading", async () => {
    const [deviceId] = oneSession().devices.keys();
    const query = `mutation { pointOfSaleDevicePaymentSessionOpen(pointOfSaleDeviceId: "gid://shopify/PointOfSaleDevice/${deviceId}",
      staffMemberId: "gid://shopify/StaffMember/1") { userErrors { code } } }`;
    const { body } = await ask(oneSession(), query, { access: anOfflineToken(["read_cash_tracking"]) });
    expect(body.data).toEqual({ pointOfSaleDevicePaymentSessionOpen: null });
    expect(body.errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: "ACCESS_DENIED" }) }),
    ]);
  });
});

describe("staff", () => {
  const query = "{ staffMembers(first: 5) { nodes { name } } }";
  const plain: TokenAccess = { scopes: ["read_users"], userId: null, userPermissions: [], kind: "offline" };

  it.each([
    ["standard", false],
    ["advanced", true],
    ["plus", true],
    ["enterprise", true],
  ] as const)("on the plan %s: readable %s", async (plan, isReadable) => {
    const world = aWorld({ shop: { plan } }).withStaff({ name: "Ada Byron" }).build();
    const { body } = await ask(world, query, { access: plain });
    expect(body.data).toEqual({ staffMembers: isReadable ? { nodes: [{ name: "Ada Byron" }] } : null });
  });

  it("is readable on any plan for a finance embedded app", async () => {
    const world = aWorld().withStaff({ name: "Ada Byron" }).build();
    const { body } = await ask(world, query, { access: { ...plain, isFinanceEmbedded: true } });
    expect(body.errors).toBeUndefined();
  });
});

describe("cash management summaries", () => {
  const query = `{ cashManagementLocationSummary(locationId: "gid://shopify/Location/7", startDate: "2026-11-20",
    endDate: "2026-11-20") { sessionsOpened } }`;

  it("are denied to an offline token, whatever its scopes", async () => {
    const { body } = await ask(oneSession(), query);
    expect(body.data).toBeNull();
    expect(body.errors).toEqual([
      {
        message: `Access denied for cashManagementLocationSummary field. Required access: ${SUMMARY_ACCESS}`,
        locations: expect.any(Array) as unknown,
        path: ["cashManagementLocationSummary"],
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess: SUMMARY_ACCESS,
        },
      },
    ]);
  });

  it("are given to a user with one of the permissions, and denied to one without", async () => {
    const online = { ...anOfflineToken(), kind: "online" as const, userId: "5" };
    const allowed = { ...online, userPermissions: ["payments_cash_session_history"] };
    expect((await ask(oneSession(), query, { access: online })).body.data).toBeNull();
    expect((await ask(oneSession(), query, { access: allowed })).body.data).toEqual({
      cashManagementLocationSummary: { sessionsOpened: 1 },
    });
  });
});

describe("orders", () => {
  const query = `{ pointOfSaleDevicePaymentSessions(first: 1) { nodes { cashActivities(first: 5, query: "type:sale") {
    nodes { ... on CashTransactionActivity { orderTransaction { order { name } } } } } } } }`;

  it.each([
    [["read_orders"], "2026-11-22T12:00:00Z", "#1001"],
    [["read_orders"], "2027-03-01T12:00:00Z", null],
    [["read_orders", "read_all_orders"], "2027-03-01T12:00:00Z", "#1001"],
  ])("with %s at %s: %s", async (scopes, now, name) => {
    const world = oneSession();
    world.clock.moveTo(new Date(now));
    const { body } = await ask(world, query, { access: anOfflineToken(["read_cash_tracking", ...scopes]) });
    const order = name === null ? null : { name };
    expect(body.data).toEqual({
      pointOfSaleDevicePaymentSessions: { nodes: [{ cashActivities: { nodes: [{ orderTransaction: { order } }] } }] },
    });
  });
});
