// A process of the app's own that works off whatever is due, until it has nothing left to do or is killed: by itself at
// the statement that it was told, or by the one who started it.
import "#tests/support/app-env.ts";
import { type Database, openDatabase, type Transaction, useDatabase } from "#app/db.server.ts";
import { performDueRun } from "#app/jobs/worker.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";

/** Where a process kills itself: at its how manieth statement, and on which side of it. */
export interface KillPoint {
  statement: number;
  side: "before" | "during" | "after";
}

export interface Orders {
  place: { dataDir: string } | { url: string };
  standIn: string;
  /** How far the clock is ahead: the lease of whoever was killed before has passed. */
  aheadMs: number;
  killAt: KillPoint | null;
}

const { place, standIn, aheadMs, killAt } = JSON.parse(process.argv[2] ?? "") as Orders;

function die(): void {
  process.kill(process.pid, "SIGKILL");
}

let statements = 0;

/** Carries out one statement, unless this is where the process ends. BEGIN and COMMIT count as statements. */
async function step<T>(work: () => Promise<T>): Promise<T> {
  statements += 1;
  const side = statements === killAt?.statement ? killAt.side : null;
  if (side === "before") die();
  // The statement is on its way, and its answer will find nobody.
  if (side === "during") setImmediate(die);
  const result = await work();
  if (side === "after") die();
  return result;
}

function mortal(real: Database): Database {
  const inside = (tx: Transaction): Transaction => ({
    query: (statement) => step(() => tx.query(statement)),
    execute: (statement) => step(() => tx.execute(statement)),
    runScript: (script) => tx.runScript(script),
  });
  return {
    ...real,
    query: (statement) => step(() => real.query(statement)),
    execute: (statement) => step(() => real.execute(statement)),
    transaction: async (work) => {
      let commit = (): void => undefined;
      const committed = new Promise<void>((resolve) => (commit = resolve));
      let isOver: Promise<void> = Promise.resolve();
      const result = await real.transaction(async (tx) => {
        const worked = await work(inside(tx));
        // Between here and the end of the transaction there is nothing but COMMIT.
        await new Promise<void>((ready) => {
          isOver = step(() => {
            ready();
            return committed;
          });
        });
        return worked;
      });
      commit();
      await isOver;
      return result;
    },
  };
}

let offset = aheadMs;
const never = new AbortController().signal;
const surroundings = {
  fetch: globalThis.fetch,
  now: () => new Date(Date.now() + offset),
  random: () => 0.5,
  sleep: (ms: number) => {
    offset += ms;
    return Promise.resolve();
  },
};

const undo = sendShopRequestsTo(standIn);
surroundings.fetch = (...request) => globalThis.fetch(...request);
const database = await openDatabase(place);
useDatabase(mortal(database));
process.send?.("begins");
while (await performDueRun({ surroundings, stopping: never, cutOff: never }));
undo();
await database.close();
process.disconnect();
