import { defineConfig } from "vitest/config";
import { FileOrder } from "./tests/support/file-order.ts";

const isShuffled = process.argv.some((argument) => argument.startsWith("--sequence.shuffle"));

// One project a level, so that `npm run test:unit` is quick and the browser starts only where it is needed.
export default defineConfig({
  test: {
    // What is waited for comes at once, and late only on a busy machine: a second, the default, was too short there. No
    // bound in these tests is there to be met: each ends what hangs, and is far from what a machine four times as slow takes.
    expect: { poll: { timeout: 30_000 } },
    // Whoever asks for `--sequence.shuffle.files` has another one.
    sequence: isShuffled ? {} : { sequencer: FileOrder },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["app/**/*.test.{ts,tsx}", "simulator/**/*.test.ts", "scripts/**/*.test.ts"],
          isolate: false,
          setupFiles: [
            "tests/support/fresh-process.ts",
            "tests/support/steady-chance.ts",
            "tests/support/no-console-errors.ts",
            "tests/support/browser-gaps.ts",
          ],
          sequence: { setupFiles: "list" },
          // A property of many examples takes a second alone, and ten on a machine that does five things at once.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          isolate: false,
          setupFiles: [
            "tests/support/fresh-process.ts",
            "tests/support/steady-chance.ts",
            "tests/support/patient-deadlines.ts",
            "tests/support/no-console-errors.ts",
          ],
          sequence: { setupFiles: "list" },
          // The first test of a process loads and compiles what all of them need: 51 s with sixteen others at two cores.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/e2e/global-setup.ts"],
          isolate: false,
          setupFiles: ["tests/support/fresh-process.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
