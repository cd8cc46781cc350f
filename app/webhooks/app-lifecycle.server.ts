import sql from "sql-template-tag";
import { z } from "zod";
import { expireTokens } from "#app/auth/stored-token.server.ts";
import type { Transaction } from "#app/db.server.ts";
import { setGrantedScopes } from "#app/shop.server.ts";
import { type Delivery, isOvertaken } from "./receive-webhook.server.ts";

/** Shopify's clock and ours may differ by this much. */
const CLOCK_SKEW_S = 10;

/** app/uninstalled: nothing is synced any more, and the tokens are gone. The data waits for shop/redact. */
export async function uninstall({ shop, triggeredAt }: Delivery, tx: Transaction): Promise<void> {
  // A delivery may be hours late: a token given after the uninstall says that the shop has come back since.
  const [newer] = await tx.query(sql`
    SELECT 1 AS found FROM auth_session
     WHERE shop_id = ${shop.id}::int
       AND updated_at > ${triggeredAt}::timestamptz + make_interval(secs => ${CLOCK_SKEW_S}::int)`);
  if (newer !== undefined) return;
  await tx.execute(sql`UPDATE shop SET uninstalled_at = now() WHERE id = ${shop.id}::int`);
  await tx.execute(sql`DELETE FROM auth_session WHERE shop_id = ${shop.id}::int`);
  await tx.execute(sql`DELETE FROM download_ticket WHERE shop_id = ${shop.id}::int`);
  await tx.execute(
    sql`UPDATE sync_run SET state = 'cancelled', finished_at = now(), lease_until = NULL
         WHERE shop_id = ${shop.id}::int AND state IN ('queued', 'running', 'waiting')`,
  );
  // Copies that nobody can fetch any more; what they were made of waits for shop/redact.
  await tx.execute(
    sql`UPDATE export_job SET state = CASE state WHEN 'done' THEN 'expired' ELSE 'cancelled' END, lease_until = NULL
         WHERE shop_id = ${shop.id}::int AND state IN ('queued', 'running', 'done')`,
  );
  await tx.execute(sql`DELETE FROM export_chunk WHERE shop_id = ${shop.id}::int`);
}

/** As Shopify's library writes it. */
const SCOPES_TOPIC = "APP_SCOPES_UPDATE";
const scopesUpdate = z.object({ current: z.array(z.string()) });

/** app/scopes_update: keeps what the merchant now grants; the token in hand is renewed, so that it can do it. */
export async function updateScopes(delivery: Delivery, tx: Transaction): Promise<void> {
  const { shop, payload } = delivery;
  const { current } = scopesUpdate.parse(payload);
  if (await isOvertaken(tx, delivery, SCOPES_TOPIC)) return;
  await setGrantedScopes(shop, current, tx);
  await expireTokens(shop.id, tx);
}
