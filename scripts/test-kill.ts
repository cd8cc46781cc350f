// npm run test:kill -- --rounds 200 --seed 7: kills that many syncs at random points and resumes each until it is done.
// On PGlite, or on the server that DATABASE_URL names. The same seed kills at the same statements.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "100" }, seed: { type: "string", default: "1" } },
});
const root = join(import.meta.dirname, "..");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
// On this very Node: the processes that are killed are TypeScript.
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--project", "integration", "tests/integration/killed.test.ts"],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, TEST_KILLS: values.rounds, TEST_KILL_SEED: values.seed },
  },
);
process.exit(status ?? 1);
