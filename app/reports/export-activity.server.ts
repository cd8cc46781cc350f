import type { Shop } from "#app/shop.server.ts";
import { parseDownloads } from "./download-query.ts";
import { type DownloadHistory, listDownloads } from "./export-history.server.ts";
import { type ExportJobRow, listExportJobs } from "./export-jobs.server.ts";
import { parsePage } from "./page-number.ts";
import { getSyncStatus, type SyncStatus } from "./sync-status.server.ts";

/** What changes on the exports page by itself. */
export interface ExportActivity {
  jobs: ExportJobRow[];
  history: DownloadHistory;
  sync: SyncStatus;
  now: string;
}

/** The files that are being made, those that are kept, and who took what. */
export async function getExportActivity(shop: Shop, query: URLSearchParams, now: Date): Promise<ExportActivity> {
  const [jobs, history, sync] = await Promise.all([
    listExportJobs(shop, now),
    listDownloads(shop, { page: parsePage(query), ask: parseDownloads(query), now }),
    getSyncStatus(shop),
  ]);
  return { jobs, history, sync, now: now.toISOString() };
}
