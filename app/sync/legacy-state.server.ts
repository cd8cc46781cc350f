import sql from "sql-template-tag";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** How far the sessions from before March 2026 are read; the fields are explained in prisma/schema.prisma. */
export interface LegacyState {
  readFrom: Date | null;
  isComplete: boolean;
  refused: string | null;
  heldBack: number;
  isInDoubt: boolean;
  checkedAt: Date | null;
}

const NOTHING_YET: LegacyState = {
  readFrom: null,
  isComplete: false,
  refused: null,
  heldBack: 0,
  isInDoubt: false,
  checkedAt: null,
};

/** Where reading them stands. */
export async function readLegacyState(shop: Shop, on: Queryable = db()): Promise<LegacyState> {
  const [state] = await on.query<LegacyState>(sql`
    SELECT read_from AS "readFrom", is_complete AS "isComplete", refused, held_back AS "heldBack",
      is_in_doubt AS "isInDoubt", checked_at AS "checkedAt"
    FROM legacy_history WHERE shop_id = ${shop.id}::int`);
  return state ?? NOTHING_YET;
}

/** Moves a part of it. Call it in the transaction that stored the rows which make it true. */
export async function moveLegacyState(tx: Queryable, shop: Shop, part: Partial<LegacyState>): Promise<void> {
  const state = { ...(await readLegacyState(shop, tx)), ...part };
  await tx.execute(sql`
    INSERT INTO legacy_history (shop_id, read_from, is_complete, refused, held_back, is_in_doubt, checked_at)
    VALUES (${shop.id}::int, ${state.readFrom}::timestamptz, ${state.isComplete}::boolean, ${state.refused},
      ${state.heldBack}::int, ${state.isInDoubt}::boolean, ${state.checkedAt}::timestamptz)
    ON CONFLICT (shop_id) DO UPDATE SET read_from = EXCLUDED.read_from, is_complete = EXCLUDED.is_complete,
      refused = EXCLUDED.refused, held_back = EXCLUDED.held_back, is_in_doubt = EXCLUDED.is_in_doubt,
      checked_at = EXCLUDED.checked_at`);
}

/** They are read again from the newest on; what is mirrored stays. */
export async function forgetLegacyState(tx: Queryable, shop: Shop): Promise<void> {
  await tx.execute(sql`DELETE FROM legacy_history WHERE shop_id = ${shop.id}::int`);
}
