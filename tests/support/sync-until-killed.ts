// A process of the app's own that works off whatever is due, until it has nothing left to do or is killed: by itself at
// the statement that it was told, or by the one who started it.
import "#tests/support/app-env.ts";
import "#tests/support/patient-deadlines.ts";
import { openDatabase, useDatabase } from "#app/db.server.ts";
import { performDueRun } from "#app/jobs/worker.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";
import { type KillPoint, mortalDatabase } from "./mortal-database.ts";
import type { Place } from "./place.ts";

export interface Orders {
  place: Place;
  standIn: string;
  /** How far the clock is ahead: the lease of whoever was killed before has passed. */
  aheadMs: number;
  killAt: KillPoint | null;
}

const { place, standIn, aheadMs, killAt } = JSON.parse(process.argv[2] ?? "") as Orders;

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
useDatabase(mortalDatabase(database, { killAt, statements: 0 }));
process.send?.("begins");
while (await performDueRun({ surroundings, stopping: never, cutOff: never }));
undo();
await database.close();
process.disconnect();
