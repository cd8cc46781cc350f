import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** A location that a page can be narrowed to. */
export interface LocationOption {
  id: string;
  name: string;
}

/** The shop's locations by name; none without read_locations. */
export function readLocationOptions(shop: Shop): Promise<LocationOption[]> {
  return dataOf(shop).query<LocationOption>(
    sql`SELECT id::text, name FROM location WHERE shop_id = ${shop.id} ORDER BY name, id`,
  );
}
