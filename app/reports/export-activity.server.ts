import type { Shop } from "#app/shop.server.ts";
import { type DownloadHistory, listDownloads } from "./export-history.server.ts";
import { type ExportJobRow, listExportJobs } from "./export-jobs.server.ts";
import { getSyncStatus, type SyncStatus } from "./sync-status.server.ts";

/** What changes on the exports page by itself. */
export interface ExportActivity {
  jobs: ExportJobRow[];
  history: DownloadHistory;
  sync: SyncStatus;
  now: string;
}

/** The files that are being made, those that are kept, and who took what. */
export async function getExportActivity(shop: Shop, page: number, now: Date): Promise<ExportActivity> {
  const [jobs, history, sync] = await Promise.all([
    listExportJobs(shop, now),
    listDownloads(shop, page, now),
    getSyncStatus(shop),
  ]);
  return { jobs, history, sync, now: now.toISOString() };
}
