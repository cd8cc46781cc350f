import sql from "sql-template-tag";
import { AdminApiError, type AdminApiErrorCode } from "#app/admin-api/errors.ts";
import { legacyIdsOfDevice, legacySessionPages, type LegacyWindow } from "#app/admin-api/legacy-sessions.server.ts";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { reconcile } from "./legacy-coverage.server.ts";
import { moveLegacyState, readLegacyState } from "./legacy-state.server.ts";
import { storeLegacyPage } from "./store-legacy.server.ts";
import { lockMirror, settle } from "./store-sessions.server.ts";
import type { PassResult, SyncContext } from "./sync-context.ts";

const SECOND_MS = 1_000;
/** Judged anew in one transaction: as many as a page holds. */
const BATCH = 250;

/**
 * The older API may be taken away, or refuse what it gave before. Then what is mirrored stays and the shop's runs go on;
 * whether it gives them again is found out a day later.
 */
const REFUSALS: ReadonlySet<AdminApiErrorCode> = new Set([
  "ACCESS_DENIED",
  "BAD_RESPONSE",
  "COST_EXCEEDED",
  "GRAPHQL_ERROR",
  "PAGING_STUCK",
  "REFUSED",
  "SEARCH_WARNING",
  "TOO_SLOW",
]);

/** Whether the older API does not give what it was asked for, which no other part of the mirror hangs on. */
export function isRefusal(error: unknown): error is AdminApiError {
  return error instanceof AdminApiError && REFUSALS.has(error.code);
}

/**
 * Mirrors the sessions of the API from before March 2026, newest first, once: a history does not grow. Afterwards only
 * what is still open is read again, and what is held back judged anew. Opening times are the cursor, moved in the transaction that stored the rows.
 */
export async function readLegacyHistory(context: SyncContext, isTimeUp: () => boolean): Promise<PassResult> {
  const { shop } = context;
  const state = await readLegacyState(shop);
  const mustStop = async () => isTimeUp() || (await context.isInterrupted());
  try {
    const window = state.isComplete ? await openOnes(context) : { from: null, to: nextSecond(state.readFrom) };
    if (window !== null && !(await readPages(context, window, !state.isComplete, mustStop))) return "interrupted";
    if (!(await searchDevices(context, mustStop))) return "interrupted";
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.warn({ err: error, shopId: shop.id }, "sessions from before March 2026 are not given");
    await finish(context, { refused: error.code, isInDoubt: true });
    return "complete";
  }
  const heldBack = await judgeAll(context);
  const isOpen = (await openOnes(context)) !== null;
  await finish(context, { refused: null, isComplete: true, heldBack, isInDoubt: isOpen || heldBack > 0 });
  return "complete";
}

async function finish(context: SyncContext, part: Parameters<typeof moveLegacyState>[2]): Promise<void> {
  await db().transaction(async (tx) => {
    await moveLegacyState(tx, context.shop, { ...part, checkedAt: context.now() });
    await context.keep(tx, { sessions: 0, activities: 0 });
  });
}

/** Answers whether the end was reached. */
async function readPages(
  context: SyncContext,
  window: LegacyWindow,
  isHistory: boolean,
  mustStop: () => Promise<boolean>,
): Promise<boolean> {
  for await (const page of legacySessionPages(context.reader, window)) {
    context.setAside(page.malformed);
    await storeLegacyPage(context.shop, page.rows, {
      now: context.now(),
      within: async (tx) => {
        if (isHistory && page.reached !== null) await moveLegacyState(tx, context.shop, { readFrom: page.reached });
        await context.keep(tx, { sessions: page.rows.length, activities: 0 });
      },
    });
    if (page.nextCursor !== null && (await mustStop())) return false;
  }
  return true;
}

/** From the first that was open when it was read. */
async function openOnes({ shop }: SyncContext): Promise<LegacyWindow | null> {
  const [row] = await db().query<{ from: Date | null }>(sql`
    SELECT min(opened_at) AS "from" FROM legacy_session WHERE shop_id = ${shop.id}::int AND closed_at IS NULL`);
  return row?.from == null ? null : { from: row.from, to: null };
}

