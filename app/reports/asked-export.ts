import { parseFilters, type SessionFilters } from "./filters.ts";

/** What was asked of an export once, as pages show it again. */
export interface AskedExport {
  /** "sessions.csv" */
  file: string;
  query: string;
  filters: SessionFilters;
  /** What else the query asks for: "bom", "echo", "per". */
  options: string[];
}

const OPTIONS = ["bom", "echo", "per"];

/** Reads the query of an export that was kept: its days are dates, so that no clock is asked. */
export function askedOf(file: string, query: string): AskedExport {
  const params = new URLSearchParams(query);
  const filters = parseFilters(params, { today: "1970-01-01", defaultPreset: "all" });
  return { file, query, filters, options: OPTIONS.filter((name) => params.has(name)) };
}
