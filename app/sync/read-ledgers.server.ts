import sql, { raw } from "sql-template-tag";
import { ledgerPages, ledgersById } from "#app/admin-api/cash-activities.server.ts";
import { openedWithin } from "#app/admin-api/payment-sessions.server.ts";
import type { Page, SessionWithLedger } from "#app/admin-api/shapes.ts";
import { db } from "#app/db.server.ts";
import { storeLedgers } from "./store-ledgers.server.ts";
import type { PassResult, SyncContext } from "./sync-context.ts";

/** As many as one request can hold at the most. */
const BATCH = 250;
/** Sessions a transaction: some 2,000 activities, which hold up PGlite, and every page with it, for 50 ms. */
const STORED_TOGETHER = 50;
/** A window is worth reading whole while no more than this share of its sessions is read for nothing. */
const MOST_WASTE = 0.5;

interface Pending {
  id: string;
  openedAt: Date;
}

/** Which ledgers: of sessions that are finished, or of those that still change. */
type Kind = "finished" | "unfinished";

/** As the index has it. */
export const IS_LEDGER_DUE = raw("(ledger_read_at IS NULL OR ledger_outdated_at IS NOT NULL)");

const IS_KIND: Record<Kind, string> = {
  finished: "NOT is_open AND totals_ready",
  unfinished: "(is_open OR NOT totals_ready)",
};

/**
 * Reads the ledgers that are missing or out of date, newest first, until none is left or `isTimeUp`. A session whose
 * ledger cannot be read is passed over until the next run.
 */
export async function readLedgers(context: SyncContext, kind: Kind, isTimeUp: () => boolean): Promise<PassResult> {
  const passedOver: string[] = [];
  for (;;) {
    const pending = await pendingLedgers(context, kind, passedOver);
    if (pending.length === 0) return "complete";
    const ids = pending.map(({ id }) => id);
    const pages = (await isDense(context, pending))
      ? ledgerPages(context.reader, openedWithin(spanOf(pending)))
      : ledgersById(context.reader, ids);
    if ((await storePages(context, pages, new Set(ids))) || isTimeUp()) return "interrupted";
    passedOver.push(...(await stillPending(context, ids)));
  }
}

/** Stores a page in portions; answers whether it was interrupted. */
export async function storePages(
  context: SyncContext,
  pages: AsyncGenerator<Page<SessionWithLedger>>,
  wanted: ReadonlySet<string>,
): Promise<boolean> {
  for await (const page of pages) {
    context.setAside(page.malformed);
    // What the window holds besides is read already, or still changes and has its own turn.
    const rows = page.rows.filter(({ session }) => wanted.has(session.id));
    for (let start = 0; start < rows.length; start += STORED_TOGETHER) {
      const portion = rows.slice(start, start + STORED_TOGETHER);
      const activities = portion.reduce((count, row) => count + row.activities.length, 0);
      await storeLedgers(context.shop, portion, {
        now: context.now(),
        within: (tx) => context.keep(tx, { sessions: 0, activities }),
      });
    }
    if (await context.isInterrupted()) return true;
  }
  return false;
}

async function pendingLedgers({ shop }: SyncContext, kind: Kind, passedOver: readonly string[]): Promise<Pending[]> {
  return db().query<Pending>(sql`
    SELECT id::text AS id, opened_at AS "openedAt" FROM payment_session
    WHERE shop_id = ${shop.id}::int AND ${IS_LEDGER_DUE} AND NOT is_legacy AND ${raw(IS_KIND[kind])}
      AND id <> ALL(${passedOver}::bigint[])
    ORDER BY payment_session.opened_at DESC, payment_session.id DESC LIMIT ${BATCH}::int`);
}

/** Those of the sessions whose ledger has not come. */
export async function stillPending({ shop }: SyncContext, ids: readonly string[]): Promise<string[]> {
  const rows = await db().query<{ id: string }>(sql`
    SELECT id::text AS id FROM payment_session
    WHERE shop_id = ${shop.id}::int AND ${IS_LEDGER_DUE} AND id = ANY(${ids}::bigint[])`);
  return rows.map((row) => row.id);
}

/**
 * Whether the pending sessions lie close together in time. A window then costs what one page costs, however many
 * sessions are in it; by ids they may cost each by itself.
 */
async function isDense({ shop }: SyncContext, pending: Pending[]): Promise<boolean> {
  const { from, to } = spanOf(pending);
  const most = Math.floor(pending.length / (1 - MOST_WASTE));
  const within = await db().query(sql`
    SELECT 1 AS one FROM payment_session
    WHERE shop_id = ${shop.id}::int AND opened_at >= ${from}::timestamptz AND opened_at < ${to}::timestamptz
      AND NOT is_legacy
    LIMIT ${most + 1}::int`);
  return within.length <= most;
}

function spanOf(pending: readonly Pending[]): { from: Date; to: Date } {
  const times = pending.map(({ openedAt }) => Math.floor(openedAt.getTime() / 1000) * 1000);
  return { from: new Date(Math.min(...times)), to: new Date(Math.max(...times) + 1_000) };
}
