import { expect, test } from "vitest";
import { killSyncs } from "#tests/support/killed-syncs.ts";

// `npm run test:kill -- --rounds 200 --seed 7` is the long form.
const KILLS = Number(process.env.TEST_KILLS ?? 2);
const SEED = Number(process.env.TEST_KILL_SEED ?? 1);
/** A process starts, gets somewhere and dies: some two seconds on a quiet machine, thirty where eight others compute. */
const PATIENCE_MS = 300_000 + KILLS * 60_000;

test(
  "a sync that is killed at any statement, again and again, ends with the mirror equal to the shop",
  { timeout: PATIENCE_MS },
  async () => {
    const began = Date.now();
    const { kills, completed, differences } = await killSyncs({ kills: KILLS, seed: SEED });
    if (process.env.TEST_KILLS !== undefined) {
      const seconds = Math.round((Date.now() - began) / 1_000);
      process.stdout.write(`${kills} kills survived, ${completed} first syncs completed, ${seconds} s\n`);
    }
    expect(differences).toEqual([]);
    expect(kills).toBe(KILLS);
    expect(completed).toBeGreaterThan(0);
  },
);
