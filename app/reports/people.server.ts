import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Somebody a session can be handed to. */
export interface PersonRow {
  /** The number in their id token, which is that of their StaffMember's GID. */
  id: string;
  /** Null where Shopify's names may not be read, or it has none for this number. */
  name: string | null;
}

/** Nobody looks through a longer list for a name. */
const MOST_PEOPLE = 500;

/** Everybody who has used the app at this shop, and the staff that Shopify names; those with names first. */
export function listPeople(shop: Shop): Promise<PersonRow[]> {
  return dataOf(shop).query<PersonRow>(sql`
    SELECT id, max(name) AS name FROM (
      SELECT p.user_id AS id, NULL::text AS name FROM person p WHERE p.shop_id = ${shop.id}
      UNION ALL
      SELECT m.id::text, m.name FROM staff_member m WHERE m.shop_id = ${shop.id}
    ) people
    GROUP BY id ORDER BY max(name) IS NULL, max(name), id LIMIT ${MOST_PEOPLE}`);
}
