// Words of lists that are put in order or narrowed where they stand.

export const ORDER_WORDS = {
  troubleOnly: "Only what went wrong",
  allRuns: "Show all",
  currency: "Currency",
  allCurrencies: "All",
  trend: (low: string, lowDay: string, high: string, highDay: string) =>
    `Net by day: from ${low} (${lowDay}) to ${high} (${highDay})`,
  noTrouble: "Nothing went wrong in these days.",
} as const;

export const SELECTION_WORDS = {
  tooManyToExport: (most: string) =>
    `At most ${most} that are chosen one by one can be exported: take some away, or choose all that match.`,
} as const;
