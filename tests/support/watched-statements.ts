import type { Sql } from "sql-template-tag";
import type { Database, Queryable } from "#app/db.server.ts";
import { readyToParse, unheldTables } from "./shards.ts";

/** Statements that are about many shops on purpose, by file and function, and why each may be. */
export const ACROSS_SHOPS: Readonly<Record<string, string>> = {
  "sync/schedule.server.ts queueDueRuns": "looks which shops are due; on a cluster, each node could look for its own",
  "sync/runs.server.ts claimRun": "takes the run that is due first, whichever shop's it is",
  "sync/runs.server.ts isAnotherRunDue": "whether a long run should give its place up to another shop",
  "jobs/export-queue.server.ts claimExport": "takes the file that waits longest, whichever shop's it is",
  "jobs/export-queue.server.ts filesToExpire": "looks whose files are to go; each goes by its shop's number",
  "auth/reseal-tokens.server.ts readRows": "changes the key of every token, at the start of a process",
  "sync/queue-figures.server.ts readQueue": "metrics, for those who run the app",
  "alerts/send-alert.server.ts claimAlert": "takes the alert that is due first, whichever shop's it is",
  "alerts/send-alert.server.ts settleLost": "finds what a dead process was sending, whichever shop's it was",
  "alerts/alert-figures.server.ts readStates": "metrics, for those who run the app",
  "sync/queue-figures.server.ts readLag": "metrics, for those who run the app",
};

/** What each statement leaves to any shop. Texts come again and again, with other values. */
const verdicts = new Map<string, string[]>();

/**
 * The same database; `complaints` fills with the statements of the app that name no shop for one of their tables. Those
 * of the tests themselves may look everywhere.
 */
export async function watched(database: Database): Promise<{ database: Database; complaints: Set<string> }> {
  await readyToParse();
  const complaints = new Set<string>();
  const look = (statement: Sql) => {
    const problems = verdicts.get(statement.text) ?? unheldTables(statement.text);
    verdicts.set(statement.text, problems);
    if (problems.length === 0) return;
    const place = placeInApp();
    if (place === null || Object.hasOwn(ACROSS_SHOPS, place)) return;
    complaints.add(`app/${place}: ${problems.join(", ")}\n${statement.text}`);
  };
  const looking = <On extends Pick<Queryable, "query" | "execute">>(on: On): On => ({
    ...on,
    query: (statement: Sql) => {
      look(statement);
      return on.query(statement);
    },
    execute: (statement: Sql) => {
      look(statement);
      return on.execute(statement);
    },
  });
  return {
    complaints,
    database: {
      ...looking(database),
      forShop: (shopId) => ({
        query: (statement) => {
          look(statement);
          return database.forShop(shopId).query(statement);
        },
      }),
      transaction: (work) => database.transaction((tx) => work(looking(tx))),
    },
  };
}

/** "sync/runs.server.ts claimRun": who asked, when it was the app. */
function placeInApp(): string | null {
  const lines = (new Error().stack ?? "").split("\n").filter((line) => !line.includes("watched-statements.ts"));
  const asker = lines.find(
    (line) => /\/(?:app|tests|bench)\/[\w/.-]+\.tsx?:/.test(line) && !line.includes("app/db.server.ts"),
  );
  const [, name = "?", file] = /at (?:async )?(?:(\S+) \()?.*\/app\/([\w/.$-]+\.tsx?):/.exec(asker ?? "") ?? [];
  return file === undefined ? null : `${file} ${name}`;
}
