import { openDatabase, useDatabase, type Database } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { log } from "#app/log.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";

let database: Database | undefined;

/** Brings the process up: the database and its schema. */
export async function start(): Promise<void> {
  database = await openDatabase(env().database);
  const applied = await applyMigrations(database);
  if (applied.length > 0) log.info({ applied }, "migrations applied");
  useDatabase(database);
}

/** Takes the process down in the opposite order. */
export async function stop(): Promise<void> {
  await database?.close();
  database = undefined;
}
