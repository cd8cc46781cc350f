import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createServerDatabase, SERVER_URL } from "#tests/support/database.ts";
import type { Place } from "#tests/support/place.ts";
import { SOAK_KINDS, soakMirrors } from "#tests/support/soaked-mirrors.ts";

// `npm run bench:soak -- --minutes 10` is the long form.
const ROUNDS = 6;
/** Ten seconds on a quiet machine; 208 where nineteen others wait for two cores. */
const PATIENCE_MS = 600_000;

async function aPlace(): Promise<Place> {
  if (SERVER_URL !== null) return { url: await createServerDatabase(SERVER_URL) };
  const dataDir = mkdtempSync(join(tmpdir(), "till-soak-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  return { dataDir };
}

test(
  "shops that live through faults, events and kills end with their mirrors equal to them",
  { timeout: PATIENCE_MS },
  async () => {
    const account = await soakMirrors({
      ...{ place: await aPlace(), seed: 5, shops: 2, processes: SERVER_URL === null ? 1 : 2 },
      // A Shopify that does not answer is waited for in earnest, ten seconds at a time.
      kinds: SOAK_KINDS.filter((kind) => kind !== "no_answer"),
      isOver: (rounds) => rounds >= ROUNDS,
      // Few enough that most rounds have so many: one at least is killed, however slow the machine.
      furthestStatement: 40,
      killShare: 0.85,
    });
    expect(account.differences).toEqual([]);
    expect(account.rounds).toBe(ROUNDS);
    expect(account.runs).toBeGreaterThan(ROUNDS);
    expect(account.faults.size).toBeGreaterThan(3);
    expect(account.kills).toBeGreaterThan(0);
  },
);
