import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import type { Queryable, Transaction } from "#app/db.server.ts";
import type { Delivery } from "./receive-webhook.server.ts";

/** The body of a customer's request is signed with the same key: sent here, it must not cost a shop its data. */
const customersOwn = z.object({ customer: z.unknown() });

/** shop/redact, 48 h after an uninstall: whatever is kept of the shop goes, and at last the shop itself. */
export async function redactShop({ shop, payload }: Delivery, tx: Transaction): Promise<void> {
  if (customersOwn.safeParse(payload).data?.customer !== undefined) throw new Response(null, { status: 400 });
  // The trails refuse to lose a row, unless the shop itself is being erased.
  await tx.execute(sql`SELECT set_config('till_ledger.erased_shop', ${String(shop.id)}, true)`);
  for (const table of await shopTables(tx)) {
    await tx.execute(sql`DELETE FROM ${raw(`"${table}"`)} WHERE shop_id = ${shop.id}::int`);
  }
  await tx.execute(sql`DELETE FROM shop WHERE id = ${shop.id}::int`);
}

/** The tables that hold rows of shops, from the catalogue: a table added later is not forgotten. */
export async function shopTables(on: Queryable): Promise<string[]> {
  const rows = await on.query<{ table_name: string }>(sql`
    SELECT c.table_name::text
      FROM information_schema.columns c
      JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
     WHERE c.table_schema = current_schema() AND c.column_name = 'shop_id' AND t.table_type = 'BASE TABLE'
     ORDER BY 1`);
  return rows.map((row) => row.table_name);
}

const customerRequest = z.object({
  orders_requested: z.array(z.coerce.bigint()).optional(),
  orders_to_redact: z.array(z.coerce.bigint()).optional(),
});

interface Held {
  holds: "order references";
  activities: { sessionId: string; position: number; orderId: string }[];
}

/**
 * customers/data_request and customers/redact: answers with what is held. That is nothing about a customer, only which
 * order a cash movement belongs to; the reference names nobody once Shopify has redacted the order, and the movement
 * of cash itself is the merchant's.
 */
export async function describeCustomerData({ shop, payload }: Delivery, tx: Transaction): Promise<Held> {
  const { orders_requested, orders_to_redact } = customerRequest.parse(payload);
  const orders = orders_requested ?? orders_to_redact ?? [];
  const activities = await tx.query<Held["activities"][number]>(sql`
    SELECT session_id::text AS "sessionId", position, order_id::text AS "orderId"
      FROM cash_activity
     WHERE shop_id = ${shop.id}::int AND order_id = ANY(${orders}::bigint[])
     ORDER BY session_id, position`);
  return { holds: "order references", activities };
}
