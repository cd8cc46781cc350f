import { setTimeout as sleep } from "node:timers/promises";
import { FAULT_KINDS, type FaultKind, isBulkEnd } from "#simulator/faults/fault-kinds.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import type { Clock } from "#simulator/shop/clock.ts";
import { sellForCash } from "#simulator/shop/commands.ts";
import { createDemoWorld, type DemoWorld } from "#simulator/shop/demo-shop.ts";
import { between, chance, pick, type Random, seededRandom } from "#simulator/shop/random.ts";
import { done } from "#simulator/shop/small-shop.ts";
import { APP_ENV } from "./app-env.ts";
import { differencesOfAll, type Place } from "./place.ts";
import { type SoakLife, type SoakProcess, startSoakProcess } from "./soak-process.ts";

export interface SoakOptions {
  place: Place;
  seed: number;
  shops: number;
  /** On one database: one on PGlite, any number on a server. */
  processes: number;
  /** Asked after each round; the soak ends as calmly as it can. */
  isOver(round: number): boolean;
  /** A process is killed at this statement of a round or before; a round that has fewer than were drawn survives. */
  furthestStatement?: number;
  /** How many of the rounds have a kill in them. */
  killShare?: number;
  kinds?: readonly FaultKind[];
  say?(line: string): void;
}

export interface SoakAccount {
  rounds: number;
  kills: number;
  /** By kind, how many faults struck. */
  faults: Map<FaultKind, number>;
  /** Deliveries of webhooks, attempts included. */
  webhooks: { deliveries: number; attempts: number };
  runs: number;
  /** How long it went on in the shops' own time. */
  hours: number;
  lives: SoakLife[];
  /** Where a mirror was not what its shop was. */
  differences: string[];
}

const OPTIONAL_SCOPES = ["read_users", "read_orders", "read_gift_cards"];
/** Some 90 sessions and 2,700 activities to begin with; days come to it as the soak goes on. */
const SCALE = 0.012;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Between two rounds: longer than a lease, so that what a killed process held is free. */
const LEAST_GAP = 2 * MINUTE;
const MOST_GAP = 8 * HOUR;
/** While processes work, time goes on twenty times as fast as the machine's, and jumps over every wait. */
const TICK_MS = 100;
const TICK_PASSES_MS = 2_000;
const FURTHEST_STATEMENT = 400;
/** Longer than any answer of the stand-in takes on a busy machine; and on any machine. */
const SHORT_DEADLINE_MS = 1_500;
const LONG_DEADLINE_MS = 120_000;
const KILL_SHARE = 0.3;
/** Where mirrors must end: whatever failed is tried again within hours, and a day later all of it was read once more. */
const CALM_ROUNDS = 5;
/** Those of bulk operations have no place here: no shop has the 20,000 sessions that make the app start one. */
export const SOAK_KINDS: readonly FaultKind[] = FAULT_KINDS.filter((kind) => !isBulkEnd(kind));

/**
 * Lets shops live through faults of every kind while processes of the app read them, are killed and started again;
 * then calms everything down and compares each mirror with its shop. The same seed plans the same faults, events and
 * kills; which request each of them meets depends on the machine.
 */
export async function soakMirrors(options: SoakOptions): Promise<SoakAccount> {
  const soak = await beginSoak(options);
  try {
    let rounds = 0;
    do {
      await roughRound(soak, rounds);
      rounds += 1;
      options.say?.(lineOf(soak, rounds));
    } while (!options.isOver(rounds));
    await calmDown(soak);
    await Promise.all(soak.processes.map((one) => one.stop()));
    const differences = await differencesOfAll(options.place, soak.worlds);
    return accountOf(soak, rounds, differences);
  } finally {
    await Promise.all(soak.processes.map((one) => one.stop()));
    await soak.simulator.close();
  }
}

interface Soak {
  options: SoakOptions;
  random: Random;
  /** The one time of the shops and the app. */
  clock: { now: number };
  began: number;
  worlds: DemoWorld[];
  simulator: Simulator;
  processes: SoakProcess[];
  lives: SoakLife[];
  kills: number;
  runs: number;
  deliveries: Promise<unknown>[];
}

