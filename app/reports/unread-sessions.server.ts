import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** Sessions that Shopify gave in a form that could not be read. */
export interface UnreadSessions {
  count: number;
  /** The latest by number; no more than a list shows. */
  sessions: UnreadSession[];
}

export interface UnreadSession {
  id: string;
  /** When it was first found to be so, and last tried. */
  since: string;
  triedAt: string;
  /** Whether it is here as it was read before; else it is missing altogether. */
  isMirrored: boolean;
}

const MOST_LISTED = 20;

/** Which sessions are left out, or older than they should be, because they could not be read. */
export async function getUnreadSessions(shop: Shop): Promise<UnreadSessions> {
  const rows = await dataOf(shop).query<{
    id: string;
    since: Date;
    triedAt: Date;
    isMirrored: boolean;
    count: number;
  }>(sql`
    SELECT unread.session_id::text AS id, unread.since, unread.tried_at AS "triedAt",
      session.id IS NOT NULL AS "isMirrored", (count(*) OVER ())::int AS count
    FROM unread_session unread
    LEFT JOIN payment_session session ON session.shop_id = unread.shop_id AND session.id = unread.session_id
    WHERE unread.shop_id = ${shop.id} ORDER BY unread.session_id DESC LIMIT ${MOST_LISTED}`);
  return {
    count: rows[0]?.count ?? 0,
    sessions: rows.map(({ id, since, triedAt, isMirrored }) => ({
      ...{ id, isMirrored },
      since: isoUtc(since),
      triedAt: isoUtc(triedAt),
    })),
  };
}
