import { sendDueAlert } from "#app/alerts/send-alert.server.ts";
import { log } from "#app/log.server.ts";
import { performRun, SURROUNDINGS, type Surroundings } from "#app/sync/perform-run.server.ts";
import { claimRun, isAnotherRunDue } from "#app/sync/runs.server.ts";
import { queueDueRuns } from "#app/sync/schedule.server.ts";
import { expireExports } from "./export-queue.server.ts";
import { waitForNudge } from "./nudge.server.ts";
import { performDueExport } from "./perform-export.server.ts";

export interface WorkerOptions {
  surroundings?: Surroundings;
  /** Shops served side by side. */
  concurrency?: number;
}

/** A shop at a time would let one long history hold up everybody; more than a few would crowd out the pages. */
const CONCURRENCY = 2;
/** Files made side by side, beside the shops that are served: neither waits for the other, and a short one not for a long. */
const EXPORTS = 2;
/** How often to look whose files are to go. */
const EXPIRY_MS = 60_000;
/** How often to look for what is due when nobody asked for anything. */
const IDLE_MS = 2_000;
/** How often to look while there is work: to queue what is due concerns every shop, to claim a run only the queue. */
const PLAN_MS = 1_000;
/** A shop may go on as long as nobody waits; then others have their turn after this. */
const TURN_MS = 5_000;
/** How long the page in hand may take to finish when the process ends; then it is cut off, and read again later. */
const GRACE_MS = 3_000;

/** Serves the queue until stopped. What a dead process left unfinished is taken over when its lease has passed. */
export function startWorker(options: WorkerOptions = {}): { stop(): Promise<void> } {
  const { surroundings = SURROUNDINGS, concurrency = CONCURRENCY } = options;
  const stopping = new AbortController();
  const cutOff = new AbortController();
  const plan = { at: Number.NEGATIVE_INFINITY };
  const signals = { stopping: stopping.signal, cutOff: cutOff.signal };
  const turn = { surroundings, ...signals, plan };
  const slots = Array.from({ length: concurrency }, () => serve(stopping.signal, () => performDueRun(turn)));
  // A slot of its own: alerts wait for no history, and no history for them.
  slots.push(serve(stopping.signal, () => sendDueAlert(surroundings, stopping.signal)));
  const exporting = { now: surroundings.now, cutOff: cutOff.signal };
  slots.push(...Array.from({ length: EXPORTS }, () => serve(stopping.signal, () => performDueExport(exporting))));
  const expiry = setInterval(() => void expire(surroundings.now()), EXPIRY_MS);
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(expiry);
      const timer = setTimeout(() => cutOff.abort(), GRACE_MS);
      await Promise.all(slots);
      clearTimeout(timer);
    },
  };
}

interface TurnOptions {
  surroundings: Surroundings;
  stopping: AbortSignal;
  cutOff: AbortSignal;
  /** When what is due was last queued; shared by the slots of a worker. */
  plan?: { at: number };
}

/** Does what is due, one after the other, and looks again when somebody says or a while has passed. */
async function serve(stopping: AbortSignal, performDue: () => Promise<boolean>): Promise<void> {
  while (!stopping.aborted) {
    try {
      if (await performDue()) continue;
    } catch (error) {
      log.error({ err: error }, "the worker stumbled");
    }
    await waitForNudge(IDLE_MS, stopping);
  }
}

async function expire(now: Date): Promise<void> {
  try {
    await expireExports(now);
  } catch (error) {
    log.error({ err: error }, "files whose time is over could not be deleted");
  }
}

/** Carries out the run that is due first; answers whether there was one. */
export async function performDueRun(options: TurnOptions): Promise<boolean> {
  const { surroundings, stopping, cutOff, plan = { at: Number.NEGATIVE_INFINITY } } = options;
  const began = surroundings.now();
  const isPlanned = Math.abs(began.getTime() - plan.at) < PLAN_MS;
  if (!isPlanned) await queueDue(plan, began);
  let run = await claimRun(began);
  if (run === null && isPlanned) {
    await queueDue(plan, began);
    run = await claimRun(began);
  }
  if (run === null) return false;
  await performRun(run, {
    surroundings,
    signal: cutOff,
    isInterrupted: async () => {
      const now = surroundings.now();
      // A poll starts over when it is interrupted, so it keeps its turn.
      const isTurnOver = run.kind !== "poll" && Math.abs(now.getTime() - began.getTime()) > TURN_MS;
      return stopping.aborted || (isTurnOver && (await isAnotherRunDue(now)));
    },
  });
  return true;
}

async function queueDue(plan: { at: number }, now: Date): Promise<void> {
  plan.at = now.getTime();
  await queueDueRuns(now);
}