async function beginSoak(options: SoakOptions): Promise<Soak> {
  const clock = { now: Date.now() };
  const worldClock: Clock = {
    now: () => new Date(clock.now),
    moveTo: (instant) => void (clock.now = Math.max(clock.now, instant.getTime())),
    advance: (ms) => void (clock.now += ms),
  };
  const worlds = Array.from({ length: options.shops }, (_, number) => {
    const seed = options.seed + number;
    const world = createDemoWorld({ seed, scale: SCALE, now: new Date(clock.now), clock: worldClock });
    // Staff are shown on this plan and above.
    world.shop.plan = "advanced";
    world.shop.domain = `soak-${number}.myshopify.com`;
    return world;
  });
  const startedAt = Date.now();
  const simulator = await startSimulator({
    worlds,
    apiKey: APP_ENV.SHOPIFY_API_KEY,
    apiSecret: APP_ENV.SHOPIFY_API_SECRET,
    // Set as soon as a process is there.
    appUrl: "http://127.0.0.1:9",
    // Points are no matter here: the bucket fills a thousand times faster.
    bucketNow: () => new Date(startedAt + (Date.now() - startedAt) * 1_000),
    grantedScopes: OPTIONAL_SCOPES,
    // As patient as Shopify: until another process is there to receive them.
    webhookRetryDelaysMs: Array.from({ length: 20 }, () => 500),
  });
  const random = seededRandom(options.seed, "soak");
  const rest = { processes: [], lives: [], kills: 0, runs: 0, deliveries: [] };
  return { options, random, clock, began: clock.now, worlds, simulator, ...rest };
}

async function roughRound(soak: Soak, round: number): Promise<void> {
  const { random, simulator, worlds } = soak;
  passTime(soak, between(random, LEAST_GAP, MOST_GAP));
  simulator.faults.clear();
  simulator.faults.random({
    seed: soak.options.seed + round,
    rate: pick(random, [0, 0.1, 0.3, 0.6]),
    kinds: soak.options.kinds ?? SOAK_KINDS,
    targets: ["graphql", "token", "webhook"],
    maxInARow: 3,
  });
  await keepProcesses(soak);
  for (const { shop } of worlds) somethingHappens(soak, shop.domain);
  const visited = worlds.filter(() => round === 0 || chance(random, 0.3));
  await work(soak, visited, { isRough: true });
}

/** What merchants and Shopify do to an app meanwhile. */
function somethingHappens({ random, simulator, deliveries }: Soak, domain: string): void {
  const { isInstalled, granted } = simulator.installation(domain);
  if (!isInstalled) return chance(random, 0.5) ? simulator.install(domain) : undefined;
  const lot = random();
  if (lot < 0.04) deliveries.push(simulator.uninstall(domain));
  else if (lot < 0.14) simulator.expireAccessTokens(domain);
  else if (lot < 0.24) {
    const scope = pick(random, OPTIONAL_SCOPES);
    const isGranted = granted.includes(scope);
    deliveries.push(isGranted ? simulator.revokeScopes(domain, [scope]) : simulator.grantScopes(domain, [scope]));
  }
}

/** Everything is granted, installed, visited and heard of; a day passes, and another, until all of it was read again. */
async function calmDown(soak: Soak): Promise<void> {
  const { simulator, worlds } = soak;
  simulator.faults.clear();
  await keepProcesses(soak);
  for (const { shop } of worlds) {
    simulator.install(shop.domain);
    soak.deliveries.push(simulator.grantScopes(shop.domain, OPTIONAL_SCOPES));
  }
  await Promise.all(soak.deliveries);
  for (let round = 0; round < CALM_ROUNDS; round += 1) {
    passTime(soak, round === 1 ? 26 * HOUR : HOUR);
    await work(soak, worlds, { isRough: false });
  }
  // A count that finds nothing off changes no figure of an open session, and is in its mirrored ledger only once something
  // else has happened in it: so that happens. No register moves on after it.
  for (const world of worlds) sellEverywhere(world, new Date(soak.clock.now));
  soak.clock.now += MINUTE;
  for (const one of soak.processes) one.tell(soak.clock.now);
  for (let round = 0; round < 2; round += 1) await work(soak, worlds, { isRough: false });
}

