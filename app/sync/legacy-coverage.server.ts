import sql, { type Sql } from "sql-template-tag";
import { parseLegacySession } from "#app/admin-api/parse-legacy-session.server.ts";
import type { SessionRow } from "#app/admin-api/shapes.ts";
import type { Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { storeNamesMet } from "./store-names.server.ts";
import { type TouchedDrawer, type UpsertResult, upsertSessions } from "./upsert-sessions.server.ts";

// Which sessions of the API from before March 2026 stand beside the payment sessions, so that every shift is counted
// once. It follows from what is stored, by one rule (docs/sync.md, "Before March 2026"), and so comes out the same
// whatever came first: a legacy session `l` is covered while a payment session `p` overlaps with it in time, and
//   - is of the same device, or
//   - may be: the device of one of the two is not known, and neither is a difference of their locations.

interface Candidate {
  id: string;
  deviceId: string | null;
  given: string;
  isMirrored: boolean;
  isCovered: boolean;
  /** Covered for want of knowing better. */
  isHeldBack: boolean;
}

export interface Reconciled {
  result: UpsertResult;
  heldBack: number;
}

const NOTHING: UpsertResult = { changed: [], expired: [], formerDays: [], drawers: [] };

/** Two sessions of one device never overlap, so whichever do are one shift; so do those that open in one second. */
const OVERLAPS = sql`((p.opened_at < coalesce(l.closed_at, 'infinity') AND coalesce(p.closed_at, 'infinity') > l.opened_at)
  OR p.opened_at = l.opened_at)`;

/** Whether a search for the device would have found `l`; where no search finds anything, it tells nothing. */
const IS_SEARCHED = sql`EXISTS (SELECT FROM legacy_device k WHERE k.shop_id = p.shop_id AND k.device_id = p.device_id)
  AND EXISTS (SELECT FROM legacy_device k WHERE k.shop_id = p.shop_id AND k.found > 0)`;

const IS_SAME = sql`p.device_id = l.device_id`;
const MAY_BE_SAME = sql`(p.device_id IS NULL OR (l.device_id IS NULL AND NOT (${IS_SEARCHED})))
  AND (p.location_id IS NULL OR l.location_id IS NULL OR p.location_id = l.location_id)`;

/** What overlaps began within two days before, or is one of the few that last longer: an index leads to either. */
const LONGEST = sql`interval '48:00:00'`;

function isOverlapped(how: Sql): Sql {
  const where = sql`p.shop_id = l.shop_id AND NOT p.is_legacy AND p.opened_at <= coalesce(l.closed_at, 'infinity')
    AND ${OVERLAPS} AND ${how}`;
  return sql`(
    EXISTS (SELECT FROM payment_session p WHERE ${where} AND p.opened_at >= l.opened_at - ${LONGEST})
    OR EXISTS (SELECT FROM payment_session p
      WHERE ${where} AND (p.closed_at IS NULL OR p.closed_at - p.opened_at > ${LONGEST}))
  )`;
}

/** Adds what a change of payment sessions does to the legacy sessions of the same time. */
export async function withLegacy(tx: Queryable, shop: Shop, result: UpsertResult, now: Date): Promise<UpsertResult> {
  const stretch = wholeStretch(result.drawers);
  if (stretch === null) return result;
  const end = sql`coalesce(${stretch.until}::timestamptz, 'infinity')`;
  const isNear = sql`l.opened_at >= ${stretch.from}::timestamptz - ${LONGEST} AND l.opened_at <= ${end}`;
  const isLong = sql`(l.closed_at IS NULL OR l.closed_at - l.opened_at > ${LONGEST}) AND l.opened_at <= ${end}
    AND coalesce(l.closed_at, 'infinity') >= ${stretch.from}::timestamptz`;
  const legacy = [await reconcile(tx, shop, { where: isNear, now }), await reconcile(tx, shop, { where: isLong, now })];
  return joined([result, ...legacy.map((part) => part.result)]);
}

/**
 * Mirrors those of the legacy sessions that nothing covers, and takes out those that something does. `isRead`: their
 * figures were read just now, and may differ from those that are mirrored.
 */
export async function reconcile(
  tx: Queryable,
  shop: Shop,
  { where, now, isRead = false }: { where: Sql; now: Date; isRead?: boolean },
): Promise<Reconciled> {
  const candidates = await tx.query<Candidate>(sql`
    SELECT id::text AS id, device_id::text AS "deviceId", given, "isMirrored", "isSame" OR "mayBeSame" AS "isCovered",
      "mayBeSame" AND NOT "isSame" AS "isHeldBack"
    FROM (
      SELECT l.id, l.device_id, l.given, ${isOverlapped(IS_SAME)} AS "isSame",
        ${isOverlapped(MAY_BE_SAME)} AS "mayBeSame",
        EXISTS (SELECT FROM payment_session m WHERE m.shop_id = l.shop_id AND m.id = -l.id) AS "isMirrored"
      FROM legacy_session l WHERE l.shop_id = ${shop.id}::int AND ${where}
    ) judged`);
  const heldBack = candidates.filter((candidate) => candidate.isHeldBack).length;
  const covered = candidates.filter(({ isCovered, isMirrored }) => isCovered && isMirrored);
  const free = candidates.filter(({ isCovered, isMirrored }) => !isCovered && (isRead || !isMirrored));
  const parts = [await takeOut(tx, shop, covered), await mirror(tx, shop, free, now)];
  return { result: joined(parts), heldBack };
}

async function mirror(tx: Queryable, shop: Shop, candidates: readonly Candidate[], now: Date): Promise<UpsertResult> {
  const rows = candidates.flatMap(({ given, deviceId }): SessionRow[] => {
    const session = parseLegacySession(JSON.parse(given));
    return session === null ? [] : [{ ...session, deviceId }];
  });
  const drawers = rows.map((row) => ({ ...row.drawer, locationId: row.location?.id ?? null }));
  await storeNamesMet(tx, shop, { locations: [], drawers, staff: [] }, now);
  return upsertSessions(tx, shop, rows, now);
}

async function takeOut(tx: Queryable, shop: Shop, candidates: readonly Candidate[]): Promise<UpsertResult> {
  if (candidates.length === 0) return NOTHING;
  const ids = candidates.map(({ id }) => `-${id}`);
  await tx.execute(sql`
    DELETE FROM cash_activity WHERE shop_id = ${shop.id}::int AND session_id = ANY(${ids}::bigint[])`);
  await tx.execute(sql`
    DELETE FROM session_version WHERE shop_id = ${shop.id}::int AND session_id = ANY(${ids}::bigint[])`);
  await tx.execute(sql`
    DELETE FROM session_person WHERE shop_id = ${shop.id}::int AND session_id = ANY(${ids}::bigint[])`);
  await tx.execute(sql`
    DELETE FROM session_word WHERE shop_id = ${shop.id}::int AND session_id = ANY(${ids}::bigint[])`);
  const gone = await tx.query<TouchedDrawer & { day: string | null }>(sql`
    DELETE FROM payment_session WHERE shop_id = ${shop.id}::int AND id = ANY(${ids}::bigint[])
    RETURNING drawer_id::text AS "drawerId", opened_at AS "from", closed_at AS "until", closing_business_date AS day`);
  return { ...NOTHING, formerDays: gone.flatMap(({ day }) => day ?? []), drawers: gone };
}

/** Results as one. */
function joined(parts: readonly UpsertResult[]): UpsertResult {
  return {
    changed: parts.flatMap((part) => part.changed),
    expired: parts.flatMap((part) => part.expired),
    formerDays: parts.flatMap((part) => part.formerDays),
    drawers: parts.flatMap((part) => part.drawers),
  };
}

function wholeStretch(drawers: readonly TouchedDrawer[]): { from: Date; until: Date | null } | null {
  const [first] = drawers;
  if (first === undefined) return null;
  const from = Math.min(...drawers.map((stretch) => stretch.from.getTime()));
  const ends = drawers.map(({ until }) => until?.getTime() ?? Infinity);
  const until = Math.max(...ends);
  return { from: new Date(from), until: until === Infinity ? null : new Date(until) };
}

/** A condition on some of them by their numbers. */
export function amongLegacy(ids: readonly string[]): Sql {
  return sql`l.id = ANY(${ids}::bigint[])`;
}
