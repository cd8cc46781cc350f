import { expect, test } from "vitest";
import { AccessDeniedError, CostExceededError, TooSlowError } from "./errors.ts";
import { groupsOf } from "./field-groups.ts";
import { createPageSize } from "./page-size.ts";
import { ask, createReader, pagesFrom } from "./reader.server.ts";
import type { Page } from "./shapes.ts";

function aPage(rows: number[], nextCursor: string | null, hasPrevious = false): Page<number> {
  return { rows, nextCursor, hasPrevious, malformed: [] };
}

async function allOf(answers: Page<number>[]): Promise<{ rows: number[]; asked: (string | null)[] }> {
  const asked: (string | null)[] = [];
  const rows: number[] = [];
  const pages = pagesFrom<number>(null, async (after) => {
    asked.push(after);
    return answers.shift() ?? aPage([], null);
  });
  for await (const page of pages) rows.push(...page.rows);
  return { rows, asked };
}

test("pages are followed by their cursors", async () => {
  const { rows, asked } = await allOf([aPage([1, 2], "a"), aPage([3], null, true)]);
  expect(rows).toEqual([1, 2, 3]);
  expect(asked).toEqual([null, "a"]);
});

test("a page that comes twice is asked for again and not taken for the next one", async () => {
  const { rows, asked } = await allOf([
    aPage([1], "a"),
    aPage([1], "a"),
    aPage([2], "b", true),
    aPage([3], null, true),
  ]);
  expect(rows).toEqual([1, 2, 3]);
  expect(asked).toEqual([null, "a", "a", "b"]);
});

test("a later page is not taken for the first one", async () => {
  const { rows } = await allOf([aPage([9], null, true), aPage([1], "a"), aPage([9], null, true)]);
  expect(rows).toEqual([1, 9]);
});

test("a page that comes for ever is given up", async () => {
  const answers = Array.from({ length: 20 }, () => aPage([1], "a"));
  await expect(allOf(answers)).rejects.toMatchObject({ code: "PAGING_STUCK" });
});

test("pages that cost too much are halved for good, slow ones until it goes well again", async () => {
  const size = createPageSize({ start: 100, most: 250 });
  const used: number[] = [];
  const use = (mostAllowed: number, error: Error) =>
    size.use(async (rows) => {
      used.push(rows);
      if (rows > mostAllowed) throw error;
    });
  await use(60, new TooSlowError());
  for (let answers = 0; answers < 5; answers += 1) await use(250, new TooSlowError());
  expect(used).toEqual([100, 50, 50, 50, 50, 50, 100]);
  await use(30, new CostExceededError("too dear"));
  for (let answers = 0; answers < 12; answers += 1) await use(250, new CostExceededError("too dear"));
  expect(Math.max(...used.slice(-12))).toBe(25);
});

test("a single row that costs too much is an error", async () => {
  const size = createPageSize({ start: 4, most: 4 });
  await expect(size.use(() => Promise.reject(new CostExceededError("too dear")))).rejects.toMatchObject({
    code: "COST_EXCEEDED",
  });
});

test("what is denied although it was granted is left out, and the question asked again", async () => {
  const asked: string[] = [];
  const client = {
    usage: { requests: 0, points: 0, retries: 0 },
    request: async (document: string) => {
      asked.push(document);
      if (!document.includes("staff")) return { sessions: [] };
      const path = ["sessions", "nodes", 0, "openingStaffMember"];
      throw new AccessDeniedError(
        [{ message: "denied", code: "ACCESS_DENIED", path, requiredAccess: "`read_users`" }],
        null,
      );
    },
  };
  const reader = createReader(client, ["read_users", "read_locations"]);
  const documentFor = (groups: ReadonlySet<string>) => [...groups].join(" ");
  expect(await ask(reader, documentFor)).toEqual({ sessions: [] });
  expect(asked).toEqual(["locations staff", "locations"]);
});

test("cash data that is denied is an error", async () => {
  const path = ["pointOfSaleDevicePaymentSessions"];
  const denied = new AccessDeniedError(
    [
      {
        message: "Required: `read_cash_tracking`",
        code: "ACCESS_DENIED",
        path,
        requiredAccess: "`read_cash_tracking`",
      },
    ],
    null,
  );
  const client = { usage: { requests: 0, points: 0, retries: 0 }, request: () => Promise.reject(denied) };
  await expect(ask(createReader(client, ["read_users"]), () => "query")).rejects.toBe(denied);
});

test.each([
  [["read_cash_tracking"], []],
  [["read_cash_tracking", "read_inventory"], ["locations"]],
  [
    ["write_locations", "write_orders"],
    ["locations", "devices", "orders"],
  ],
  [["read_point_of_sale_devices"], ["devices"]],
  [
    ["read_users", "read_gift_cards"],
    ["staff", "giftCards"],
  ],
])("scopes %j open the fields of %j", (scopes, groups) => {
  expect([...groupsOf(scopes)].sort()).toEqual([...groups].sort());
});
