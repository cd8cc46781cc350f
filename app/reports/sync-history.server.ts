import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Runs of one kind that followed each other and ended alike. */
export interface RunGroup {
  kind: string;
  state: string;
  runs: number;
  /** When the first of them began, and the last one ended; null while it is unfinished. */
  from: string;
  until: string | null;
  /** What they read, together. */
  sessions: number;
  activities: number;
  requests: number;
  points: number;
  /** What went wrong; a run that is done may have left something out. */
  errorCode: string | null;
  /** When a failed or waiting run goes on. */
  goesOnAt: string | null;
}

interface GroupRecord extends Omit<RunGroup, "from" | "until" | "goesOnAt"> {
  from: Date;
  until: Date | null;
  goesOnAt: Date | null;
}

/** Finished runs are kept for a week; a poll a minute would push everything else off the page, hence the groups. */
const MOST_GROUPS = 40;

/** What was read from Shopify and how it ended, the latest first. */
export async function getSyncHistory(shop: Shop): Promise<RunGroup[]> {
  const groups = await dataOf(shop).query<GroupRecord>(sql`
    WITH run AS (
      SELECT *, row_number() OVER (ORDER BY queued_at, id)
        - row_number() OVER (PARTITION BY kind, state, error_code ORDER BY queued_at, id) AS stretch
      FROM sync_run WHERE shop_id = ${shop.id}
    )
    SELECT kind, state, error_code AS "errorCode", count(*)::int AS runs, min(coalesce(started_at, queued_at)) AS "from",
      CASE WHEN bool_and(finished_at IS NOT NULL) THEN max(finished_at) END AS "until",
      CASE WHEN state IN ('failed', 'waiting') THEN max(not_before) END AS "goesOnAt",
      sum(sessions)::int AS sessions, sum(activities)::int AS activities, sum(requests)::int AS requests,
      sum(points)::int AS points
    FROM run GROUP BY kind, state, error_code, stretch
    ORDER BY max(queued_at) DESC, max(id) DESC LIMIT ${MOST_GROUPS}`);
  return groups.map(({ from, until, goesOnAt, ...group }) => ({
    ...group,
    from: isoUtc(from),
    until: until && isoUtc(until),
    goesOnAt: goesOnAt && isoUtc(goesOnAt),
  }));
}
