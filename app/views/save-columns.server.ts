import sql from "sql-template-tag";
import { z } from "zod";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type ColumnAsk, type ColumnList, LIST_COLUMNS } from "./columns.ts";

const LISTS = Object.keys(LIST_COLUMNS) as ColumnList[];
const words = z.array(z.string());
const ask = z.object({ list: z.enum(LISTS), hidden: words, added: words });

/** Reads a choice of columns; null where it names a list or a column that there is not. */
export function parseColumns(form: FormData): ColumnAsk | null {
  const given = { list: form.get("list"), hidden: form.getAll("hidden"), added: form.getAll("added") };
  const { data } = ask.safeParse(given);
  if (data === undefined) return null;
  const columns = new Map<string, boolean>(Object.entries(LIST_COLUMNS[data.list]));
  const hidden = [...new Set(data.hidden)];
  const added = [...new Set(data.added)];
  const isKnown = hidden.every((id) => columns.get(id) === true) && added.every((id) => columns.get(id) === false);
  return isKnown ? { list: data.list, hidden, added } : null;
}

/** Keeps which columns a person wants in a list; the standard is kept as nothing, so that it may change later. */
export async function saveColumns(
  shop: Pick<Shop, "id">,
  { list, hidden, added }: ColumnAsk,
  { userId, now }: { userId: string; now: Date },
): Promise<void> {
  const name = `columns.${list}`;
  if (hidden.length + added.length === 0) {
    await db().execute(sql`
      DELETE FROM person_preference p WHERE p.shop_id = ${shop.id}::int AND p.user_id = ${userId} AND p.name = ${name}`);
    return;
  }
  await db().execute(sql`
    INSERT INTO person_preference (shop_id, user_id, name, chosen, changed_at)
    VALUES (${shop.id}::int, ${userId}, ${name}, ${JSON.stringify({ hidden, added })}::jsonb, ${now}::timestamptz)
    ON CONFLICT (shop_id, user_id, name) DO UPDATE SET chosen = EXCLUDED.chosen, changed_at = EXCLUDED.changed_at`);
}
