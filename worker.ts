// npm run worker: works off runs for web processes that have WORKER=off, or beside those that work as well. Any number
// of them may meet on one PostgreSQL server. It runs from the sources: it renders nothing, so it needs no build.
import { env, EnvError } from "./app/env.server.ts";
import { log } from "./app/log.server.ts";
import { runProgram, stopOnSignal } from "./app/program.server.ts";
import { useStandIn } from "./app/stand-in.server.ts";

await runProgram(work);

async function work(): Promise<void> {
  if (!("url" in env().database)) {
    throw new EnvError(
      "A worker of its own needs DATABASE_URL. An embedded database serves one process at a time: the web process, " +
        "which does its work as well.",
    );
  }
  useStandIn();
  // Not before the stand-in is in use: Shopify's library reads where App Bridge is while it is being imported.
  const { start, stop } = await import("./app/lifecycle.server.ts");
  await start({ isWorker: true });
  stopOnSignal(stop);
  log.info("the worker is ready");
}
