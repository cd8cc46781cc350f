import { expect, test } from "vitest";
import { STEPS } from "../../bench/load/merchant.ts";
import { runLoad } from "../../bench/load/run-load.ts";

// `npm run bench:load` is the long form: 50 merchants in 20 shops.
// A walk ends by itself; an hour keeps nobody from its end.
const TINY = { merchants: 4, walks: 1, seconds: 3_600, shops: 2, thinkSeconds: 0, scale: 0.012, sampleSeconds: 1 };

test("merchants who walk about while shops are read for the first time see no error", async () => {
  const account = await runLoad(TINY, null, () => undefined);
  expect(account.errors).toEqual([]);
  expect(account.refused).toBe(0);
  // Every step of a walk, each of the three exports, and the frame around the pages.
  expect(new Set(account.seen.map(({ page }) => page)).size).toBe(STEPS + 3);
  expect(account.rows).toBeGreaterThan(0);
  expect(account.processes.map(({ name, memory }) => [name, memory.every((mb) => mb > 0)])).toEqual([["web", true]]);
});
