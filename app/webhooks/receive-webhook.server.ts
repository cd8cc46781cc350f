import sql from "sql-template-tag";
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

/**
 * Answers a delivery: 401 to a wrong signature, and `handle` once for each delivery however often it comes, for the
 * note that it was handled is kept in the transaction that handled it. What `handle` answers is the answer's body.
 */
export async function receiveWebhook(
  request: Request,
  handle: (delivery: Delivery, tx: Transaction) => Promise<unknown>,
): Promise<Response> {
  const webhook = await authenticate.webhook(request);
  const shop = await findShop(webhook.shop);
  if (shop === null) return new Response(null, { status: 200 });
  const delivery = { shop, payload: webhook.payload, triggeredAt: readInstant(webhook.triggeredAt) };
  const answer = await db().transaction(async (tx) => {
    const isFirst = await tx.execute(
      sql`INSERT INTO webhook_delivery (shop_id, webhook_id, topic)
          VALUES (${shop.id}::int, ${webhook.webhookId}, ${webhook.topic}) ON CONFLICT DO NOTHING`,
    );
    return isFirst === 0 ? undefined : handle(delivery, tx);
  });
  log.info({ shopId: shop.id, topic: webhook.topic }, "webhook received");
  return answer === undefined ? new Response(null, { status: 200 }) : Response.json(answer);
}

function readInstant(text: string | undefined): Date | null {
  const instant = new Date(text ?? Number.NaN);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
