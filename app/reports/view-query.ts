import { drawersQuery, parseDrawerOrder } from "./drawer-query.ts";
import { exceptionFilters, exceptionQuery } from "./exception-filters.ts";
import { filtersToQuery, isId, parseFilters } from "./filters.ts";

/** The lists whose filters and order can be kept under a name. */
export const VIEWED_LISTS = ["sessions", "drawers", "exceptions"] as const;
export type ViewedList = (typeof VIEWED_LISTS)[number];

// No query says which days "last week" were: that it is last week is all that a view keeps.
const ANY_DAY = { today: "2000-01-01", defaultPreset: "last_30_days" } as const;

/**
 * A list's filters and order as the list itself writes them, from a query of whatever origin: what is not understood is
 * left out, and so is the place in the list. Two queries that show the same are the same text.
 */
export function viewQuery(list: ViewedList, given: URLSearchParams): string {
  const filters = { ...parseFilters(given, ANY_DAY), after: null, before: null };
  if (list === "drawers") return drawersQuery(filters, parseDrawerOrder(given));
  if (list === "exceptions") return exceptionQuery(exceptionFilters(filters, given)).toString();
  return filtersToQuery(filters).toString();
}

/** A page's query with the view that it was opened as, if its address names one: links in the page keep it. */
export function withView(query: string, address: URLSearchParams): string {
  const id = address.get("view") ?? "";
  return isId(id) ? `${query}&view=${id}` : query;
}

/** A page's query with the order that its table is in, if its address names one: other days keep it. */
export function withOrder(query: string, address: URLSearchParams): string {
  const order = address.get("order") ?? "";
  return /^-?[A-Za-z]{1,40}$/.test(order) ? `${query}&order=${order}` : query;
}
