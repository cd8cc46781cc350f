import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { seal, unsealWithAny } from "./seal.server.ts";
import { sealKeys } from "./stored-token.server.ts";

interface SealedRow {
  shopId: number;
  id: string;
  sealed: Uint8Array;
}

const ROWS_AT_ONCE = 500;

/**
 * Seals anew, with TOKEN_ENCRYPTION_KEY, what opens only with TOKEN_ENCRYPTION_KEY_PREVIOUS; answers how many tokens
 * there were. Nothing is done where no previous key is given.
 */
export async function resealTokens(): Promise<number> {
  const [key, ...previous] = sealKeys();
  if (previous.length === 0) return 0;
  const found = { resealed: 0, unreadable: 0 };
  let after: Pick<SealedRow, "shopId" | "id"> = { shopId: 0, id: "" };
  for (let rows = await readRows(after); rows.length > 0; rows = await readRows(after)) {
    for (const row of rows) {
      const opened = unsealWithAny(row.sealed, { place: row.id, keys: [key, ...previous] });
      if (opened === null) found.unreadable += 1;
      else if (!opened.isFirst) found.resealed += await replaceSeal(row, seal(opened.secret, { place: row.id, key }));
      after = row;
    }
  }
  log.info(found, "tokens sealed with the previous key were sealed anew");
  return found.resealed;
}

function readRows(after: Pick<SealedRow, "shopId" | "id">): Promise<SealedRow[]> {
  return db().query<SealedRow>(sql`
    SELECT shop_id AS "shopId", id, sealed FROM auth_session
    WHERE (shop_id, id) > (${after.shopId}::int, ${after.id}::text)
    ORDER BY shop_id, id LIMIT ${ROWS_AT_ONCE}::int`);
}

/** A token that was renewed meanwhile, by this process or another, is left as it is. */
function replaceSeal(row: SealedRow, sealed: Uint8Array): Promise<number> {
  return db().execute(sql`
    UPDATE auth_session SET sealed = ${sealed}
    WHERE shop_id = ${row.shopId}::int AND id = ${row.id} AND sealed = ${row.sealed}`);
}
