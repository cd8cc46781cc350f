import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import { type PolicyRule, reachedLimits } from "#app/reconciliation/policy.ts";
import { LEAST_COUNTS_OFF, signTest } from "#app/reconciliation/sign-test.ts";
import { policyAmounts, type ShopSettings } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { wire } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";

/** One person in one currency: what was theirs alone, beside their peers. Shared discrepancies stand apart. */
export interface StaffRow {
  id: string;
  /** Null: Shopify has not named them. */
  name: string | null;
  currency: string;
  /** Sessions that they did anything in. */
  sessions: number;
  cashHandled: WireMoney;
  /** Sessions with a stretch that was theirs alone, and the cash of these stretches. */
  ownSessions: number;
  ownCash: WireMoney;
  shortSessions: number;
  overSessions: number;
  beyondTolerance: number;
  short: WireMoney;
  over: WireMoney;
  net: WireMoney;
  /** Net per 1,000 of their own cash, a ratio to a hundredth; null: too little to say. */
  perThousand: number | null;
  /** Others at the same locations; null: too little to say. */
  peers: { sessions: number; perThousand: number } | null;
  /** Probability of the sign test; null: not enough sessions that were off. */
  chance: number | null;
  sharedSessions: number;
  shared: WireMoney;
  /** Limits of the shop's policy that were reached in the window. */
  reached: PolicyRule[];
}

/** A rate from fewer sessions says more about the sessions than about the person. */
export const LEAST_SESSIONS = LEAST_COUNTS_OFF;

/** What one person comes to at one location. */
export interface StaffGroup {
  id: string;
  name: string | null;
  locationId: string | null;
  currency: string;
  sessions: number;
  cashHandled: bigint;
  ownSessions: number;
  ownCash: bigint;
  shortSessions: number;
  overSessions: number;
  beyondTolerance: number;
  short: bigint;
  over: bigint;
  sharedSessions: number;
  shared: bigint;
}

/** Everybody's figures by location and currency. Closed sessions alone have people. */
export function readStaffGroups(shop: Shop, filters: SessionFilters): Promise<StaffGroup[]> {
  return dataOf(shop).query<StaffGroup>(sql`
    SELECT g.staff_id::text AS id, m.name, g.*
    FROM (
      SELECT p.staff_id, s.location_id::text AS "locationId", s.currency,
        (count(*) FILTER (WHERE p.transactions + p.adjustments + p.counts > 0))::int AS sessions,
        sum(p.cash_handled)::int8 AS "cashHandled",
        (count(*) FILTER (WHERE p.own_counts > 0))::int AS "ownSessions", sum(p.own_cash)::int8 AS "ownCash",
        (count(*) FILTER (WHERE p.own_discrepancy < 0))::int AS "shortSessions",
        (count(*) FILTER (WHERE p.own_discrepancy > 0))::int AS "overSessions",
        (count(*) FILTER (WHERE p.is_beyond))::int AS "beyondTolerance",
        sum(least(p.own_discrepancy, 0))::int8 AS short, sum(greatest(p.own_discrepancy, 0))::int8 AS over,
        (count(*) FILTER (WHERE p.shared_discrepancy <> 0))::int AS "sharedSessions",
        sum(p.shared_discrepancy)::int8 AS shared
      FROM payment_session s JOIN session_person p ON p.shop_id = s.shop_id AND p.session_id = s.id
      WHERE ${sessionScope(shop, filters)} AND p.shop_id = ${shop.id}
      GROUP BY 1, 2, 3
    ) g LEFT JOIN staff_member m ON m.shop_id = ${shop.id} AND m.id = g.staff_id
    ORDER BY g.staff_id, g.currency`);
}

/** What the window of the policy comes to for each person and currency. */
export interface PolicyWindow {
  id: string;
  currency: string;
  largest: bigint;
  short: bigint;
  beyond: number;
}

/** Sums of the policy's window, for everybody who was off in it. */
export function readPolicyWindow(shop: Shop, filters: SessionFilters): Promise<PolicyWindow[]> {
  return dataOf(shop).query<PolicyWindow>(sql`
    SELECT p.staff_id::text AS id, s.currency, max(abs(p.own_discrepancy))::int8 AS largest,
      -sum(least(p.own_discrepancy, 0))::int8 AS short, (count(*) FILTER (WHERE p.is_beyond))::int AS beyond
    FROM payment_session s JOIN session_person p ON p.shop_id = s.shop_id AND p.session_id = s.id
    WHERE ${sessionScope(shop, filters)} AND p.shop_id = ${shop.id} AND p.own_discrepancy <> 0
    GROUP BY p.staff_id, s.currency`);
}

type Sums = Omit<StaffGroup, "id" | "name" | "locationId" | "currency">;

