import { PGlite, type Transaction as PGliteTransaction } from "@electric-sql/pglite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "sql-template-tag";
import { lockDataDir } from "./data-dir-lock.server.ts";
import type { Engine, Queryable } from "./queryable.ts";
import { PARSERS, toParameter } from "./values.ts";

function queryableOn(client: PGlite | PGliteTransaction): Queryable {
  const run = <Row extends object>(statement: Sql) =>
    client.query<Row>(statement.text, statement.values.map(toParameter), { parsers: PARSERS });
  return {
    query: async <Row extends object>(statement: Sql) => (await run<Row>(statement)).rows,
    execute: async (statement) => (await run(statement)).rowCount ?? 0,
  };
}

/** PostgreSQL inside this process: on disk in `dataDir`, or in memory, there perhaps a copy of a `snapshot`. */
export async function openPGlite(
  place: { dataDir: string } | { snapshot?: Blob },
): Promise<{ engine: Engine; client: PGlite }> {
  const unlock = "dataDir" in place ? lockDataDir(place.dataDir) : () => {};
  try {
    const client = await PGlite.create(
      "dataDir" in place ? { dataDir: folderIn(place.dataDir) } : { loadDataDir: place.snapshot },
    );
    await client.exec("SET TIME ZONE 'UTC'");
    const engine: Engine = {
      name: "pglite",
      ...queryableOn(client),
      transaction: (work) =>
        client.transaction((tx) =>
          work({ ...queryableOn(tx), runScript: async (script) => void (await tx.exec(script)) }),
        ),
      queryWithin: <Row extends object>(enter: string, statement: Sql) =>
        client.transaction(async (tx) => {
          await tx.exec(`SET TRANSACTION READ ONLY;${enter}`);
          return queryableOn(tx).query<Row>(statement);
        }),
      close: async () => {
        await client.close();
        unlock();
      },
    };
    return { engine, client };
  } catch (error) {
    unlock();
    throw error;
  }
}

function folderIn(dataDir: string): string {
  const folder = join(dataDir, "postgres");
  mkdirSync(folder, { recursive: true });
  return folder;
}
