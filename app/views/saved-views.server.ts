import sql from "sql-template-tag";
import { db, type Queryable } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { parseView, type ViewAsk } from "./view-form.ts";
import { MOST_SHARED, MOST_VIEWS, type ViewTrouble } from "./view-limits.ts";

/** What became of a form; `goTo` is the address to show now, where it is another one. */
export type ViewOutcome =
  | { outcome: "saved"; goTo: string | null }
  | { outcome: "refused"; trouble: ViewTrouble }
  /** Gone, or somebody else's: nobody is told which. */
  | { outcome: "unknown" };

/** The status to answer an outcome with. */
export const VIEW_STATUS = { saved: 200, refused: 422, unknown: 404 } as const;

/**
 * Keeps, changes or deletes a view of the person whose id token it is, or stops sharing somebody else's: whose maker has left would
 * otherwise stand in everybody's tabs for ever, and no token says who owns the shop. The maker keeps it and is told. Null: no form of
 * ours sends this.
 */
export async function changeView(
  shop: Pick<Shop, "id">,
  { form, userId, now }: { form: FormData; userId: string; now: Date },
): Promise<ViewOutcome | null> {
  const parsed = parseView(form);
  if (parsed === null) return null;
  if ("trouble" in parsed) return { outcome: "refused", trouble: parsed.trouble };
  const { ask } = parsed;
  return db().transaction(async (tx) => {
    // One after the other, or two forms at once would pass the limits together.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(${LOCK_SPACE}::int, ${shop.id}::int)`);
    const trouble = await troubleWith(tx, shop, ask, userId);
    if (trouble !== null) return { outcome: "refused", trouble };
    const id = await write(tx, shop, ask, { userId, now });
    if (id === null) return { outcome: "unknown" };
    const list = `/app/${ask.list}`;
    if (ask.act === "save_as") return { outcome: "saved", goTo: `${list}?${ask.query}&view=${id}` };
    return { outcome: "saved", goTo: ask.act === "delete" || ask.act === "unshare" ? list : null };
  });
}

// "view" as a number: a space of advisory locks of our own.
const LOCK_SPACE = 0x76696577;

async function troubleWith(
  tx: Queryable,
  shop: Pick<Shop, "id">,
  ask: ViewAsk,
  userId: string,
): Promise<ViewTrouble | null> {
  if (ask.act !== "save_as" && ask.act !== "rename") return null;
  const own = ask.act === "rename" ? ask.id : "0";
  const [found] = await tx.query<{ mine: number; shared: number; isTaken: boolean }>(sql`
    SELECT (count(*) FILTER (WHERE v.user_id = ${userId}))::int AS mine,
      (count(*) FILTER (WHERE v.is_shared))::int AS shared,
      coalesce(bool_or(v.user_id = ${userId} AND lower(v.name) = lower(${ask.name})), FALSE) AS "isTaken"
    FROM saved_view v WHERE v.shop_id = ${shop.id}::int AND v.list = ${ask.list} AND v.id <> ${own}::bigint`);
  const { mine = 0, shared = 0, isTaken = false } = found ?? {};
  if (isTaken) return "name_taken";
  if (mine >= MOST_VIEWS) return "too_many";
  return ask.isShared && shared >= MOST_SHARED ? "too_many_shared" : null;
}

/** Writes what was asked for; answers the view's id, or null where the person has no such view. */
async function write(
  tx: Queryable,
  shop: Pick<Shop, "id">,
  ask: ViewAsk,
  { userId, now }: { userId: string; now: Date },
): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(statement());
  return row?.id ?? null;

  function statement() {
    if (ask.act === "save_as") {
      return sql`INSERT INTO saved_view (shop_id, list, user_id, name, query, is_shared, changed_at)
        VALUES (${shop.id}::int, ${ask.list}, ${userId}, ${ask.name}, ${ask.query}, ${ask.isShared}, ${now}::timestamptz)
        RETURNING id::text`;
    }
    const mine = sql`v.shop_id = ${shop.id}::int AND v.id = ${ask.id}::bigint AND v.list = ${ask.list}
      AND v.user_id = ${userId}`;
    if (ask.act === "delete") return sql`DELETE FROM saved_view v WHERE ${mine} RETURNING v.id::text`;
    if (ask.act === "unshare") {
      return sql`UPDATE saved_view v SET is_shared = FALSE, unshared_by = ${userId}, unshared_at = ${now}::timestamptz
        WHERE v.shop_id = ${shop.id}::int AND v.id = ${ask.id}::bigint AND v.list = ${ask.list} AND v.is_shared
          AND v.user_id <> ${userId} RETURNING v.id::text`;
    }
    const change =
      ask.act === "save"
        ? sql`query = ${ask.query}`
        : sql`name = ${ask.name}, is_shared = ${ask.isShared}::boolean,
            unshared_by = CASE WHEN NOT ${ask.isShared}::boolean THEN v.unshared_by END,
            unshared_at = CASE WHEN NOT ${ask.isShared}::boolean THEN v.unshared_at END`;
    return sql`UPDATE saved_view v SET ${change}, changed_at = ${now}::timestamptz WHERE ${mine} RETURNING v.id::text`;
  }
}
