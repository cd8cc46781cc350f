import { APP_ENV } from "#tests/support/app-env.ts";
import { onTestFinished } from "vitest";
import { freshDatabase } from "#tests/support/database.ts";
import { adminRequest } from "#tests/support/shopify-requests.ts";
import { performDueRun } from "#app/jobs/worker.server.ts";
import { type Shop, shopById } from "#app/shop.server.ts";
import { requireShop } from "#app/shopify.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";
import type { Surroundings } from "#app/sync/perform-run.server.ts";
import { type RequestReason, requestRun } from "#app/sync/request-run.server.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "#simulator/server.ts";
import type { World } from "#simulator/shop/world.ts";

export interface SyncedShop {
  shop: Shop;
  world: World;
  simulator: Simulator;
  surroundings: Surroundings;
  /** Moves the time that the sync and the buckets of points go by. */
  passTime(ms: number): void;
  /** Asks for a sync and works off whatever is due, by the worker's own steps. */
  sync(reason?: RequestReason): Promise<void>;
  /** Carries out one run that is due; answers whether there was one. */
  performOne(options?: { stopping?: AbortSignal; cutOff?: AbortSignal }): Promise<boolean>;
  /** The shop as it is stored now. */
  reload(): Promise<Shop>;
}

/** A stand-in on a busy machine is not silent: a test in which it is sets a deadline of its own. */
const DEADLINE_MS = 600_000;
/** Nobody receives the stand-in's webhooks, at an address that needs no name server; tests hand them over themselves. */
const NOWHERE = "http://127.0.0.1:9";
/** More than any test needs; a run that never ends must fail the test, not hang it. */
const MOST_RUNS = 60;

/**
 * The app installed on a stand-in's shop with a database of its own. Waiting takes no time: the clock is moved on. By
 * itself it stands, so that no lease and no freshness depends on how fast the machine is.
 */
export async function aSyncedShop(world: World, options: Partial<SimulatorOptions> = {}): Promise<SyncedShop> {
  await freshDatabase();
  const began = Date.now();
  let offset = 0;
  const now = () => new Date(began + offset);
  const simulator = await startSimulator({
    worlds: [world],
    apiKey: APP_ENV.SHOPIFY_API_KEY,
    apiSecret: APP_ENV.SHOPIFY_API_SECRET,
    appUrl: NOWHERE,
    webhookRetryDelaysMs: [],
    bucketNow: now,
    ...options,
  });
  const undo = sendShopRequestsTo(simulator.origin);
  onTestFinished(async () => {
    undo();
    await simulator.close();
  });
  const surroundings: Surroundings = {
    deadlineMs: DEADLINE_MS,
    fetch: (...request) => globalThis.fetch(...request),
    now,
    random: () => 0.5,
    sleep: (ms) => {
      offset += ms;
      return Promise.resolve();
    },
  };
  const { domain } = world.shop;
  const { shop } = await requireShop(adminRequest("/app", simulator.idTokenFor(domain)));
  const never = new AbortController().signal;
  const performOne: SyncedShop["performOne"] = ({ stopping = never, cutOff = never } = {}) =>
    performDueRun({ surroundings, stopping, cutOff });
  return {
    shop,
    world,
    simulator,
    surroundings,
    performOne,
    passTime: (ms) => void (offset += ms),
    reload: async () => (await shopById(shop.id)) ?? shop,
    sync: async (reason = "manual") => {
      await requestRun(shop, reason, now());
      for (let runs = 0; await performOne(); runs += 1) {
        if (runs > MOST_RUNS) throw new Error("The sync does not come to an end.");
      }
    },
  };
}
