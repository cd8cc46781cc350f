import { describe, expect, it, vi } from "vitest";
import { fileAsLegacy } from "#simulator/shop/legacy-history.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { World } from "#simulator/shop/world.ts";
import { anOfflineToken, ask } from "./asking.ts";
import { type BulkOperation, bulkResult, type BulkSupport, RESULT_LIFETIME } from "./bulk.ts";
import { parseGid } from "./wire.ts";

const SESSIONS = "{ pointOfSaleDevicePaymentSessions { edges { node { id status location { name } } } } }";
const FIELDS = "id status type errorCode objectCount rootObjectCount fileSize url completedAt";

function shop(): World {
  return aWorld()
    .withLocation({ id: "7", name: "Harbor" })
    .withDrawer({ id: "3" })
    .withDevice({ id: "81" })
    .withDevice({ id: "82" })
    .session({ opens: "2026-11-20T14:00:00Z", closes: "2026-11-20T22:00:00Z" })
    .session({ opens: "2026-11-21T14:00:00Z" })
    .build();
}

/** Work that waits until it is told to go on, so that each state can be looked at. */
function aServer() {
  const waiting: (() => void)[] = [];
  const onFinish = vi.fn<(operation: BulkOperation) => void>();
  const bulk: BulkSupport = {
    urlFor: ({ id }) => `https://files.test/${id}.jsonl`,
    onFinish,
    schedule: (work) => waiting.push(work),
  };
  return { bulk, onFinish, goOn: () => waiting.splice(0).forEach((work) => work()) };
}

async function run(
  world: World,
  bulk: BulkSupport,
  query: string,
  options: Parameters<typeof ask>[2] & { grouped?: boolean } = {},
) {
  const { grouped = false, ...rest } = options;
  const { body } = await ask(
    world,
    `mutation ($query: String!, $grouped: Boolean!) { result: bulkOperationRunQuery(query: $query, groupObjects: $grouped) {
      bulkOperation { ${FIELDS} } userErrors { field message code } } }`,
    { variables: { query, grouped }, bulk, ...rest },
  );
  return body.data?.result as {
    bulkOperation: Record<string, unknown> | null;
    userErrors: { message: string; code: string }[];
  };
}

async function status(world: World, bulk: BulkSupport, id: unknown) {
  const { body } = await ask(world, `query ($id: ID!) { bulkOperation(id: $id) { ${FIELDS} } }`, {
    variables: { id },
    bulk,
  });
  return body.data?.bulkOperation as Record<string, unknown>;
}

function numberOf(globalId: unknown): string {
  return parseGid(String(globalId))?.id ?? "";
}

/** Runs a query to its end and gives the operation and the lines of its result. */
async function runThrough(world: World, query: string, options: Parameters<typeof run>[3] = {}) {
  const server = aServer();
  const { bulkOperation } = await run(world, server.bulk, query, options);
  server.goOn();
  server.goOn();
  const id = numberOf(bulkOperation?.id);
  const text = bulkResult(world, id);
  const lines = text
    ?.split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { operation: await status(world, server.bulk, bulkOperation?.id), lines, server };
}

