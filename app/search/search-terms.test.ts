import { describe, expect, it, test } from "vitest";
import { parseAmountSearch, signedAmounts } from "./amount-search.ts";
import { LONGEST_SEARCH, parseSearch } from "./search-terms.ts";

const inCents = (text: string, digits = 2) => {
  const amount = parseAmountSearch(text);
  return amount && signedAmounts(amount, digits).map(Number);
};

describe("an amount", () => {
  test.each([
    ["12.40", [1240, -1240]],
    ["-12.40", [-1240]],
    ["\u221212,40", [-1240]],
    ["(12.40)", [-1240]],
    ["+12.4", [1240]],
    ["$12.40", [1240, -1240]],
    ["-$12.40", [-1240]],
    ["$-12.40", [-1240]],
    ["12,40 €", [1240, -1240]],
    ["USD 12.40", [1240, -1240]],
    ["1,234.50", [123450, -123450]],
    ["1.234,50", [123450, -123450]],
    ["1 234,50", [123450, -123450]],
    ["1\u202f234,50 €", [123450, -123450]],
    ["1'234.50", [123450, -123450]],
    ["12,345,678.90", [1234567890, -1234567890]],
    ["1,234", [123400, -123400]],
    ["1,234.567", []],
    ["12", [1200, -1200]],
  ])("%s is %j cents", (text, cents) => {
    expect(inCents(text)).toEqual(cents);
  });

  it("counts in the digits of the currency", () => {
    expect(inCents("1200", 0)).toEqual([1200, -1200]);
    expect(inCents("1.200", 3)).toEqual([1200000, 1200, -1200000, -1200]);
    expect(inCents("12.40", 0)).toEqual([]);
    expect(inCents("12.345", 3)).toContain(12345);
  });

  test.each([
    ...[
      "",
      "0",
      "0.00",
      "abc",
      "12.40.5",
      "1,23,456.00",
      "1.234.56",
      "12.40 50",
      "12-40",
      "(12.40",
      "1e5",
      "#12",
      "--5",
    ],
    ...["9".repeat(40), "999,999,999,999,999,999.00"],
  ])("%j is none", (text) => {
    expect(parseAmountSearch(text)).toBeNull();
  });
});

describe("a search", () => {
  it("takes a number for everything that it may be", () => {
    expect(parseSearch("1042")).toMatchObject([
      { ids: ["1042", "-1042"], orders: ["1042", "#1042"], words: ["1042"], amount: { sign: null } },
    ]);
  });

  it("knows no session by a number that the database has no room for", () => {
    expect(parseSearch("9223372036854775807")?.[0]?.ids).toHaveLength(2);
    expect(parseSearch("9223372036854775808")?.[0]?.ids).toEqual([]);
  });

  it("minds no spaces around it, and is as long and has as many words as it may", () => {
    expect(parseSearch(" 1042 ")).toEqual(parseSearch("1042"));
    expect(parseSearch("x".repeat(LONGEST_SEARCH))).toHaveLength(1);
    expect(parseSearch("a b c d e f g h")).toHaveLength(8);
  });

  it("knows a session by its GID, of either API", () => {
    expect(parseSearch("gid://shopify/PointOfSaleDevicePaymentSession/7")).toMatchObject([{ ids: ["7"], words: [] }]);
    expect(parseSearch("gid://shopify/CashTrackingSession/7")).toMatchObject([{ ids: ["-7"], amount: null }]);
  });

  it("finds an order with and without its sign, in small letters too", () => {
    expect(parseSearch("#1042")?.[0]?.orders).toEqual(["#1042", "1042"]);
    expect(parseSearch("en1042")?.[0]?.orders).toContain("EN1042");
    expect(parseSearch("courier")?.[0]?.orders).toEqual([]);
  });

  it("asks for each of its words, and for an amount with spaces once", () => {
    expect(parseSearch(" Soho  courier ")?.map(({ text }) => text)).toEqual(["Soho", "courier"]);
    expect(parseSearch("1 234,50 €")).toMatchObject([{ ids: [], orders: [], words: [], amount: { sign: null } }]);
    expect(parseSearch("Ana & Ben")?.map(({ text }) => text)).toEqual(["Ana", "Ben"]);
  });

  test.each(["", "  ", "--", "%", "x".repeat(LONGEST_SEARCH + 1), "a b c d e f g h i", "a\0b", "1\ud800"])(
    "finds nothing by %j",
    (text) => {
      expect(parseSearch(text)).toBeNull();
    },
  );
});
