import { filtersToQuery, type SessionFilters } from "./filters.ts";

// What the pages of drawers take beside the filters, as it stands in the URL.

/** What the list of drawers can be sorted by. */
export const DRAWER_ORDER_KEYS = [
  "name",
  "location",
  "balance",
  "sessions",
  "expectedAtClose",
  "countedAtClose",
  "short",
  "over",
  "net",
  "rate",
  "gaps",
  "last",
] as const;

export type DrawerOrderKey = (typeof DRAWER_ORDER_KEYS)[number];

export interface DrawerOrder {
  key: DrawerOrderKey;
  direction: "ascending" | "descending";
}

/** Reads `order`, such as "net" or "-net" for the largest first; by location and name unless told. */
export function parseDrawerOrder(query: URLSearchParams): DrawerOrder {
  const given = query.get("order") ?? "";
  const key = DRAWER_ORDER_KEYS.find((one) => one === given.replace(/^-/, ""));
  if (key === undefined) return { key: "location", direction: "ascending" };
  return { key, direction: given.startsWith("-") ? "descending" : "ascending" };
}

/** What a drawer's page shows of its two longer lists. */
export interface DrawerView {
  /** Every handover, or those with a gap. */
  hasAllHandovers: boolean;
  /** Everything that left the drawer, or what nobody explained. */
  hasAllRemovals: boolean;
}

/** Reads `between` and `taken`. */
export function parseDrawerView(query: URLSearchParams): DrawerView {
  return { hasAllHandovers: query.get("between") === "all", hasAllRemovals: query.get("taken") !== "unexplained" };
}

/** The query that reads back as the same filters and order; a page of the list belongs to the list it was cut from. */
export function drawersQuery(filters: SessionFilters, { key, direction }: DrawerOrder): string {
  const query = filtersToQuery(filters);
  query.set("order", `${direction === "descending" ? "-" : ""}${key}`);
  return query.toString();
}

/** The query that reads back as the same filters and view of one drawer. */
export function drawerQuery(filters: SessionFilters, view: DrawerView): string {
  const query = filtersToQuery(filters);
  if (view.hasAllHandovers) query.set("between", "all");
  if (!view.hasAllRemovals) query.set("taken", "unexplained");
  return query.toString();
}
