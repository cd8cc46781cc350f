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

/** How far a search goes. */
interface Limits {
  /** A word that finds more than this many rows may find a large part of all sessions. */
  broadRows: number;
  mostFound: number;
  /** Sessions that are looked through for them. */
  mostSteps: number;
  /** Fewer may have older ones beside them that nobody would look for. */
  leastFound: number;
}

/** Ten pages: whoever has not found it by then narrows the search. */
export const MOST_FOUND = 500;
const LIMITS: Limits = { broadRows: 2_000, mostFound: MOST_FOUND, mostSteps: 5_000, leastFound: 50 };

/**
 * The newest sessions that a broad search finds, walked from the latest on; null where the search is not broad, or finds few among
 * the newest, or has found them all: then everything is looked through. A word of every note of 100,000 sessions took 0.9 s
 * to put together and add up, and takes 1.2 ms to walk.
 */
export async function findNewest(
  shop: Shop,
  filters: SessionFilters,
  limits: Limits = LIMITS,
): Promise<NewestFound | null> {
  const { search } = filters;
  if (search === null) return null;
  const [probed] = await dataOf(shop).query<{ broad: boolean[] }>(
    sql`SELECT ${areBroad(shop, search, limits.broadRows)} AS broad`,
  );
  const condition = foundOneByOne(shop, search, probed?.broad ?? []);
  if (condition === null) return null;
  const found = await walk(shop, filters, { condition, ...limits });
  const ids = found.slice(0, limits.mostFound).map(({ id }) => id);
  const oldest = found[ids.length - 1];
  if (oldest === undefined || ids.length < limits.leastFound) return null;
  if (found.length <= limits.mostFound && !(await goesOn(shop, filters, limits))) return null;
  return { ids, since: isoUtc(oldest.at) };
}

function walk(
  shop: Shop,
  filters: SessionFilters,
  { condition, mostSteps, mostFound }: Pick<Limits, "mostSteps" | "mostFound"> & { condition: Sql },
): Promise<{ id: string; at: Date }[]> {
  const time = scopeTime(filters);
  return dataOf(shop).query<{ id: string; at: Date }>(sql`
    SELECT s.id::text AS id, s.at FROM (
      SELECT s.*, ${time} AS at FROM payment_session s WHERE ${sessionScope(shop, { ...filters, search: null })}
      ORDER BY ${time} DESC, s.id DESC LIMIT ${mostSteps}
    ) s
    WHERE ${condition} ORDER BY s.at DESC, s.id DESC LIMIT ${mostFound + 1}`);
}

/** Whether there are sessions beyond those that were walked. */
async function goesOn(shop: Shop, filters: SessionFilters, { mostSteps }: Limits): Promise<boolean> {
  const beyond = await dataOf(shop).query(sql`
    SELECT 1 FROM payment_session s WHERE ${sessionScope(shop, { ...filters, search: null })}
    LIMIT 1 OFFSET ${mostSteps}`);
  return beyond.length > 0;
}
