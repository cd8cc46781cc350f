import sql from "sql-template-tag";
import { z } from "zod";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** How a person's columns of a list differ from the standard ones. */
export interface ColumnChoice {
  hidden: string[];
  added: string[];
}

const stored = z.object({ hidden: z.array(z.string()), added: z.array(z.string()) });

/** The columns that a person has chosen for a list; none hidden and none added: the standard. */
export async function getColumnChoice(shop: Shop, list: string, userId: string): Promise<ColumnChoice> {
  // As one value: of two rows it would be an error, and not somebody else's choice.
  const [row] = await dataOf(shop).query<{ chosen: unknown }>(sql`
    SELECT (SELECT p.chosen FROM person_preference p
      WHERE p.shop_id = ${shop.id} AND p.user_id = ${userId} AND p.name = ${`columns.${list}`}) AS chosen`);
  // What an older release kept in another form is no choice any more.
  return stored.safeParse(row?.chosen).data ?? { hidden: [], added: [] };
}
