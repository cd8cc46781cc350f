/**
 * What the list of sessions can be sorted by. `size` is a discrepancy without its sign; `status` and `review` begin with what a
 * person has to look at, `staff` is who closed.
 */
const SESSION_SORT_KEYS = [
  "closed",
  "opened",
  "business_day",
  "status",
  "size",
  "discrepancy",
  "opening_discrepancy",
  "closing_discrepancy",
  "expected",
  "counted",
  "net_cash_sales",
  "tolerance",
  "drawer",
  "location",
  "staff",
  "device",
  "review",
] as const;

export type SessionSortKey = (typeof SESSION_SORT_KEYS)[number];
export type SessionSort = `${SessionSortKey}_${"asc" | "desc"}`;

export const SESSION_SORTS: readonly SessionSort[] = SESSION_SORT_KEYS.flatMap(
  (key) => [`${key}_desc`, `${key}_asc`] as const,
);

/** The two parts of a sort. */
export function splitSort(sort: SessionSort): { key: SessionSortKey; isDescending: boolean } {
  const at = sort.lastIndexOf("_");
  return { key: sort.slice(0, at) as SessionSortKey, isDescending: sort.endsWith("_desc") };
}
