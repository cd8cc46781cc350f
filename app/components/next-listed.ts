import { useEffect } from "react";

import { useIsInBrowser } from "./in-browser.ts";

interface Listed {
  id: string;
  name: string;
}

/** The sessions that were listed last, in the order of the list. For as long as the app stays open. */
let listed: readonly Listed[] = [];

/** Remembers what a list of sessions shows, for whoever goes through it one by one. */
export function useListed<Row extends { id: string }>(rows: readonly Row[], nameOf: (row: Row) => string): void {
  useEffect(() => {
    // Once for each list: whoever names its rows is another function each time.
    listed = rows.map((row) => ({ id: row.id, name: nameOf(row) }));
  }, [rows]);
}

/** The session below this one in the list; null at its end, and where no list with this one was looked at. */
export function useNextListed(id: string): Listed | null {
  const isInBrowser = useIsInBrowser();
  const place = isInBrowser ? listed.findIndex((row) => row.id === id) : -1;
  return place === -1 ? null : (listed[place + 1] ?? null);
}
