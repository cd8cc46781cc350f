// npm test: everything that must hold, in one command, ending with one line of counts over all runners.
// A static check counts as one test. `npm test -- --only unit,lint` runs some of the steps.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findOrGetBrowser } from "./browser.ts";
import { markAsBuilt } from "./build-if-changed.ts";
import { startProgram } from "./processes.ts";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  command: string[];
  /** A vitest step writes its counts to a file; any other counts as one test. */
  isSuite?: boolean;
  env?: () => Record<string, string>;
}

const root = join(import.meta.dirname, "..");
const reports = mkdtempSync(join(tmpdir(), "till-ledger-test-"));
const bin = (name: string) => join(root, "node_modules", ".bin", name);
const script = (name: string) => [process.execPath, join(root, "scripts", name)];

const generate: Step = { name: "generate", command: [bin("prisma"), "generate"] };
const build: Step = { name: "build", command: [bin("remix"), "vite:build"] };
const checks: Step[] = [
  { name: "types", command: [bin("tsc"), "--noEmit"] },
  { name: "lint", command: [bin("eslint"), ".", "--max-warnings", "0"] },
  { name: "format", command: [bin("prettier"), "--check", "--log-level", "warn", "."] },
  {
    name: "imports",
    command: [
      bin("depcruise"),
      "--config",
      ".dependency-cruiser.cjs",
      "app",
      "simulator",
      "tests",
      "bench",
      "scripts",
      "server.ts",
      "worker.ts",
    ],
  },
  { name: "dead", command: [bin("knip")] },
  { name: "schema", command: script("check-schema.ts") },
];
const unit = suite("unit");
// As many files at a time as there are cores: half of what they do is wait.
const integration = suite("integration", [`--maxWorkers=${availableParallelism()}`]);
const browser: Step = { ...suite("e2e"), env: () => ({ CHROMIUM_PATH: findOrGetBrowser(root, console.log) }) };

const { values } = parseArgs({ options: { only: { type: "string" } } });
const only = values.only?.split(",");
const isWanted = (step: Step) => !only || only.includes(step.name);

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const startedAt = Date.now();

// The browser is looked for first: a machine that lacks one should hear of it before the long part.
if (isWanted(browser)) findOrGetBrowser(root, console.log);
await run(generate);
// Two lanes of about the same length: the integration suite beside the browser, which mostly wait for something, then
// what is left. One after the other where there is one core.
const inBrowser = async () => {
  if (!isWanted(browser)) return;
  await run(build);
  // Or the demo that the browser opens would build again, and generate the client under the feet of the other lane.
  if (!failures.includes(build.name)) markAsBuilt(root);
  await run(browser);
};
const rest = [unit, ...checks].map((step) => () => runWanted(step));
await inLanes([() => runWanted(integration), inBrowser, ...rest], Math.min(2, availableParallelism()));
rmSync(reports, { recursive: true, force: true });

console.log(`\nTook ${seconds(startedAt)}.`);
if (failures.length) console.log(`Failed: ${failures.join(", ")}. What each printed stands above.`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || failures.length > 0 ? 1 : 0);

function suite(project: string, options: string[] = []): Step {
  const report = join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return {
    name: project,
    command: [bin("vitest"), "run", "--project", project, ...reporters, ...options],
    isSuite: true,
  };
}

async function inLanes(work: (() => Promise<void>)[], width: number): Promise<void> {
  const queue = [...work];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await next();
  };
  await Promise.all(Array.from({ length: width }, lane));
}

async function runWanted(step: Step): Promise<void> {
  if (isWanted(step)) await run(step);
}

async function run(step: Step): Promise<void> {
  const began = Date.now();
  const [command, ...args] = step.command as [string, ...string[]];
  const env = { ...process.env, ...step.env?.() };
  const program = startProgram({ name: step.name, command, args, env, cwd: root });
  const code = await program.ended;
  const counts = step.isSuite ? readCounts(step.name) : single(code);
  // A suite that died without a report, or reports no failure but exits with one, has failed all the same.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (code !== 0) failures.push(step.name);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const detail = step.isSuite ? `  (${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped)` : "";
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${step.name.padEnd(12)} ${seconds(began)}${detail}`);
  if (code !== 0) console.log(program.output().trimEnd());
}

function single(code: number): Counts {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function readCounts(project: string): Counts {
  try {
    const report = JSON.parse(readFileSync(join(reports, `${project}.json`), "utf8")) as Record<string, number>;
    return {
      passed: report.numPassedTests ?? 0,
      failed: report.numFailedTests ?? 0,
      skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // no report: the runner itself died, and its output is printed
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
