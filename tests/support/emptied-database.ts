import sql, { raw } from "sql-template-tag";
import type { Database } from "#app/db.server.ts";

/**
 * Takes every row out and sets every sequence, setting and statistic back, so that the next test finds the database as it
 * was migrated. Answers whether it is: a test that changed more (a table, a role, a policy) leaves one that nobody else
 * may have, and so do many that wrote a lot, because nothing ever takes PGlite's log of changes out of the memory.
 */
export async function isEmptied(database: Database, shape: string): Promise<boolean> {
  const [log] = await database.query<{ isLong: boolean }>(sql`
    SELECT pg_current_wal_lsn() - '0/0'::pg_lsn > ${LONGEST_LOG}::numeric AS "isLong"`);
  if (log?.isLong !== false) return false;
  await database.transaction((tx) => tx.runScript(EMPTY));
  return (await shapeOf(database)) === shape;
}

const LONGEST_LOG = String(160 * 1024 * 1024);

/** What a database consists of besides its rows. */
export async function shapeOf(database: Database): Promise<string> {
  const [row] = await database.query<{ shape: string }>(sql`
    SELECT concat_ws(' ',
      ${raw(COUNTED.map((catalogue) => `(SELECT concat(count(*), '/', max(oid)) FROM ${catalogue})`).join(", "))},
      (SELECT string_agg(concat(rolname, rolsuper, rolcreaterole, rolbypassrls), ',' ORDER BY oid) FROM pg_roles),
      (SELECT string_agg(concat(relname, relrowsecurity, relacl), ',' ORDER BY oid)
        FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'),
      (SELECT count(*) FROM _prisma_migrations)) AS shape`);
  return row?.shape ?? "";
}

const COUNTED = ["pg_proc", "pg_policy", "pg_trigger", "pg_constraint", "pg_type"];

// Only what holds rows is truncated: thirty tables each time would cost more than a copy of the whole database.
const EMPTY = `
  SET LOCAL session_replication_role = replica;
  DO $empty$
  DECLARE name text; holds boolean;
  BEGIN
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables
      WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'
    LOOP
      EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO holds;
      IF holds THEN EXECUTE format('TRUNCATE %s', name); END IF;
    END LOOP;
    FOR name IN SELECT quote_ident(sequencename) FROM pg_sequences
      WHERE schemaname = current_schema() AND last_value IS NOT NULL
    LOOP
      EXECUTE format('ALTER SEQUENCE %s RESTART', name);
    END LOOP;
  END $empty$;
  DELETE FROM pg_statistic WHERE starelid IN
    (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace);
  RESET ALL;
  SET TIME ZONE 'UTC';`;
