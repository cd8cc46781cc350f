import sql from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import {
  type ReviewEventKind,
  type ReviewState,
  reviewStateOf,
  type StoredReview,
} from "#app/reconciliation/review.ts";
import type { Status } from "#app/reconciliation/status.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** What has become of a session's review, and the event that it rests on. JSON-safe. */
export interface SessionReviewWord {
  sessionId: string;
  state: ReviewState;
  /** The last event but comments: who (a name, else the number of a user; null: Shopify) and when. Null: there is none. */
  last: { kind: ReviewEventKind; at: string; by: string | null } | null;
  /** A cause's id, or what the shop calls its own. */
  cause: string | null;
  /** Of an escalation: in whose hands, and until when. */
  assignee: string | null;
  dueOn: BusinessDate | null;
}

interface WordRow {
  sessionId: string;
  stored: StoredReview;
  status: Status;
  kind: ReviewEventKind | null;
  at: Date | null;
  by: string | null;
  cause: string | null;
  assignee: string | null;
  dueOn: BusinessDate | null;
}

/** What has become of the review of each of these sessions, in the order of their opening; those that need none are left out. */
export async function readReviewWords(shop: Shop, sessionIds: readonly string[]): Promise<SessionReviewWord[]> {
  const { settings } = await getSettings(shop, dataOf(shop));
  const ownCauses = new Map(settings.causeCodes.map(({ id, label }) => [`own:${id}`, label]));
  const rows = await dataOf(shop).query<WordRow>(sql`
    SELECT s.id::text AS "sessionId", s.review_state AS stored, s.reconciliation AS status, e.kind, e.at,
      coalesce(actor.name, e.user_id) AS by, e.cause, coalesce(helper.name, e.assignee) AS assignee, e.due_on AS "dueOn"
    FROM payment_session s
    LEFT JOIN review_event e ON e.shop_id = s.shop_id AND e.session_id = s.id AND e.kind <> 'commented'
      AND NOT EXISTS (
        SELECT 1 FROM review_event later
        WHERE later.shop_id = ${shop.id} AND later.session_id = e.session_id AND later.number > e.number
          AND later.kind <> 'commented'
      )
    LEFT JOIN staff_member actor ON actor.shop_id = e.shop_id AND actor.id::text = e.user_id
    LEFT JOIN staff_member helper ON helper.shop_id = e.shop_id AND helper.id::text = e.assignee
    WHERE s.shop_id = ${shop.id} AND s.id = ANY(${[...sessionIds]}::bigint[]) ORDER BY s.opened_at, s.id`);
  return rows
    .map(({ sessionId, stored, status, kind, at, by, cause, assignee, dueOn }) => ({
      ...{ sessionId, state: reviewStateOf(stored, status), assignee, dueOn },
      last: kind && at && { kind, at: isoUtc(at), by },
      cause: ownCauses.get(cause ?? "") ?? cause,
    }))
    .filter(({ state }) => state !== "none");
}
