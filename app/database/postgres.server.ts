import pg from "pg";
import type { Sql } from "sql-template-tag";
import type { Engine, Queryable } from "./queryable.ts";
import { PARSERS, toParameter } from "./values.ts";

const keepText = (text: string) => text;
const keepBytes = pg.types.getTypeParser(pg.types.builtins.BYTEA);
const types = {
  getTypeParser: (oid: number) => (oid === pg.types.builtins.BYTEA ? keepBytes : (PARSERS[oid] ?? keepText)),
};

function queryableOn(client: pg.Pool | pg.PoolClient): Queryable {
  const run = (statement: Sql) =>
    client.query({ text: statement.text, values: statement.values.map(toParameter), types });
  return {
    query: async <Row extends object>(statement: Sql) => (await run(statement)).rows as Row[],
    execute: async (statement) => (await run(statement)).rowCount ?? 0,
  };
}

/** PostgreSQL on a server, through a pool of connections. */
export function openPostgres(url: string, onError: (error: Error) => void): { engine: Engine; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // Prisma's adapter drops the offset of a timestamptz, and so reads it rightly only in UTC. And a process that froze in
    // a transaction (swap, a paused machine) loses it with its locks after the minute in which its runs are taken over;
    // the longest that ours leave the server waiting is eight seconds, for Shopify to renew a token. Statements are not
    // compiled: ours take milliseconds, and of one that took 11.5 s most was the compiler's.
    options: "-c timezone=UTC -c jit=off -c idle_in_transaction_session_timeout=60s",
    application_name: "till-ledger",
    connectionTimeoutMillis: 10_000,
    // A server that vanished without a word, as behind a firewall that forgets connections, is found out by asking: an
    // answer that will not come would otherwise be waited for until the process is started anew.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // What is asked of one connection at once is sent at once (queryWithin); nothing else asks so.
    pipeline: true,
  });
  // An idle connection that the server cut; the pool opens another one. Without a listener it would end the process.
  pool.on("error", onError);
  const engine: Engine = {
    name: "postgres",
    ...queryableOn(pool),
    transaction: (work) => transactionOn(pool, work),
    queryWithin: (enter, statement) => queryWithin(pool, enter, statement),
    close: () => pool.end(),
  };
  return { engine, pool };
}

/**
 * Three messages and one round trip: a statement costs what it costs without the transaction around it. Where the first
 * fails, the transaction has, and the server refuses the second.
 */
async function queryWithin<Row extends object>(pool: pg.Pool, enter: string, statement: Sql): Promise<Row[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    const [begun, found, ended] = await Promise.allSettled([
      client.query(`BEGIN READ ONLY;${enter}`),
      queryableOn(client).query<Row>(statement),
      client.query("COMMIT"),
    ]);
    if (ended.status === "rejected") broken = ended.reason as Error;
    if (begun.status === "rejected") throw begun.reason;
    if (found.status === "rejected") throw found.reason;
    if (ended.status === "rejected") throw ended.reason;
    return found.value;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

const transactionOn = async <T>(pool: pg.Pool, work: Parameters<Engine["transaction"]>[0]): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The pool listens to idle connections alone: one that the server cuts between two statements of a transaction would
  // end the process as an error that nobody handled. The next statement fails all the same.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query("BEGIN");
    const runScript = async (script: string) => void (await client.query(script));
    const result = await work({ ...queryableOn(client), runScript });
    await client.query("COMMIT");
    return result as T;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      // The connection is gone, and the transaction with it: the pool must not lend it again.
      broken = failure;
    });
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
};
