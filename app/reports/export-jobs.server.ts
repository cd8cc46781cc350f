import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type AskedExport, askedOf } from "./asked-export.ts";

export type ExportJobState = "queued" | "running" | "done" | "failed" | "cancelled" | "expired";

/** A file that is, or was, made in the background. */
export interface ExportJobRow extends AskedExport {
  id: string;
  state: ExportJobState;
  rows: number;
  /** Null: not known before the end. */
  rowsExpected: number | null;
  bytes: number;
  /** Why it failed. */
  errorCode: string | null;
  userId: string;
  /** Null where Shopify's names may not be read, or it has none for this number. */
  person: string | null;
  queuedAt: string;
  finishedAt: string | null;
  expiresAt: string | null;
}

interface StoredJob {
  id: string;
  file: string;
  query: string;
  state: ExportJobState;
  rows: number;
  rowsExpected: number | null;
  bytes: bigint;
  errorCode: string | null;
  userId: string;
  person: string | null;
  queuedAt: Date;
  finishedAt: Date | null;
  expiresAt: Date | null;
}

/** The page shows what is under way and what can be fetched; what is older stands in the history. */
const SHOWN_JOBS = 10;

/** The files that a shop has had made, the latest first. */
export async function listExportJobs(shop: Shop, now: Date): Promise<ExportJobRow[]> {
  const jobs = await dataOf(shop).query<StoredJob>(sql`
    SELECT j.id::text, j.file, j.query, j.rows, j.rows_expected AS "rowsExpected", j.bytes, j.error_code AS "errorCode",
      -- The worker deletes it within a minute; nobody gets it meanwhile.
      CASE WHEN j.state = 'done' AND j.expires_at <= ${now}::timestamptz THEN 'expired' ELSE j.state END AS state,
      j.user_id AS "userId", m.name AS person, j.queued_at AS "queuedAt", j.finished_at AS "finishedAt",
      j.expires_at AS "expiresAt"
    FROM export_job j LEFT JOIN staff_member m ON m.shop_id = j.shop_id AND m.id::text = j.user_id
    WHERE j.shop_id = ${shop.id} ORDER BY j.state IN ('queued', 'running') DESC, j.id DESC LIMIT ${SHOWN_JOBS}`);
  return jobs.map(({ file, query, ...job }) => ({
    ...job,
    ...askedOf(file, query),
    bytes: Number(job.bytes),
    queuedAt: isoUtc(job.queuedAt),
    finishedAt: job.finishedAt && isoUtc(job.finishedAt),
    expiresAt: job.expiresAt && isoUtc(job.expiresAt),
  }));
}
