import { describe, expect, it } from "vitest";
import { ExportQueryError, parseExportQuery } from "./export-query.ts";

const parse = (query: string) => parseExportQuery(new URLSearchParams(query), { today: "2026-11-22" });

describe("the query of an export", () => {
  it("holds everything, by closing, when it says nothing", () => {
    expect(parse("")).toMatchObject({ bom: false, filters: { range: null, by: "closing" } });
  });

  it("takes what a page has in its address, and what Shopify's admin adds to it", () => {
    const query =
      "preset=last_7_days&sort=size_desc&after=abc&compare=none&bom=1&shop=a.myshopify.com&host=x&embedded=1";
    expect(parse(query)).toMatchObject({ bom: true, filters: { range: { from: "2026-11-16", to: "2026-11-22" } } });
  });

  it.each([
    ["from=2026-13-01", "from=2026-13-01 is not understood. from takes a date, YYYY-MM-DD"],
    ["by=lunch", "by=lunch is not understood. by takes one of closing, opening."],
    ["location=Soho", "location takes a location's GID"],
    ["status=short&status=perfect", "status=short&status=perfect is not understood."],
    ["bom=yes", "bom takes 1 or 0."],
    ["form=2026-11-01", "form is not a parameter of this export. It takes: from, to,"],
    ["from=2026-11-02&to=2026-11-01", "from takes a date, YYYY-MM-DD, not after `to`"],
  ])("is refused rather than read as something else: %s", (query, words) => {
    expect(() => parse(query)).toThrow(ExportQueryError);
    expect(() => parse(query)).toThrow(words);
  });

  it("is refused for everything that is wrong at once", () => {
    expect(() => parse("by=lunch&from=yesterday")).toThrow(/from=yesterday[^]*by=lunch/);
  });
});
