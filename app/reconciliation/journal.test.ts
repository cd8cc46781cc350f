import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { journalLines, type JournalSums } from "./journal.ts";

const NOTHING: JournalSums = {
  ...{ cashSales: 0n, cashRefunds: 0n, adjustments: 0n, closingAdjustment: 0n },
  ...{ over: 0n, short: 0n, carriedInOver: 0n, carriedInShort: 0n },
};

describe("a day's cash as an entry", () => {
  it("debits the drawers by what came in, and a shortage by what is missing", () => {
    expect(journalLines({ ...NOTHING, cashSales: 100_000n, short: -500n })).toEqual([
      { account: "drawers", of: "drawers", debit: 99_500n },
      { account: "sales", of: "cashSales", debit: -100_000n },
      { account: "short", of: "short", debit: 500n },
    ]);
  });

  it("has what was over and what was short on lines of their own", () => {
    expect(journalLines({ ...NOTHING, over: 50n, short: -50n })).toEqual([
      { account: "over", of: "over", debit: -50n },
      { account: "short", of: "short", debit: 50n },
    ]);
  });

  it("credits the drawers by what was taken to the bank", () => {
    expect(journalLines({ ...NOTHING, closingAdjustment: -30_000n })).toEqual([
      { account: "drawers", of: "drawers", debit: -30_000n },
      { account: "removed", of: "closingAdjustment", debit: 30_000n },
    ]);
  });

  it("debits what adds to the drawers, and credits where it came from", () => {
    const sums = {
      ...{ cashSales: 100n, cashRefunds: 10n, adjustments: 5n, closingAdjustment: -60n },
      ...{ over: 4n, short: -3n, carriedInOver: 2n, carriedInShort: -1n },
    };
    expect(journalLines(sums).map(({ of, debit }) => [of, debit])).toEqual([
      ["drawers", 37n],
      ["cashSales", -100n],
      ["cashRefunds", 10n],
      ["adjustments", -5n],
      ["closingAdjustment", 60n],
      ["over", -4n],
      ["short", 3n],
      ["carriedInOver", -2n],
      ["carriedInShort", 1n],
    ]);
  });

  it("is none where nothing moved", () => {
    expect(journalLines(NOTHING)).toEqual([]);
  });

  it("balances whatever the sums, without an empty line", () => {
    const amount = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });
    const sums = fc.record({
      ...{ cashSales: amount, cashRefunds: amount, adjustments: amount, closingAdjustment: amount },
      ...{ over: amount, short: amount, carriedInOver: amount, carriedInShort: amount },
    });
    fc.assert(
      fc.property(sums, (any) => {
        const lines = journalLines(any);
        expect(lines.reduce((total, { debit }) => total + debit, 0n)).toBe(0n);
        expect(lines.length).not.toBe(1);
        for (const { debit } of lines) expect(debit).not.toBe(0n);
      }),
    );
  });
});
