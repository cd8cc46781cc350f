// npm run dev: the app with reload, against the stand-in for Shopify. No Shopify account, no network.
import { join } from "node:path";
import { isPortFree } from "./processes.ts";
import { startStack } from "./stack.ts";

const root = join(import.meta.dirname, "..");
const [appPort, standInPort] = [4300, 4301];

for (const port of [appPort, standInPort]) {
  if (!(await isPortFree(port))) {
    console.error(`Port ${port} is taken. Stop what listens there and run npm run dev again.`);
    process.exit(1);
  }
}

const stack = await startStack({
  root,
  home: join(root, ".demo", "dev"),
  appPort,
  standInPort,
  appEnv: { NODE_ENV: "development" },
  onLine: (program, line) => console.log(`[${program}] ${line}`),
});
console.log(`\n    ${stack.standInOrigin}/\n`);

let isStopping = false;
const stop = async (code: number) => {
  if (isStopping) return;
  isStopping = true;
  await stack.stop();
  process.exit(code);
};
process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));
for (const program of stack.programs) void program.ended.then((code) => stop(code));
