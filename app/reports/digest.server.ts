import sql, { type Sql } from "sql-template-tag";
import { businessDateOf } from "#app/calendar/business-day.ts";
import type { DateRange } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { ABSENCE_MINUTES } from "#app/calendar/visits.ts";
import { dataOf } from "#app/db.server.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { countNewExceptions, type KindCount } from "./exceptions.server.ts";
import { parseFilters } from "./filters.ts";
import { escalatedTo } from "./session-scope.server.ts";

/** What happened since a person last looked. */
export interface Digest {
  /** When they were last here. */
  since: string;
  /** They were away for longer than is told of: what is older stands in the figures alone. */
  isCut: boolean;
  /** The days that it is about, as far as lists go by days. */
  days: DateRange;
  /** Closed short or over by more than the tolerance. */
  beyond: SomeSessions;
  restated: SomeSessions;
  /** By others than this person. */
  reviewed: SomeSessions;
  /** Handed to this person by others, and still in their hands. */
  handed: SomeSessions;
  exceptions: KindCount[];
  failedRuns: number;
}

/** How many, and which of them, the latest first; no more ids than an address can hold. */
export interface SomeSessions {
  count: number;
  ids: string[];
}

/** An address with more ids than this is longer than some programs pass on. */
export const LISTED_IDS = 30;
/** Who was away for longer reads the figures, not the news. */
const LONGEST_DAYS = 31;
const DAY_MS = 86_400_000;

/** What is new to a person on this visit; null at their first, and when they have put it away. */
export async function getDigest(shop: Shop, userId: string, now: Date): Promise<Digest | null> {
  const look = await readLastLook(shop, userId, now);
  if (look?.seenAt == null || look.isDismissed) return null;
  const oldest = new Date(now.getTime() - LONGEST_DAYS * DAY_MS);
  const after = (instant: Date) => (instant < oldest ? oldest : instant);
  const seenAt = after(look.seenAt);
  // What was closed after the instant that the figures were true for had not been on the page yet.
  const asOf = after(look.asOf !== null && look.asOf < look.seenAt ? look.asOf : look.seenAt);
  const { settings } = await getSettings(shop, dataOf(shop));
  const dayOf = (instant: Date) => businessDateOf(instant, shop.timeZone, settings.cutOffHour);
  const days = { from: dayOf(asOf), to: dayOf(now) };
  const [news, exceptions] = await Promise.all([
    readNews(shop, userId, { seenAt, asOf }),
    countNewExceptions(shop, filtersOf(days), { since: asOf, now }),
  ]);
  const some = (part: string): SomeSessions => {
    const found = news.find((row) => row.part === part);
    return { count: found?.count ?? 0, ids: found?.ids ?? [] };
  };
  return {
    since: isoUtc(look.seenAt),
    isCut: look.seenAt < oldest,
    days,
    beyond: some("beyond"),
    restated: some("restated"),
    reviewed: some("reviewed"),
    handed: some("handed"),
    exceptions,
    failedRuns: some("failed_runs").count,
  };
}

function filtersOf({ from, to }: DateRange) {
  return parseFilters(new URLSearchParams({ from, to }), { today: to, defaultPreset: "all" });
}

interface LastLook {
  seenAt: Date | null;
  asOf: Date | null;
  isDismissed: boolean;
}

/**
 * When the visit before this one ended. The page's frame notes visits beside this: until it has, the last time that it
 * noted is the end of the visit before.
 */
async function readLastLook(shop: Shop, userId: string, now: Date): Promise<LastLook | null> {
  const [look] = await dataOf(shop).query<LastLook>(sql`
    SELECT look.seen_at AS "seenAt", look.as_of AS "asOf",
      coalesce(look.dismissed_since >= look.seen_at, FALSE) AS "isDismissed"
    FROM (
      SELECT p.dismissed_since, CASE WHEN away.is_back THEN p.last_seen_at ELSE p.previous_seen_at END AS seen_at,
        CASE WHEN away.is_back THEN p.seen_as_of ELSE p.previous_as_of END AS as_of
      FROM person p, LATERAL (
        SELECT p.last_seen_at < ${now}::timestamptz - make_interval(mins => ${ABSENCE_MINUTES}::int) AS is_back
      ) away
      WHERE p.shop_id = ${shop.id} AND p.user_id = ${userId}
    ) look`);
  return look ?? null;
}

interface NewsRow extends SomeSessions {
  part: string;
}

function readNews(shop: Shop, userId: string, { seenAt, asOf }: { seenAt: Date; asOf: Date }): Promise<NewsRow[]> {
  const sessions = (part: string, found: Sql) => sql`
    SELECT ${part}::text AS part, count(*)::int AS count,
      coalesce((array_agg(found.id::text ORDER BY found.at DESC, found.id))[1:${LISTED_IDS}::int], ARRAY[]::text[]) AS ids
    FROM (${found}) found`;
  const events = sql`FROM review_event e WHERE e.shop_id = ${shop.id} AND e.at > ${seenAt}::timestamptz
    AND e.user_id <> ${userId}`;
  return dataOf(shop).query<NewsRow>(sql`
    ${sessions(
      "beyond",
      sql`SELECT s.id, s.closed_at AS at FROM payment_session s
        WHERE s.shop_id = ${shop.id} AND NOT s.is_open AND s.closed_at > ${asOf}::timestamptz
          AND s.reconciliation IN ('over', 'short')`,
    )}
    UNION ALL ${sessions(
      "restated",
      sql`SELECT s.id, s.restated_at AS at FROM payment_session s
        WHERE s.shop_id = ${shop.id} AND s.restated_at IS NOT NULL AND s.restated_at > ${seenAt}::timestamptz`,
    )}
    UNION ALL ${sessions(
      "reviewed",
      sql`SELECT e.session_id AS id, max(e.at) AS at ${events} AND e.kind = 'reviewed' GROUP BY e.session_id`,
    )}
    UNION ALL ${sessions(
      "handed",
      sql`SELECT s.id, handed.at FROM (
          SELECT e.session_id, max(e.at) AS at ${events} AND e.kind = 'escalated' AND e.assignee = ${userId}
          GROUP BY e.session_id
        ) handed JOIN payment_session s ON s.shop_id = ${shop.id} AND s.id = handed.session_id
        WHERE s.shop_id = ${shop.id} AND ${escalatedTo(shop, userId)}`,
    )}
    UNION ALL
    -- Finished runs are kept for a week; one that was queued two days before it failed is none that happens.
    SELECT 'failed_runs', count(*)::int, ARRAY[]::text[] FROM sync_run run
    WHERE run.shop_id = ${shop.id} AND run.queued_at > ${seenAt}::timestamptz - interval '2 days'
      AND run.state = 'failed' AND run.finished_at > ${seenAt}::timestamptz`);
}
