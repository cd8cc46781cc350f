import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type SettingDifference, settingDifferences } from "./differences.ts";
import type { ShopSettings } from "./settings.ts";
import { getSettings, type StoredSettings } from "./stored-settings.server.ts";

export interface SettingsChange {
  settings: ShopSettings;
  /** The version that the change was made to. */
  version: number;
  /** From Shopify's token. */
  userId: string;
  now: Date;
}

export type SaveResult =
  | { kind: "saved"; version: number; before: ShopSettings; differences: SettingDifference[] }
  /** Somebody else saved in between. */
  | { kind: "conflict"; stored: StoredSettings }
  /** Causes of the shop's own that were saved once are missing: trails name them. */
  | { kind: "causes missing"; ids: string[] };

/**
 * Saves what a shop has chosen, with a line in the trail for every setting that changed, in one transaction. Of two who
 * change the same version at once, the second is refused.
 */
export async function saveSettings(tx: Queryable, shop: Shop, change: SettingsChange): Promise<SaveResult> {
  const { settings, version, userId, now } = change;
  const stored = await getSettings(shop, tx);
  if (stored.version !== version) return { kind: "conflict", stored };
  const before = stored.settings;
  const kept = new Set(settings.causeCodes.map(({ id }) => id));
  const missing = before.causeCodes.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (missing.length > 0) return { kind: "causes missing", ids: missing };
  const differences = settingDifferences(before, settings);
  if (differences.length === 0) return { kind: "saved", version, before, differences };
  const written = await tx.execute(sql`
    INSERT INTO shop_setting AS mine (shop_id, chosen, version, updated_at, updated_by)
    VALUES (${shop.id}::int, ${JSON.stringify(settings)}::jsonb, ${version + 1}::int, ${now}::timestamptz, ${userId})
    ON CONFLICT (shop_id) DO UPDATE SET chosen = EXCLUDED.chosen, version = EXCLUDED.version,
      updated_at = EXCLUDED.updated_at, updated_by = EXCLUDED.updated_by
    WHERE mine.version = ${version}::int`);
  // Between the reading above and the writing somebody else was faster.
  if (written === 0) return { kind: "conflict", stored: await getSettings(shop, tx) };
  const json = (values: readonly unknown[]) => values.map((value) => (value === null ? null : JSON.stringify(value)));
  await tx.execute(sql`
    INSERT INTO setting_change (shop_id, version, setting, user_id, at, before, after)
    SELECT ${shop.id}::int, ${version + 1}::int, given.setting, ${userId}, ${now}::timestamptz,
      given.before::jsonb, given.after::jsonb
    FROM unnest(${differences.map(({ setting }) => setting)}::text[], ${json(differences.map((d) => d.before))}::text[],
      ${json(differences.map((d) => d.after))}::text[]) AS given (setting, before, after)`);
  return { kind: "saved", version: version + 1, before, differences };
}