/** One row a person and currency, with what their peers at the same locations have. */
export function toStaffRows(
  groups: readonly StaffGroup[],
  windows: readonly PolicyWindow[],
  settings: ShopSettings,
): StaffRow[] {
  const keyOf = ({ id, currency }: { id: string; currency: string }) => `${id} ${currency}`;
  const window = new Map(windows.map((sums) => [keyOf(sums), sums]));
  const places = sumsByPlace(groups);
  return [...Map.groupBy(groups, keyOf)].flatMap(([key, ofPerson]) => {
    const [first] = ofPerson;
    if (!first) return [];
    const { id, name, currency } = first;
    const sums = window.get(key);
    const limits = policyLimits(settings, currency);
    return {
      ...{ id, name, currency },
      ...figuresOf(sumOf(ofPerson), currency),
      peers: peersOf(ofPerson, places),
      reached: sums ? reachedLimits(sums, limits) : [],
    };
  });
}

/** The shop's policy in one currency. */
export function policyLimits(settings: ShopSettings, currency: string) {
  const { windowDays, windowEvents } = settings.policy;
  return { windowDays, windowEvents, ...policyAmounts(settings, currency) };
}

function figuresOf(sums: Sums, currency: string): Omit<StaffRow, "id" | "name" | "currency" | "peers" | "reached"> {
  const amount = (minor: bigint) => wire(minor, currency);
  const off = sums.overSessions + sums.shortSessions;
  return {
    sessions: sums.sessions,
    cashHandled: amount(sums.cashHandled),
    ownSessions: sums.ownSessions,
    ownCash: amount(sums.ownCash),
    shortSessions: sums.shortSessions,
    overSessions: sums.overSessions,
    beyondTolerance: sums.beyondTolerance,
    short: amount(sums.short),
    over: amount(sums.over),
    net: amount(sums.short + sums.over),
    perThousand: rateOf(sums),
    chance: off < LEAST_COUNTS_OFF ? null : signTest({ over: sums.overSessions, short: sums.shortSessions }),
    sharedSessions: sums.sharedSessions,
    shared: amount(sums.shared),
  };
}

/** Net per 1,000 of cash handled, rounded to a hundredth, half away from nothing. */
export function rateOf({ short, over, ownCash, ownSessions }: Sums): number | null {
  if (ownSessions < LEAST_SESSIONS || ownCash <= 0n) return null;
  const hundredths = (short + over) * 1_000n * 100n;
  const half = hundredths < 0n ? -ownCash : ownCash;
  return Number((2n * hundredths + half) / (2n * ownCash)) / 100;
}

/** The others at the locations where a stretch was this person's alone. */
export function peersOf(ofPerson: readonly StaffGroup[], places: ReadonlyMap<string, Sums>): StaffRow["peers"] {
  const here = ofPerson.filter(({ ownSessions }) => ownSessions > 0);
  const others = sumOf(here.map((group) => less(places.get(placeOf(group)) ?? NOTHING, group)));
  const perThousand = rateOf(others);
  return perThousand === null ? null : { sessions: others.ownSessions, perThousand };
}

const placeOf = ({ locationId, currency }: StaffGroup) => `${locationId} ${currency}`;

/** What everybody at a location and in a currency comes to. */
export function sumsByPlace(groups: readonly StaffGroup[]): ReadonlyMap<string, Sums> {
  return new Map([...Map.groupBy(groups, placeOf)].map(([place, there]) => [place, sumOf(there)]));
}

const NOTHING: Sums = {
  ...{ sessions: 0, cashHandled: 0n, ownSessions: 0, ownCash: 0n, shortSessions: 0, overSessions: 0 },
  ...{ beyondTolerance: 0, short: 0n, over: 0n, sharedSessions: 0, shared: 0n },
};

function sumOf(groups: readonly Sums[]): Sums {
  return groups.reduce((a, b) => combine(a, b, 1), NOTHING);
}

const less = (all: Sums, part: Sums): Sums => combine(all, part, -1);

function combine(a: Sums, b: Sums, sign: 1 | -1): Sums {
  const [n, m] = [sign, BigInt(sign)];
  return {
    sessions: a.sessions + n * b.sessions,
    cashHandled: a.cashHandled + m * b.cashHandled,
    ownSessions: a.ownSessions + n * b.ownSessions,
    ownCash: a.ownCash + m * b.ownCash,
    shortSessions: a.shortSessions + n * b.shortSessions,
    overSessions: a.overSessions + n * b.overSessions,
    beyondTolerance: a.beyondTolerance + n * b.beyondTolerance,
    short: a.short + m * b.short,
    over: a.over + m * b.over,
    sharedSessions: a.sharedSessions + n * b.sharedSessions,
    shared: a.shared + m * b.shared,
  };
}
