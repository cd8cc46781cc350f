import { PrismaPg } from "@prisma/adapter-pg";
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { Sql } from "sql-template-tag";
import { type Fence, readFence } from "#app/database/fence.server.ts";
import { openPGlite } from "#app/database/pglite.server.ts";
import { openPostgres } from "#app/database/postgres.server.ts";
import type { Engine, Queryable, Transaction } from "#app/database/queryable.ts";
import { PrismaClient } from "#app/generated/prisma/client.ts";
import { log } from "#app/log.server.ts";

export { raiseFence } from "#app/database/fence.server.ts";
export type { Queryable, Transaction } from "#app/database/queryable.ts";
export { databaseTrouble, type DatabaseTrouble } from "#app/database/trouble.ts";

/**
 * The database, on either engine. Rows come back alike from both: int8 as bigint, int4 as number, numeric and date as
 * string, timestamptz as Date, arrays as arrays.
 */
export interface Database extends Queryable {
  readonly prisma: PrismaClient;
  readonly engine: Engine["name"];
  /** Inside `work`, everything goes through `tx`: PGlite has one connection, and a query beside it would wait for ever. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Reads that find one shop's rows and no others, whatever they ask. */
  forShop(shopId: number): ShopReader;
  /** Whether there is such a fence. Where there is none, `forShop` reads as everything else does. */
  fence(): Promise<Fence>;
  close(): Promise<void>;
}

export type ShopReader = Pick<Queryable, "query">;

/** Opens a database without touching its schema: on a server, in a folder of our own, or in memory. */
export async function openDatabase(
  options: { url: string } | { dataDir: string } | { memory: true; snapshot?: Blob },
): Promise<Database> {
  if ("url" in options) {
    const { engine, pool } = openPostgres(options.url, (error) => log.warn({ err: error }, "idle connection lost"));
    return databaseOn(engine, new PrismaClient({ adapter: new PrismaPg(pool) }));
  }
  const { engine, client } = await openPGlite(options);
  return databaseOn(engine, new PrismaClient({ adapter: new PrismaPGlite(client) }));
}

function databaseOn(engine: Engine, prisma: PrismaClient): Database {
  const transactionHere = new AsyncLocalStorage<TransactionState>();
  const refuseInsideTransaction = () => {
    if (transactionHere.getStore()?.isOpen === true) {
      throw new Error("A query on the database inside a transaction: use the transaction's own `tx`.");
    }
  };
  let known: Promise<Fence> | undefined;
  const fence = () => {
    known ??= readFence(engine).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    prisma,
    engine: engine.name,
    fence,
    forShop: (shopId) => ({
      query: async (statement) => {
        refuseInsideTransaction();
        const standing = await fence();
        return timed(statement, () =>
          standing.isUp ? engine.queryWithin(standing.enter(shopId), statement) : engine.query(statement),
        );
      },
    }),
    query: async (statement) => {
      refuseInsideTransaction();
      return timed(statement, () => engine.query(statement));
    },
    execute: async (statement) => {
      refuseInsideTransaction();
      return timed(statement, () => engine.execute(statement));
    },
    transaction: async (work) => {
      refuseInsideTransaction();
      return engine.transaction(async (tx) => {
        const state: TransactionState = { isOpen: true, failure: null };
        try {
          const result = await transactionHere.run(state, () => work(watchedTransaction(tx, state)));
          if (state.failure !== null) throw state.failure;
          return result;
        } finally {
          state.isOpen = false;
        }
      });
    },
    close: async () => {
      await prisma.$disconnect();
      await engine.close();
    },
  };
}

interface TransactionState {
  isOpen: boolean;
  /**
   * The first statement that failed. Whoever catches that and goes on would be told that all is stored: PostgreSQL
   * answers the COMMIT of a failed transaction with a ROLLBACK, and not with an error.
   */
  failure: Error | null;
}

function watchedTransaction(tx: Transaction, state: TransactionState): Transaction {
  const noting = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      state.failure ??= new Error("A transaction went on after a statement of it had failed.", { cause: error });
      throw error;
    }
  };
  return {
    query: (statement) => noting(() => timed(statement, () => tx.query(statement))),
    execute: (statement) => noting(() => timed(statement, () => tx.execute(statement))),
    runScript: (script) => noting(() => tx.runScript(script)),
  };
}

/** Long enough that a page's budget is gone; the text of the statement holds no values. */
const SLOW_STATEMENT_MS = 1_000;

async function timed<T>(statement: Sql, run: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await run();
  const elapsedMs = Math.round(performance.now() - start);
  if (elapsedMs >= SLOW_STATEMENT_MS) log.warn({ elapsedMs, sql: statement.text }, "slow statement");
  return result;
}

// Kept on globalThis, because the development server loads this module anew after every edit.
const PLACE = Symbol.for("till-ledger.database");
const places = globalThis as { [PLACE]?: Database };

/** Makes `database` the one that `db()` answers. */
export function useDatabase(database: Database): void {
  places[PLACE] = database;
}

/** What a shop's reports and exports are read from: its own rows, even where a statement forgets to say so. */
export function dataOf(shop: { readonly id: number }): ShopReader {
  return db().forShop(shop.id);
}

/** The process's open database. */
export function db(): Database {
  const database = places[PLACE];
  if (database === undefined) throw new Error("No database is open: call useDatabase first.");
  return database;
}
