import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeSearch, parseSearch } from "./search-syntax.ts";

function described(text: string): unknown {
  const node = parseSearch(text);
  return node && describeSearch(node);
}

describe("parseSearch", () => {
  it("says nothing of an empty query", () => {
    expect(described("")).toBeNull();
    expect(described("  ")).toBeNull();
  });

  it("reads a field, a comparator and a value", () => {
    expect(described("id:1234")).toEqual({ field: "id", match_all: "1234" });
    expect(described("id:>=1234")).toEqual({ field: "id", range_gte: "1234" });
    expect(described("id:<1234")).toEqual({ field: "id", range_lt: "1234" });
    expect(described("opening_time:>'2026-10-21T23:39:20Z'")).toEqual({
      field: "opening_time",
      range_gt: "2026-10-21T23:39:20Z",
    });
    expect(described('name:"Front desk"')).toEqual({ field: "name", match_phrase: "Front desk" });
    expect(described("closing_time:*")).toEqual({ field: "closing_time", exists: true });
  });

  it("implies AND and binds OR tighter", () => {
    const parts = [
      { field: "a", match_all: "1" },
      {
        or: [
          { field: "b", match_all: "2" },
          { field: "c", match_all: "3" },
        ],
      },
    ];
    expect(described("a:1 b:2 OR c:3")).toEqual({ and: parts });
    expect(described("a:1 AND b:2 OR c:3")).toEqual({ and: parts });
    expect(described("(a:1 b:2) OR c:3")).toEqual({
      or: [
        {
          and: [
            { field: "a", match_all: "1" },
            { field: "b", match_all: "2" },
          ],
        },
        { field: "c", match_all: "3" },
      ],
    });
  });

  it("negates with a dash and with NOT", () => {
    const negated = { not: { field: "closing_time", exists: true } };
    expect(described("-closing_time:*")).toEqual(negated);
    expect(described("NOT closing_time:*")).toEqual(negated);
    expect(described("-(a:1 OR b:2)")).toEqual({
      not: {
        or: [
          { field: "a", match_all: "1" },
          { field: "b", match_all: "2" },
        ],
      },
    });
  });

  it("takes a word without a field as the default field", () => {
    expect(described("Harbor")).toEqual({ field: "default", match_all: "Harbor" });
  });

  it("takes escaped characters as they are", () => {
    expect(described("name:a\\:b\\(c\\)")).toEqual({ field: "name", match_all: "a:b(c)" });
  });

  it("falls into the trap of an unquoted time, as was recorded of Shopify", () => {
    expect(described("updated_at:<1900-01-01T00:00:00Z")).toEqual({
      and: [
        { field: "updated_at", range_lt: "1900-01-01T00" },
        { field: "00", match_all: "00Z" },
      ],
    });
  });

  it("reads on after a parenthesis that closes nothing", () => {
    expect(described("a:1) b:2")).toEqual({
      and: [
        { field: "a", match_all: "1" },
        { field: "b", match_all: "2" },
      ],
    });
  });

  it("comes to an end with any text", () => {
    const piece = fc.constantFrom("(", ")", "-", ":", "'", '"', "\\", " ", "OR", "AND", "NOT", "a", "1", "<=", "*");
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        described(pieces.join(""));
      }),
    );
  });
});
