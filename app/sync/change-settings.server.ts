import { db } from "#app/db.server.ts";
import { changesDerivedFigures } from "#app/settings/differences.ts";
import { saveSettings, type SaveResult, type SettingsChange } from "#app/settings/save-settings.server.ts";
import { monthsKept } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import { beginDerivation } from "./derivation.server.ts";
import { forgetLegacyState } from "./legacy-state.server.ts";
import { lockMirror } from "./store-sessions.server.ts";
import { moveSyncState, readSyncState } from "./sync-state.server.ts";

/**
 * Saves a shop's settings, and says in the same transaction what has to follow: figures to work out anew, and a history
 * to read once more where sessions are kept for longer than before. Under the mirror's lock: whatever is stored after it
 * goes by the new settings.
 */
export function changeSettings(shop: Shop, change: SettingsChange): Promise<SaveResult> {
  return db().transaction(async (tx) => {
    await lockMirror(tx, shop);
    const result = await saveSettings(tx, shop, change);
    if (result.kind !== "saved") return result;
    if (result.differences.some(changesDerivedFigures)) await beginDerivation(tx, shop, change.now);
    if (monthsKept(change.settings) > monthsKept(result.before)) {
      const { historyFrom } = await readSyncState(shop, tx);
      if (historyFrom !== null) await moveSyncState(tx, shop, { isHistoryComplete: false });
      await forgetLegacyState(tx, shop);
    }
    return result;
  });
}
