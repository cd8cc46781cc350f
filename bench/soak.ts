// npm run bench:soak: shops live through faults of every kind while processes of the app read them, are killed and
// started again; it ends with every mirror compared with its shop, and with 1 where one differs. On PGlite, or with
// two processes on the server that DATABASE_URL names.
import "./quiet-log.ts";
import "#tests/support/app-env.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { type SoakAccount, SOAK_KINDS, soakMirrors } from "#tests/support/soaked-mirrors.ts";
import type { Place } from "#tests/support/place.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    shops: { type: "string", default: "4" },
  },
});
const [minutes, seed, shops] = [values.minutes, values.seed, values.shops].map(Number);
if (!minutes || !Number.isInteger(seed) || !shops) {
  console.error("npm run bench:soak -- [--minutes N] [--seed N] [--shops N]; DATABASE_URL names a PostgreSQL server.");
  process.exit(2);
}

const serverUrl = process.env.DATABASE_URL || null;
const { place, remove } = await (serverUrl === null ? inFolder() : onServer(serverUrl));
const startedAt = Date.now();
const endsAt = startedAt + minutes * 60_000;
let saidAt = 0;
try {
  const account = await soakMirrors({
    ...{ place, seed: seed ?? 1, shops, processes: serverUrl === null ? 1 : 2 },
    isOver: () => Date.now() >= endsAt,
    say: (line) => {
      if (Date.now() - saidAt < 15_000) return;
      saidAt = Date.now();
      console.error(line);
    },
  });
  report(account);
  process.exitCode = account.differences.length > 0 ? 1 : 0;
} finally {
  await remove();
}

function report({ rounds, kills, faults, webhooks, runs, hours, lives, differences }: SoakAccount): void {
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  const engine = serverUrl === null ? "pglite, one process" : "postgresql, two processes";
  const struck = [...faults.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${engine}, ${shops} shops, seed ${seed}, ${seconds} s, load ${loadavg()[0]?.toFixed(1)}, ${new Date().toISOString()}\n` +
      `${rounds} rounds over ${Math.round(hours / 24)} days of the shops: ${runs} runs, ${struck} faults, ${kills} kills, ` +
      `${webhooks.deliveries} webhooks in ${webhooks.attempts} deliveries; ${differences.length} differences`,
  );
  console.table(Object.fromEntries(SOAK_KINDS.map((kind) => [kind, { struck: faults.get(kind) ?? 0 }])));
  const longest = [...lives].sort((a, b) => b.memory.length - a.memory.length).slice(0, 5);
  console.log("The processes that lived longest, MB of memory after their rounds:");
  console.table(
    longest.map(({ memory }) => ({
      rounds: memory.length,
      "at first": memory[0]?.toFixed(0),
      least: Math.min(...memory).toFixed(0),
      most: Math.max(...memory).toFixed(0),
      "at last": memory.at(-1)?.toFixed(0),
    })),
  );
  for (const difference of differences) console.log(`DIFFERS ${difference.slice(0, 2_000)}`);
}

interface SoakPlace {
  place: Place;
  remove(): Promise<void>;
}

async function inFolder(): Promise<SoakPlace> {
  const dataDir = mkdtempSync(join(tmpdir(), "till-soak-"));
  return { place: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true }) };
}

async function onServer(server: string): Promise<SoakPlace> {
  const name = `till_soak_${process.pid}_${Date.now()}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { place: { url: url.href }, remove: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
