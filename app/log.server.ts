import { AsyncLocalStorage } from "node:async_hooks";
import { type DestinationStream, pino, type Logger } from "pino";
import { logLevel } from "#app/env.server.ts";

/** What every line written on behalf of a request, a run or an export carries. */
type Circumstances = { requestId: string } | { runId: string; shopId: number } | { exportId: string; shopId: number };

// Kept on globalThis: server.ts and the build each have their own copy of this module, and one log.
const PLACE = Symbol.for("till-ledger.log-circumstances");
const places = globalThis as { [PLACE]?: AsyncLocalStorage<Circumstances> };
const circumstances = (places[PLACE] ??= new AsyncLocalStorage());

/** Names the request or the run in every line that `work`, or what it starts, writes. */
export function logOnBehalfOf<T>(whom: Circumstances, work: () => T): T {
  return circumstances.run(whom, work);
}

/** A log of JSON lines, to standard output unless told otherwise. */
export function createLog(level: ReturnType<typeof logLevel>, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    // A copy: pino adds each line's own fields to what it is given here.
    mixin: () => ({ ...circumstances.getStore() }),
    serializers: { err: errorInWords },
    redact: ["*.accessToken", "*.refreshToken", "*.authorization", "*.idToken", "accessToken", "refreshToken"],
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * The process's log. Nothing that opens a door is written (tokens, id tokens, query strings), and nothing that names
 * a person; a shop is named by its number.
 */
export const log = createLog(logLevel());

/** How deep causes are followed. */
const MOST_CAUSES = 4;

/**
 * An error's class, code, message and stack. Not what else it carries, as pino would: PostgreSQL puts whole rows into
 * `detail`, and a client its request with the token.
 */
function errorInWords(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const cause = error.cause === undefined || depth >= MOST_CAUSES ? undefined : errorInWords(error.cause, depth + 1);
  return { type: error.name, code, message: error.message, stack: error.stack, cause };
}
