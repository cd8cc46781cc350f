import type { Sql } from "sql-template-tag";

/** Something that runs SQL: the database itself, or one transaction on it. */
export interface Queryable {
  query<Row extends object>(statement: Sql): Promise<Row[]>;
  /** Runs a statement for its effect; answers how many rows it touched. */
  execute(statement: Sql): Promise<number>;
}

export interface Transaction extends Queryable {
  /** Several statements in one text, without parameters: a migration. */
  runScript(script: string): Promise<void>;
}

/** What an engine has to offer; db.server.ts makes a Database of it. */
export interface Engine extends Queryable {
  readonly name: "postgres" | "pglite";
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Runs one statement in a read-only transaction of its own that begins with `enter`. */
  queryWithin<Row extends object>(enter: string, statement: Sql): Promise<Row[]>;
  close(): Promise<void>;
}
