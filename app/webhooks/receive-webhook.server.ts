import sql from "sql-template-tag";
import { z } from "zod";
import { db, type Transaction } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { findShop, type Shop } from "#app/shop.server.ts";
import { authenticate } from "#app/shopify.server.ts";

/** A delivery whose signature was right, about a shop that is known here. */
export interface Delivery {
  shop: Shop;
  payload: unknown;
  /** When the thing happened at Shopify; deliveries come late and in any order. */
  triggeredAt: Date | null;
}

/** Shopify repeats a delivery for four hours; the rest is for ordering what happened when. */
const REMEMBERED_DAYS = 30;

/**
 * Answers a delivery: 401 to a wrong signature, and `handle` once for each delivery however often it comes, for the
 * note that it was handled is kept in the transaction that handled it. What `handle` answers is the answer's body.
 */
export async function receiveWebhook(
  request: Request,
  handle: (delivery: Delivery, tx: Transaction) => Promise<unknown>,
): Promise<Response> {
  const webhook = await authenticate.webhook(request);
  if (namesAnotherShop(webhook.payload, webhook.shop)) return new Response(null, { status: 401 });
  const shop = await findShop(webhook.shop);
  if (shop === null) return new Response(null, { status: 200 });
  const delivery = { shop, payload: webhook.payload, triggeredAt: readInstant(webhook.triggeredAt) };
  const answer = await db().transaction(async (tx) => {
    const isFirst = await tx.execute(
      sql`INSERT INTO webhook_delivery (shop_id, webhook_id, topic, triggered_at)
          VALUES (${shop.id}::int, ${webhook.webhookId}, ${webhook.topic}, ${delivery.triggeredAt}::timestamptz)
          ON CONFLICT DO NOTHING`,
    );
    if (isFirst === 0) return undefined;
    await tx.execute(
      sql`DELETE FROM webhook_delivery
           WHERE shop_id = ${shop.id}::int AND received_at < now() - make_interval(days => ${REMEMBERED_DAYS}::int)`,
    );
    return handle(delivery, tx);
  });
  log.info({ shopId: shop.id, topic: webhook.topic }, "webhook received");
  return answer === undefined ? new Response(null, { status: 200 }) : Response.json(answer);
}

/** Answers whoever looks at a webhook's address in a browser: there is nothing to see, and nothing went wrong. */
export function onlyDeliveries(): Response {
  return new Response("This address takes deliveries of webhooks.\n", {
    status: 405,
    headers: { Allow: "POST", "Content-Type": "text/plain; charset=utf-8" },
  });
}

/** Whether a delivery of this topic has come that happened later: this one's news is old. */
export async function isOvertaken(tx: Transaction, { shop, triggeredAt }: Delivery, topic: string): Promise<boolean> {
  const [later] = await tx.query(sql`
    SELECT 1 AS found FROM webhook_delivery
     WHERE shop_id = ${shop.id}::int AND topic = ${topic} AND triggered_at > ${triggeredAt}::timestamptz LIMIT 1`);
  return later !== undefined;
}

const signedShop = z.object({ shop_domain: z.string().optional(), myshopify_domain: z.string().optional() });

/**
 * The signature covers the body alone: whoever came by one could send it on in the name of another shop, under another
 * delivery id. So where the body says whose it is, that has to be the shop that the delivery is said to be from.
 */
function namesAnotherShop(payload: unknown, shop: string): boolean {
  const { shop_domain, myshopify_domain } = signedShop.safeParse(payload).data ?? {};
  return [shop_domain, myshopify_domain].some(
    (named) => named !== undefined && named.toLowerCase() !== shop.toLowerCase(),
  );
}

function readInstant(text: string | undefined): Date | null {
  const instant = new Date(text ?? Number.NaN);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
