import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import { toDecimal } from "#app/money/money.ts";
import { defaultTolerance } from "#app/reconciliation/tolerance.ts";
import type { SettingValue } from "#app/settings/differences.ts";
import { DEFAULT_SETTINGS, policyAmounts, type ShopSettings } from "#app/settings/settings.ts";
import { type SettingsFields, toFields } from "#app/settings/settings-fields.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type AlertState, getAlertState } from "./alert-state.server.ts";
import { hasScope, OPTIONAL_READ_SCOPES } from "./scopes.ts";

export interface SettingsPage {
  fields: SettingsFields;
  /** What the fields are of: a change of them says so. */
  version: number;
  /** The shop's own first. */
  currencies: CurrencyDefaults[];
  /** By name; empty without read_locations. */
  locations: { id: string; name: string }[];
  /** What the app may be granted beyond what it needs. */
  permissions: { scope: (typeof OPTIONAL_READ_SCOPES)[number]; isGranted: boolean }[];
  /** How what Shopify Flow is told is doing. */
  alerts: AlertState;
  /** The latest first. */
  changes: SettingChangeRow[];
}

/** What counts in a currency for which nothing was chosen, as decimals. */
export interface CurrencyDefaults {
  currency: string;
  tolerance: string;
  singleAmount: string;
  windowSum: string;
}

export interface SettingChangeRow {
  version: number;
  /** A path such as "tolerance.amounts.USD". */
  setting: string;
  at: string;
  /** The name where it is known (read_users). */
  who: string | null;
  userId: string;
  /** Null: not set. */
  before: SettingValue;
  after: SettingValue;
}

const CHANGES_SHOWN = 20;

/** What the settings page shows: what was chosen, what it can be chosen for, and who changed what. */
export async function getSettingsPage(shop: Shop, now: Date = new Date()): Promise<SettingsPage> {
  const data = dataOf(shop);
  const [stored, currencies, locations, changes, alerts] = await Promise.all([
    getSettings(shop, data),
    data.query<{ currency: string }>(sql`
      SELECT DISTINCT currency FROM daily_total WHERE shop_id = ${shop.id} ORDER BY currency`),
    data.query<{ id: string; name: string }>(sql`
      SELECT id::text AS id, name FROM location WHERE shop_id = ${shop.id} ORDER BY lower(name), location.id`),
    readChanges(shop),
    getAlertState(shop, now),
  ]);
  const { settings, version } = stored;
  const codes = new Set([shop.currency ?? "USD", ...currencies.map(({ currency }) => currency), ...chosenIn(settings)]);
  return {
    fields: toFields(settings),
    version,
    currencies: [...codes].map((currency) => defaultsOf(currency, settings)),
    locations,
    permissions: OPTIONAL_READ_SCOPES.map((scope) => ({ scope, isGranted: hasScope(shop, scope) })),
    alerts,
    changes,
  };
}

function defaultsOf(currency: string, { tolerance }: ShopSettings): CurrencyDefaults {
  // What a policy takes for much hangs on what the shop ignores.
  const { single, windowSum } = policyAmounts({ ...DEFAULT_SETTINGS, tolerance }, currency);
  const decimal = (minor: bigint) => toDecimal(minor, currency);
  return {
    currency,
    tolerance: decimal(defaultTolerance(currency).absolute),
    singleAmount: decimal(single),
    windowSum: decimal(windowSum),
  };
}

function chosenIn({ tolerance, policy, locations, alerts }: ShopSettings): string[] {
  const own = Object.values(locations).map((location) => location.tolerance?.amounts ?? {});
  return [tolerance.amounts, policy.singleAmount, policy.windowSum, alerts.leastAmounts, ...own].flatMap((amounts) =>
    Object.keys(amounts),
  );
}

/** Taken for the same person: the number in Shopify's token and that of the StaffMember. */
async function readChanges(shop: Shop): Promise<SettingChangeRow[]> {
  const rows = await dataOf(shop).query<Omit<SettingChangeRow, "at"> & { at: Date }>(sql`
    SELECT change.version, change.setting, change.at, change.user_id AS "userId", person.name AS who,
      change.before, change.after
    FROM setting_change change
    LEFT JOIN staff_member person ON person.shop_id = change.shop_id AND person.id::text = change.user_id
    WHERE change.shop_id = ${shop.id}
    ORDER BY change.version DESC, change.setting LIMIT ${CHANGES_SHOWN}`);
  return rows.map((row) => ({ ...row, at: isoUtc(row.at) }));
}
