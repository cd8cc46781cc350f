import sql, { type Sql } from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { areBroad, foundOneByOne } from "./search-scope.server.ts";
import { scopeTime, sessionScope } from "./session-scope.server.ts";

/** The newest sessions of a search that finds too many to put together and add up. */
export interface NewestFound {
  ids: string[];
  /** The instant of the oldest of them, by which the filters count. */
  since: string;
}

/** A word that finds more than this many rows may find a large part of all sessions. */
const BROAD_ROWS = 2_000;
/** Ten pages: whoever has not found it by then narrows the search. */
export const MOST_FOUND = 500;
/** Sessions that are looked through for them. */
const MOST_STEPS = 5_000;
/** Fewer than a page may have older ones beside them that nobody would look for. */
const LEAST_FOUND = 50;

/**
 * The newest sessions that a broad search finds, walked from the latest on; null where the search is not broad, or finds few among
 * the newest, or has found them all: then everything is looked through. A word of every note of 100,000 sessions took 0.9 s
 * to put together and add up, and takes 1.2 ms to walk.
 */
export async function findNewest(shop: Shop, filters: SessionFilters): Promise<NewestFound | null> {
  const { search } = filters;
  if (search === null) return null;
  const [probed] = await dataOf(shop).query<{ broad: boolean[] }>(
    sql`SELECT ${areBroad(shop, search, BROAD_ROWS)} AS broad`,
  );
  const condition = foundOneByOne(shop, search, probed?.broad ?? []);
  if (condition === null) return null;
  const found = await walk(shop, filters, condition);
  const ids = found.slice(0, MOST_FOUND).map(({ id }) => id);
  const oldest = found[ids.length - 1];
  if (oldest === undefined || ids.length < LEAST_FOUND) return null;
  if (found.length <= MOST_FOUND && !(await goesOn(shop, filters))) return null;
  return { ids, since: isoUtc(oldest.at) };
}

function walk(shop: Shop, filters: SessionFilters, condition: Sql): Promise<{ id: string; at: Date }[]> {
  const time = scopeTime(filters);
  return dataOf(shop).query<{ id: string; at: Date }>(sql`
    SELECT s.id::text AS id, s.at FROM (
      SELECT s.*, ${time} AS at FROM payment_session s WHERE ${sessionScope(shop, { ...filters, search: null })}
      ORDER BY ${time} DESC, s.id DESC LIMIT ${MOST_STEPS}
    ) s
    WHERE ${condition} ORDER BY s.at DESC, s.id DESC LIMIT ${MOST_FOUND + 1}`);
}

/** Whether there are sessions beyond those that were walked. */
async function goesOn(shop: Shop, filters: SessionFilters): Promise<boolean> {
  const beyond = await dataOf(shop).query(sql`
    SELECT 1 FROM payment_session s WHERE ${sessionScope(shop, { ...filters, search: null })}
    LIMIT 1 OFFSET ${MOST_STEPS}`);
  return beyond.length > 0;
}
