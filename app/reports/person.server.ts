import sql, { type Sql } from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import { policyCrossings, type PolicyEvent, type PolicyRule } from "#app/reconciliation/policy.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { isId, type SessionFilters } from "./filters.ts";
import { shopClock } from "./page-filters.server.ts";
import { hasScope } from "./scopes.ts";
import { wire, zoneOf } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";
import { type PolicyInForce, policyInForce, policyWindow } from "./staff.server.ts";
import {
  peersOf,
  policyLimits,
  rateOf,
  readPolicyWindow,
  readStaffGroups,
  type StaffRow,
  sumsByPlace,
  toStaffRows,
} from "./staff-figures.server.ts";

export interface PersonReport {
  id: string;
  name: string | null;
  hasUsers: boolean;
  /** One a currency. */
  rows: StaffRow[];
  /** By location, most own sessions first. */
  places: PersonPlace[];
  /** Their own, the largest first. */
  largest: PersonSession[];
  /** Shared with others, the latest first. */
  shared: PersonSession[];
  policy: PolicyInForce;
  crossings: PersonCrossing[];
}

export interface PersonPlace {
  locationId: string | null;
  location: string | null;
  currency: string;
  ownSessions: number;
  net: WireMoney;
  perThousand: number | null;
  peers: StaffRow["peers"];
}

/** A session whose discrepancy is theirs, or shared by them. */
export interface PersonSession {
  id: string;
  closedAt: string;
  timeZone: string;
  drawerId: string;
  drawer: string | null;
  location: string | null;
  amount: WireMoney;
  isBeyond: boolean;
}

export interface PersonCrossing {
  rule: PolicyRule;
  currency: string;
  amount: WireMoney;
  sessions: PersonSession[];
}

/** As many as stand on the page; the sessions list has them all. */
const LISTED = 10;

/** One person over a period; null where the shop knows nobody by this number. */
export async function getPerson(
  shop: Shop,
  id: string,
  filters: SessionFilters,
  now: Date = new Date(),
): Promise<PersonReport | null> {
  if (!isId(id)) return null;
  const known = await readKnown(shop, id);
  if (!known) return null;
  const [{ settings }, clock] = await Promise.all([getSettings(shop, dataOf(shop)), shopClock(shop, now)]);
  const window = policyWindow(filters, settings, clock.today);
  const inWindow = { ...filters, by: "closing" as const, range: window };
  const mine = sql`p.staff_id = ${id}::bigint`;
  const [groups, windows, locations, largest, shared, events] = await Promise.all([
    readStaffGroups(shop, filters),
    readPolicyWindow(shop, inWindow),
    readLocations(shop),
    readSessions(shop, filters, {
      where: sql`${mine} AND p.own_discrepancy <> 0`,
      orderBy: sql`abs(p.own_discrepancy) DESC, s.id DESC`,
    }),
    readSessions(shop, filters, {
      where: sql`${mine} AND p.shared_discrepancy <> 0`,
      orderBy: sql`s.closed_at DESC, s.id DESC`,
    }),
    readSessions(
      shop,
      inWindow,
      { where: sql`${mine} AND p.own_discrepancy <> 0`, orderBy: sql`s.closed_at DESC, s.id DESC` },
      null,
    ),
  ]);
  const rows = toStaffRows(groups, windows, settings).filter((row) => row.id === id);
  const ofPerson = groups.filter((group) => group.id === id && group.ownSessions > 0);
  const places = sumsByPlace(groups);
  return {
    ...{ id, name: known.name, hasUsers: hasScope(shop, "read_users"), rows },
    places: ofPerson
      .sort((a, b) => b.ownSessions - a.ownSessions)
      .map((group) => ({
        locationId: group.locationId,
        location: locations.get(group.locationId ?? "") ?? null,
        currency: group.currency,
        ownSessions: group.ownSessions,
        net: wire(group.short + group.over, group.currency),
        perThousand: rateOf(group),
        peers: peersOf([group], places),
      })),
    largest: largest.map((record) => toSession(record, record.own)),
    shared: shared.map((record) => toSession(record, record.shared)),
    policy: policyInForce(settings, window, rows),
    crossings: [...Map.groupBy(events, ({ currency }) => currency)].flatMap(([currency, ofCurrency]) =>
      crossingsOf(ofCurrency, policyLimits(settings, currency), currency),
    ),
  };
}

function crossingsOf(
  records: readonly SessionPart[],
  limits: ReturnType<typeof policyLimits>,
  currency: string,
): PersonCrossing[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  return policyCrossings(records.map(toEvent), limits).map(({ rule, amount, events }) => ({
    rule,
    currency,
    amount: wire(amount, currency),
    sessions: events.flatMap(({ sessionId }) => {
      const record = byId.get(sessionId);
      return record ? [toSession(record, record.own)] : [];
    }),
  }));
}

const toEvent = ({ id, closedAt, own, isBeyond }: SessionPart): PolicyEvent => ({
  ...{ sessionId: id, at: closedAt, amount: own, isBeyondTolerance: isBeyond },
});

async function readKnown(shop: Shop, id: string): Promise<{ name: string | null } | null> {
  const [row] = await dataOf(shop).query<{ name: string | null; isKnown: boolean }>(sql`
    SELECT (SELECT name FROM staff_member WHERE shop_id = ${shop.id} AND id = ${id}::bigint) AS name,
      EXISTS (SELECT FROM session_person WHERE shop_id = ${shop.id} AND staff_id = ${id}::bigint) AS "isKnown"`);
  return row && (row.isKnown || row.name !== null) ? { name: row.name } : null;
}

async function readLocations(shop: Shop): Promise<Map<string, string>> {
  const rows = await dataOf(shop).query<{ id: string; name: string }>(sql`
    SELECT id::text AS id, name FROM location WHERE shop_id = ${shop.id}`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

interface SessionPart {
  id: string;
  currency: string;
  closedAt: Date;
  timeZone: string;
  drawerId: string;
  drawer: string | null;
  location: string | null;
  own: bigint;
  shared: bigint;
  isBeyond: boolean;
}

function readSessions(
  shop: Shop,
  filters: SessionFilters,
  { where, orderBy }: { where: Sql; orderBy: Sql },
  limit: number | null = LISTED,
): Promise<SessionPart[]> {
  return dataOf(shop).query<SessionPart>(sql`
    SELECT s.id::text AS id, s.currency, s.closed_at AS "closedAt", ${zoneOf(shop)} AS "timeZone",
      s.drawer_id::text AS "drawerId", d.name AS drawer, l.name AS location, p.own_discrepancy AS own,
      p.shared_discrepancy AS shared, p.is_beyond AS "isBeyond"
    FROM session_person p JOIN payment_session s ON s.shop_id = p.shop_id AND s.id = p.session_id
    LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
    LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id
    WHERE p.shop_id = ${shop.id} AND ${where} AND ${sessionScope(shop, filters)}
    ORDER BY ${orderBy} LIMIT ${limit}::int`);
}

function toSession(record: SessionPart, amount: bigint): PersonSession {
  const { id, closedAt, timeZone, drawerId, drawer, location, isBeyond, currency } = record;
  return {
    ...{ id, timeZone, drawerId, drawer, location, isBeyond },
    closedAt: isoUtc(closedAt),
    amount: wire(amount, currency),
  };
}
