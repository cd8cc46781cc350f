import sql, { type Sql } from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { sessionScope } from "./session-scope.server.ts";

/** What went missing or turned up between the sessions of a drawer, in one currency. */
export interface DrawerGaps {
  drawerId: string;
  currency: string;
  gaps: number;
  /** Not above zero. */
  lost: bigint;
  /** Not below zero. */
  found: bigint;
}

/**
 * What was counted when `payment_session s` opened less what the session before left in the drawer: what its books say
 * changed (`carry_over_gap`) and what the count found. Null where the drawer did not pass from the one to the other.
 */
export const GAP: Sql = sql`(s.carry_over_gap + s.opening_discrepancy)`;

/** The gaps at the opening of the filtered sessions, by drawer and currency. */
export function readDrawerGaps(shop: Shop, filters: SessionFilters): Promise<DrawerGaps[]> {
  return dataOf(shop).query<DrawerGaps>(sql`
    SELECT s.drawer_id::text AS "drawerId", s.currency, count(*)::int AS gaps,
      coalesce(sum(${GAP}) FILTER (WHERE ${GAP} < 0), 0)::int8 AS lost,
      coalesce(sum(${GAP}) FILTER (WHERE ${GAP} > 0), 0)::int8 AS found
    FROM payment_session s
    JOIN payment_session p ON p.shop_id = s.shop_id AND p.id = s.previous_id AND p.currency = s.currency
    WHERE ${sessionScope(shop, filters)} AND p.shop_id = ${shop.id} AND ${GAP} <> 0
    GROUP BY s.drawer_id, s.currency`);
}
