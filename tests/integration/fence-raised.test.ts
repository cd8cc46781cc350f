import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { dataOf, type Database, raiseFence } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";
import { startOperations } from "#app/operations.server.ts";
import { countActivities } from "#app/reports/sync-status.server.ts";
import { ensureShop } from "#app/shop.server.ts";
import { SERVER_URL } from "#tests/support/database.ts";
import { databaseOfUser } from "#tests/support/database-user.ts";

/** What a process told of the fence while it started on a database. */
async function startOn(database: Database) {
  const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
  try {
    await applyMigrations(database);
    return warn.mock.calls.map(([fields]) => fields as unknown as { asAdministrator: string[] });
  } finally {
    warn.mockRestore();
  }
}

async function gauge(): Promise<string | undefined> {
  const { origin, stop } = await startOperations({ port: 0, host: "127.0.0.1" });
  onTestFinished(stop);
  return /^till_ledger_tenant_fence .*$/m.exec(await (await fetch(`${origin}/metrics`)).text())?.[0];
}

const FORGETFUL = sql`SELECT id FROM shop`;

test("a database user who may not make roles works without the fence, and an administrator can bring it", async () => {
  const own = await databaseOfUser("");
  const [warning, ...more] = await startOn(await own.open());
  expect(more).toEqual([]);
  expect(warning?.asAdministrator).toEqual([
    expect.stringMatching(/^CREATE ROLE till_ledger_tenant_till_user_\w+ NOLOGIN$/),
    expect.stringMatching(/^GRANT till_ledger_tenant_till_user_\w+ TO till_user_\w+( WITH INHERIT FALSE, SET TRUE)?$/),
  ]);
  const [shop] = [await ensureShop("a.myshopify.com"), await ensureShop("b.myshopify.com")];
  expect(await countActivities(shop)).toBe(0);
  expect(await dataOf(shop).query(FORGETFUL)).toHaveLength(2);
  expect(await gauge()).toBe("till_ledger_tenant_fence 0");

  await own.asAdministrator(warning?.asAdministrator ?? []);
  expect(await startOn(await own.open())).toEqual([]);
  // A process that began without keeps reading without.
  if (SERVER_URL === null) return;
  expect(await dataOf(shop).query(FORGETFUL)).toEqual([{ id: shop.id }]);
  expect(await gauge()).toBe("till_ledger_tenant_fence 1");
});

test("a database user who may make roles raises the fence by itself, around what comes later too, and tells a role that is not bound", async () => {
  const own = await databaseOfUser("CREATEROLE");
  const database = await own.open();
  expect(await startOn(database)).toEqual([]);
  const scripts: string[] = [];
  const noting: Pick<Database, "transaction"> = {
    transaction: (work) =>
      database.transaction((tx) => work({ ...tx, runScript: async (script) => void scripts.push(script) })),
  };
  await raiseFence(noting, async () => {});
  expect(scripts).toEqual([]);

  const [shop] = [await ensureShop("a.myshopify.com"), await ensureShop("b.myshopify.com")];
  expect(await dataOf(shop).query(FORGETFUL)).toEqual([{ id: shop.id }]);
  expect(await gauge()).toBe("till_ledger_tenant_fence 1");
  await database.execute(sql`CREATE TABLE novelty (shop_id int, id int, PRIMARY KEY (shop_id, id))`);
  await database.execute(sql`INSERT INTO novelty VALUES (${shop.id}, 1), (${shop.id + 1}, 1)`);
  await raiseFence(database, async () => {});
  expect(await dataOf(shop).query(sql`SELECT shop_id FROM novelty`)).toEqual([{ shop_id: shop.id }]);

  const [role] = await database.query<{ name: string }>(sql`SELECT 'till_ledger_tenant_' || current_user AS name`);
  await own.asAdministrator([`ALTER ROLE ${role?.name} BYPASSRLS`]);
  const [warning] = await startOn(await own.open());
  expect(warning?.asAdministrator).toEqual([`ALTER ROLE ${role?.name} NOSUPERUSER NOBYPASSRLS`]);
});
