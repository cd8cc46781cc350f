import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type AskedExport, askedOf } from "./asked-export.ts";

export type DownloadOutcome = "under_way" | "complete" | "cut_off" | "failed" | "unknown";

/** A file that somebody took. */
export interface DownloadRow extends AskedExport {
  id: string;
  /** Made in the background before. */
  isOfJob: boolean;
  outcome: DownloadOutcome;
  rows: number | null;
  bytes: number | null;
  userId: string;
  person: string | null;
  at: string;
}

export interface DownloadHistory {
  rows: DownloadRow[];
  count: number;
  page: number;
  pages: number;
}

const PAGE_ROWS = 25;
/** Nobody's line is so slow that what began so long ago is still under way: its process ended in the middle. */
const LONGEST_H = 6;

interface StoredDownload extends Omit<DownloadRow, keyof AskedExport | "bytes" | "at"> {
  file: string;
  query: string;
  bytes: bigint | null;
  at: Date;
}

/** Who took which file, the latest first, a page at a time. */
export async function listDownloads(shop: Shop, page: number, now: Date): Promise<DownloadHistory> {
  const [counted] = await dataOf(shop).query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM export_download WHERE shop_id = ${shop.id}`,
  );
  const count = counted?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / PAGE_ROWS));
  const shown = Math.min(page, pages);
  const rows = await dataOf(shop).query<StoredDownload>(sql`
    SELECT d.id::text, d.file, d.query, d.job_id IS NOT NULL AS "isOfJob", d.rows, d.bytes, d.user_id AS "userId",
      m.name AS person, d.began_at AS at,
      CASE WHEN d.outcome = 'under_way' AND d.began_at < ${now}::timestamptz - make_interval(hours => ${LONGEST_H}::int)
        THEN 'unknown' ELSE d.outcome END AS outcome
    FROM export_download d LEFT JOIN staff_member m ON m.shop_id = d.shop_id AND m.id::text = d.user_id
    WHERE d.shop_id = ${shop.id} ORDER BY d.id DESC LIMIT ${PAGE_ROWS} OFFSET ${(shown - 1) * PAGE_ROWS}`);
  return {
    rows: rows.map(({ file, query, ...row }) => ({
      ...row,
      ...askedOf(file, query),
      bytes: row.bytes === null ? null : Number(row.bytes),
      at: isoUtc(row.at),
    })),
    ...{ count, page: shown, pages },
  };
}
