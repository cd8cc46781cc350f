import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRows, LIST_LIMIT, type Order, type Page, type PageArguments, paginate } from "./connection.ts";

interface Row {
  id: string;
  time: number | null;
}

const byTime: Order<Row> = { kind: "time", id: (row) => row.id, value: (row) => row.time };
const byId: Order<Row> = { kind: "id", id: (row) => row.id, value: () => null };

// Ids of different lengths, two rows of one time, one row without.
const ROWS: Row[] = [
  { id: "998", time: 1000 },
  { id: "999", time: 3000 },
  { id: "1000", time: 3000 },
  { id: "1001", time: null },
  { id: "1002", time: 2000 },
];

function page(order: Order<Row>, args: PageArguments, matches?: (row: Row) => boolean) {
  const sorted = [...ROWS].sort(compareRows(order));
  const { nodes, pageInfo } = paginate(sorted, order, args, matches);
  return { ids: nodes.map((node) => node.id), ...pageInfo };
}

function walk(order: Order<Row>, args: PageArguments, isForward = true): string[] {
  const found: string[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 9; pages += 1) {
    const { ids, hasNextPage, hasPreviousPage, endCursor, startCursor } = page(order, {
      ...args,
      ...(isForward ? { after: cursor } : { before: cursor }),
    });
    if (isForward) found.push(...ids);
    else found.unshift(...ids);
    if (!(isForward ? hasNextPage : hasPreviousPage)) break;
    cursor = isForward ? endCursor : startCursor;
  }
  return found;
}

describe("paginate", () => {
  it("orders ids by number, and times with the id deciding between equals and none first", () => {
    expect(page(byId, { first: 9 }).ids).toEqual(["998", "999", "1000", "1001", "1002"]);
    expect(page(byTime, { first: 9 }).ids).toEqual(["1001", "998", "1002", "999", "1000"]);
  });

  it.each([1, 2, 3, 5])("walks every row once with pages of %i, in both directions, reversed or not", (size) => {
    for (const order of [byId, byTime]) {
      const all = page(order, { first: 9 }).ids;
      expect(walk(order, { first: size })).toEqual(all);
      expect(walk(order, { last: size }, false)).toEqual(all);
      expect(walk(order, { first: size, reverse: true })).toEqual([...all].reverse());
      expect(walk(order, { last: size, reverse: true }, false)).toEqual([...all].reverse());
    }
  });

  it("walks any rows once, whatever their values and the size of a page", () => {
    const rows = fc.uniqueArray(fc.record({ id: fc.nat().map(String), time: fc.option(fc.nat({ max: 3 })) }), {
      selector: (row) => row.id,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 4 }), fc.boolean(), (some, size, reverse) => {
        const sorted = some.sort(compareRows(byTime));
        const found: string[] = [];
        for (let after: string | null = null, hasMore = true; hasMore;) {
          const { nodes, pageInfo }: Page<Row> = paginate(sorted, byTime, { first: size, after, reverse });
          found.push(...nodes.map((row) => row.id));
          hasMore = pageInfo.hasNextPage;
          after = pageInfo.endCursor;
        }
        const ids = sorted.map((row) => row.id);
        expect(found).toEqual(reverse ? ids.reverse() : ids);
      }),
    );
  });

  it("says whether there is more before and after", () => {
    const first = page(byId, { first: 2 });
    expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = page(byId, { first: 3, after: first.endCursor });
    expect(second).toMatchObject({ ids: ["1000", "1001", "1002"], hasNextPage: false, hasPreviousPage: true });
    expect(page(byId, { last: 1, before: second.startCursor })).toMatchObject({
      ids: ["999"],
      hasNextPage: true,
      hasPreviousPage: true,
    });
  });

  it("keeps its place when rows are inserted before it", () => {
    const { endCursor } = page(byTime, { first: 3 });
    const more = [...ROWS, { id: "1003", time: 500 }].sort(compareRows(byTime));
    expect(paginate(more, byTime, { first: 9, after: endCursor }).nodes.map((row) => row.id)).toEqual(["999", "1000"]);
  });

  it("pages over what matches", () => {
    const isLong = (row: Row) => row.id.length === 4;
    const first = page(byId, { first: 2 }, isLong);
    expect(first).toMatchObject({ ids: ["1000", "1001"], hasNextPage: true });
    expect(page(byId, { first: 2, after: first.endCursor }, isLong)).toMatchObject({
      ids: ["1002"],
      hasNextPage: false,
    });
  });

  it("gives cursors that hold the last id and the last value", () => {
    const { endCursor } = page(byTime, { first: 2 });
    const decoded: unknown = JSON.parse(Buffer.from(String(endCursor), "base64").toString());
    expect(decoded).toEqual({ last_id: 998, last_value: "1970-01-01 00:00:01.000" });
  });

  it("gives no cursors for an empty page", () => {
    expect(page(byId, { first: 5 }, () => false)).toEqual({
      ids: [],
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it.each([
    [{}, "you must provide one of first or last"],
    [{ first: 1, last: 1 }, "providing both first and last is not supported"],
    [{ first: 251 }, "first must be less than or equal to 250"],
    [{ last: -1 }, "last must be greater than or equal to 0"],
    [{ first: 1, after: "nonsense" }, "Malformed cursor"],
    [{ first: 1, before: Buffer.from('{"last_id":"x","last_value":null}').toString("base64") }, "Malformed cursor"],
  ])("refuses %o", (args, message) => {
    expect(() => page(byId, args)).toThrow(
      expect.objectContaining({ message, extensions: { code: "BAD_REQUEST" } }) as Error,
    );
  });

  it("ends a list after 25,000 rows that match", () => {
    const many = Array.from({ length: LIST_LIMIT * 2 + 10 }, (_, index) => ({ id: String(index + 1), time: null }));
    const isEven = (row: Row) => Number(row.id) % 2 === 0;
    const cursor = (id: number) => Buffer.from(JSON.stringify({ last_id: id, last_value: id })).toString("base64");
    const end = paginate(many, byId, { first: 250, after: cursor(LIST_LIMIT * 2 - 4) }, isEven);
    expect(end.nodes.map((row) => row.id)).toEqual(["49998", "50000"]);
    expect(end.pageInfo.hasNextPage).toBe(false);
  });
});
