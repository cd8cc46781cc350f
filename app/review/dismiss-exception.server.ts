import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

const target = {
  kind: z.string().regex(/^[a-z_]{1,40}$/),
  // A session or drawer from before March 2026 has a number below zero.
  subject: z.string().regex(/^((session|drawer) -?|person )[1-9]\d{0,18}$/),
  evidence: z.string().max(200),
};

/** What a form may ask for: who asks comes from Shopify's token, never from a form. */
const ask = z.discriminatedUnion("act", [
  z.object({ act: z.literal("dismissed"), ...target, reason: z.string().trim().min(3).max(500) }),
  z.object({ act: z.literal("restored"), ...target }),
]);

export type DismissalAsk = z.infer<typeof ask>;
export type DismissalAnswer = { outcome: "done"; asked: DismissalAsk } | { outcome: "no_reason" | "unknown" };

/**
 * Adds to the trail that a person dismissed an exception with a reason, or took that back. Nothing is changed or deleted:
 * the last row of an exception counts.
 */
export async function dismissException(
  shop: Pick<Shop, "id">,
  { form, userId, now }: { form: FormData; userId: string; now: Date },
): Promise<DismissalAnswer> {
  const parsed = ask.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const isReason = parsed.error.issues.every(({ path }) => path[0] === "reason");
    return { outcome: isReason ? "no_reason" : "unknown" };
  }
  const asked = parsed.data;
  const [type = "", id = ""] = asked.subject.split(" ");
  if (BigInt(id) > LARGEST_ID || BigInt(id) < -LARGEST_ID) return { outcome: "unknown" };
  const written = await db().execute(sql`
    INSERT INTO exception_dismissal (shop_id, kind, subject, evidence, act, reason, user_id, at)
    SELECT ${shop.id}::int, ${asked.kind}, ${asked.subject}, ${asked.evidence}, ${asked.act},
      ${asked.act === "dismissed" ? asked.reason : null}::text, ${userId}, ${now}::timestamptz
    WHERE ${isOfShop(shop, type, id)}`);
  return written === 0 ? { outcome: "unknown" } : { outcome: "done", asked };
}

const LARGEST_ID = 2n ** 63n - 1n;

function isOfShop(shop: Pick<Shop, "id">, type: string, id: string): Sql {
  if (type === "session")
    return sql`EXISTS (SELECT FROM payment_session WHERE shop_id = ${shop.id}::int AND id = ${id}::bigint)`;
  if (type === "drawer")
    return sql`EXISTS (SELECT FROM cash_drawer WHERE shop_id = ${shop.id}::int AND id = ${id}::bigint)`;
  return sql`EXISTS (SELECT FROM session_person WHERE shop_id = ${shop.id}::int AND staff_id = ${id}::bigint)`;
}
