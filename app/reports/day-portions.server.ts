import sql, { type Sql } from "sql-template-tag";
import type { BusinessDate, DateRange } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { scopeDate, sessionScope } from "./session-scope.server.ts";

/** Sessions that one statement sums up: a chain's five days, or a small shop's years. */
const SESSIONS_PER_PORTION = 5_000;

interface DaySessions {
  date: BusinessDate;
  sessions: number;
}

/**
 * The days that hold filtered sessions, as ranges of about as many sessions each: a long file reads one after the other,
 * so that its memory stays flat. No day is in two of them, so that what is summed by day is whole in one.
 */
export async function readDayPortions(shop: Shop, filters: SessionFilters): Promise<DateRange[]> {
  const days = await dataOf(shop).query<DaySessions>(
    filters.by === "closing" ? closingDays(shop, filters.range) : openingDays(shop, filters),
  );
  const portions: DateRange[] = [];
  let room = 0;
  for (const { date, sessions } of days) {
    const last = sessions > room ? undefined : portions.pop();
    portions.push({ from: last?.from ?? date, to: date });
    room = (last === undefined ? SESSIONS_PER_PORTION : room) - sessions;
  }
  return portions;
}

// All sessions of the day, whatever else is asked for: a row a day instead of every session, and a portion that turns out
// smaller than it could be costs next to nothing.
function closingDays(shop: Shop, range: DateRange | null): Sql {
  const dated = range === null ? sql`TRUE` : sql`t.business_date BETWEEN ${range.from}::date AND ${range.to}::date`;
  return sql`SELECT t.business_date::text AS date, sum(t.sessions)::int AS sessions
    FROM daily_total t WHERE t.shop_id = ${shop.id} AND ${dated} GROUP BY t.business_date ORDER BY t.business_date`;
}

function openingDays(shop: Shop, filters: SessionFilters): Sql {
  const date = scopeDate(filters);
  return sql`SELECT ${date}::text AS date, count(*)::int AS sessions
    FROM payment_session s WHERE ${sessionScope(shop, filters)} GROUP BY ${date} ORDER BY ${date}`;
}
