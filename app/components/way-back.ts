import { useLocation } from "@remix-run/react";
import { useEffect } from "react";

import { useIsInBrowser } from "./in-browser.ts";
import { withoutVisit } from "./query.ts";

/** How each list was left, by its path: its days, filters and order. For as long as the app stays open. */
const left = new Map<string, string>();

/**
 * Where a page's way back leads: to its list as it was left, so that whoever goes through forty sessions that need a
 * review comes back to those forty. A page without a way back is such a list, and is remembered.
 */
export function useWayBack(url: string | undefined): string | undefined {
  const { pathname, search } = useLocation();
  const isInBrowser = useIsInBrowser();
  useEffect(() => {
    if (url === undefined) left.set(pathname, withoutVisit(search));
  }, [url, pathname, search]);
  const query = isInBrowser && url !== undefined ? left.get(url) : undefined;
  return query ? `${url}?${query}` : url;
}
