import { randomBytes } from "node:crypto";
import { Sql } from "sql-template-tag";
import { onTestFinished } from "vitest";
import { type Database, openDatabase, useDatabase } from "#app/db.server.ts";
import { administer, createServerDatabase, emptyInMemory, SERVER_URL } from "./database.ts";

export interface OwnDatabase {
  /** Opens it as the user, anew on a server, and makes it the one that `db()` answers. */
  open(): Promise<Database>;
  asAdministrator(statements: readonly string[]): Promise<void>;
}

/** An empty database that belongs to a user who is no superuser, as a managed server gives it. */
export async function databaseOfUser(attributes: "" | "CREATEROLE"): Promise<OwnDatabase> {
  const user = `till_user_${randomBytes(6).toString("hex")}`;
  return SERVER_URL === null ? inMemory(user, attributes) : onServer(SERVER_URL, user, attributes);
}

async function onServer(serverUrl: string, user: string, attributes: string): Promise<OwnDatabase> {
  await administer(serverUrl, `CREATE ROLE ${user} LOGIN PASSWORD '${user}' ${attributes}`);
  // Roles outlive the database; registered first, so that it is run last.
  onTestFinished(async () => {
    await administer(serverUrl, `DROP ROLE IF EXISTS till_ledger_tenant_${user}`);
    await administer(serverUrl, `DROP ROLE ${user}`);
  });
  const address = await createServerDatabase(serverUrl);
  await administer(serverUrl, `ALTER DATABASE ${new URL(address).pathname.slice(1)} OWNER TO ${user}`);
  const url = new URL(address);
  [url.username, url.password] = [user, user];
  return {
    open: async () => {
      const database = await openDatabase({ url: url.href });
      onTestFinished(() => database.close());
      useDatabase(database);
      return database;
    },
    asAdministrator: async (statements) => {
      for (const statement of statements) await administer(address, statement);
    },
  };
}

/** PGlite has one connection, a superuser's, which can take itself for another user. */
async function inMemory(user: string, attributes: string): Promise<OwnDatabase> {
  const database = await emptyInMemory();
  onTestFinished(() => database.close());
  useDatabase(database);
  const run = (statement: string) => database.execute(new Sql([statement], []));
  await run(`CREATE ROLE ${user} ${attributes}`);
  await run(`GRANT CREATE ON SCHEMA public TO ${user}`);
  await run(`SET SESSION AUTHORIZATION ${user}`);
  return {
    open: async () => database,
    asAdministrator: async (statements) => {
      await run("SET SESSION AUTHORIZATION postgres");
      for (const statement of statements) await run(statement);
      await run(`SET SESSION AUTHORIZATION ${user}`);
    },
  };
}
