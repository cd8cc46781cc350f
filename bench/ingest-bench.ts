import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { ensureShop, type Shop } from "#app/shop.server.ts";
import { storeLedgers } from "#app/sync/store-ledgers.server.ts";
import { storeSessions } from "#app/sync/store-sessions.server.ts";
import { bareCopyOf } from "./bare-tables.ts";
import { NOW } from "./bench-time.ts";
import { compare, type Measurement, timed } from "./measure.ts";
import { newestSessions } from "./mirrored-sessions.ts";

/** As the sync does it: pages of 250 sessions, ledgers fifty at a time. */
const SESSIONS_PER_PAGE = 250;
const LEDGERS_TOGETHER = 50;
const MOST_SESSIONS = 2_500;

/** Storing what a sync reads, in a shop of its own among the others, against bare inserts of the same rows. */
export async function* measureIngest(source: Shop, rounds: number): AsyncGenerator<Measurement> {
  const shop = await ensureShop("bench-ingest.myshopify.com");
  const read = await newestSessions(source, MOST_SESSIONS);
  const sessions = read.map(({ session }) => session);
  const ids = sessions.map(({ id }) => id);
  const lines = read.reduce((count, { activities }) => count + activities.length, 0);
  const bareSessions = await bareCopyOf(
    "payment_session",
    sql`WHERE shop_id = ${source.id} AND id = ANY(${ids}::bigint[])`,
    SESSIONS_PER_PAGE,
  );
  const bareActivities = await bareCopyOf(
    "cash_activity",
    sql`WHERE shop_id = ${source.id} AND session_id = ANY(${ids}::bigint[])`,
    Math.ceil((lines / read.length) * LEDGERS_TOGETHER),
  );
  const storeAll = async () => {
    for (const page of cut(sessions, SESSIONS_PER_PAGE)) await storeSessions(shop, page, { now: NOW });
  };
  const storeAllLedgers = async () => {
    for (const portion of cut(read, LEDGERS_TOGETHER)) await storeLedgers(shop, portion, { now: NOW });
  };
  const insertSessions = () => thenCleared(bareSessions.insertAll, bareSessions.empty);
  const insertActivities = () => thenCleared(bareActivities.insertAll, bareActivities.empty);
  const options = (rows: number) => ({
    rounds,
    note: (ms: { subject: number }) => `${Math.round((rows / ms.subject) * 1_000).toLocaleString("en")} rows/s`,
  });
  try {
    // As the backfill does after its first page: PostgreSQL must know that there is such a shop.
    await storeAll();
    await db().execute(sql`ANALYZE payment_session`);
    await forget(shop);
    yield await compare(
      `storing ${sessions.length} new sessions`,
      { subject: () => thenCleared(storeAll, () => forget(shop)), yardstick: insertSessions },
      options(sessions.length),
    );
    await storeAll();
    yield await compare(
      `the same ${sessions.length} sessions, unchanged`,
      { subject: storeAll, yardstick: insertSessions },
      options(sessions.length),
    );
    yield await compare(
      `their ledgers, ${lines} activities`,
      { subject: storeAllLedgers, yardstick: insertActivities },
      options(lines),
    );
  } finally {
    await forget(shop);
    await bareSessions.drop();
    await bareActivities.drop();
  }
}

/** Answers how long the work took, without the clearing up. */
async function thenCleared(work: () => Promise<unknown>, clear: () => Promise<unknown>): Promise<number> {
  const ms = await timed(work);
  await clear();
  return ms;
}

async function forget(shop: Shop): Promise<void> {
  await db().execute(sql`DELETE FROM cash_activity WHERE shop_id = ${shop.id}`);
  await db().execute(sql`DELETE FROM session_person WHERE shop_id = ${shop.id}`);
  await db().execute(sql`DELETE FROM session_word WHERE shop_id = ${shop.id}`);
  await db().execute(sql`DELETE FROM payment_session WHERE shop_id = ${shop.id}`);
  await db().execute(sql`DELETE FROM daily_total WHERE shop_id = ${shop.id}`);
}

function* cut<Row>(rows: readonly Row[], size: number): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
