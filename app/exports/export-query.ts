import type { BusinessDate } from "#app/calendar/dates.ts";
import type { Weekday } from "#app/calendar/ranges.ts";
import { PARAMETERS, parseFilters, type SessionFilters } from "#app/reports/filters.ts";

/** A query that an export refuses: exporting something else than was asked for would go unnoticed. */
export class ExportQueryError extends Error {
  readonly code = "EXPORT_QUERY_REFUSED";
}

export interface ExportQuery {
  filters: SessionFilters;
  /** A byte order mark at the start: Excel takes UTF-8 for something else without it. */
  bom: boolean;
}

// What else stands in a page's query and says nothing of an export's rows: what Shopify's admin puts on the app's address,
// what Remix asks for a route's data with, and the order of the locations page.
const NOT_OURS = new Set("embedded hmac host id_token locale session shop timestamp _data _routes order".split(" "));

/** Reads the query of an export, strictly: whatever a page would ignore is refused, with what is allowed instead. */
export function parseExportQuery(
  query: URLSearchParams,
  clock: { today: BusinessDate; weekStart?: Weekday },
): ExportQuery {
  const filters = parseFilters(query, { ...clock, defaultPreset: "all" });
  const problems = filters.ignored.map((name) => refusal(name, query.getAll(name), PARAMETERS[name] ?? ""));
  const bom = query.getAll("bom");
  if (bom.some((value) => value !== "1" && value !== "0" && value !== "")) problems.push(refusal("bom", bom, "1 or 0"));
  for (const name of new Set(query.keys())) {
    if (name === "bom" || Object.hasOwn(PARAMETERS, name) || NOT_OURS.has(name)) continue;
    problems.push(`${name} is not a parameter of this export. It takes: ${Object.keys(PARAMETERS).join(", ")}, bom.`);
  }
  if (problems.length > 0) throw new ExportQueryError(problems.join("\n"));
  // A file holds one period: what a page compares it with is not part of it.
  return { filters: { ...filters, comparison: "none" }, bom: bom.includes("1") };
}

function refusal(name: string, values: string[], allowed: string): string {
  return `${values.map((value) => `${name}=${value}`).join("&")} is not understood. ${name} takes ${allowed}.`;
}
