import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionRow } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";

export interface SessionPage {
  rows: SessionRow[];
  /** Of the whole filtered set. */
  count: number;
  /** Opaque cursors: the `after` of the next page, the `before` of the previous one. */
  next: string | null;
  previous: string | null;
  /** Of the whole filtered set, one a currency. */
  totals: SessionTotals[];
  /** What the filters offer. */
  options: FilterOptions;
}

export interface SessionTotals {
  currency: string;
  sessions: number;
  net: WireMoney;
  over: WireMoney;
  short: WireMoney;
  absolute: WireMoney;
}

export interface FilterOptions {
  locations: { id: string; name: string }[];
  drawers: { id: string; name: string; location: string | null }[];
  currencies: string[];
}

/** A page of sessions holds this many. */
export const PAGE_SIZE = 50;

/** A page of the filtered sessions in the order asked for, the count and the totals of them all. */
export async function listSessions(shop: Shop, filters: SessionFilters, now: Date = new Date()): Promise<SessionPage> {
  throw new Error(`Not written yet: ${shop.domain} ${filters.by} ${now.toISOString()}`);
}
