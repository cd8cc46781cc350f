/** What a day's cash is booked on. */
export const JOURNAL_ACCOUNTS = [
  "drawers",
  "sales",
  "refunds",
  "adjustments",
  "removed",
  "over",
  "short",
  "carriedIn",
] as const;

export type JournalAccount = (typeof JOURNAL_ACCOUNTS)[number];

/** Sums over the sessions of one entry, in minor units of one currency. */
export interface JournalSums {
  cashSales: bigint;
  /** A magnitude. */
  cashRefunds: bigint;
  /** Pay-ins and pay-outs, without what was taken out after the closing count. */
  adjustments: bigint;
  closingAdjustment: bigint;
  /** Of the sessions that were over by what went wrong in themselves; above zero. */
  over: bigint;
  /** Of those that were short; below zero. */
  short: bigint;
  /** What was found at opening beyond what was expected; above zero. */
  carriedInOver: bigint;
  /** What was missing at opening; below zero. */
  carriedInShort: bigint;
}

/** One line of an entry. */
export interface JournalLine {
  account: JournalAccount;
  of: "drawers" | keyof JournalSums;
  /** Above zero a debit, below zero a credit, never zero. */
  debit: bigint;
}

/**
 * A day's cash as a journal entry. Sign: what adds to the drawers is a debit of them and a credit of where it came from, so
 *
 *   drawers = sales - refunds + adjustments + closing adjustment + over + short + carried in
 *
 * which is by how much the cash in the drawers changed, from what was expected at opening to what stayed at closing. The
 * lines add up to zero whatever the sums are. Over and short stand apart: +50 and -50 are not nothing.
 */
export function journalLines(sums: JournalSums): JournalLine[] {
  const others: JournalLine[] = [
    { account: "sales", of: "cashSales", debit: -sums.cashSales },
    { account: "refunds", of: "cashRefunds", debit: sums.cashRefunds },
    { account: "adjustments", of: "adjustments", debit: -sums.adjustments },
    { account: "removed", of: "closingAdjustment", debit: -sums.closingAdjustment },
    { account: "over", of: "over", debit: -sums.over },
    { account: "short", of: "short", debit: -sums.short },
    { account: "carriedIn", of: "carriedInOver", debit: -sums.carriedInOver },
    { account: "carriedIn", of: "carriedInShort", debit: -sums.carriedInShort },
  ];
  const drawers = -others.reduce((total, { debit }) => total + debit, 0n);
  return [{ account: "drawers", of: "drawers", debit: drawers } as const, ...others].filter(
    ({ debit }) => debit !== 0n,
  );
}
