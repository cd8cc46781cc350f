import sql from "sql-template-tag";
import { today } from "#app/calendar/business-day.ts";
import { dataOf } from "#app/db.server.ts";
import { cutOffHourAt } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { escalatedTo, NEEDS_REVIEW, sessionScope } from "./session-scope.server.ts";

/** What waits for a person. */
export interface ReviewCounts {
  /** In the period of the filters, that nobody has settled or taken in hand. */
  needs: number;
  /** Escalated to the one who looks, of whatever date. */
  mine: number;
  /** Of those, past the day on which they were due. */
  overdue: number;
}

/** How many sessions wait for a review, and for this person. */
export async function getReviewCounts(
  shop: Shop,
  filters: SessionFilters,
  userId: string,
  now: Date = new Date(),
): Promise<ReviewCounts> {
  const { settings } = await getSettings(shop);
  const day = today(now, shop.timeZone, cutOffHourAt(settings, null));
  const [counts] = await dataOf(shop).query<ReviewCounts>(sql`
    SELECT (
        SELECT count(*)::int FROM payment_session s WHERE ${sessionScope(shop, filters)} AND ${NEEDS_REVIEW}
      ) AS needs, count(*)::int AS mine, count(*) FILTER (WHERE due_on < ${day}::date)::int AS overdue
    FROM (
      SELECT (
        SELECT last.due_on FROM review_event last
        WHERE last.shop_id = ${shop.id} AND last.session_id = s.id AND last.kind = 'escalated'
        ORDER BY last.number DESC LIMIT 1
      ) AS due_on
      FROM payment_session s WHERE s.shop_id = ${shop.id} AND ${escalatedTo(shop, userId)}
    ) mine`);
  return counts ?? { needs: 0, mine: 0, overdue: 0 };
}
