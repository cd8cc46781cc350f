import sql from "sql-template-tag";
import { beforeAll, describe, expect, it, test } from "vitest";
import type { Database } from "#app/db.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { REFERENCE_TABLES, unheldTables } from "#tests/support/shards.ts";

let database: Database;

beforeAll(async () => {
  database = await freshDatabase();
});

describe("the schema", () => {
  it("gives every table its shop, of one type, and a key that begins with it", async () => {
    const columns = await database.query<{ table: string; type: string; isNeeded: boolean; key: string }>(sql`
      SELECT c.relname AS table, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "isNeeded",
        (SELECT pg_get_indexdef(i.indexrelid, 1, TRUE) FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) AS key
      FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop_id' AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND ${isSpread}`);
    expect(columns.length).toBeGreaterThan(10);
    for (const column of columns) {
      expect(column).toEqual({ table: column.table, type: "integer", isNeeded: true, key: "shop_id" });
    }
  });

  it("begins every index with the shop, those that keep rows apart above all", async () => {
    const indexes = await database.query<{ index: string; first: string }>(sql`
      SELECT i.indexrelid::regclass::text AS index, pg_get_indexdef(i.indexrelid, 1, TRUE) AS first
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      WHERE c.relnamespace = 'public'::regnamespace AND ${isSpread}`);
    expect(indexes.length).toBeGreaterThan(20);
    expect(indexes.filter(({ first }) => first !== "shop_id")).toEqual([]);
  });

  it("has no foreign key and no rule, and no trigger that would lead from one shop's rows to another's", async () => {
    const links = await database.query(sql`
      SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'x')
      UNION ALL SELECT rulename FROM pg_rules WHERE schemaname = 'public'
      UNION ALL SELECT viewname FROM pg_views WHERE schemaname = 'public'`);
    expect(links).toEqual([]);
    const triggers = await database.query<{ name: string }>(
      sql`SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`,
    );
    expect(triggers.map(({ name }) => name)).toEqual(Object.keys(TRIGGERS).sort());
  });

  it("draws numbers where a row is written, and nowhere needs them to be one series", async () => {
    const sequences = await database.query<{ name: string }>(
      sql`SELECT relname AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(sequences.map(({ name }) => name)).toEqual(Object.keys(SEQUENCES));
  });

  it("keeps whole on every node only what is listed with its reason", async () => {
    const tables = await database.query<{ name: string }>(
      sql`SELECT relname AS name FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
          AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'shop_id') ORDER BY 1`,
    );
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(REFERENCE_TABLES).sort());
  });
});

const isSpread = sql`c.relname <> ALL (${Object.keys(REFERENCE_TABLES)}::text[])`;

/** Each with why it stays on the node of the row that it is about. */
const TRIGGERS = {
  payment_session_restated_review: "writes to the session's own trail, and to the session",
  review_event_append_only: "refuses, and touches nothing",
  review_event_no_truncate: "refuses, and touches nothing",
};

/** Each with why it does no harm on several nodes. */
const SEQUENCES = {
  exception_dismissal_id_seq: "as sync_run's: a row of the trail is its shop's and its number's together",
  export_download_id_seq: "as sync_run's",
  export_job_id_seq: "as sync_run's",
  saved_view_id_seq: "as sync_run's: a view is its shop's and its number's together",
  shop_id_seq: "of a table that is written in one place",
  sync_run_id_seq: "a run is its shop's and its number's together; the numbers of one shop are drawn on one node",
};

describe("a statement", () => {
  test.each([
    "SELECT * FROM location WHERE shop_id = $1",
    "SELECT * FROM location l WHERE $1 = l.shop_id AND (l.id = 1 OR l.id = 2)",
    "SELECT * FROM location l JOIN cash_drawer d ON d.shop_id = l.shop_id AND d.location_id = l.id WHERE d.shop_id = $1::int",
    "SELECT * FROM cash_drawer d LEFT JOIN location l ON l.shop_id = d.shop_id AND l.id = d.location_id WHERE d.shop_id = $1",
    "SELECT * FROM cash_drawer JOIN location USING (shop_id) WHERE location.shop_id = 3",
    "SELECT * FROM location l WHERE (l.shop_id, l.id) = ($1, $2)",
    "SELECT * FROM location l WHERE l.shop_id = $1 AND EXISTS (SELECT FROM cash_drawer d WHERE d.shop_id = l.shop_id)",
    "SELECT * FROM location l, LATERAL (SELECT * FROM cash_drawer d WHERE d.shop_id = l.shop_id LIMIT 1) x WHERE l.shop_id = $1",
    "WITH page AS (SELECT id FROM location WHERE shop_id = $1) SELECT * FROM page JOIN cash_drawer d ON d.shop_id = $1",
    "SELECT 1 FROM location WHERE shop_id = $1 UNION ALL SELECT 2 FROM cash_drawer WHERE shop_id = $1",
    "SELECT * FROM shop WHERE domain = $1",
    "SELECT * FROM shop JOIN sync_state s ON s.shop_id = shop.id WHERE shop.id = $1",
    "INSERT INTO location (shop_id, id) VALUES ($1, $2), ($1, $3)",
    "INSERT INTO location (shop_id, id) SELECT $1::int, given.id FROM unnest($2::bigint[]) AS given (id)",
    "INSERT INTO location (shop_id, id) SELECT shop_id, id FROM cash_drawer WHERE shop_id = $1",
    "UPDATE location mine SET name = given.name FROM unnest($2::text[]) AS given (name) WHERE mine.shop_id = $1",
    "DELETE FROM location WHERE shop_id = $1",
    "ANALYZE location",
  ])("that is one shop's: %s", (statement) => {
    expect(unheldTables(statement)).toEqual([]);
  });

  test.each([
    ["SELECT * FROM location", ["location"]],
    ["SELECT * FROM location WHERE shop_id = $1 OR id = $2", ["location"]],
    ["SELECT * FROM location WHERE shop_id <> $1", ["location"]],
    ["SELECT * FROM location l JOIN cash_drawer d ON d.location_id = l.id WHERE l.shop_id = $1", ["cash_drawer"]],
    ["SELECT * FROM location l JOIN cash_drawer d ON d.shop_id = l.shop_id", ["location", "cash_drawer"]],
    ["SELECT * FROM location l LEFT JOIN cash_drawer d ON l.shop_id = $1 AND d.shop_id = $1", ["location"]],
    [
      "SELECT * FROM location l WHERE l.shop_id = $1 AND l.id IN (SELECT location_id FROM cash_drawer)",
      ["cash_drawer"],
    ],
    ["SELECT * FROM location l WHERE l.shop_id = (SELECT $1)", ["location"]],
    ["WITH page AS (SELECT * FROM location) SELECT * FROM page WHERE page.shop_id = $1", ["location"]],
    [
      "SELECT * FROM location l JOIN (SELECT shop_id, id FROM location WHERE shop_id = $1 LIMIT 5) page ON page.shop_id = l.shop_id",
      ["location"],
    ],
    ["SELECT * FROM shop JOIN sync_state s ON s.shop_id = shop.id", ["sync_state"]],
    ["SELECT 1 FROM location WHERE shop_id = $1 UNION ALL SELECT 2 FROM cash_drawer", ["cash_drawer"]],
    ["INSERT INTO location (id) VALUES ($1)", ["location"]],
    ["INSERT INTO location (shop_id, id) SELECT given.shop, 1 FROM unnest($1::int[]) AS given (shop)", ["location"]],
    ["INSERT INTO location (shop_id, id) SELECT shop_id, id FROM cash_drawer", ["cash_drawer", "location"]],
    ["UPDATE location SET name = 'x' WHERE id = $1", ["location"]],
    ["UPDATE location SET shop_id = $2 WHERE shop_id = $1", ["location"]],
    ["DELETE FROM location USING cash_drawer d WHERE location.shop_id = $1", ["cash_drawer"]],
  ])("that leaves a table to any shop: %s", (statement, tables) => {
    expect(unheldTables(statement).map((problem) => problem.split(" ")[0])).toEqual(tables);
  });
});
