import { createHash } from "node:crypto";
import sql from "sql-template-tag";
import { beforeAll, beforeEach, expect } from "vitest";
import { type Database, db, useDatabase } from "#app/db.server.ts";
import { performDueExport } from "#app/jobs/perform-export.server.ts";
import type { ExportAnswer } from "#app/jobs/submit-export.server.ts";
import type { ExportActivity } from "#app/reports/export-activity.server.ts";
import type { ExportJobRow } from "#app/reports/export-jobs.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { BROWSER, idToken } from "#tests/support/shopify-requests.ts";
import { startWholeApp } from "#tests/support/whole-app.ts";

export const [MINE, THEIRS] = ["mine.myshopify.com", "theirs.myshopify.com"] as const;
/** Several chunks of rows. */
export const SESSIONS = 1_100;
export const QUERY = "from=2026-11-01&to=2026-11-30";
export const never = new AbortController().signal;

export let origin: string;
export let mine: Shop;
export let theirs: Shop;
export let database: Database;

/** Has two shops with sessions, and their app over HTTP, for the tests of the file that calls this. */
export function withExportShops(): void {
  beforeAll(async () => {
    database = await freshDatabase();
    origin = await startWholeApp();
    [mine, theirs] = [
      await aShop({ domain: MINE, staff: [{ id: 501, name: "Ana" }] }),
      await aShop({ domain: THEIRS }),
    ];
    for (const shop of [mine, theirs]) await giveToken(shop);
    const shift = { drawer: 11, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z", off: "-2" };
    const sessions = Array.from({ length: SESSIONS }, (_, index): SessionFixture => {
      // What does not compress, so that a file has several pieces.
      return { ...shift, id: index + 1, openingNote: createHash("sha512").update(`${index}`).digest("base64url") };
    });
    await storeSessions(mine, sessions);
    const days = Array.from({ length: 12 }, (_, index) => `2026-11-${10 + index}`);
    const onDay = (day: string) => ({ opened: `${day}T14:00:00Z`, closed: `${day}T22:00:00Z` });
    await storeSessions(
      theirs,
      days.map((day, index) => ({ ...shift, ...onDay(day), id: index + 1 })),
    );
  });

  beforeEach(async () => {
    await db().execute(sql`DELETE FROM export_job WHERE shop_id > 0`);
    await db().execute(sql`DELETE FROM export_chunk WHERE shop_id > 0`);
    await db().execute(sql`DELETE FROM export_download WHERE shop_id > 0`);
  });
}

export function ask(
  path: string,
  { shop = MINE as string, userId = "501", posts = null as Record<string, string> | null } = {},
) {
  const headers = { "User-Agent": BROWSER, Authorization: `Bearer ${idToken(shop, { userId })}` };
  return fetch(origin + path, { headers, ...(posts && { method: "POST", body: new URLSearchParams(posts) }) });
}

export const JOBS = "/app/exports/jobs";

export async function wish(posts: Record<string, string>, whose: { shop?: string; userId?: string } = {}) {
  const answer = await ask(JOBS, { ...whose, posts });
  return { status: answer.status, ...((await answer.json()) as { answer: ExportAnswer; activity: ExportActivity }) };
}

export const start = (query = QUERY, whose = {}) => wish({ act: "start", file: "sessions.csv", query }, whose);
export const activity = async (shop: string = MINE) => (await (await ask(JOBS, { shop })).json()) as ExportActivity;

export async function onlyJob(): Promise<ExportJobRow> {
  const { jobs } = await activity();
  expect(jobs).toHaveLength(1);
  return jobs[0] as ExportJobRow;
}

/** Works off what is due, small pieces at a time, so that a file has several. */
export async function work(now: () => Date = () => new Date(), cutOff = never): Promise<void> {
  while (await performDueExport({ now, cutOff, chunkBytes: 8_192 }));
}

export const countChunks = async (): Promise<number> => {
  const [row] = await database.query<{ count: number }>(sql`SELECT count(*)::int AS count FROM export_chunk`);
  return row?.count ?? 0;
};

export async function ticketFor(job: string, shop: string = MINE): Promise<Response> {
  return ask("/app/downloads", { shop, posts: { job } });
}

export async function fetchJob(job: string): Promise<Response> {
  const { url } = (await (await ticketFor(job)).json()) as { url: string };
  return fetch(origin + new URL(url).pathname);
}

/** Has something happen in the transaction that stores a piece of a file, before the piece is stored. */
export async function whenStoring(happens: () => Promise<void>, work: () => Promise<void>): Promise<void> {
  await watchingPieces({ before: happens }, work);
}

/** Has something happen whenever a piece of a file has been stored, before the job goes on: between its transactions. */
export async function onceStored(happens: () => Promise<unknown>, work: () => Promise<void>): Promise<void> {
  await watchingPieces({ after: happens }, work);
}

async function watchingPieces(
  { before, after }: { before?: () => Promise<unknown>; after?: () => Promise<unknown> },
  work: () => Promise<void>,
): Promise<void> {
  const watching: Database = {
    ...database,
    transaction: async (inside) => {
      let stores = false;
      const answer = await database.transaction((tx) =>
        inside({
          ...tx,
          execute: async (statement) => {
            if (statement.text.includes("INSERT INTO export_chunk")) {
              stores = true;
              await before?.();
            }
            return tx.execute(statement);
          },
        }),
      );
      if (stores) await after?.();
      return answer;
    },
  };
  useDatabase(watching);
  try {
    await work();
  } finally {
    useDatabase(database);
  }
}
