import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import sql from "sql-template-tag";
import { type Database, raiseFence, type Transaction } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

export class MigrationError extends Error {
  readonly code = "MIGRATION_REFUSED";
}

interface Migration {
  name: string;
  script: string;
  checksum: string;
}

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

// "till" and "ledg" as numbers: an advisory lock of our own, waited for by whoever starts at the same time.
const LOCK_SPACE = 0x74696c6c;
const LOCK = 0x6c656467;

/**
 * Applies the migrations that the database has not seen, each in a transaction of its own, and answers their names. The
 * fence around the tenants is raised after them.
 *
 * It keeps Prisma's own books (`_prisma_migrations`, the file's SHA-256), so that `prisma migrate deploy` works on the
 * same database; the CLI itself is not used, because it downloads an engine.
 */
export async function applyMigrations(
  db: Pick<Database, "transaction">,
  folder = migrationsFolder(),
): Promise<string[]> {
  const applied: string[] = [];
  for (const migration of readMigrations(folder)) {
    const isNew = await db.transaction((tx) => applyOnce(tx, migration));
    if (isNew) applied.push(migration.name);
  }
  const { fence, error } = await raiseFence(db, takeTurn);
  if (!fence.isUp) {
    log.warn(
      { err: error, asAdministrator: fence.missing },
      "reports are read without the second fence around a shop's rows: have an administrator of the database run these " +
        "statements, then start again",
    );
  }
  return applied;
}

/** The migrations that the program has and the database has not, by name. Those of a newer program do not count. */
export async function pendingMigrations(db: Pick<Database, "query">, folder = migrationsFolder()): Promise<string[]> {
  const [books] = await db.query<{ areThere: boolean }>(
    sql`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "areThere"`,
  );
  const applied = books?.areThere
    ? await db.query<{ name: string }>(
        sql`SELECT migration_name AS name FROM _prisma_migrations
             WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      )
    : [];
  const known = new Set(applied.map(({ name }) => name));
  return namesOfMigrations(folder).filter((name) => !known.has(name));
}

async function applyOnce(tx: Transaction, migration: Migration): Promise<boolean> {
  await takeTurn(tx);
  await tx.runScript(CREATE_BOOKS);
  const [seen] = await tx.query<AppliedRow>(
    sql`SELECT migration_name, checksum, finished_at FROM _prisma_migrations
         WHERE migration_name = ${migration.name} AND rolled_back_at IS NULL`,
  );
  if (seen !== undefined) {
    refuseUnless(seen, migration);
    return false;
  }
  await tx.runScript(migration.script);
  await tx.execute(
    sql`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
        VALUES (${randomUUID()}, ${migration.checksum}, ${migration.name}, now(), clock_timestamp(), 1)`,
  );
  return true;
}

function takeTurn(tx: Transaction): Promise<number> {
  return tx.execute(sql`SELECT pg_advisory_xact_lock(${LOCK_SPACE}::int, ${LOCK}::int)`);
}

function refuseUnless(seen: AppliedRow, migration: Migration): void {
  if (seen.finished_at === null) {
    throw new MigrationError(
      `Migration ${migration.name} was begun by another tool and failed there. Mend the database, then mark it with ` +
        "`prisma migrate resolve`.",
    );
  }
  if (seen.checksum !== migration.checksum) {
    throw new MigrationError(
      `Migration ${migration.name} has been changed since it was applied to this database. An applied migration is ` +
        "never edited: restore the file and write a new migration for the change.",
    );
  }
}

function readMigrations(folder: string): Migration[] {
  return namesOfMigrations(folder).map((name) => {
    const script = readFileSync(join(folder, name, "migration.sql"), "utf8");
    return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
  });
}

function namesOfMigrations(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Where the migrations stand: found upwards from this file, which is in app/ or, built, in build/server/. */
export function migrationsFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, "prisma", "migrations");
    if (existsSync(candidate)) return candidate;
  }
  throw new MigrationError("The folder prisma/migrations is not beside the program.");
}

// As the schema engine creates it.
const CREATE_BOOKS = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