function sellEverywhere(world: DemoWorld, time: Date): void {
  for (const { id: sessionId, closingTime, openingStaffId: staffId } of world.sessions.values()) {
    if (closingTime === null) done(sellForCash(world, { sessionId, staffId, time, total: 100n, tendered: 100n }));
  }
}

/** Has every process work off what is due, and lets time pass meanwhile. Rough: one of them may be killed. */
async function work(soak: Soak, visited: readonly DemoWorld[], { isRough }: { isRough: boolean }): Promise<void> {
  const { random, simulator, processes } = soak;
  const isKilled = isRough && chance(random, soak.options.killShare ?? KILL_SHARE);
  const isAnytime = isKilled && chance(random, 0.3);
  const killAt = {
    statement: between(random, 1, soak.options.furthestStatement ?? FURTHEST_STATEMENT),
    side: pick(random, ["before", "during", "after"] as const),
  };
  const after = between(random, 0, 1_500);
  // In the end time stands still: what happened after the last look would be missing, and rightly.
  const ticking = isRough ? setInterval(() => passTime(soak, TICK_PASSES_MS), TICK_MS) : undefined;
  try {
    await Promise.all(
      processes.map(async (one, index) => {
        const isFirst = index === 0;
        const visits = isFirst ? visited.map(({ shop }) => simulator.idTokenFor(shop.domain)) : [];
        const isOver = one.work({
          visits,
          isManual: !isRough,
          killAt: isFirst && isKilled && !isAnytime ? killAt : null,
        });
        const meanwhile = new AbortController();
        // Not once the work is done: what comes next may be the calm, in which nobody is killed.
        if (isFirst && isAnytime) {
          sleep(after, undefined, { signal: meanwhile.signal }).then(
            () => one.kill(),
            () => undefined,
          );
        }
        const done = await isOver.finally(() => meanwhile.abort());
        if (done === null) soak.kills += 1;
        else soak.runs += done.runs;
      }),
    );
  } finally {
    clearInterval(ticking);
  }
}

/** As many processes as there are to be; webhooks go to the first of them. */
async function keepProcesses(soak: Soak): Promise<void> {
  soak.processes = soak.processes.filter((one) => one.isAlive());
  while (soak.processes.length < soak.options.processes) {
    const life: SoakLife = { memory: [] };
    soak.lives.push(life);
    // A Shopify that does not answer is waited for in earnest; where none does that, a busy one is not taken for silent.
    const isAnySilent = (soak.options.kinds ?? SOAK_KINDS).includes("no_answer");
    const deadlineMs = isAnySilent ? SHORT_DEADLINE_MS : LONG_DEADLINE_MS;
    const orders = { place: soak.options.place, standIn: soak.simulator.origin, deadlineMs };
    const started = await startSoakProcess(orders, {
      life,
      now: () => soak.clock.now,
      wait: (ms) => passTime(soak, ms),
    });
    soak.processes.push(started);
  }
  soak.simulator.setAppUrl(soak.processes[0]?.origin ?? "");
}

function passTime(soak: Soak, ms: number): void {
  soak.clock.now += ms;
  for (const world of soak.worlds) world.advanceTo(new Date(soak.clock.now));
  for (const one of soak.processes) one.tell(soak.clock.now);
}

function accountOf(soak: Soak, rounds: number, differences: string[]): SoakAccount {
  const faults = new Map<FaultKind, number>();
  for (const { kind } of soak.simulator.faults.log) faults.set(kind, (faults.get(kind) ?? 0) + 1);
  const { webhooks } = soak.simulator;
  return {
    ...{ rounds, kills: soak.kills, faults, runs: soak.runs, lives: soak.lives, differences },
    webhooks: { deliveries: webhooks.length, attempts: webhooks.flatMap(({ attempts }) => attempts).length },
    hours: (soak.clock.now - soak.began) / HOUR,
  };
}

function lineOf({ simulator, kills, clock, began }: Soak, rounds: number): string {
  const hours = Math.round((clock.now - began) / HOUR);
  return `${rounds} rounds, ${hours} hours of the shops, ${simulator.faults.log.length} faults, ${kills} kills`;
}
