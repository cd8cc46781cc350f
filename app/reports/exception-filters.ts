import { SESSION_EXCEPTIONS } from "#app/reconciliation/session-exceptions.ts";
import { filtersToQuery, type SessionFilters } from "./filters.ts";

/**
 * Every kind of exception: those that a session is by itself, what only time makes one, and what only several sessions
 * together are.
 */
export const EXCEPTION_KINDS = ["stale_open", ...SESSION_EXCEPTIONS, "repeated_shorts", "too_perfect"] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** Which exceptions a page is about: days, places and cursor as everywhere, kinds, and whether the dismissed ones. */
export interface ExceptionFilters extends SessionFilters {
  /** Empty: all. */
  kinds: ExceptionKind[];
  isDismissed: boolean;
  order: ExceptionOrder;
}

/** The latest first unless told; `largest` by amount, of one currency after the other. */
export const EXCEPTION_ORDERS = ["latest", "oldest", "largest"] as const;
export type ExceptionOrder = (typeof EXCEPTION_ORDERS)[number];

/** Reads what is the exceptions' own in a query; what is not understood is left out. */
export function exceptionFilters(filters: SessionFilters, query: URLSearchParams): ExceptionFilters {
  const given = query.getAll("kind");
  return {
    ...filters,
    kinds: EXCEPTION_KINDS.filter((kind) => given.includes(kind)),
    isDismissed: query.get("show") === "dismissed",
    order: EXCEPTION_ORDERS.find((order) => order === query.get("order")) ?? "latest",
  };
}

/** The parameters of the pages that say something of exceptions, or that every page has. */
export const EXCEPTION_PARAMETERS: ReadonlySet<string> = new Set(
  "from to preset compare by location drawer currency sort after before".split(" "),
);

/** Writes them as the query that reads back as the same; what narrows sessions alone is left out. */
export function exceptionQuery(filters: ExceptionFilters): URLSearchParams {
  const query = filtersToQuery(filters);
  for (const name of [...query.keys()]) if (!EXCEPTION_PARAMETERS.has(name)) query.delete(name);
  for (const kind of filters.kinds) query.append("kind", kind);
  if (filters.isDismissed) query.set("show", "dismissed");
  if (filters.order !== "latest") query.set("order", filters.order);
  return query;
}
