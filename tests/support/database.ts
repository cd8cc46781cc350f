import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, onTestFinished } from "vitest";
import { openPGlite } from "#app/database/pglite.server.ts";
import type { Engine } from "#app/database/queryable.ts";
import { openDatabase, useDatabase, type Database } from "#app/db.server.ts";
import { applyMigrations, migrationsFolder } from "#app/migrations.server.ts";
import { isEmptied, shapeOf } from "./emptied-database.ts";
import { watched } from "./watched-statements.ts";

/** The server that the tests run on; null: each database in memory. */
export const SERVER_URL = process.env.DATABASE_URL ?? null;

type Cleanup = () => Promise<void>;

const atEndOfFile: Cleanup[] = [];

afterAll(async () => {
  for (const cleanup of atEndOfFile.splice(0).reverse()) await cleanup();
});

/** Runs `cleanup` when the test that asks is over; asked from beforeAll, when the file is. */
function finallyDo(cleanup: Cleanup): void {
  try {
    onTestFinished(cleanup);
  } catch {
    // Not inside a test.
    atEndOfFile.push(cleanup);
  }
}

/**
 * A migrated database of its own, where the app may send no statement that is not one shop's, made the one that `db()` answers and closed when the test (or the file, from beforeAll) is over: in memory,
 * or a new one on the server that DATABASE_URL names.
 */
export async function freshDatabase(): Promise<Database> {
  const opened = await (SERVER_URL === null ? spareOrNew() : onServer(SERVER_URL));
  const { database, complaints } = await watched(opened);
  finallyDo(async () => {
    await database.close();
    // Collected, because what a statement throws may be handled where it is sent.
    if (complaints.size > 0) throw new Error(`Statements that are not one shop's:\n\n${[...complaints].join("\n\n")}`);
  });
  useDatabase(database);
  return database;
}

/** The address of a new, empty database on the server, dropped when the test is over. */
export async function createServerDatabase(serverUrl: string, template = "template0"): Promise<string> {
  const name = `till_test_${randomBytes(8).toString("hex")}`;
  await administer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  finallyDo(() => administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return withName(serverUrl, name);
}

interface Spare {
  database: Database;
  shape: string;
}

// Kept beside the modules, which every file loads anew: a database is the dearest thing that a file would have to make.
const SPARES = Symbol.for("till-ledger-tests.spares");
const places = globalThis as { [SPARES]?: Spare[] };
const spares = (places[SPARES] ??= []);
/** Few tests have two databases at a time; in memory each takes 200 MB. */
const MOST_SPARES = 2;

/** One that an earlier test of this process had and left empty, or a new one. A copy costs half a second of a core, emptying a tenth. */
async function spareOrNew(): Promise<Database> {
  const spare = spares.pop() ?? (await newSpare());
  let isOver = false;
  const whileMine = <T>(ask: () => Promise<T>): Promise<T> =>
    isOver ? Promise.reject(new Error("PGlite is closed")) : ask();
  const { database } = spare;
  return {
    ...database,
    query: (statement) => whileMine(() => database.query(statement)),
    execute: (statement) => whileMine(() => database.execute(statement)),
    transaction: (work) => whileMine(() => database.transaction(work)),
    forShop: (shopId) => ({ query: (statement) => whileMine(() => database.forShop(shopId).query(statement)) }),
    close: async () => {
      if (isOver) throw new Error("PGlite is closed");
      isOver = true;
      if (spares.length < MOST_SPARES && (await isEmptied(database, spare.shape))) spares.push(spare);
      else await database.close();
    },
  };
}

async function newSpare(): Promise<Spare> {
  const database = await inMemory();
  return { database, shape: await shapeOf(database) };
}

async function onServer(serverUrl: string): Promise<Database> {
  return openDatabase({ url: await createServerDatabase(serverUrl, await templateOn(serverUrl)) });
}

// A migrated database is made once per set of migrations and then copied: a quarter of a second instead of one and a
// half in memory, and no migration at all on a server.
async function inMemory(): Promise<Database> {
  return copyOf(templateName(), async (engine) => void (await applyMigrations(engine)));
}

/** A new database in memory without a table, copied too: PostgreSQL takes a second to lay one out. */
export function emptyInMemory(): Promise<Database> {
  return copyOf("empty", () => Promise.resolve());
}

async function copyOf(name: string, prepare: (engine: Engine) => Promise<void>): Promise<Database> {
  const folder = join("node_modules", ".cache", "till-ledger");
  const file = join(folder, `${name}_${pgliteVersion()}.tar`);
  if (!existsSync(file)) {
    const { engine, client } = await openPGlite({});
    await prepare(engine);
    const snapshot = await client.dumpDataDir("none");
    await engine.close();
    mkdirSync(folder, { recursive: true });
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, new Uint8Array(await snapshot.arrayBuffer()));
    renameSync(mine, file);
  }
  // Read whole: a blob of the file itself cannot be read any more once a test file beside this one has put its own in place.
  return openDatabase({ memory: true, snapshot: new Blob([readFileSync(file)]) });
}

function pgliteVersion(): string {
  const file = join("node_modules", "@electric-sql", "pglite", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

async function templateOn(serverUrl: string): Promise<string> {
  const name = templateName();
  await administer(serverUrl, async (client) => {
    // Test files run side by side: one of them makes the template, the others wait for it.
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1 AND datistemplate", [name]);
    if (rowCount !== 0) return;
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    const database = await openDatabase({ url: withName(serverUrl, name) });
    await applyMigrations(database);
    await database.close();
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  });
  return name;
}

function templateName(): string {
  const folder = migrationsFolder();
  // The fence is raised after the migrations, and a copy brings it along.
  const hash = createHash("sha256").update(readFileSync(join("app", "database", "fence.server.ts")));
  const scripts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sql"));
  for (const script of scripts.sort()) hash.update(readFileSync(join(folder, script)));
  return `till_template_${hash.digest("hex").slice(0, 16)}`;
}

/** Runs a statement as the user that DATABASE_URL names. */
export async function administer(
  serverUrl: string,
  work: string | ((client: pg.Client) => Promise<void>),
): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    if (typeof work === "string") await client.query(work);
    else await work(client);
  } finally {
    await client.end();
  }
}

function withName(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
