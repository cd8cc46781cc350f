import { describe, expect, it } from "vitest";
import { ExportQueryError, parseExportQuery } from "./export-query.ts";

const parse = (query: string, file?: string) =>
  parseExportQuery(new URLSearchParams(query), { today: "2026-11-22" }, file);

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

  it("asks daily totals alone for a row a location", () => {
    expect(parse("per=location", "daily-totals.csv")).toMatchObject({ perLocation: true });
    expect(parse("", "daily-totals.csv")).toMatchObject({ perLocation: false });
    expect(() => parse("per=drawer", "daily-totals.csv")).toThrow("per takes location.");
    expect(() => parse("per=location")).toThrow("per is not a parameter of this export.");
  });

  it("echoes what was asked for when asked to", () => {
    expect([parse(""), parse("echo=0"), parse("echo=1")].map(({ echo }) => echo)).toEqual([false, false, true]);
    expect(() => parse("echo=please")).toThrow("echo takes 1 or 0.");
  });
});

describe("the query of a journal", () => {
  const journal = (query: string) => parse(query, "journal-quickbooks.csv");

  it("names days, locations and a currency, and may hold what says nothing of its rows", () => {
    const query =
      "from=2026-11-01&to=2026-11-30&location=1&currency=USD&by=closing&sort=size_desc&compare=none&drawer=";
    expect(journal(query)).toMatchObject({ filters: { locations: ["1"], currency: "USD" } });
  });

  it.each(["drawer=1", "session_id=1", "status=short", "sign=over", "min_abs=5"])(
    "is refused where it asks for a part of a day: %s",
    (query) => {
      expect(() => journal(query)).toThrow(`${query.split("=")[0]} is not a parameter of a journal`);
    },
  );

  it("is refused by the day of opening, under which an entry would have another day's reference", () => {
    expect(() => journal("by=opening")).toThrow("by=opening is not understood.");
  });
});

describe("the query of exceptions", () => {
  const exceptions = (query: string) => parse(query, "exceptions.xlsx").exceptions;

  it("names kinds, and whether the dismissed ones, as its page does", () => {
    expect(exceptions("preset=today&drawer=1&sort=size_desc&by=closing&order=largest")).toEqual({
      ...{ kinds: [], isDismissed: false },
      // Whatever order the page is in.
      order: "latest",
    });
    expect(exceptions("kind=restated&kind=not_counted&show=dismissed")).toEqual({
      kinds: ["not_counted", "restated"],
      isDismissed: true,
      order: "latest",
    });
    expect(() => exceptions("kind=bad")).toThrow("kind takes stale_open or");
    expect(() => parse("kind=restated")).toThrow("kind is not a parameter of this export.");
  });

  it.each(["session_id=1", "status=short", "sign=over", "min_abs=5", "review=needs", "by=opening"])(
    "is refused what narrows sessions alone: %s",
    (query) => {
      expect(() => exceptions(query)).toThrow(query.split("=")[0]);
    },
  );
});
