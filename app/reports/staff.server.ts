import sql from "sql-template-tag";
import { addDays, type BusinessDate, type DateRange } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import { LOPSIDED_BELOW } from "#app/reconciliation/sign-test.ts";
import { type ShopSettings } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { shopClock } from "./page-filters.server.ts";
import { hasScope } from "./scopes.ts";
import { wire } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";
import { policyLimits, readPolicyWindow, readStaffGroups, type StaffRow, toStaffRows } from "./staff-figures.server.ts";

export interface StaffReport {
  /** Null: all time. */
  range: DateRange | null;
  /** Without it Shopify names nobody, and nothing belongs to anybody. */
  hasUsers: boolean;
  rows: StaffRow[];
  /** One a currency. */
  totals: AttributedTotals[];
  /** People with enough sessions for the sign test, of whom chance alone would single out one in a hundred. */
  tested: number;
  lopsidedBelow: number;
  policy: PolicyInForce;
}

/** Of the closed sessions' discrepancies: what is one person's, what is shared, what is nobody's. */
export interface AttributedTotals {
  currency: string;
  /** Closed sessions of the days. */
  sessions: number;
  /** Of these, those whose ledgers are still to be read: they are in none of the figures. */
  left: number;
  total: WireMoney;
  ofOne: WireMoney;
  ofSeveral: WireMoney;
  ofNobody: WireMoney;
}

/** The shop's limits and the days that they look at. */
export interface PolicyInForce {
  window: DateRange;
  windowEvents: number;
  /** One a currency of the report. */
  amounts: { currency: string; single: WireMoney; windowSum: WireMoney }[];
}

/** Over and short by person: only of stretches in which a person alone handled cash. */
export async function getStaff(shop: Shop, filters: SessionFilters, now: Date = new Date()): Promise<StaffReport> {
  const [{ settings }, clock] = await Promise.all([getSettings(shop, dataOf(shop)), shopClock(shop, now)]);
  const window = policyWindow(filters, settings, clock.today);
  const [groups, windows, totals] = await Promise.all([
    readStaffGroups(shop, filters),
    readPolicyWindow(shop, { ...filters, by: "closing", range: window }),
    readTotals(shop, filters),
  ]);
  const rows = toStaffRows(groups, windows, settings);
  return {
    range: filters.range,
    hasUsers: hasScope(shop, "read_users"),
    rows,
    totals,
    tested: rows.filter(({ chance }) => chance !== null).length,
    lopsidedBelow: LOPSIDED_BELOW,
    policy: policyInForce(settings, window, rows),
  };
}

/** The last days of the report, as many as the policy's window has. */
export function policyWindow({ range }: SessionFilters, { policy }: ShopSettings, today: BusinessDate): DateRange {
  const to = range && range.to < today ? range.to : today;
  return { from: addDays(to, 1 - policy.windowDays), to };
}

/** The limits in every currency of the rows. */
export function policyInForce(settings: ShopSettings, window: DateRange, rows: readonly StaffRow[]): PolicyInForce {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return {
    window,
    windowEvents: settings.policy.windowEvents,
    amounts: currencies.map((currency) => {
      const { single, windowSum } = policyLimits(settings, currency);
      return { currency, single: wire(single, currency), windowSum: wire(windowSum, currency) };
    }),
  };
}

interface TotalsRow {
  currency: string;
  sessions: number;
  left: number;
  total: bigint;
  ofOne: bigint;
  ofSeveral: bigint;
}

async function readTotals(shop: Shop, filters: SessionFilters): Promise<AttributedTotals[]> {
  const rows = await dataOf(shop).query<TotalsRow>(sql`
    SELECT s.currency, count(*)::int AS sessions, (count(*) FILTER (WHERE s.attributed_to_one IS NULL))::int AS left,
      coalesce(sum(s.total_discrepancy) FILTER (WHERE s.attributed_to_one IS NOT NULL), 0)::int8 AS total,
      coalesce(sum(s.attributed_to_one), 0)::int8 AS "ofOne",
      coalesce(sum(s.attributed_to_several), 0)::int8 AS "ofSeveral"
    FROM payment_session s WHERE ${sessionScope(shop, filters)} AND NOT s.is_open
    GROUP BY s.currency ORDER BY sessions DESC, s.currency`);
  return rows.map(({ currency, sessions, left, total, ofOne, ofSeveral }) => ({
    ...{ currency, sessions, left },
    total: wire(total, currency),
    ofOne: wire(ofOne, currency),
    ofSeveral: wire(ofSeveral, currency),
    ofNobody: wire(total - ofOne - ofSeveral, currency),
  }));
}
