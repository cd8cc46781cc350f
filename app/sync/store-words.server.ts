import sql from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import { wordsIn } from "#app/search/words.ts";
import type { Shop } from "#app/shop.server.ts";

export interface NotedSession {
  id: string;
  notes: readonly (string | null)[];
}

/** Keeps the words that the sessions' notes are found by. Writes only what is not so already. */
export async function storeWords(tx: Queryable, shop: Shop, sessions: readonly NotedSession[]): Promise<void> {
  const rows = sessions.flatMap(({ id, notes }) => wordsIn(notes).map((word) => ({ id, word })));
  const [ids, words] = [rows.map(({ id }) => id), rows.map(({ word }) => word)];
  await tx.execute(sql`
    DELETE FROM session_word mine
    WHERE mine.shop_id = ${shop.id}::int AND mine.session_id = ANY(${sessions.map(({ id }) => id)}::bigint[])
      AND NOT EXISTS (
        SELECT FROM unnest(${ids}::bigint[], ${words}::text[]) AS given (session_id, word)
        WHERE given.session_id = mine.session_id AND given.word = mine.word
      )`);
  if (rows.length === 0) return;
  await tx.execute(sql`
    INSERT INTO session_word (shop_id, session_id, word)
    SELECT ${shop.id}::int, given.* FROM unnest(${ids}::bigint[], ${words}::text[]) AS given
    ON CONFLICT DO NOTHING`);
}
