import { globSync, readFileSync } from "node:fs";
import sql, { Sql } from "sql-template-tag";
import { beforeAll, describe, expect, it, test } from "vitest";
import { dataOf, type Database, db, type ShopReader, useDatabase } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { EVERY_QUESTION, threeShops } from "#tests/support/every-question.ts";
import { withoutItsShop } from "#tests/support/forgotten-shop.ts";

let database: Database;
let mine: Shop;
let neighbour: Shop;
let empty: Shop;

beforeAll(async () => {
  database = await freshDatabase();
  ({ mine, neighbour, empty } = await threeShops());
});

/** What `work` answers while reports read from what `forShop` gives them. */
async function reading<T>(forShop: Database["forShop"], work: () => Promise<T>): Promise<T> {
  useDatabase({ ...database, forShop });
  try {
    return await work();
  } finally {
    useDatabase(database);
  }
}

describe("every question", () => {
  test.each(EVERY_QUESTION)("$name: asked as the wrong shop, there is nothing", async ({ ask }) => {
    const asTheNeighbour = () => database.forShop(neighbour.id);
    const nothing = await ask(empty);
    expect(await ask(mine)).not.toEqual(nothing);
    expect(await reading(asTheNeighbour, () => ask(mine))).toEqual(nothing);
  });

  test.each(EVERY_QUESTION)("$name: having forgotten its shop, it answers the same", async ({ ask }) => {
    const forgetful: Database["forShop"] = (shopId) => ({
      query: (statement) => database.forShop(shopId).query(withoutItsShop(statement)),
    });
    const unfenced = (): ShopReader => ({ query: (statement) => database.query(withoutItsShop(statement)) });
    const answer = await ask(mine);
    expect(await reading(forgetful, () => ask(mine))).toEqual(answer);
    // Without the fence the neighbour shows, or the statement breaks over its rows.
    const leaked = await reading(unfenced, () => ask(mine)).catch((error: unknown) => error);
    expect(leaked).not.toEqual(answer);
  });

  it("is in the list", async () => {
    const reached = new Set<string>();
    const noting: Database["forShop"] = (shopId) => {
      reached.add(/app\/(?:reports|exports|papers)\/[\w.-]+:\d+/.exec(new Error().stack ?? "")?.[0] ?? "nobody");
      return database.forShop(shopId);
    };
    for (const { ask } of EVERY_QUESTION) await reading(noting, () => ask(mine));
    const places = globSync("app/{reports,exports,papers}/**/*.ts").flatMap((file) => linesWith("dataOf(", file));
    expect([...reached].sort()).toEqual(places.sort());
  });
});

function linesWith(text: string, file: string): string[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => (line.includes(text) ? [`${file}:${index + 1}`] : []));
}

describe("behind the fence", () => {
  it("there are the one shop's rows of every table, and none of a table that opens something", async () => {
    await database.execute(sql`INSERT INTO auth_session (shop_id, id, is_online, sealed)
      VALUES (${mine.id}, 'offline', FALSE, '\\x00')`);
    const refused: string[] = [];
    for (const { table, key } of await tables()) {
      const statement = new Sql([`SELECT DISTINCT ${key} AS shop FROM ${table}`], []);
      const shops = await dataOf(mine)
        .query(statement)
        .catch(({ message }: Error) => {
          expect(message).toBe(`permission denied for table ${table}`);
          refused.push(table);
          return [];
        });
      expect([[], [{ shop: mine.id }]]).toContainEqual(shops);
    }
    expect(refused).toEqual(["auth_session", "download_ticket"]);
    expect(await dataOf(mine).query(sql`SELECT DISTINCT shop_id AS shop FROM payment_session`)).toHaveLength(1);
  });

  it("there is nothing for whoever has not said which shop", async () => {
    const fence = await database.fence();
    if (!fence.isUp) throw new Error("The fence is down.");
    const [, role] = /SET LOCAL ROLE ([^;]+);/.exec(fence.enter(mine.id)) ?? [];
    // On a connection that has said so before, and on one that never has.
    await dataOf(mine).query(sql`SELECT 1 AS one`);
    for (const { table } of (await tables()).filter(({ table }) => !/^(auth_session|download_ticket)$/.test(table))) {
      const rows = await database.transaction(async (tx) => {
        await tx.runScript(`SET LOCAL ROLE ${role}`);
        return tx.query(new Sql([`SELECT * FROM ${table}`], []));
      });
      expect(rows).toEqual([]);
    }
  });

  it("nothing can be written, and a mistake is told as what it is", async () => {
    const reader = dataOf(mine);
    await expect(reader.query(sql`UPDATE location SET name = 'x' RETURNING id`)).rejects.toThrow(
      /read-only transaction|permission denied/,
    );
    await expect(reader.query(sql`SELECT nothing FROM location`)).rejects.toMatchObject({ code: "42703" });
    await expect(reader.query(sql`SELECT ${undefined}::text AS value`)).rejects.toThrow(TypeError);
    expect(await reader.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  it("whoever asks elsewhere is not bound", async () => {
    await Promise.all(Array.from({ length: 20 }, () => dataOf(mine).query(sql`SELECT 1 AS one`)));
    const asked = Array.from({ length: 10 }, () =>
      db().query<{ shops: number }>(sql`SELECT count(DISTINCT shop_id)::int AS shops FROM payment_session`),
    );
    expect(new Set((await Promise.all(asked)).map(([row]) => row?.shops))).toEqual(new Set([3]));
  });

  it("a question inside a transaction is refused instead of waiting for ever", async () => {
    const beside = database.transaction(() => dataOf(mine).query(sql`SELECT 1 AS one`));
    await expect(beside).rejects.toThrow(/use the transaction's own/);
  });
});

function tables(): Promise<{ table: string; key: string }[]> {
  return database.query(sql`
    SELECT c.relname AS table, a.attname AS key FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND a.attname = CASE WHEN c.relname = 'shop' THEN 'id' ELSE 'shop_id' END ORDER BY 1`);
}
