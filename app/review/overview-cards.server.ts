import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** What a person can do with the cards that the overview shows to them alone. */
const ACTS = {
  dismiss_digest: () => sql`dismissed_since = p.previous_seen_at`,
  hide_guide: () => sql`guide = 'hidden'`,
  show_guide: () => sql`guide = 'shown'`,
  skip_permissions: () => done("permissions"),
} as const satisfies Record<string, () => Sql>;

/** Steps of the guide of which nothing else keeps that they were taken. */
type NotedStep = "settings" | "permissions" | "file";

const ask = z.object({ act: z.enum(Object.keys(ACTS) as [keyof typeof ACTS]) });

/** Puts a card of the overview away for one person, or fetches it back. Who they are comes from Shopify's token. */
export async function arrangeCards(
  shop: Shop,
  { form, userId, now }: { form: FormData; userId: string; now: Date },
): Promise<{ isDone: boolean }> {
  const parsed = ask.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { isDone: false };
  await change(shop, userId, ACTS[parsed.data.act](), sql`TRUE`, now);
  return { isDone: true };
}

/** Remembers that a person has taken a step of the guide; writes once. */
export function noteStep(shop: Shop, userId: string, step: NotedStep, now: Date): Promise<void> {
  return change(shop, userId, done(step), sql`NOT ${step}::text = ANY(p.guide_done)`, now);
}

function done(step: NotedStep): Sql {
  return sql`guide_done = array_append(array_remove(p.guide_done, ${step}::text), ${step}::text)`;
}

/** Writes only where `where` holds of the person's row. */
async function change(shop: Shop, userId: string, set: Sql, where: Sql, now: Date): Promise<void> {
  const update = sql`UPDATE person p SET ${set} WHERE p.shop_id = ${shop.id} AND p.user_id = ${userId} AND ${where}`;
  if ((await db().execute(update)) > 0) return;
  // Whoever acts before the page's frame has noted that they are here.
  const added = await db().execute(sql`
    INSERT INTO person (shop_id, user_id, first_seen_at, last_seen_at)
    SELECT ${shop.id}::int, ${userId}::text, ${now}::timestamptz, ${now}::timestamptz
    WHERE NOT EXISTS (SELECT 1 FROM person known WHERE known.shop_id = ${shop.id} AND known.user_id = ${userId})
    ON CONFLICT (shop_id, user_id) DO NOTHING`);
  if (added > 0) await db().execute(update);
}
