import sql from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Who has a session in hand, and until when. */
export interface EscalationRow {
  assigneeId: string;
  assignee: string | null;
  dueOn: BusinessDate;
}

/** The last escalation of each of these sessions. */
export async function readEscalations(shop: Shop, sessionIds: readonly string[]): Promise<Map<string, EscalationRow>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await dataOf(shop).query<EscalationRow & { sessionId: string }>(sql`
    SELECT DISTINCT ON (e.session_id) e.session_id::text AS "sessionId", e.assignee AS "assigneeId",
      helper.name AS assignee, e.due_on AS "dueOn"
    FROM review_event e
    LEFT JOIN staff_member helper ON helper.shop_id = e.shop_id AND helper.id::text = e.assignee
    WHERE e.shop_id = ${shop.id} AND e.session_id = ANY(${sessionIds}::bigint[]) AND e.kind = 'escalated'
    ORDER BY e.session_id, e.number DESC`);
  return new Map(rows.map(({ sessionId, ...row }) => [sessionId, row]));
}
