import sql, { join, raw, type Sql } from "sql-template-tag";
import { db } from "#app/db.server.ts";

/** A copy of a table without index, key or check, and its rows in batches to insert. */
export interface BareTable {
  /** Inserts every batch, each in a statement of its own. */
  insertAll(): Promise<void>;
  empty(): Promise<void>;
  drop(): Promise<void>;
}

interface Column {
  name: string;
  type: string;
}

/** The fastest that rows get into PostgreSQL through the app's driver: arrays and unnest, and nothing to keep up. */
export async function bareCopyOf(
  table: "payment_session" | "cash_activity",
  rows: Sql,
  rowsPerBatch: number,
): Promise<BareTable> {
  const copy = raw(`bench_${table}`);
  await db().execute(sql`DROP TABLE IF EXISTS ${copy}`);
  await db().execute(sql`CREATE TABLE ${copy} (LIKE ${raw(table)} INCLUDING DEFAULTS)`);
  // A list of lists does not survive unnest; the one column of lists is left out.
  const columns = await db().query<Column>(sql`
    SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
    WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped AND atttypid <> 'text[]'::regtype
    ORDER BY attnum`);
  const names = raw(columns.map(({ name }) => `"${name}"`).join(", "));
  const found = await db().query<Record<string, unknown>>(sql`SELECT ${names} FROM ${raw(table)} ${rows}`);
  const batches: Sql[] = [];
  for (let start = 0; start < found.length; start += rowsPerBatch) {
    const batch = found.slice(start, start + rowsPerBatch);
    const arrays = columns.map(({ name, type }) => sql`${batch.map((row) => row[name])}::${raw(type)}[]`);
    batches.push(sql`INSERT INTO ${copy} (${names}) SELECT * FROM unnest(${join(arrays)})`);
  }
  return {
    insertAll: async () => {
      for (const batch of batches) await db().execute(batch);
    },
    empty: async () => void (await db().execute(sql`TRUNCATE ${copy}`)),
    drop: async () => void (await db().execute(sql`DROP TABLE ${copy}`)),
  };
}
