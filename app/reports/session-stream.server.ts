import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { positionText } from "./session-sort-columns.server.ts";
import { SESSION_TABLES, sessionColumns, type SessionRecord } from "./session-records.server.ts";
import { scopeTime, sessionScope } from "./session-scope.server.ts";

/** A chunk is some hundred kilobytes: large enough that a round trip costs nothing, small enough to hold a few. */
const SESSIONS_PER_CHUNK = 1_000;

/**
 * Every filtered session, by the time that the filters count by, then id, a chunk at a time. Each chunk is asked for
 * only when the one before is used up: whoever stops asking stops the reading. A cursor of the database would need a
 * transaction as long as the slowest download, which PGlite's one connection cannot spare.
 */
export async function* streamSessions(shop: Shop, filters: SessionFilters): AsyncGenerator<SessionRecord[], void> {
  const time = scopeTime(filters);
  let beyond = sql`TRUE`;
  for (;;) {
    const chunk = await dataOf(shop).query<SessionRecord & { time: string }>(sql`
      SELECT ${sessionColumns(shop)}, ${positionText(time)} AS "time" FROM ${SESSION_TABLES}
      WHERE ${sessionScope(shop, filters)} AND ${beyond}
      ORDER BY ${time}, s.id LIMIT ${SESSIONS_PER_CHUNK}`);
    if (chunk.length > 0) yield chunk;
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < SESSIONS_PER_CHUNK) return;
    beyond = sql`(${time}, s.id) > (${last.time}::timestamptz, ${last.id}::bigint)`;
  }
}
