/** Reads `page` of a list that is cut by number, from 1. */
export function parsePage(query: URLSearchParams): number {
  const given = query.get("page") ?? "";
  return /^[1-9]\d{0,4}$/.test(given) ? Number(given) : 1;
}
