import sql from "sql-template-tag";
import { businessDateOf, DEFAULT_CUT_OFF_HOUR } from "#app/calendar/business-day.ts";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { recomputeDailyTotals } from "./daily-totals.server.ts";
import { lockMirror } from "./store-sessions.server.ts";

/** Bounds a transaction; a shop moves to another zone once in its life, if ever. */
const BATCH = 2_000;

interface DatedRow {
  id: bigint;
  openedAt: Date;
  closedAt: Date | null;
  closingDay: string | null;
  timeZone: string;
}

/** Puts every session on the business day of the shop's present time zone, and sums the days anew. */
export async function redateSessions(shop: Shop): Promise<void> {
  // Legacy sessions have numbers below zero.
  let after = -(2n ** 63n);
  for (;;) {
    const last = await db().transaction(async (tx) => {
      await lockMirror(tx, shop);
      const rows = await tx.query<DatedRow>(sql`
        SELECT mine.id, opened_at AS "openedAt", closed_at AS "closedAt", closing_business_date AS "closingDay",
          coalesce(location.time_zone, ${shop.timeZone}) AS "timeZone"
        FROM payment_session mine
        LEFT JOIN location ON location.shop_id = mine.shop_id AND location.id = mine.location_id
        WHERE mine.shop_id = ${shop.id}::int AND mine.id > ${after}::bigint ORDER BY mine.id LIMIT ${BATCH}::int`);
      const dateOf = (instant: Date, row: DatedRow) => businessDateOf(instant, row.timeZone, DEFAULT_CUT_OFF_HOUR);
      const opening = rows.map((row) => dateOf(row.openedAt, row));
      const closing = rows.map((row) => (row.closedAt === null ? null : dateOf(row.closedAt, row)));
      await tx.execute(sql`
        UPDATE payment_session mine
        SET opening_business_date = given.opening, closing_business_date = given.closing
        FROM unnest(${rows.map((row) => row.id)}::bigint[], ${opening}::date[], ${closing}::date[])
          AS given (id, opening, closing)
        WHERE mine.shop_id = ${shop.id}::int AND mine.id = given.id
          AND (mine.opening_business_date, mine.closing_business_date)
            IS DISTINCT FROM (given.opening, given.closing)`);
      await recomputeDailyTotals(
        tx,
        shop,
        [...closing, ...rows.map((row) => row.closingDay)].filter((day) => day !== null),
      );
      return rows.at(-1)?.id;
    });
    if (last === undefined) return;
    after = last;
  }
}
