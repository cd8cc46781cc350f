import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { type Database, openDatabase, useDatabase } from "#app/db.server.ts";
import { applyMigrations, migrationsFolder } from "#app/migrations.server.ts";
import { fillDatabase } from "./fill-database.ts";
import type { Settings } from "./settings.ts";

export interface BenchDatabase {
  database: Database;
  /** Where child processes reach it; null in memory. */
  url: string | null;
  close(): Promise<void>;
}

/** A database of its own, migrated and filled, on the server or in memory, made the one that `db()` answers. */
export async function openBenchDatabase(settings: Settings): Promise<BenchDatabase> {
  if (settings.serverUrl === null) {
    const database = await openDatabase({ memory: true });
    useDatabase(database);
    await applyMigrations(database);
    await fillDatabase(database, settings.sessions);
    return { database, url: null, close: () => database.close() };
  }
  return onServer(settings, settings.serverUrl);
}

async function onServer(settings: Settings, serverUrl: string): Promise<BenchDatabase> {
  const name = settings.keep ? nameOfKept(settings.sessions) : `till_bench_${process.pid}_${Date.now()}`;
  const isNew = await createDatabase(serverUrl, name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  const close = async () => {
    await database.close();
    if (!settings.keep) await administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  try {
    useDatabase(database);
    // What is raised after the migrations may be newer than a database that was kept.
    await applyMigrations(database);
    if (isNew) await fillDatabase(database, settings.sessions);
    return { database, url: url.href, close };
  } catch (error) {
    await database.close();
    // Half filled, it would be taken for whole the next time.
    await administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    throw error;
  }
}

/** Another generator or another schema makes another database. */
function nameOfKept(sessions: number): string {
  const hash = createHash("sha256").update(readFileSync(join(import.meta.dirname, "fill-database.ts")));
  hash.update(readFileSync(join(migrationsFolder(), "..", "schema.prisma")));
  return `till_bench_${sessions}_${hash.digest("hex").slice(0, 12)}`;
}

async function createDatabase(serverUrl: string, name: string): Promise<boolean> {
  const known = await administer(serverUrl, `SELECT FROM pg_database WHERE datname = '${name}'`);
  if (known > 0) return false;
  await administer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  return true;
}

async function administer(serverUrl: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
