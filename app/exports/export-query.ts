import type { BusinessDate } from "#app/calendar/dates.ts";
import type { Weekday } from "#app/calendar/ranges.ts";
import {
  EXCEPTION_KINDS,
  EXCEPTION_PARAMETERS,
  type ExceptionFilters,
  exceptionFilters,
} from "#app/reports/exception-filters.ts";
import { PARAMETERS, parseFilters, type SessionFilters } from "#app/reports/filters.ts";

/** A query that an export refuses: exporting something else than was asked for would go unnoticed. */
export class ExportQueryError extends Error {
  readonly code = "EXPORT_QUERY_REFUSED";
}

export interface ExportQuery {
  filters: SessionFilters;
  /** A byte order mark at the start: Excel takes UTF-8 for something else without it. */
  bom: boolean;
  /** What was asked for, above the header. */
  echo: boolean;
  /** A row a location of what else is a row a day. */
  perLocation: boolean;
  /** Which exceptions, of the file of these. */
  exceptions: Pick<ExceptionFilters, "kinds" | "isDismissed" | "order">;
}

// What else stands in a page's query and says nothing of an export's rows: what Shopify's admin puts on the app's address,
// what Remix asks for a route's data with, the order of a page, and the saved view that a list was opened as.
export const NOT_OURS = new Set(
  "embedded hmac host id_token locale session shop timestamp _data _routes order view".split(" "),
);

/** What a file takes beside the filters of the pages: each once, or a name that may be repeated. */
const OPTIONS = { bom: ["1", "0"], echo: ["1", "0"] };
const OPTIONS_OF: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "daily-totals": { ...OPTIONS, per: ["location"] },
  exceptions: { ...OPTIONS, kind: EXCEPTION_KINDS, show: ["dismissed"] },
};

// An entry is a whole day of a location in one currency, under a reference that says so: a part of it would be booked in
// its place. What says nothing of a file's rows is taken as everywhere.
const OF_A_JOURNAL = new Set("from to preset by location currency compare sort after before".split(" "));

const OF_EXCEPTIONS = new Set([...EXCEPTION_PARAMETERS, "by"]);

/** Reads the query of an export, strictly: whatever a page would ignore is refused, with what is allowed instead. */
export function parseExportQuery(
  query: URLSearchParams,
  clock: { today: BusinessDate; weekStart?: Weekday },
  file = "sessions.csv",
): ExportQuery {
  const report = file.replace(/\.\w+$/, "");
  const filters = parseFilters(query, { ...clock, defaultPreset: "all" });
  const options = OPTIONS_OF[report] ?? OPTIONS;
  const problems = filters.ignored.map((name) => refusal(name, query.getAll(name), PARAMETERS[name] ?? ""));
  for (const [name, taken] of Object.entries(options)) {
    const values = query.getAll(name);
    if (values.some((value) => value !== "" && !taken.includes(value))) {
      problems.push(refusal(name, values, taken.join(" or ")));
    }
  }
  for (const name of new Set(query.keys())) {
    if (Object.hasOwn(options, name) || Object.hasOwn(PARAMETERS, name) || NOT_OURS.has(name)) continue;
    const all = [...Object.keys(PARAMETERS), ...Object.keys(options)].join(", ");
    problems.push(`${name} is not a parameter of this export. It takes: ${all}.`);
  }
  if (report.startsWith("journal-")) problems.push(...partsOfADay(query));
  if (report === "exceptions") problems.push(...notOfExceptions(query));
  if (problems.length > 0) throw new ExportQueryError(problems.join("\n"));
  return {
    // A file holds one period: what a page compares it with is not part of it.
    filters: { ...filters, comparison: "none" },
    bom: query.getAll("bom").includes("1"),
    echo: query.getAll("echo").includes("1"),
    perLocation: query.getAll("per").includes("location"),
    exceptions: exceptionsOf(filters, query),
  };
}

function exceptionsOf(filters: SessionFilters, query: URLSearchParams): ExportQuery["exceptions"] {
  const { kinds, isDismissed } = exceptionFilters(filters, query);
  return { kinds, isDismissed, order: "latest" };
}

function partsOfADay(query: URLSearchParams): string[] {
  const problems = givenBut(OF_A_JOURNAL, query).map(
    (name) => `${name} is not a parameter of a journal: its entries are whole days. Leave it out.`,
  );
  if (query.getAll("by").includes("opening")) {
    problems.push("by=opening is not understood. A journal books a session on the day of its closing.");
  }
  return problems;
}

function notOfExceptions(query: URLSearchParams): string[] {
  const problems = givenBut(OF_EXCEPTIONS, query).map(
    (name) => `${name} is not a parameter of exceptions: it narrows sessions alone. Leave it out.`,
  );
  if (query.getAll("by").includes("opening")) {
    problems.push(
      "by=opening is not understood. An exception is of the day of closing, or of opening while it is open.",
    );
  }
  return problems;
}

function givenBut(taken: ReadonlySet<string>, query: URLSearchParams): string[] {
  const given = Object.keys(PARAMETERS).filter((name) => query.getAll(name).some((value) => value !== ""));
  return given.filter((name) => !taken.has(name));
}

function refusal(name: string, values: string[], allowed: string): string {
  return `${values.map((value) => `${name}=${value}`).join("&")} is not understood. ${name} takes ${allowed}.`;
}
