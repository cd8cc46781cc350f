// npm start: serves the built app with the configuration of the environment alone (app/env.server.ts).
// With NODE_ENV=development it serves the sources, and reloads what is edited.
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RequestHandler } from "express";
import { env, type Env } from "./app/env.server.ts";
import { builtFiles, createExpressApp } from "./app/http/express-app.server.ts";
import { stoppable } from "./app/http/stop-serving.server.ts";
import { inWords, runProgram, stopOnSignal } from "./app/program.server.ts";
import { useStandIn } from "./app/stand-in.server.ts";

/** What app/entry.server.tsx exports besides what Remix asks of it. */
interface Lifecycle {
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Program {
  build: ServerBuild | (() => Promise<ServerBuild>);
  lifecycle: Lifecycle;
  files: RequestHandler[];
}

/** Longer than any page takes; an export that is still running then is cut. */
const STOP_LIMIT_MS = 10_000;

await runProgram(async () => serve(env()));

async function serve(config: Env): Promise<void> {
  useStandIn();
  const { build, lifecycle, files } = await (config.nodeEnv === "production" ? loadBuild() : loadSources());
  await lifecycle.start();
  const handle = createRequestHandler(build, config.nodeEnv);
  const server = createExpressApp({ handle: (request) => handle(request), files }).listen(config.port);
  const stopServing = stoppable(server);
  // Longer than the minute for which load balancers keep a connection they may still send on.
  server.keepAliveTimeout = 65_000;
  server.once("error", (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === "EADDRINUSE"
        ? `Port ${config.port} is taken. Stop what listens there, or choose another with PORT.`
        : inWords(error);
    process.stderr.write(`${reason}\n`);
    void lifecycle.stop().finally(() => process.exit(1));
  });
  server.once("listening", () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`Till Ledger answers on http://127.0.0.1:${port} for ${config.appUrl}\n`);
  });
  stopOnSignal(async () => {
    await stopServing(STOP_LIMIT_MS);
    await lifecycle.stop();
  });
}

async function loadBuild(): Promise<Program> {
  const file = join(import.meta.dirname, "build", "server", "index.js");
  if (!existsSync(file))
    throw Object.assign(new Error("There is no build yet: run npm run build."), { code: "NO_BUILD" });
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  return { build, lifecycle: lifecycleOf(build), files: builtFiles(join(import.meta.dirname, "build", "client")) };
}

async function loadSources(): Promise<Program> {
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true } });
  const build = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
  return { build, lifecycle: lifecycleOf(await build()), files: [vite.middlewares] };
}

function lifecycleOf(build: ServerBuild): Lifecycle {
  return build.entry.module as typeof build.entry.module & Lifecycle;
}
