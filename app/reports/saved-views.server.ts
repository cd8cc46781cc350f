import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { PersonRow } from "./people.server.ts";
import { type ViewedList, viewQuery } from "./view-query.ts";

/** A list's filters and order under a name. */
export interface SavedView {
  id: string;
  name: string;
  /** As the list writes its own query. */
  query: string;
  isShared: boolean;
  isMine: boolean;
  /** Who made it, and alone may change it. */
  maker: PersonRow;
  /** Who else took it from the shop's tabs, and when. */
  unshared: { by: PersonRow; at: string } | null;
}

interface ViewRecord extends Omit<SavedView, "isMine" | "maker" | "unshared"> {
  makerId: string;
  makerName: string | null;
  unsharedBy: string | null;
  unsharedName: string | null;
  unsharedAt: Date | null;
}

/** The views of a list that a person sees: their own, then those that others share, each by name. */
export async function listViews(shop: Shop, list: ViewedList, userId: string): Promise<SavedView[]> {
  const views = await dataOf(shop).query<ViewRecord>(sql`
    SELECT v.id::text AS id, v.name, v.query, v.is_shared AS "isShared", v.user_id AS "makerId", m.name AS "makerName",
      v.unshared_by AS "unsharedBy", u.name AS "unsharedName", v.unshared_at AS "unsharedAt"
    FROM saved_view v LEFT JOIN staff_member m ON m.shop_id = v.shop_id AND m.id::text = v.user_id
    LEFT JOIN staff_member u ON u.shop_id = v.shop_id AND u.id::text = v.unshared_by
    WHERE v.shop_id = ${shop.id} AND v.list = ${list} AND (v.user_id = ${userId} OR v.is_shared)
    ORDER BY v.user_id <> ${userId}, lower(v.name), v.id`);
  return views.map(({ makerId, makerName, unsharedBy, unsharedName, unsharedAt, query, ...view }) => ({
    ...view,
    // Written anew: what another release wrote is to be told from the page's own only where it differs.
    query: viewQuery(list, new URLSearchParams(query)),
    isMine: makerId === userId,
    maker: { id: makerId, name: makerName },
    unshared:
      unsharedBy === null || unsharedAt === null
        ? null
        : { by: { id: unsharedBy, name: unsharedName }, at: isoUtc(unsharedAt) },
  }));
}
