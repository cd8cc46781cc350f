import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { ExportFile } from "./export-file.server.ts";

/** A file that somebody takes. */
export interface TakenFile {
  userId: string;
  file: ExportFile;
  /** As `resolvedQuery` writes it: which days they were is to be read years later. */
  query: string;
  /** The job that made it; null: it is read while it is sent. */
  jobId: bigint | null;
}

export interface TakenWhole {
  outcome: "complete" | "cut_off" | "failed";
  rows: number | null;
  bytes: number;
}

/** Longer than a financial year and the audit of it. */
const KEPT_DAYS = 730;

/**
 * Notes that a file is being taken; what is answered notes how it ended. A log that cannot be written keeps nobody from
 * their own figures: a full disk would take the exports away when they are wanted most. The server's log says so then.
 */
export async function noteDownload(
  shop: Shop,
  { userId, file, query, jobId }: TakenFile,
  now: Date,
): Promise<(end: TakenWhole, at: Date) => Promise<void>> {
  const id = await orLogged(shop, async () => {
    await db().execute(sql`DELETE FROM export_download
      WHERE shop_id = ${shop.id} AND began_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS}::int)`);
    const [noted] = await db().query<{ id: bigint }>(sql`
      INSERT INTO export_download (shop_id, job_id, user_id, file, query, outcome, began_at)
      VALUES (${shop.id}, ${jobId}::bigint, ${userId}, ${file}, ${query}, 'under_way', ${now}) RETURNING id`);
    return noted?.id;
  });
  return async ({ outcome, rows, bytes }, at) => {
    if (id === undefined) return;
    await orLogged(shop, () =>
      db().execute(sql`UPDATE export_download
        SET outcome = ${outcome}, rows = ${rows}::int, bytes = ${bytes}::bigint, ended_at = ${at}::timestamptz
        WHERE shop_id = ${shop.id} AND id = ${id}::bigint`),
    );
  };
}

async function orLogged<T>(shop: Shop, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    log.error({ err: error, shopId: shop.id }, "a download could not be noted");
    return undefined;
  }
}
