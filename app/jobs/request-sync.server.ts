import type { Shop } from "#app/shop.server.ts";
import { type RequestReason, requestRun } from "#app/sync/request-run.server.ts";
import { nudgeWorker } from "./nudge.server.ts";

/** Has the shop's mirror brought up to date, soon and in the background; joins what is under way. */
export async function requestSync(shop: Shop, reason: RequestReason = "visit"): Promise<void> {
  if (await requestRun(shop, reason, new Date())) nudgeWorker();
}
