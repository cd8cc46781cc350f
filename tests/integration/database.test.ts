import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { ensureShop, findShop, setGrantedScopes, shopById } from "#app/shop.server.ts";
import { freshDatabase, SERVER_URL } from "#tests/support/database.ts";

const BEYOND_DOUBLES = 9_007_199_254_740_993n;

describe("the database", () => {
  it("answers rows of the same types whatever the engine", async () => {
    const database = await freshDatabase();
    const rows = await database.query(sql`
      SELECT ${BEYOND_DOUBLES}::int8 AS whole, 7::int4 AS small, 1.50::numeric AS exact, '2026-11-22'::date AS day,
             '2026-11-22 18:04:05.123+00'::timestamptz AS instant, true AS flag, NULL::int8 AS nothing,
             ARRAY['a', NULL, 'b,"c\\']::text[] AS texts, ARRAY[1, NULL, 2]::bigint[] AS wholes,
             '\\x00ff'::bytea AS bytes, '{"a": 1}'::jsonb AS json, sum(x)::int8 AS total, count(*)::int AS rows
        FROM (VALUES (1::int8), (2)) AS t(x)`);
    expect(rows).toEqual([
      {
        whole: BEYOND_DOUBLES,
        small: 7,
        exact: "1.50",
        day: "2026-11-22",
        instant: new Date("2026-11-22T18:04:05.123Z"),
        flag: true,
        nothing: null,
        texts: ["a", null, 'b,"c\\'],
        wholes: [1n, null, 2n],
        bytes: expect.toSatisfy((bytes: Uint8Array) => Buffer.from(bytes).toString("hex") === "00ff"),
        json: { a: 1 },
        total: 3n,
        rows: 2,
      },
    ]);
  });

  it("takes columns as arrays, with unknown values among them", async () => {
    const database = await freshDatabase();
    const rows = await database.query(sql`
      SELECT * FROM unnest(${[1n, null, BEYOND_DOUBLES]}::bigint[], ${["1", null, String(BEYOND_DOUBLES)]}::bigint[],
        ${["plain", 'quoted "," \\ {x}', null]}::text[], ${[true, false, null]}::boolean[],
        ${[new Date("2026-03-29T00:30:00.001Z"), null, null]}::timestamptz[], ${["2026-11-22", null, null]}::date[]
      ) AS t(a, b, c, d, e, f)`);
    expect(rows).toEqual([
      { a: 1n, b: 1n, c: "plain", d: true, e: new Date("2026-03-29T00:30:00.001Z"), f: "2026-11-22" },
      { a: null, b: null, c: 'quoted "," \\ {x}', d: false, e: null, f: null },
      { a: BEYOND_DOUBLES, b: BEYOND_DOUBLES, c: null, d: null, e: null, f: null },
    ]);
    const found = await database.query(sql`SELECT 1 AS hit WHERE 5::int8 = ANY(${[4n, 5n]}::bigint[])`);
    expect(found).toHaveLength(1);
    const none = await database.query(sql`SELECT 1 AS hit WHERE 5::int8 = ANY(${[]}::bigint[])`);
    expect(none).toHaveLength(0);
  });

  it("keeps an empty text, a line break and the word NULL apart from nothing", async () => {
    const database = await freshDatabase();
    const rows = await database.query(sql`SELECT ${["", "a\nb", "NULL", null]}::text[] AS texts, ${""}::text AS one`);
    expect(rows).toEqual([{ texts: ["", "a\nb", "NULL", null], one: "" }]);
  });

  it("counts the rows that a statement touched", async () => {
    const database = await freshDatabase();
    expect(await database.execute(sql`INSERT INTO shop (domain) VALUES ('a.myshopify.com'), ('b.myshopify.com')`)).toBe(
      2,
    );
    expect(await database.execute(sql`UPDATE shop SET name = 'x' WHERE domain = 'none'`)).toBe(0);
    expect(await database.execute(sql`DELETE FROM shop`)).toBe(2);
  });

  it("undoes a transaction that fails, and passes its error on", async () => {
    const database = await freshDatabase();
    const failure = new Error("on purpose");
    const work = database.transaction(async (tx) => {
      await tx.execute(sql`INSERT INTO shop (domain) VALUES ('gone.myshopify.com')`);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await findShop("gone.myshopify.com")).toBeNull();
  });

  it("does not let a transaction end well in which a statement failed, caught or not", async () => {
    const database = await freshDatabase();
    const work = database.transaction(async (tx) => {
      await tx.execute(sql`INSERT INTO shop (domain) VALUES ('gone.myshopify.com')`);
      await tx.execute(sql`INSERT INTO shop (domain) VALUES ('gone.myshopify.com')`).catch(() => 0);
      return "stored";
    });
    await expect(work).rejects.toMatchObject({ message: expect.stringContaining("went on"), cause: { code: "23505" } });
    expect(await findShop("gone.myshopify.com")).toBeNull();
  });

  it("refuses a query beside an open transaction instead of waiting for ever", async () => {
    const database = await freshDatabase();
    await expect(database.transaction(async () => db().query(sql`SELECT 1 AS one`))).rejects.toThrow(
      /use the transaction's own/,
    );
    expect(await database.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  if (SERVER_URL !== null) {
    it("ends the transaction of a process that froze in it, whose locks others wait for, and compiles nothing", async () => {
      const database = await freshDatabase();
      const [settings] = await database.query(sql`
        SELECT current_setting('idle_in_transaction_session_timeout') AS limit, current_setting('jit') AS jit`);
      expect(settings).toEqual({ limit: "1min", jit: "off" });
    });
  }

  it("refuses an undefined parameter", async () => {
    const database = await freshDatabase();
    await expect(database.query(sql`SELECT ${undefined}::text AS value`)).rejects.toThrow(TypeError);
  });

  it("serves Prisma on the same connection, with the same values", async () => {
    const database = await freshDatabase();
    const shop = await ensureShop("prisma.myshopify.com");
    const fetchedAt = new Date("2026-10-25T00:30:00.250Z");
    await database.prisma.location.create({ data: { shopId: shop.id, id: BEYOND_DOUBLES, name: "Quay", fetchedAt } });
    expect(await database.query(sql`SELECT id, name, fetched_at FROM location`)).toEqual([
      { id: BEYOND_DOUBLES, name: "Quay", fetched_at: fetchedAt },
    ]);
    await expect(database.prisma.location.findFirstOrThrow()).resolves.toMatchObject({ id: BEYOND_DOUBLES, fetchedAt });
  });
});

describe("a shop", () => {
  it("is made on its first visit and found again", async () => {
    await freshDatabase();
    const shop = await ensureShop("quay.myshopify.com");
    expect(shop).toMatchObject({ domain: "quay.myshopify.com", timeZone: "UTC", grantedScopes: [], isInstalled: true });
    expect(await ensureShop("quay.myshopify.com")).toEqual(shop);
    expect(await shopById(shop.id)).toEqual(shop);
    expect(await findShop("other.myshopify.com")).toBeNull();
  });

  it("keeps the scopes it granted", async () => {
    await freshDatabase();
    const shop = await ensureShop("quay.myshopify.com");
    await setGrantedScopes(shop, ["read_cash_tracking"]);
    expect((await shopById(shop.id))?.grantedScopes).toEqual(["read_cash_tracking"]);
  });

  it("is one, however many requests meet it first", async () => {
    await freshDatabase();
    const shops = await Promise.all(Array.from({ length: 5 }, () => ensureShop("rush.myshopify.com")));
    expect(new Set(shops.map((shop) => shop.id)).size).toBe(1);
  });
});
