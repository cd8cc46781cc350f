// npm run demo: the whole product on one machine, with no Shopify account. Starts the stand-in for Shopify, the
// database and the app in production mode, and prints the address to open.
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildIfChanged } from "./build-if-changed.ts";
import { isPortFree } from "./processes.ts";
import { startStack } from "./stack.ts";

const root = join(import.meta.dirname, "..");

const { values } = parseArgs({
  options: {
    reset: { type: "boolean", default: false },
    port: { type: "string", default: "4200" },
    "stand-in-port": { type: "string", default: "4100" },
    data: { type: "string", default: join(root, ".demo") },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(
    [
      "npm run demo -- [options]",
      "  --reset                 begin anew: forget the mirror and the stand-in's state",
      "  --port N                the app's port (4200)",
      "  --stand-in-port N       the stand-in's port (4100)",
      "  --data DIR              where the mirror and the stand-in's state are kept (.demo)",
      "  --verbose               print what both programs log",
    ].join("\n"),
  );
  process.exit(0);
}

const home = resolve(values.data);
const ports = { "--port": Number(values.port), "--stand-in-port": Number(values["stand-in-port"]) };
for (const [flag, port] of Object.entries(ports)) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(`${flag} wants a port between 1 and 65535.`);
}
if (ports["--port"] === ports["--stand-in-port"])
  fail("--port and --stand-in-port must differ: each is a program's own.");
for (const [flag, port] of Object.entries(ports)) {
  if (!(await isPortFree(port))) {
    fail(`Port ${port} is taken. Stop what listens there, or choose another: npm run demo -- ${flag} ${port + 10}`);
  }
}

if (values.reset) rmSync(home, { recursive: true, force: true });

try {
  const startedAt = Date.now();
  buildIfChanged(root, console.log);
  console.log("Starting the stand-in for Shopify, the database and the app…");
  const stack = await startStack({
    root,
    home,
    appPort: ports["--port"],
    standInPort: ports["--stand-in-port"],
    onLine: values.verbose ? (program, line) => console.log(`[${program}] ${line}`) : undefined,
  });

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    console.log("\nStopping…");
    await stack.stop();
    console.log("Stopped. The data is kept; npm run demo -- --reset begins anew.");
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());

  console.log(`Ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s. Open the demo shop's admin:\n`);
  console.log(`    ${stack.standInOrigin}/\n`);
  console.log("The stories planted in the shop are told in simulator/README.md. Ctrl-C stops everything.");

  for (const program of stack.programs) {
    void program.ended.then(async (code) => {
      if (isStopping) return;
      isStopping = true;
      console.error(
        `${program.name} stopped by itself (exit ${code}). It printed last:\n${program.output().slice(-4000)}`,
      );
      await stack.stop();
      process.exit(1);
    });
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
