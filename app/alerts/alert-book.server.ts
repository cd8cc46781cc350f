import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { type AlertKind } from "#app/settings/alert-settings.ts";
import type { ShopSettings } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { AlertPayload } from "./flow-triggers.ts";

/** What came to be earlier than this is no news: a shop that was not read for days is not told of all of them at once. */
const NEWS_HOURS = 48;
/** Longer than news is news, so that nothing is weighed a second time; what was told is kept for a look back. */
const QUIET_DAYS = 4;
const TOLD_DAYS = 30;

/** A shop's alerts while they are on. */
export interface AlertBook {
  settings: ShopSettings;
  /** Facts that came to be before are not told, and not weighed. */
  newsFrom: Date;
}

/** A fact that was weighed. Payload null: it is not to be told. */
export interface Entry {
  fact: string;
  kind: AlertKind;
  payload: AlertPayload | null;
}

/** What alerts go by at this moment; null while they are off. */
export async function openAlertBook(tx: Queryable, shop: Shop, now: Date): Promise<AlertBook | null> {
  const { settings } = await getSettings(shop, tx);
  if (!settings.alerts.isOn) return null;
  // Since when they are on: the trail of changes has it, and loses nothing.
  const [since] = await tx.query<{ at: Date }>(sql`
    SELECT change.at FROM setting_change change
    WHERE change.shop_id = ${shop.id}::int AND change.setting = 'alerts.isOn' ORDER BY change.version DESC LIMIT 1`);
  if (since === undefined) return null;
  const news = now.getTime() - NEWS_HOURS * 3_600_000;
  return { settings, newsFrom: new Date(Math.max(news, since.at.getTime())) };
}

/** Writes down what was weighed, once for each fact: what stands there already stays as it is. */
export async function enter(tx: Queryable, shop: Shop, entries: readonly Entry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  await tx.execute(sql`
    INSERT INTO alert (shop_id, fact, kind, state, payload, noted_at, not_before)
    SELECT ${shop.id}::int, given.fact, given.kind,
      CASE WHEN given.payload IS NULL THEN 'quiet' ELSE 'waiting' END, given.payload::jsonb,
      ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${entries.map(({ fact }) => fact)}::text[], ${entries.map(({ kind }) => kind)}::text[],
      ${entries.map(({ payload }) => payload && JSON.stringify(payload))}::text[]) AS given (fact, kind, payload)
    ON CONFLICT DO NOTHING`);
}

/** Removes what is kept no longer; what is still to be told stays. */
export async function forgetOldAlerts(tx: Queryable, shop: Shop, now: Date): Promise<void> {
  await tx.execute(sql`
    DELETE FROM alert WHERE shop_id = ${shop.id}::int AND state NOT IN ('waiting', 'sending')
      AND noted_at < ${now}::timestamptz
        - make_interval(days => CASE state WHEN 'quiet' THEN ${QUIET_DAYS}::int ELSE ${TOLD_DAYS}::int END)`);
}

/** The session's page in the merchant's admin. Shopify knows the app by its key as well as by its handle. */
export function sessionLink(shop: Shop, sessionId: string): string {
  const store = shop.domain.replace(/\.myshopify\.com$/, "");
  return `https://admin.shopify.com/store/${store}/apps/${env().apiKey}/app/sessions/${sessionId}`;
}
