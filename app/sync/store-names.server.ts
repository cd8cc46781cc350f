import sql from "sql-template-tag";
import type { ActivityRow, Named, SessionRow } from "#app/admin-api/shapes.ts";
import type { Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Places and people as the sessions themselves name them. */
export interface NamesMet {
  locations: Named[];
  drawers: (Named & { locationId: string | null })[];
  staff: Named[];
}

/** The names in a page of sessions: a drawer made this minute has one before the lists are read again. */
export function namesOfSessions(rows: readonly SessionRow[]): NamesMet {
  return {
    locations: rows.flatMap((row) => row.location ?? []),
    drawers: rows.map((row) => ({ ...row.drawer, locationId: row.location?.id ?? null })),
    staff: rows.flatMap((row) => [row.openedBy, row.closedBy].filter((person) => person !== null)),
  };
}

/** The people in a ledger. */
export function staffOf(activities: readonly ActivityRow[]): Named[] {
  return activities.flatMap((activity) => activity.staff ?? []);
}

/**
 * Keeps the names met. A name follows whoever renamed it with the next session that has it; the lists of a day bring the
 * others. A drawer's location does not: a session's is where the drawer stood then, and the drawer may have moved.
 */
export async function storeNamesMet(tx: Queryable, shop: Shop, names: NamesMet, now: Date): Promise<void> {
  const locations = onceEach(names.locations);
  if (locations.length > 0) {
    await tx.execute(sql`
      INSERT INTO location AS mine (shop_id, id, name, fetched_at)
      SELECT ${shop.id}::int, given.id, given.name, ${now}::timestamptz
      FROM unnest(${locations.map((row) => row.id)}::bigint[], ${locations.map((row) => row.name)}::text[])
        AS given (id, name)
      ${RENAMED}`);
  }
  const drawers = onceEach(names.drawers);
  if (drawers.length > 0) {
    await tx.execute(sql`
      INSERT INTO cash_drawer AS mine (shop_id, id, name, location_id, fetched_at)
      SELECT ${shop.id}::int, given.id, given.name, given.location_id, ${now}::timestamptz
      FROM unnest(
        ${drawers.map((row) => row.id)}::bigint[], ${drawers.map((row) => row.name)}::text[],
        ${drawers.map((row) => row.locationId)}::bigint[]
      ) AS given (id, name, location_id)
      ${RENAMED}`);
  }
  const staff = onceEach(names.staff);
  if (staff.length > 0) {
    await tx.execute(sql`
      INSERT INTO staff_member AS mine (shop_id, id, name, fetched_at)
      SELECT ${shop.id}::int, given.id, given.name, ${now}::timestamptz
      FROM unnest(${staff.map((row) => row.id)}::bigint[], ${staff.map((row) => row.name)}::text[])
        AS given (id, name)
      ${RENAMED}`);
  }
}

const RENAMED = sql`ON CONFLICT (shop_id, id) DO UPDATE SET name = EXCLUDED.name, fetched_at = EXCLUDED.fetched_at
  WHERE mine.name IS DISTINCT FROM EXCLUDED.name`;

function onceEach<Row extends Named>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
