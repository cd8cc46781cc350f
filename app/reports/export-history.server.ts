import sql, { join, type Sql } from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type AskedExport, askedOf } from "./asked-export.ts";
import {
  DOWNLOAD_OUTCOMES,
  type DownloadAsk,
  downloadsQuery,
  type DownloadOrderKey,
  type DownloadOutcome,
} from "./download-query.ts";

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
  ask: DownloadAsk;
  /** The same as the page's address has it. */
  query: string;
  rows: DownloadRow[];
  /** Of those that are asked for. */
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

const ORDERS: Record<DownloadOrderKey, Sql> = {
  when: sql`began_at`,
  who: sql`lower(coalesce(person, "userId")) COLLATE "C"`,
  what: sql`file COLLATE "C"`,
  rows: sql`rows`,
  size: sql`bytes`,
  outcome: sql`array_position(${[...DOWNLOAD_OUTCOMES]}::text[], outcome)`,
};

/** Who took which file, a page at a time. */
export async function listDownloads(
  shop: Shop,
  { page, ask, now }: { page: number; ask: DownloadAsk; now: Date },
): Promise<DownloadHistory> {
  const taken = sql`(
    SELECT d.id, d.file, d.query, d.job_id IS NOT NULL AS "isOfJob", d.rows, d.bytes, d.user_id AS "userId",
      m.name AS person, d.began_at,
      CASE WHEN d.outcome = 'under_way' AND d.began_at < ${now}::timestamptz - make_interval(hours => ${LONGEST_H}::int)
        THEN 'unknown' ELSE d.outcome END AS outcome
    FROM export_download d LEFT JOIN staff_member m ON m.shop_id = d.shop_id AND m.id::text = d.user_id
    WHERE d.shop_id = ${shop.id}
  ) taken`;
  const where = ask.outcome === null ? sql`TRUE` : sql`outcome = ${ask.outcome}`;
  const [counted] = await dataOf(shop).query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM ${taken} WHERE ${where}`,
  );
  const count = counted?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / PAGE_ROWS));
  const shown = Math.min(page, pages);
  const direction = ask.isDescending ? sql`DESC` : sql`ASC`;
  const inOrder = [ORDERS[ask.key], sql`id`].map((column) => sql`${column} ${direction} NULLS LAST`);
  const rows = await dataOf(shop).query<StoredDownload>(sql`
    SELECT id::text, file, query, "isOfJob", rows, bytes, "userId", person, began_at AS at, outcome
    FROM ${taken} WHERE ${where}
    ORDER BY ${join(inOrder, ", ")} LIMIT ${PAGE_ROWS} OFFSET ${(shown - 1) * PAGE_ROWS}`);
  return {
    rows: rows.map(({ file, query, ...row }) => ({
      ...row,
      ...askedOf(file, query),
      bytes: row.bytes === null ? null : Number(row.bytes),
      at: isoUtc(row.at),
    })),
    ...{ ask, query: downloadsQuery(ask), count, page: shown, pages },
  };
}
