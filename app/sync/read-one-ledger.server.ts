import sql from "sql-template-tag";
import { ledgersById } from "#app/admin-api/cash-activities.server.ts";
import { legacyLedgersById } from "#app/admin-api/legacy-ledgers.server.ts";
import { createReader } from "#app/admin-api/reader.server.ts";
import { clientFor, type Surroundings } from "#app/admin-api/shop-client.server.ts";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { storeLedgers } from "./store-ledgers.server.ts";

/** The ledger of a session that still changes is read again when it is older. */
const FRESH_MS = 30_000;

/** Reads one session with its ledger, unless what is mirrored is up to date. Answers whether there is a ledger now. */
export async function readOneLedger(shop: Shop, sessionId: string, surroundings: Surroundings): Promise<boolean> {
  const [session] = await db().query<{ isFinished: boolean; ledgerReadAt: Date | null; isOutdated: boolean }>(sql`
    SELECT NOT is_open AND totals_ready AS "isFinished", ledger_read_at AS "ledgerReadAt",
      ledger_outdated_at IS NOT NULL AS "isOutdated" FROM payment_session
    WHERE shop_id = ${shop.id}::int AND id = ${sessionId}::bigint`);
  if (session === undefined) return false;
  const { isFinished, isOutdated } = session;
  const ledgerReadAt = isOutdated ? null : session.ledgerReadAt;
  const now = surroundings.now();
  if (ledgerReadAt !== null && (isFinished || Math.abs(now.getTime() - ledgerReadAt.getTime()) < FRESH_MS)) return true;
  const reader = createReader(clientFor(shop, surroundings), shop.grantedScopes);
  let isRead = false;
  const read = sessionId.startsWith("-") ? legacyLedgersById : ledgersById;
  for await (const page of read(reader, [sessionId])) {
    const [problem] = page.malformed;
    if (problem) throw problem;
    await storeLedgers(shop, page.rows, { now });
    isRead = page.rows.length > 0;
  }
  return isRead;
}
