// Runs a script of this folder on the project's own Node, installing first what a fresh clone lacks.
// Plain JavaScript that any Node >= 20 runs: nothing is installed yet when it starts.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const [script, ...args] = process.argv.slice(2);
const root = new URL("..", import.meta.url);
const stampFile = new URL("node_modules/.installed-from", root);
const stamp = createHash("sha256")
  .update(readFileSync(new URL("package-lock.json", root)))
  .digest("hex");
const node = new URL("node_modules/node/bin/node", root);

function isInstalled() {
  return existsSync(node) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
}

function run(command, commandArgs) {
  const { status, error } = spawnSync(command, commandArgs, { cwd: root, stdio: "inherit" });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  return status ?? 1;
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Till Ledger needs Node 20 or newer to install itself; this is ${process.version}.`);
  process.exit(1);
}

if (!isInstalled()) {
  console.log("Installing dependencies (npm ci). This is needed once, and again when package-lock.json changes.");
  const status = run("npm", ["ci", "--no-audit", "--no-fund"]);
  if (status !== 0) {
    console.error("npm ci failed: see its message above. Nothing else was started.");
    process.exit(status);
  }
  mkdirSync(new URL("node_modules", root), { recursive: true });
  writeFileSync(stampFile, stamp);
}

// The npm package `node` brings the Node that the project is tested on. Without install scripts it has no binary; then
// the machine's own is used if it is new enough to run TypeScript.
const [major, minor] = process.versions.node.split(".").map(Number);
const canRunTypeScript = major > 22 || (major === 22 && minor >= 18);
if (!existsSync(node) && !canRunTypeScript) {
  console.error(
    "node_modules/node/bin/node is missing (were install scripts switched off?) and this Node is older than 22.18.",
  );
  console.error("Run: npm rebuild node");
  process.exit(1);
}
const executable = existsSync(node) ? node.pathname : process.execPath;
const child = spawn(executable, [new URL(script, root).pathname, ...args], { cwd: root, stdio: "inherit" });
// Ctrl-C reaches the whole group by itself; a signal to this process alone must be passed on, or the child is orphaned.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
