import { describe, expect, it } from "vitest";
import { parseAmount, parseGid, wireInstant, wireMoney } from "./wire.ts";

describe("wireMoney", () => {
  it.each([
    [1250n, "USD", "12.5"],
    [100_000n, "USD", "1000.0"],
    [-320n, "USD", "-3.2"],
    [-5n, "USD", "-0.05"],
    [0n, "USD", "0.0"],
    [15_000n, "JPY", "15000.0"],
    [12_340n, "KWD", "12.34"],
    [900_719_925_474_099_301n, "USD", "9007199254740993.01"],
  ])("writes %s minor units of %s as %s", (minor, currency, amount) => {
    expect(wireMoney(minor, currency)).toEqual({ amount, currencyCode: currency });
  });
});

describe("parseAmount", () => {
  it.each([
    ["12.34", "USD", 1234n],
    ["-3.2", "USD", -320n],
    ["12.3400", "USD", 1234n],
    ["15000", "JPY", 15_000n],
    ["15000.0", "JPY", 15_000n],
    ["1.5", "KWD", 1500n],
  ])("reads %s %s as %s minor units", (amount, currency, minor) => {
    expect(parseAmount(amount, currency)).toBe(minor);
  });

  it("refuses what is finer than the currency and what is no number", () => {
    expect(parseAmount("12.345", "USD")).toBeNull();
    expect(parseAmount("1.5", "JPY")).toBeNull();
    expect(parseAmount("twelve", "USD")).toBeNull();
  });
});

describe("parseGid", () => {
  it("takes a global id apart and refuses anything else", () => {
    expect(parseGid("gid://shopify/Location/12")).toEqual({ type: "Location", id: "12" });
    expect(parseGid("12")).toBeNull();
    expect(parseGid("gid://shopify/Location")).toBeNull();
  });
});

describe("wireInstant", () => {
  it("drops what is below a second", () => {
    expect(wireInstant(new Date("2026-11-22T18:04:05.900Z"))).toBe("2026-11-22T18:04:05Z");
  });
});
