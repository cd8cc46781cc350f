import sql, { type Sql } from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import {
  chanceOfStreak,
  isTooPerfect,
  LEAST_PEER_COUNTS,
  LEAST_STREAK,
  type Streak,
} from "#app/reconciliation/streak.ts";
import type { Shop } from "#app/shop.server.ts";
import type { ExceptionFilters } from "./exception-filters.ts";
import type { ExceptionRow } from "./exception-rows.ts";
import { zoneOf } from "./session-records.server.ts";

/** No further back than this many counts: a streak as long is long enough, and a shop that is never off stays cheap. */
const LOOKED_BACK = 200;
/** What peers do is judged from so many days, the last of them included. */
const PEER_DAYS = 30;

interface StreakRow {
  type: "drawer" | "person";
  subject: string;
  person: string | null;
  length: number;
  firstId: string;
  since: Date;
  at: Date;
  date: BusinessDate;
  currency: string;
  timeZone: string;
  drawerId: string;
  drawer: string | null;
  locationId: string | null;
  location: string | null;
}

interface CountsRow {
  type: "drawer" | "person";
  subject: string;
  locationId: string | null;
  currency: string;
  counts: number;
  balanced: number;
}

/**
 * Streaks of counts that balanced to the cent although the peers' do not, as they stand at the end of the days: of each
 * drawer, and of each person in what was theirs alone. Streaks that ended before are not looked for.
 */
export async function findPerfectStreaks(shop: Shop, filters: ExceptionFilters, now: Date): Promise<ExceptionRow[]> {
  const until = filters.range?.to ?? null;
  const running = (await readStreaks(shop, until)).filter((row) => isAsked(row, filters));
  if (running.length === 0) return [];
  const types = [...new Set(running.map(({ type }) => type))];
  const countsAt = async (locations: string[] | null) =>
    (await Promise.all(types.map((type) => readCounts(shop, { type, locations, until, now })))).flat();
  // A location's counts are few, and mostly enough: all of them take some 20 ms at 100,000 sessions.
  const near = await countsAt([...new Set(running.flatMap(({ locationId }) => locationId ?? []))]);
  const isAlone = (row: StreakRow) => besidePeers(row, near, true).peerCounts < LEAST_PEER_COUNTS;
  const far = running.some(isAlone) ? await countsAt(null) : [];
  return running.flatMap((row) => {
    const streak = isAlone(row) ? besidePeers(row, far, false) : besidePeers(row, near, true);
    const chance = chanceOfStreak(streak);
    return chance !== null && isTooPerfect(streak) ? toRow(row, streak, chance) : [];
  });
}

function isAsked(row: StreakRow, { range, locations, drawers, currency }: ExceptionFilters): boolean {
  if (range !== null && row.date < range.from) return false;
  if (locations.length > 0 && !locations.includes(row.locationId ?? "")) return false;
  if (drawers.length > 0 && !drawers.includes(row.drawerId)) return false;
  return currency === null || row.currency === currency;
}

/** The others in the same currency, at the same location or anywhere. */
function besidePeers(row: StreakRow, counts: readonly CountsRow[], isNear: boolean): Streak {
  const alike = counts.filter(({ type, currency }) => type === row.type && currency === row.currency);
  const isThere = ({ locationId }: CountsRow) => !isNear || (locationId !== null && locationId === row.locationId);
  const peers = sum(alike.filter((other) => other.subject !== row.subject && isThere(other)));
  const own = sum(alike.filter(({ subject }) => subject === row.subject));
  return { length: row.length, counts: own.counts, peerCounts: peers.counts, peerBalanced: peers.balanced };
}

function sum(rows: readonly CountsRow[]): { counts: number; balanced: number } {
  return rows.reduce((all, row) => ({ counts: all.counts + row.counts, balanced: all.balanced + row.balanced }), {
    counts: 0,
    balanced: 0,
  });
}

function toRow(row: StreakRow, streak: Streak, chance: number): ExceptionRow {
  const { type, subject, person, length, firstId, since, at, timeZone, drawerId, drawer, location } = row;
  const { peerCounts, peerBalanced } = streak;
  return {
    ...{ kind: "too_perfect", timeZone, drawerId, drawer, location, person, amount: null, dismissed: null },
    subject: { type, id: subject },
    // A streak that was dismissed is shown again when it has become twice as long.
    evidence: `${firstId} ${Math.floor(Math.log2(length))}`,
    at: isoUtc(at),
    detail: { kind: "too_perfect", length, since: isoUtc(since), chance, peerCounts, peerBalanced },
  };
}

// Someone counted, and the totals are final.
const COUNTED = sql`NOT s.is_open AND s.reconciliation IN ('balanced', 'within_tolerance', 'over', 'short')`;

/**
 * For each drawer and person the counts since the last one that was off, if there are enough. First the last few of
 * each are looked at, then those of the few that all balanced are walked back: an index gives both.
 */