/**
 * Finds out which legacy sessions are of the devices whose payment sessions they may be, one search for each device
 * that was not searched for yet. A search that is refused leaves them in doubt. Answers whether it came to the end.
 */
async function searchDevices(context: SyncContext, mustStop: () => Promise<boolean>): Promise<boolean> {
  const { reader, shop } = context;
  if (!reader.groups.has("devices")) return true;
  for (const { deviceId, from, to } of await devicesToSearch(context)) {
    let ids: string[];
    try {
      ids = await legacyIdsOfDevice(reader, deviceId, { from, to: nextSecond(to) });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      log.warn({ err: error, shopId: shop.id }, "legacy sessions cannot be searched by device");
      return true;
    }
    await db().transaction(async (tx) => {
      await lockMirror(tx, shop);
      await tx.execute(sql`
        UPDATE legacy_session SET device_id = ${deviceId}::bigint
        WHERE shop_id = ${shop.id}::int AND -id = ANY(${ids}::bigint[])`);
      await tx.execute(sql`
        INSERT INTO legacy_device (shop_id, device_id, found)
        VALUES (${shop.id}::int, ${deviceId}::bigint, ${ids.length}::int)
        ON CONFLICT (shop_id, device_id) DO UPDATE SET found = EXCLUDED.found`);
      await context.keep(tx, { sessions: 0, activities: 0 });
    });
    if (await mustStop()) return false;
  }
  return true;
}

/** The devices of payment sessions from the time that both APIs tell of, and that time's bounds. */
function devicesToSearch({ shop }: SyncContext): Promise<{ deviceId: string; from: Date; to: Date }[]> {
  return db().query(sql`
    SELECT DISTINCT p.device_id::text AS "deviceId", shared.from_at AS "from", shared.to_at AS "to"
    FROM (
      SELECT min(l.opened_at) AS from_at, max(l.opened_at) AS to_at, max(coalesce(l.closed_at, 'infinity')) AS ends_at
      FROM legacy_session l WHERE l.shop_id = ${shop.id}::int AND coalesce(l.closed_at, 'infinity') >= (
        SELECT min(first.opened_at) FROM payment_session first
        WHERE first.shop_id = ${shop.id}::int AND NOT first.is_legacy)
    ) shared JOIN payment_session p ON p.shop_id = ${shop.id}::int AND NOT p.is_legacy
      AND p.opened_at <= shared.ends_at AND coalesce(p.closed_at, 'infinity') >= shared.from_at
    WHERE p.device_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM legacy_device k WHERE k.shop_id = ${shop.id}::int AND k.device_id = p.device_id)
    ORDER BY 1`);
}

/** Judges every legacy session by what is known now; answers how many are held back. */
async function judgeAll(context: SyncContext): Promise<number> {
  const { shop } = context;
  let heldBack = 0;
  let after: string | undefined = "0";
  while (after !== undefined) {
    const ids: { id: string }[] = await db().query(sql`
      SELECT id::text AS id FROM legacy_session WHERE shop_id = ${shop.id}::int AND id > ${after}::bigint
      ORDER BY legacy_session.id LIMIT ${BATCH}::int`);
    const last: string | undefined = ids.at(-1)?.id;
    if (last === undefined) return heldBack;
    const from = after;
    await db().transaction(async (tx) => {
      await lockMirror(tx, shop);
      const where = sql`l.id > ${from}::bigint AND l.id <= ${last}::bigint`;
      const judged = await reconcile(tx, shop, { where, now: context.now() });
      await settle(tx, shop, judged.result, []);
      await context.keep(tx, { sessions: 0, activities: 0 });
      heldBack += judged.heldBack;
    });
    after = last;
  }
  return heldBack;
}

function nextSecond<Time extends Date | null>(instant: Time): Time {
  // Times are whole seconds: as an open bound it still holds every session of this one.
  return (instant && new Date(Math.floor(instant.getTime() / SECOND_MS) * SECOND_MS + SECOND_MS)) as Time;
}