describe("a bulk query", () => {
  it("is created, runs and completes with an address and counts", async () => {
    const world = shop();
    const { bulk, goOn, onFinish } = aServer();
    const { bulkOperation, userErrors } = await run(world, bulk, SESSIONS);
    expect(userErrors).toEqual([]);
    expect(bulkOperation).toMatchObject({
      status: "CREATED",
      type: "QUERY",
      objectCount: "0",
      fileSize: null,
      url: null,
    });
    goOn();
    expect(await status(world, bulk, bulkOperation?.id)).toMatchObject({ status: "RUNNING", completedAt: null });
    expect(onFinish).not.toHaveBeenCalled();
    goOn();
    const done = await status(world, bulk, bulkOperation?.id);
    expect(done).toMatchObject({ status: "COMPLETED", objectCount: "2", rootObjectCount: "2", errorCode: null });
    expect(done.url).toMatch(/^https:\/\/files\.test\/\d+\.jsonl$/);
    expect(onFinish).toHaveBeenCalledOnce();
    expect(onFinish).toHaveBeenCalledWith(expect.objectContaining({ status: "COMPLETED" }));
  });

  it("gives a line a node, whatever the size of a page", async () => {
    const { lines, operation } = await runThrough(shop(), SESSIONS);
    expect(lines).toEqual([
      { id: expect.any(String) as string, status: "CLOSED", location: { name: "Harbor" } },
      { id: expect.any(String) as string, status: "OPEN", location: { name: "Harbor" } },
    ]);
    expect(Number(operation.fileSize)).toBeGreaterThan(100);
  });

  it("walks the sessions from before March 2026 with their adjustments, which are nodes, as activities are not", async () => {
    const world = shop();
    const [session] = world.sessions.values();
    if (session) fileAsLegacy(world, session, { id: "5" });
    const nested = "adjustments { edges { node { id note } } } cashTransactions { edges { node { id } } }";
    const { lines } = await runThrough(world, `{ cashTrackingSessions { edges { node { id ${nested} } } } }`);
    expect(lines?.[0]).toEqual({ id: "gid://shopify/CashTrackingSession/5" });
  });

  it("names the parent of a nested node, on a line after it", async () => {
    const query = "{ cashDrawers { edges { node { id name pointOfSaleDevices { edges { node { id } } } } } } }";
    const drawer = { id: "gid://shopify/CashDrawer/3", name: "Drawer 1" };
    const device = (id: number) => ({ id: `gid://shopify/PointOfSaleDevice/${id}`, __parentId: drawer.id });
    for (const grouped of [false, true]) {
      const { lines, operation } = await runThrough(shop(), query, { grouped });
      expect(lines).toEqual([drawer, device(81), device(82)]);
      expect(operation).toMatchObject({ objectCount: "3", rootObjectCount: "1" });
    }
  });

  it("filters and sorts as the query says", async () => {
    const query =
      '{ pointOfSaleDevicePaymentSessions(query: "is_open:true", sortKey: OPENING_TIME) { edges { node { status } } } }';
    expect((await runThrough(shop(), query)).lines).toEqual([{ status: "OPEN" }]);
  });

  it("has no address when nothing was found", async () => {
    const { operation } = await runThrough(aWorld().build(), SESSIONS);
    expect(operation).toMatchObject({ status: "COMPLETED", url: null, objectCount: "0" });
  });

  it("fails for want of a scope", async () => {
    const access = anOfflineToken(["read_cash_tracking"]);
    const { operation, lines } = await runThrough(shop(), SESSIONS, { access });
    expect(operation).toMatchObject({ status: "FAILED", errorCode: "ACCESS_DENIED", url: null });
    expect(lines).toBeUndefined();
  });

  it("expires after seven days", async () => {
    const world = shop();
    const { operation, server } = await runThrough(world, SESSIONS);
    world.clock.advance(RESULT_LIFETIME);
    expect(await status(world, server.bulk, operation.id)).toMatchObject({ status: "EXPIRED", url: null });
    expect(bulkResult(world, numberOf(operation.id))).toBeNull();
  });

  it("may run five times at once and no more", async () => {
    const world = shop();
    const { bulk, goOn } = aServer();
    const ids: unknown[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await run(world, bulk, SESSIONS)).bulkOperation?.id);
    const { bulkOperation, userErrors } = await run(world, bulk, SESSIONS);
    expect(bulkOperation).toBeNull();
    expect(userErrors).toEqual([
      {
        field: ["query"],
        message: `A bulk query operation for this app and shop is already in progress: ${ids.join(", ")}.`,
        code: "OPERATION_IN_PROGRESS",
      },
    ]);
    goOn();
    goOn();
    expect((await run(world, bulk, SESSIONS)).userErrors).toEqual([]);
  });
});

describe("cancelling", () => {
  const cancel = async (world: World, bulk: BulkSupport, id: unknown) => {
    const query =
      "mutation ($id: ID!) { result: bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }";
    return (await ask(world, query, { variables: { id }, bulk })).body.data?.result;
  };

  it("stops an operation before its end, and the server is told", async () => {
    const world = shop();
    const { bulk, goOn, onFinish } = aServer();
    const { bulkOperation } = await run(world, bulk, SESSIONS);
    expect(await cancel(world, bulk, bulkOperation?.id)).toEqual({
      bulkOperation: { status: "CANCELING" },
      userErrors: [],
    });
    goOn();
    goOn();
    expect(await status(world, bulk, bulkOperation?.id)).toMatchObject({
      status: "CANCELED",
      objectCount: "0",
      url: null,
    });
    expect(onFinish).toHaveBeenCalledOnce();
  });

  it("is refused when it is too late or there is nothing to cancel", async () => {
    const world = shop();
    const { operation, server } = await runThrough(world, SESSIONS);
    expect(await cancel(world, server.bulk, operation.id)).toEqual({
      bulkOperation: { status: "COMPLETED" },
      userErrors: [{ field: ["id"], message: "A bulk operation cannot be canceled when it is completed" }],
    });
    expect(await cancel(world, server.bulk, "gid://shopify/BulkOperation/1")).toEqual({
      bulkOperation: null,
      userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }],
    });
  });
});

