type Changes = Record<string, string | readonly string[] | null>;

// A page of a list belongs to the list it was cut from: whatever else changes in the query, one starts at its beginning.
const CURSORS = ["after", "before"];

/** The query with some parameters replaced, added or (null) removed, as a relative address: "?sort=size_desc". */
export function queryWith(query: string, changes: Changes): string {
  const params = new URLSearchParams(query);
  for (const name of [...CURSORS, ...Object.keys(changes)]) params.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) continue;
    for (const one of typeof value === "string" ? [value] : value) params.append(name, one);
  }
  return `?${params.toString()}`;
}

/** The parameters that say which days a page is about, as another page's query: "?preset=last_7_days&by=opening". */
export function daysOf(query: string, changes: Changes = {}): string {
  const params = new URLSearchParams(query);
  const kept = new URLSearchParams();
  for (const name of ["preset", "from", "to", "compare", "by"]) {
    const value = params.get(name);
    if (value !== null) kept.set(name, value);
  }
  return queryWith(kept.toString(), changes);
}

/** Every session that ran on a device, open ones too. */
export function sessionsOn(deviceId: string): string {
  return `/app/sessions?${new URLSearchParams({ preset: "all", by: "opening", device: deviceId }).toString()}`;
}

/** Every parameter but the named ones, for the hidden fields of a GET form. */
export function otherParameters(query: string, names: readonly string[]): [name: string, value: string][] {
  const left = new Set([...names, ...CURSORS]);
  return [...new URLSearchParams(query)].filter(([name]) => !left.has(name));
}

// What the admin puts on the address of the frame: whose visit it is, and the proof of it.
const VISIT = "embedded hmac host id_token locale protocol session shop timestamp".split(" ");

/** The query of a page's address as its own links may have it: what a page shows, and nothing of who looks. */
export function withoutVisit(search: string): string {
  const query = new URLSearchParams(search);
  for (const name of VISIT) query.delete(name);
  return query.toString();
}
