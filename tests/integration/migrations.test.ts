import { cpSync, mkdtempSync, appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sql from "sql-template-tag";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase, type Database } from "#app/db.server.ts";
import { MigrationError, applyMigrations, migrationsFolder } from "#app/migrations.server.ts";
import { SERVER_URL, createServerDatabase, emptyInMemory } from "#tests/support/database.ts";

const FIRST = "20261123000000_mirror";

async function emptyDatabase(): Promise<Database> {
  const database = await (SERVER_URL === null
    ? emptyInMemory()
    : openDatabase({ url: await createServerDatabase(SERVER_URL) }));
  onTestFinished(() => database.close());
  return database;
}

function copyOfMigrations(): string {
  const folder = mkdtempSync(join(tmpdir(), "till-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(migrationsFolder(), folder, { recursive: true });
  return folder;
}

function addMigration(folder: string, name: string, script: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "migration.sql"), script);
}

describe("applying migrations", () => {
  it("brings an empty database to the schema, and keeps Prisma's books", async () => {
    const database = await emptyDatabase();
    expect((await applyMigrations(database))[0]).toBe(FIRST);
    const books = await database.query(sql`
      SELECT migration_name, length(checksum) AS checksum, applied_steps_count, logs, rolled_back_at,
             finished_at >= started_at AS is_finished FROM _prisma_migrations WHERE migration_name = ${FIRST}`);
    expect(books).toEqual([
      {
        migration_name: FIRST,
        checksum: 64,
        applied_steps_count: 1,
        logs: null,
        rolled_back_at: null,
        is_finished: true,
      },
    ]);
  });

  it("does nothing a second time", async () => {
    const database = await emptyDatabase();
    await applyMigrations(database);
    expect(await applyMigrations(database)).toEqual([]);
  });

  it("is done once by processes that start at the same time", async () => {
    const database = await emptyDatabase();
    const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(database)));
    expect(applied.flat().filter((name) => name === FIRST)).toHaveLength(1);
  });

  it("applies those added since, in the order of their names", async () => {
    const database = await emptyDatabase();
    const folder = copyOfMigrations();
    await applyMigrations(database, folder);
    addMigration(folder, "20990102000000_later", "ALTER TABLE novelty ADD COLUMN second int");
    addMigration(folder, "20990101000000_sooner", "CREATE TABLE novelty (first int)");
    expect(await applyMigrations(database, folder)).toEqual(["20990101000000_sooner", "20990102000000_later"]);
  });

  it("refuses a migration that was changed after it was applied", async () => {
    const database = await emptyDatabase();
    const folder = copyOfMigrations();
    await applyMigrations(database, folder);
    appendFileSync(join(folder, FIRST, "migration.sql"), "-- a harmless remark\n");
    await expect(applyMigrations(database, folder)).rejects.toThrow(MigrationError);
    await expect(applyMigrations(database, folder)).rejects.toThrow(
      /20261123000000_mirror has been changed since it was applied/,
    );
  });

  it("leaves nothing behind of a migration that fails", async () => {
    const database = await emptyDatabase();
    const folder = copyOfMigrations();
    await applyMigrations(database, folder);
    addMigration(folder, "20990101000000_broken", "CREATE TABLE half (first int); SELECT 1 / 0");
    await expect(applyMigrations(database, folder)).rejects.toThrow(/division by zero/);
    expect(await database.query(sql`SELECT to_regclass('half')::text AS half`)).toEqual([{ half: null }]);
    writeFileSync(join(folder, "20990101000000_broken", "migration.sql"), "CREATE TABLE whole (first int)");
    expect(await applyMigrations(database, folder)).toEqual(["20990101000000_broken"]);
  });

  it("allows one unfinished run per shop, and any number of finished ones", async () => {
    const database = await emptyDatabase();
    await applyMigrations(database);
    const run = (state: string) =>
      database.execute(sql`INSERT INTO sync_run (shop_id, kind, state) VALUES (1, 'poll', ${state})`);
    await run("done");
    await run("failed");
    await run("queued");
    await expect(run("waiting")).rejects.toMatchObject({ code: "23505" });
    await expect(run("dreaming")).rejects.toMatchObject({ code: "23514" });
  });
});
