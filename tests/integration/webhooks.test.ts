import "#tests/support/app-env.ts";
import sql, { raw } from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { writeToken } from "#app/auth/stored-token.server.ts";
import { db } from "#app/db.server.ts";
import { issueTicket, redeemTicket } from "#app/exports/download-tickets.server.ts";
import { action as uninstalled } from "#app/routes/webhooks.app.uninstalled.tsx";
import { action as scopesUpdate } from "#app/routes/webhooks.app.scopes_update.tsx";
import { action as dataRequest } from "#app/routes/webhooks.customers.data_request.tsx";
import { action as customersRedact } from "#app/routes/webhooks.customers.redact.tsx";
import { action as shopRedact } from "#app/routes/webhooks.shop.redact.tsx";
import { ensureShop, findShop, type Shop } from "#app/shop.server.ts";
import { AccessError, accessTokenFor } from "#app/shopify.server.ts";
import { shopTables } from "#app/webhooks/privacy.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { webhookRequest } from "#tests/support/shopify-requests.ts";

const DOMAIN = "quay.myshopify.com";

type Action = typeof uninstalled;

/** What Remix answers: the response, returned or thrown. */
async function deliver(action: Action, request: Request): Promise<Response> {
  try {
    return await action({ request, params: {}, context: {} });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

async function installedShop(domain = DOMAIN): Promise<Shop> {
  const shop = await ensureShop(domain);
  await writeToken({
    id: `offline_${domain}`,
    shopId: shop.id,
    isOnline: false,
    scope: "read_cash_tracking,read_locations",
    expiresAt: new Date(Date.now() + 3_600_000),
    userId: null,
    accessToken: "shpat_x",
    refreshToken: "shprt_x",
    refreshTokenExpiresAt: null,
  });
  return shop;
}

const queueRun = (shop: Shop) =>
  db().execute(sql`INSERT INTO sync_run (shop_id, kind, state) VALUES (${shop.id}::int, 'backfill', 'running')`);

const runStates = async (shop: Shop) =>
  (await db().query<{ state: string }>(sql`SELECT state FROM sync_run WHERE shop_id = ${shop.id}::int`)).map(
    (run) => run.state,
  );

describe("a webhook", () => {
  it("with a wrong signature is answered with 401 and changes nothing", async () => {
    await freshDatabase();
    await installedShop();
    const request = webhookRequest("app/uninstalled", DOMAIN, {}, { secret: "somebody else's" });
    expect((await deliver(uninstalled, request)).status).toBe(401);
    expect((await findShop(DOMAIN))?.isInstalled).toBe(true);
  });

  it("whose body was changed on its way is answered with 401", async () => {
    await freshDatabase();
    await installedShop();
    const signed = webhookRequest("app/scopes_update", DOMAIN, { current: [] });
    const forged = new Request(signed.url, {
      method: "POST",
      headers: signed.headers,
      body: '{"current":["write_orders"]}',
    });
    expect((await deliver(scopesUpdate, forged)).status).toBe(401);
  });

  it("for a shop that was never here is answered and forgotten", async () => {
    await freshDatabase();
    const answer = await deliver(uninstalled, webhookRequest("app/uninstalled", "never.myshopify.com", {}));
    expect(answer.status).toBe(200);
    expect(await findShop("never.myshopify.com")).toBeNull();
  });

  it("that comes twice is handled once", async () => {
    await freshDatabase();
    const shop = await installedShop();
    const update = (current: string[], id: string) => webhookRequest("app/scopes_update", DOMAIN, { current }, { id });
    await deliver(scopesUpdate, update(["read_cash_tracking"], "delivery-1"));
    await deliver(scopesUpdate, update(["read_cash_tracking", "read_users"], "delivery-2"));
    expect((await deliver(scopesUpdate, update(["read_cash_tracking"], "delivery-1"))).status).toBe(200);
    expect((await findShop(DOMAIN))?.grantedScopes).toEqual(["read_cash_tracking", "read_users"]);
    expect(
      await db().query(sql`SELECT webhook_id FROM webhook_delivery WHERE shop_id = ${shop.id}::int ORDER BY 1`),
    ).toEqual([{ webhook_id: "delivery-1" }, { webhook_id: "delivery-2" }]);
  });

  it("that is overtaken by a later one does not undo it", async () => {
    await freshDatabase();
    await installedShop();
    const update = (current: string[], minutesAgo: number) =>
      webhookRequest(
        "app/scopes_update",
        DOMAIN,
        { current },
        { triggeredAt: new Date(Date.now() - minutesAgo * 60_000) },
      );
    await deliver(scopesUpdate, update(["read_cash_tracking", "read_users"], 1));
    expect((await deliver(scopesUpdate, update(["read_cash_tracking"], 2))).status).toBe(200);
    expect((await findShop(DOMAIN))?.grantedScopes).toEqual(["read_cash_tracking", "read_users"]);
    await deliver(scopesUpdate, update(["read_cash_tracking"], 0));
    expect((await findShop(DOMAIN))?.grantedScopes).toEqual(["read_cash_tracking"]);
  });

  it("that failed is not taken for handled", async () => {
    await freshDatabase();
    await installedShop();
    const broken = webhookRequest("app/scopes_update", DOMAIN, { surprise: true }, { id: "delivery-1" });
    await expect(deliver(scopesUpdate, broken)).rejects.toThrow();
    await deliver(
      scopesUpdate,
      webhookRequest("app/scopes_update", DOMAIN, { current: ["read_users"] }, { id: "delivery-1" }),
    );
    expect((await findShop(DOMAIN))?.grantedScopes).toEqual(["read_users"]);
  });
});

describe("app/uninstalled", () => {
  it("stops the sync and drops the tokens", async () => {
    await freshDatabase();
    const shop = await installedShop();
    await queueRun(shop);
    await deliver(uninstalled, webhookRequest("app/uninstalled", DOMAIN, {}));
    expect((await findShop(DOMAIN))?.isInstalled).toBe(false);
    expect(await runStates(shop)).toEqual(["cancelled"]);
    expect(await db().query(sql`SELECT id FROM auth_session`)).toEqual([]);
    await expect(accessTokenFor(shop)).rejects.toThrow(AccessError);
  });

  it("leaves nothing that opens a door: no token, no ticket", async () => {
    const database = await freshDatabase();
    const shop = await installedShop();
    const other = await installedShop("other.myshopify.com");
    const ticket = { userId: "7", file: "sessions.csv", query: "" } as const;
    const address = await issueTicket(shop, ticket);
    await issueTicket(other, ticket);
    await deliver(uninstalled, webhookRequest("app/uninstalled", DOMAIN, { myshopify_domain: DOMAIN }));
    for (const table of ["auth_session", "download_ticket"]) {
      expect(await database.query(sql`SELECT shop_id FROM ${raw(table)}`), table).toEqual([{ shop_id: other.id }]);
    }
    await installedShop();
    expect(await redeemTicket(address)).toBeNull();
  });

  it("does not touch another shop", async () => {
    await freshDatabase();
    await installedShop();
    const other = await installedShop("other.myshopify.com");
    await queueRun(other);
    await deliver(uninstalled, webhookRequest("app/uninstalled", DOMAIN, {}));
    expect((await findShop(other.domain))?.isInstalled).toBe(true);
    expect(await runStates(other)).toEqual(["running"]);
    expect((await accessTokenFor(other)).accessToken).toBe("shpat_x");
  });

  it("is followed by a new installation, which works", async () => {
    await freshDatabase();
    const before = await installedShop();
    await deliver(uninstalled, webhookRequest("app/uninstalled", DOMAIN, {}));
    const after = await installedShop();
    expect(after).toMatchObject({ id: before.id, isInstalled: true });
    expect((await accessTokenFor(after)).accessToken).toBe("shpat_x");
  });

  it("that comes hours late does not undo the installation made since", async () => {
    await freshDatabase();
    const shop = await installedShop();
    await queueRun(shop);
    const triggeredAt = new Date(Date.now() - 3 * 3_600_000);
    await deliver(uninstalled, webhookRequest("app/uninstalled", DOMAIN, {}, { triggeredAt }));
    expect((await findShop(DOMAIN))?.isInstalled).toBe(true);
    expect(await runStates(shop)).toEqual(["running"]);
  });
});

describe("shop/redact", () => {
  it("leaves no row of the shop in any table, and every row of the others", async () => {
    const database = await freshDatabase();
    const shop = await installedShop();
    const other = await installedShop("other.myshopify.com");
    const tables = await shopTables(database);
    for (const table of tables) {
      for (const { id } of [shop, other]) await fillOneRow(table, id);
    }
    await deliver(shopRedact, webhookRequest("shop/redact", DOMAIN, { shop_domain: DOMAIN }));
    for (const table of tables) {
      const left = await database.query<{ shop_id: number }>(sql`SELECT DISTINCT shop_id FROM ${raw(`"${table}"`)}`);
      expect(left, table).toEqual([{ shop_id: other.id }]);
    }
    expect(await findShop(DOMAIN)).toBeNull();
    expect(await findShop(other.domain)).not.toBeNull();
  });

  it("knows every table of the schema but the shop's own", async () => {
    const database = await freshDatabase();
    const rows = await database.query<{ name: string }>(
      sql`SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'`,
    );
    const all = rows.map((row) => row.name).sort();
    expect([...(await shopTables(database)), "shop"].sort()).toEqual(all);
  });
});

describe("customers/data_request and customers/redact", () => {
  it("answer with what is held: which cash movements refer to the orders asked about", async () => {
    const database = await freshDatabase();
    const shop = await installedShop();
    await database.execute(sql`
      INSERT INTO cash_activity (shop_id, session_id, position, occurred_at, kind, type, currency, cash, order_id)
      VALUES (${shop.id}::int, 7, 1, now(), 'transaction', 'SALE', 'USD', 1000, 299938),
             (${shop.id}::int, 7, 2, now(), 'transaction', 'SALE', 'USD', 1000, 1)`);
    const held = { holds: "order references", activities: [{ sessionId: "7", position: 1, orderId: "299938" }] };
    const asked = { customer: { id: 191167 }, orders_requested: [299938, 280263] };
    expect(await (await deliver(dataRequest, webhookRequest("customers/data_request", DOMAIN, asked))).json()).toEqual(
      held,
    );
    const redact = { customer: { id: 191167 }, orders_to_redact: [299938] };
    expect(await (await deliver(customersRedact, webhookRequest("customers/redact", DOMAIN, redact))).json()).toEqual(
      held,
    );
  });
});

/** A row in any table, from the catalogue: a value of its type for each column that must have one. */
async function fillOneRow(table: string, shopId: number): Promise<void> {
  const columns = await db().query<{ name: string; type: string }>(sql`
    SELECT column_name::text AS name, udt_name::text AS type FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = ${table} AND column_default IS NULL AND column_name <> 'shop_id'
       AND (is_nullable = 'NO' OR column_name = ANY(${WANTED_BY_CHECKS}::text[]))`);
  const names = ["shop_id", ...columns.map((column) => column.name)].map((name) => `"${name}"`).join(", ");
  const values = [String(shopId), ...columns.map((column) => valueFor(table, column))].join(", ");
  await db().execute(
    sql`INSERT INTO ${raw(`"${table}"`)} (${raw(names)}) VALUES (${raw(values)}) ON CONFLICT DO NOTHING`,
  );
}

// Null in rows of another kind alone.
const WANTED_BY_CHECKS = ["adjustments", "total_sales", "total_refunds", "net_sales"];

// The columns whose values a CHECK narrows down; a new one fails here, and wants a value.
const NAMED: Record<string, string> = {
  currency: "'USD'",
  reconciliation: "'balanced'",
  "cash_activity.kind": "'count'",
  "sync_run.kind": "'poll'",
  "alert.kind": "'discrepancy'",
  "alert.state": "'quiet'",
  state: "'done'",
  outcome: "'equal'",
  "export_download.outcome": "'complete'",
  "exception_dismissal.act": "'restored'",
  "saved_view.list": "'sessions'",
  window_from: "'2026-01-01'",
  "review_event.kind": "'restated'",
  abs_discrepancy: "0",
  total_discrepancy: "0",
};

function valueFor(table: string, { name, type }: { name: string; type: string }): string {
  const byType: Record<string, string> = {
    text: "'x'",
    int4: "1",
    int8: "1",
    bool: "false",
    bytea: "'\\x00'",
    jsonb: "'{}'",
    timestamptz: "now()",
    date: "current_date",
  };
  return NAMED[`${table}.${name}`] ?? NAMED[name] ?? byType[type] ?? `NULL /* no value for ${type} */`;
}
