import sql, { type Sql } from "sql-template-tag";
import type { Shop } from "#app/shop.server.ts";
import { isNarrowed, type SessionFilters } from "./filters.ts";
import { compareBigInts } from "./place-figures.server.ts";
import { SESSION_TABLES, sessionColumns, type SessionRecord } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";

/** As many of the worst sessions a currency as a person looks at before going to the list. */
const WORST_PER_CURRENCY = 5;

/**
 * The closed sessions furthest off, the worst of each currency: amounts of two currencies have no order. Each currency
 * is walked down the index by size until there are enough.
 */
export function worstSessions(shop: Shop, filters: SessionFilters): Sql {
  return sql`SELECT worst.* FROM (${currenciesOf(shop, filters)}) c
    CROSS JOIN LATERAL (
      SELECT ${sessionColumns(shop)} FROM ${SESSION_TABLES}
      WHERE ${sessionScope(shop, filters)} AND s.currency = c.currency AND s.abs_discrepancy > 0 AND NOT s.is_open
      ORDER BY s.abs_discrepancy DESC, s.id DESC LIMIT ${WORST_PER_CURRENCY}
    ) worst`;
}

// A currency that the place never took would be looked for through the whole shop: 70 ms a currency at 100,000 sessions.
// Everywhere, the daily totals know them for a hundredth of the work.
function currenciesOf(shop: Shop, filters: SessionFilters): Sql {
  return isNarrowed(filters)
    ? sql`SELECT DISTINCT s.currency FROM payment_session s WHERE ${sessionScope(shop, filters)}`
    : sql`SELECT DISTINCT t.currency FROM daily_total t WHERE t.shop_id = ${shop.id}`;
}

/** By currency, then the furthest off first. */
export function bySize(a: SessionRecord, b: SessionRecord): number {
  if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
  return compareBigInts(sizeOf(b), sizeOf(a)) || compareBigInts(BigInt(b.id), BigInt(a.id));
}

function sizeOf({ totalDiscrepancy }: SessionRecord): bigint {
  return totalDiscrepancy < 0n ? -totalDiscrepancy : totalDiscrepancy;
}
