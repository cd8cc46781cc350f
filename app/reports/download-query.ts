/** What became of a file that somebody took, the worst first. */
export const DOWNLOAD_OUTCOMES = ["failed", "cut_off", "unknown", "under_way", "complete"] as const;
export type DownloadOutcome = (typeof DOWNLOAD_OUTCOMES)[number];

const ORDER_KEYS = ["when", "who", "what", "rows", "size", "outcome"] as const;
export type DownloadOrderKey = (typeof ORDER_KEYS)[number];

/** Which of the files that were taken, and in which order. */
export interface DownloadAsk {
  key: DownloadOrderKey;
  isDescending: boolean;
  /** Null: any. */
  outcome: DownloadOutcome | null;
}

/** Reads `history_order`, such as "rows" or "-rows" for the most first, and `history_result`; the latest first unless told. */
export function parseDownloads(query: URLSearchParams): DownloadAsk {
  const given = query.get("history_order") ?? "";
  const key = ORDER_KEYS.find((one) => one === given.replace(/^-/, ""));
  const outcome = DOWNLOAD_OUTCOMES.find((one) => one === query.get("history_result")) ?? null;
  return key === undefined
    ? { key: "when", isDescending: true, outcome }
    : { key, isDescending: given.startsWith("-"), outcome };
}

/** The query that reads back as the same. */
export function downloadsQuery({ key, isDescending, outcome }: DownloadAsk): string {
  const query = new URLSearchParams();
  if (key !== "when" || !isDescending) query.set("history_order", `${isDescending ? "-" : ""}${key}`);
  if (outcome !== null) query.set("history_result", outcome);
  return query.toString();
}
