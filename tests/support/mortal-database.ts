import type { Database, Transaction } from "#app/db.server.ts";

/** Where a process kills itself: at its how manieth statement, and on which side of it. */
export interface KillPoint {
  statement: number;
  side: "before" | "during" | "after";
}

/** The point to die at, if any: one may be set while the database is in use. */
export interface Fate {
  killAt: KillPoint | null;
  /** Statements so far. */
  statements: number;
}

/** A database whose process dies by SIGKILL at the statement that `fate` names. BEGIN and COMMIT count as statements. */
export function mortalDatabase(real: Database, fate: Fate): Database {
  const step = <T>(work: () => Promise<T>) => stepOf(fate, work);
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

async function stepOf<T>(fate: Fate, work: () => Promise<T>): Promise<T> {
  fate.statements += 1;
  const side = fate.statements === fate.killAt?.statement ? fate.killAt.side : null;
  if (side === "before") die();
  // The statement is on its way, and its answer will find nobody.
  if (side === "during") setImmediate(die);
  const result = await work();
  if (side === "after") die();
  return result;
}

function die(): void {
  process.kill(process.pid, "SIGKILL");
}