async function readStreaks(shop: Shop, until: BusinessDate | null): Promise<StreakRow[]> {
  // A business date lies within two days of UTC's, so only around the end need it be looked up.
  const end = until === null ? sql`'infinity'` : sql`(${until}::date + 3)::timestamptz`;
  const isBefore = until === null ? sql`TRUE` : sql`s.closing_business_date <= ${until}::date`;
  const isLongBefore = until === null ? sql`TRUE` : sql`p.closed_at < (${until}::date - 1)::timestamptz`;
  const ofDrawer = sql`
    SELECT s.id, s.opened_at AS since, s.total_discrepancy - s.opening_discrepancy AS off
    FROM payment_session s WHERE s.shop_id = ${shop.id} AND s.drawer_id = subject.id AND ${COUNTED}
      AND s.closed_at < ${end} AND ${isBefore}
    ORDER BY s.opened_at DESC, s.id DESC`;
  const ofPerson = sql`
    SELECT p.session_id AS id, p.closed_at AS since, p.own_discrepancy AS off
    FROM session_person p WHERE p.shop_id = ${shop.id} AND p.staff_id = subject.id AND p.own_counts > 0
      AND p.closed_at < ${end} AND (${isLongBefore} OR EXISTS (
        SELECT FROM payment_session s WHERE s.shop_id = ${shop.id} AND s.id = p.session_id AND ${isBefore}
      ))
    ORDER BY p.closed_at DESC, p.session_id DESC`;
  const [drawers, people] = await Promise.all([
    walkBack(shop, { type: "drawer", subjects: sql`cash_drawer`, counts: ofDrawer }),
    walkBack(shop, { type: "person", subjects: sql`staff_member`, counts: ofPerson }),
  ]);
  return [...drawers, ...people];
}

interface Walk {
  type: "drawer" | "person";
  /** The table of them, with their names. */
  subjects: Sql;
  /** The counts of `subject`, the latest first. */
  counts: Sql;
}

async function walkBack(shop: Shop, { type, subjects, counts }: Walk): Promise<StreakRow[]> {
  const running = await dataOf(shop).query<{ id: string }>(sql`
    SELECT subject.id::text AS id FROM ${subjects} subject CROSS JOIN LATERAL (
      SELECT count(*) AS seen, count(*) FILTER (WHERE each.off <> 0) AS off
      FROM (${counts} LIMIT ${LEAST_STREAK}) each
    ) recent
    WHERE subject.shop_id = ${shop.id} AND recent.seen = ${LEAST_STREAK} AND recent.off = 0`);
  if (running.length === 0) return [];
  // A statement of its own, which knows how few they are: in one, the planner expected all of them, and compiled the
  // statement for 150 ms to run it for 8.
  return dataOf(shop).query<StreakRow>(sql`
    SELECT ${type}::text AS type, subject.id::text AS subject,
      CASE WHEN ${type}::text = 'person' THEN subject.name END AS person, run.length, run.first_id::text AS "firstId",
      run.since, last.closed_at AS at, last.closing_business_date AS date, last.currency,
      ${zoneOf(shop)} AS "timeZone", last.drawer_id::text AS "drawerId", place.name AS drawer,
      last.location_id::text AS "locationId", l.name AS location
    FROM ${subjects} subject
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS length, min(each.since) AS since, (array_agg(each.id ORDER BY each.place))[1] AS last_id,
        (array_agg(each.id ORDER BY each.place DESC))[1] AS first_id
      FROM (
        SELECT counted.*, row_number() OVER () AS place, count(*) FILTER (WHERE counted.off <> 0) OVER walked AS breaks
        FROM (${counts} LIMIT ${LOOKED_BACK}) counted
        WINDOW walked AS (ROWS UNBOUNDED PRECEDING)
      ) each WHERE each.breaks = 0
    ) run
    JOIN payment_session last ON last.shop_id = ${shop.id} AND last.id = run.last_id
    LEFT JOIN location l ON l.shop_id = last.shop_id AND l.id = last.location_id
    LEFT JOIN cash_drawer place ON place.shop_id = last.shop_id AND place.id = last.drawer_id
    WHERE subject.shop_id = ${shop.id} AND subject.id = ANY(${running.map(({ id }) => id)}::bigint[])`);
}

/** How often each drawer's or person's counts balanced in the last days. */
function readCounts(
  shop: Shop,
  asked: { type: Walk["type"]; locations: readonly string[] | null; until: BusinessDate | null; now: Date },
): Promise<CountsRow[]> {
  const { type, locations, until, now } = asked;
  const days =
    until === null
      ? sql`s.closed_at > ${now}::timestamptz - make_interval(days => ${PEER_DAYS}::int)`
      : sql`s.closing_business_date BETWEEN ${until}::date - ${PEER_DAYS - 1}::int AND ${until}::date
          AND s.closed_at > (${until}::date - ${PEER_DAYS + 2}::int)::timestamptz
          AND s.closed_at < (${until}::date + 3)::timestamptz`;
  const lately = sql`s.shop_id = ${shop.id} AND ${COUNTED} AND ${days}
    AND ${locations === null ? sql`TRUE` : sql`s.location_id = ANY(${locations}::bigint[])`}`;
  if (type === "drawer") {
    return dataOf(shop).query<CountsRow>(sql`
      SELECT 'drawer' AS type, s.drawer_id::text AS subject, s.location_id::text AS "locationId", s.currency,
        count(*)::int AS counts,
        (count(*) FILTER (WHERE s.total_discrepancy = s.opening_discrepancy))::int AS balanced
      FROM payment_session s WHERE ${lately} GROUP BY 2, 3, 4`);
  }
  return dataOf(shop).query<CountsRow>(sql`
    SELECT 'person' AS type, p.staff_id::text AS subject, s.location_id::text AS "locationId", s.currency,
      count(*)::int AS counts, (count(*) FILTER (WHERE p.own_discrepancy = 0))::int AS balanced
    FROM payment_session s JOIN session_person p ON p.shop_id = s.shop_id AND p.session_id = s.id
    WHERE ${lately} AND p.shop_id = ${shop.id} AND p.own_counts > 0 GROUP BY 2, 3, 4`);
}
