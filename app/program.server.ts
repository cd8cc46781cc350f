import { log } from "#app/log.server.ts";

/**
 * Starts what a command of package.json runs. A failure with a code is told by its message, which is written for whoever
 * started it; any other one in full.
 */
export async function runProgram(start: () => Promise<void>): Promise<void> {
  // Node ends the process and writes why to standard error; whoever collects the log would see it stop without a reason.
  process.on("uncaughtExceptionMonitor", (error) => log.fatal({ err: error }, "the process ends by a mistake"));
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${inWords(error)}\n`);
    process.exit(1);
  }
}

/** Has SIGINT and SIGTERM end the process in good order; what is heard after the first changes nothing. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, "stopping");
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "the stop failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

/** Node's own error for a host of several addresses, none of which answers, has a code and no message. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, stack } = error;
  if (error instanceof AggregateError && message === "") return error.errors.map(inWords).join("\n");
  return "code" in error && message !== "" ? message : (stack ?? message);
}