describe("what a bulk query may be", () => {
  const drawers = (inner: string) => `{ cashDrawers { edges { node { ${inner} } } } }`;

  it.each([
    ["{ shop { id } }", ["Bulk queries must contain at least one connection."]],
    [
      '{ node(id: "gid://shopify/Shop/1") { id } }',
      ["Bulk queries cannot contain a top level `node` field.", "Bulk queries must contain at least one connection."],
    ],
    [
      "{ cashDrawers { nodes { id } } }",
      [
        "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'cashDrawers { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'cashDrawers'.",
      ],
    ],
    [
      drawers("name location { id } pointOfSaleDevices { edges { node { id } } }"),
      [
        "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': cashDrawers.",
      ],
    ],
    [
      "{ a: cashDrawers { edges { node { id } } } b: cashDrawers { edges { node { id } } } c: locations { edges { node { id } } } d: staffMembers { edges { node { id } } } e: bulkOperations { edges { node { id } } } f: locations { edges { node { id } } } }",
      ["Bulk queries cannot contain more than 5 connections."],
    ],
    [
      'mutation { bulkOperationCancel(id: "gid://shopify/BulkOperation/1") { userErrors { message } } }',
      ["Invalid operation type. Only `query` operations are supported."],
    ],
    [
      "{ nodes(ids: []) { id ... on CashDrawer { pointOfSaleDevices { edges { node { id } } } } } }",
      [
        "Bulk queries cannot contain a top level `nodes` field.",
        "Queries that contain a connection field within a list field are not currently supported.",
      ],
    ],
    [
      "{ pointOfSaleDevicePaymentSessions { edges { node { id cashActivities { edges { node { time } } } } } } }",
      ["Connections in a bulk query must implement the `Node` interface. Invalid connection fields: 'cashActivities'."],
    ],
    ["{ cashDrawers { edges { node { id } }", [expect.stringMatching(/^Invalid bulk query: Syntax Error/) as string]],
    [
      "{ registers { edges { node { id } } } }",
      [expect.stringMatching(/^Invalid bulk query: Cannot query field/) as string],
    ],
    [
      `{ cashDrawers { edges { node { id } } } } #${"x".repeat(65_535)}`,
      ["Query is too long (maximum is 65535 bytes)"],
    ],
  ])("refuses %.60s", async (query, messages) => {
    const { bulkOperation, userErrors } = await run(shop(), aServer().bulk, query);
    expect(bulkOperation).toBeNull();
    expect(userErrors).toEqual(messages.map((message) => ({ field: ["query"], message, code: "INVALID" })));
  });

  it("refuses connections nested deeper than two", async () => {
    const device = (inner: string) => `pointOfSaleDevices { edges { node { id cashDrawer { id ${inner} } } } }`;
    const { userErrors } = await run(shop(), aServer().bulk, drawers(`id ${device(device(device("")))}`));
    expect(userErrors.map((error) => error.message)).toContain(
      "Bulk queries cannot contain connections with a nesting depth greater than 2.",
    );
  });
});

describe("how a bulk operation ends", () => {
  it.each([
    ["failed", { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" }],
    ["timed_out", { status: "FAILED", errorCode: "TIMEOUT" }],
    ["canceled", { status: "CANCELED", errorCode: null }],
  ] as const)("that has %s: with the part that was written", async (end, ended) => {
    const world = shop();
    const { bulk, goOn } = aServer();
    const { bulkOperation } = await run(world, { ...bulk, badEndOf: () => end }, SESSIONS);
    goOn();
    goOn();
    expect(await status(world, bulk, bulkOperation?.id)).toMatchObject({ ...ended, url: null });
    const id = parseGid(String(bulkOperation?.id))?.id ?? "";
    expect(bulkResult(world, id)?.trimEnd().split("\n")).toHaveLength(1);
  });

  it("with its lines in the order that was asked for", async () => {
    const world = shop();
    const { bulk, goOn } = aServer();
    const query = `{ pointOfSaleDevicePaymentSessions(sortKey: OPENING_TIME, reverse: true) {
      edges { node { id openingTime } } } }`;
    const { bulkOperation } = await run(world, bulk, query);
    goOn();
    goOn();
    const lines =
      bulkResult(world, parseGid(String(bulkOperation?.id))?.id ?? "")
        ?.trimEnd()
        .split("\n") ?? [];
    const times = lines.map((line) => (JSON.parse(line) as { openingTime: string }).openingTime);
    expect(times).toEqual(["2026-11-21T14:00:00Z", "2026-11-20T14:00:00Z"]);
  });
});

describe("the list of bulk operations", () => {
  it("filters by status and type, newest last", async () => {
    const world = shop();
    const { bulk, goOn } = aServer();
    await run(world, bulk, SESSIONS);
    goOn();
    goOn();
    await run(world, bulk, SESSIONS);
    const list = async (query: string) => {
      const { body } = await ask(
        world,
        "query ($query: String) { bulkOperations(first: 5, query: $query) { nodes { status } } }",
        { variables: { query }, bulk },
      );
      return { nodes: (body.data?.bulkOperations as { nodes: unknown[] }).nodes, search: body.extensions?.search };
    };
    expect((await list("operation_type:query")).nodes).toEqual([{ status: "COMPLETED" }, { status: "CREATED" }]);
    expect((await list("status:created operation_type:query")).nodes).toEqual([{ status: "CREATED" }]);
    expect(await list("status:EXPIRED")).toEqual({
      nodes: [],
      search: [
        {
          path: ["bulkOperations"],
          query: "status:EXPIRED",
          parsed: { field: "status", match_all: "EXPIRED" },
          warnings: [{ field: "status", message: "Input `EXPIRED` is not an accepted value.", code: "invalid_value" }],
        },
      ],
    });
  });
});
