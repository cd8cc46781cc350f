import type { SessionFilters } from "./filters.ts";

/** What somebody has chosen on the exports page, as its address says it. */
export interface ExportChoice {
  /** "sessions.csv" */
  file: string;
  report: string;
  format: string;
  /** Every report, each with what it can be written as. */
  reports: { report: string; formats: string[] }[];
  /** What this report can be narrowed by, and the options that it has: names of parameters. */
  taken: string[];
  filters: SessionFilters;
  /** What the export is asked. */
  query: string;
  /** The page's own, from which every address on it is made. */
  pageQuery: string;
}

export type ExportOption = "bom" | "echo" | "per";

/** What a file will be, before anybody waits for it. */
export type ExportPreview =
  | { kind: "refused"; message: string }
  | {
      kind: "table";
      columns: string[];
      /** The first rows, each cell as the file has it; empty: not known. */
      rows: string[][];
      count: RowCount;
      /** Whether it should be made in the background. */
      isLong: boolean;
    };

export interface RowCount {
  rows: number;
  /** Whether there are so many; else there are more. */
  isExact: boolean;
}
