import type { Exchange } from "./exchange.ts";

export type Handler = (exchange: Exchange) => Promise<void> | void;

export interface Route {
  method: string;
  pattern: RegExp;
  handle: Handler;
}

/** A route from a path with `:name` for a segment and `*name` for all the rest. */
export function route(method: string, path: string, handle: Handler): Route {
  const source = path
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/:(\w+)/g, "(?<$1>[^/]+)")
    .replace(/\*(\w+)/g, "(?<$1>.*)");
  return { method, pattern: new RegExp(`^${source}$`), handle };
}

/** The route for a request, the methods allowed on its path when only the method is wrong, or null. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | { allowed: string[] } | null {
  const allowed: string[] = [];
  for (const candidate of routes) {
    const found = candidate.pattern.exec(path);
    if (!found) continue;
    const isMethod = candidate.method === method || (method === "HEAD" && candidate.method === "GET");
    if (isMethod) return { route: candidate, params: decodeAll(found.groups ?? {}) };
    allowed.push(candidate.method);
  }
  return allowed.length > 0 ? { allowed } : null;
}

function decodeAll(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeSafely(value)]));
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape names nothing that exists; the endpoint answers 404 by itself.
    return text;
  }
}
