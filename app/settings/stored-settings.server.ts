import sql from "sql-template-tag";
import { db, type ShopReader } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { DEFAULT_SETTINGS, type ShopSettings, shopSettings } from "./settings.ts";

export interface StoredSettings {
  settings: ShopSettings;
  /** 0: nothing was ever chosen. A change says which version it changes, so that nobody overwrites another's unseen. */
  version: number;
}

/** What the shop has chosen; the defaults while it has chosen nothing. */
export async function getSettings(shop: Pick<Shop, "id">, on: ShopReader = db()): Promise<StoredSettings> {
  const [row] = await on.query<{ chosen: unknown; version: number }>(sql`
    SELECT chosen, version FROM shop_setting WHERE shop_id = ${shop.id}::int`);
  if (row === undefined) return { settings: DEFAULT_SETTINGS, version: 0 };
  return { settings: shopSettings.parse(row.chosen), version: row.version };
}
