import { setTimeout as sleep } from "node:timers/promises";
import { askApp } from "#tests/support/app-client.ts";
import { APP_ENV } from "#tests/support/app-env.ts";
import { type LoadOptions, planShops, type ShopPlan } from "./load-options.ts";
import { type LoadStack, startLoadStack } from "./load-stack.ts";
import { type Seen, type Sightings, STEPS, walkAbout } from "./merchant.ts";
import { type ProcessFigures, samplesOf, textOf, watchProcesses } from "./process-watch.ts";

/** What came of a load. */
export interface LoadAccount {
  seconds: number;
  seen: Seen[];
  errors: string[];
  refused: number;
  /** Rows of the last export of each file, over all shops. */
  rows: number;
  processes: ProcessFigures[];
  /** What the syncs did meanwhile. */
  syncs: { runs: number; failed: number; points: number; sessions: number; activities: number };
}

/** A few hundred sessions a shop, read side by side with the others. */
const SETTLE_LIMIT_MS = 300_000;

/** Has merchants walk through all pages of all shops while some of the shops are read for the first time. */
export async function runLoad(
  options: LoadOptions,
  serverUrl: string | null,
  say: (line: string) => void,
): Promise<LoadAccount> {
  const { settled, arriving } = planShops(options);
  const stack = await startLoadStack([...settled, ...arriving], serverUrl);
  try {
    const startedAt = Date.now();
    await untilMirrored(stack, settled);
    say(`${settled.length} shops mirrored after ${Math.round((Date.now() - startedAt) / 1_000)} s`);
    return await measure(options, stack, { settled, arriving });
  } finally {
    await stack.stop();
  }
}

async function measure(
  options: LoadOptions,
  stack: LoadStack,
  { settled, arriving }: { settled: ShopPlan[]; arriving: ShopPlan[] },
): Promise<LoadAccount> {
  const shops = [...settled, ...arriving];
  const sightings: Sightings = { seen: [], errors: [], refused: 0, rows: new Map() };
  const rampMs = STEPS * options.thinkSeconds * 1_000;
  const leaving = AbortSignal.timeout(rampMs + options.seconds * 1_000);
  // The latest arrivals first, so that each of them has merchants however few there are.
  const domains = shops.map(({ domain }) => domain).reverse();
  const merchants = Array.from({ length: options.merchants }, (_, number) => {
    const domain = domains[number % domains.length] ?? "";
    const thinkMs = options.thinkSeconds * 1_000;
    return walkAbout({ appUrl: stack.appUrl, domain, number, thinkMs, walks: options.walks, sightings, leaving });
  });
  await sleep(rampMs);
  sightings.seen.length = 0;
  const before = await workDone(stack, shops);
  const watch = await watchProcesses(stack.processes, options.sampleSeconds * 1_000);
  const startedAt = Date.now();
  await Promise.all(merchants);
  const seconds = (Date.now() - startedAt) / 1_000;
  const processes = await watch.stop();
  const after = await workDone(stack, shops);
  const done = (what: keyof typeof after) => after[what] - before[what];
  return {
    ...{ seconds, seen: sightings.seen, refused: sightings.refused, processes },
    errors: [...sightings.errors, ...stack.errorLines],
    rows: [...sightings.rows.values()].reduce((sum, rows) => sum + rows, 0),
    syncs: {
      ...{ runs: done("runs"), failed: done("failed"), points: done("points") },
      ...{ sessions: done("sessions"), activities: done("activities") },
    },
  };
}

interface Status {
  sessions: number;
  activities: number;
  history_complete: boolean;
  error: string | null;
}

async function statusOf(stack: LoadStack, { domain }: ShopPlan): Promise<Status> {
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret } = APP_ENV;
  const answer = await askApp({ appUrl: stack.appUrl, apiKey, apiSecret }, domain, "/app/sync/status");
  if (answer.status !== 200) throw new Error(`${domain}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Status;
}

/** The first visit installs the app; the figures of every session are there when the history is complete. */
async function untilMirrored(stack: LoadStack, shops: readonly ShopPlan[]): Promise<void> {
  const deadline = Date.now() + SETTLE_LIMIT_MS;
  for (const shop of shops) await statusOf(stack, shop);
  for (const shop of shops) {
    while (!(await statusOf(stack, shop)).history_complete) {
      if (Date.now() > deadline) throw new Error(`${shop.domain} is not mirrored yet; the load is too much.`);
      await sleep(500);
    }
  }
}

async function workDone(stack: LoadStack, shops: readonly ShopPlan[]) {
  const metrics = await Promise.all(stack.processes.map(({ metricsUrl }) => textOf(metricsUrl)));
  const sum = (name: string, labelled?: string) =>
    metrics.flatMap((text) => samplesOf(text, name, labelled)).reduce((total, value) => total + value, 0);
  const statuses = await Promise.all(shops.map((shop) => statusOf(stack, shop)));
  return {
    runs: sum("till_ledger_runs_total", 'outcome="done"'),
    failed: sum("till_ledger_run_failures_total"),
    points: sum("till_ledger_shopify_points_total"),
    sessions: statuses.reduce((total, status) => total + status.sessions, 0),
    activities: statuses.reduce((total, status) => total + status.activities, 0),
  };
}
