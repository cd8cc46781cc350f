import { onTestFinished } from "vitest";
import { type Program, startProgram } from "../../scripts/processes.ts";
import { APP_ENV } from "./app-env.ts";

/** What a run did in one process: from after it was claimed until before it was let go. */
export interface Held {
  shopId: number;
  runId: string;
  from: number;
  /** Null while it is held, or when the process was killed. */
  until: number | null;
}

export interface WorkerProcess extends Program {
  /** The runs that its log tells of. */
  held(): Held[];
}

interface Line {
  time: number;
  msg: string;
  shopId?: number;
  runId?: string;
}

/** The worker as it is started in production, on this database, against this stand-in; stopped when the test is over. */
export function startWorkerProcess(where: {
  url: string;
  standIn: string;
  env?: Record<string, string>;
}): WorkerProcess {
  const program = startProgram({
    name: "npm run worker",
    command: process.execPath,
    args: ["worker.ts"],
    cwd: process.cwd(),
    env: {
      ...APP_ENV,
      NODE_ENV: "production",
      PATH: process.env.PATH,
      DATABASE_URL: where.url,
      SHOPIFY_STAND_IN_ORIGIN: where.standIn,
      ALLOW_STAND_IN: "1",
      LOG_LEVEL: "debug",
      ...where.env,
    },
  });
  onTestFinished(() => program.stop());
  return { ...program, held: () => heldAccordingTo(program.output()) };
}

function heldAccordingTo(output: string): Held[] {
  const held: Held[] = [];
  for (const { msg, time, shopId, runId } of linesOf(output)) {
    if (shopId === undefined || runId === undefined) continue;
    // A run that was handed back is begun again, perhaps by the same process.
    if (msg === "sync run began") held.push({ shopId, runId, from: time, until: null });
    if (msg !== "sync run ended" && msg !== "sync run failed") continue;
    const open = held.find((one) => one.runId === runId && one.until === null);
    if (open) open.until = time;
  }
  return held;
}

function linesOf(output: string): Line[] {
  return output.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return []; // what was not written by the log, or is still being written
    }
  });
}
