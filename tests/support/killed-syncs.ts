import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { db } from "#app/db.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";
import { requireShop } from "#app/shopify.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { between, chance, pick, seededRandom } from "#simulator/shop/random.ts";
import { APP_ENV } from "./app-env.ts";
import { createServerDatabase, SERVER_URL } from "./database.ts";
import { derivedDifferences } from "./derived-of.ts";
import { differencesFrom } from "./mirror-of.ts";
import type { KillPoint } from "./mortal-database.ts";
import { type Place, withDatabase } from "./place.ts";
import { adminRequest } from "./shopify-requests.ts";
import type { Orders } from "./sync-until-killed.ts";

/** Longer than a lease: the next process finds the run of the one that was killed free. */
const LEASE_IS_OVER_MS = 120_000;
/** Some 90 sessions with a few thousand activities: about 500 statements in pages of fifteen sessions. */
const SCALE = 0.012;
/** A page's transaction is some twenty statements: within these, a life gets a page or a few further, or nowhere. */
const FURTHEST_STATEMENT = 90;
const SIDES: readonly KillPoint["side"][] = ["before", "during", "after"];

export interface KillAccount {
  kills: number;
  /** First syncs that came to their end. */
  completed: number;
  /** Where a mirror was not what its shop was. */
  differences: string[];
}

/**
 * Has processes sync a shop and kills them at random points, each the next statement's beginning, middle or end, or any
 * moment at all; the next one goes on. After the last kill, or when there is nothing left to do, the mirror is compared
 * with the shop, and if kills are left another shop begins.
 */
export async function killSyncs({ kills, seed }: { kills: number; seed: number }): Promise<KillAccount> {
  const random = seededRandom(seed, "kills");
  const account: KillAccount = { kills: 0, completed: 0, differences: [] };
  while (account.kills < kills) {
    const life = await beginLife(seed + account.completed);
    let aheadMs = 0;
    for (;;) {
      const isSpared = account.kills >= kills;
      const isAnytime = !isSpared && chance(random, 0.25);
      const killAt: KillPoint = {
        statement: between(random, 1, FURTHEST_STATEMENT),
        side: pick(random, SIDES),
      };
      life.simulator.faults.clear();
      life.simulator.faults.next("max_cost_exceeded", { times: 4, when: { text: "query Sessions(" } });
      const orders = { place: life.place, standIn: life.simulator.origin, aheadMs };
      const isKilled = await runUntilKilled(
        { ...orders, killAt: isSpared || isAnytime ? null : killAt },
        isAnytime ? between(random, 0, 1_500) : null,
      );
      if (!isKilled) break;
      account.kills += 1;
      aheadMs += LEASE_IS_OVER_MS;
    }
    account.completed += 1;
    account.differences.push(...(await life.differences()));
    await life.end();
  }
  return account;
}

interface Life {
  place: Place;
  simulator: Simulator;
  differences(): Promise<string[]>;
  end(): Promise<void>;
}

/** A new shop on a new database, with a first sync asked for. */
async function beginLife(seed: number): Promise<Life> {
  const world = createDemoWorld({ seed, now: new Date(), scale: SCALE });
  world.shop.plan = "advanced";
  const began = Date.now();
  const simulator = await startSimulator({
    worlds: [world],
    apiKey: APP_ENV.SHOPIFY_API_KEY,
    apiSecret: APP_ENV.SHOPIFY_API_SECRET,
    appUrl: APP_ENV.SHOPIFY_APP_URL,
    // Points are no matter here: the bucket fills a thousand times faster.
    bucketNow: () => new Date(began + (Date.now() - began) * 1_000),
    grantedScopes: ["read_users", "read_orders", "read_gift_cards"],
  });
  onTestFinished(() => simulator.close());
  const place = await newPlace();
  const shop = await withDatabase(place, async () => {
    await applyMigrations(db());
    const undo = sendShopRequestsTo(simulator.origin);
    const installed = await requireShop(adminRequest("/app", simulator.idTokenFor(world.shop.domain)));
    undo();
    await requestRun(installed.shop, "install", new Date());
    return installed.shop;
  });
  return {
    place,
    simulator,
    differences: () =>
      withDatabase(place, async () => [...(await differencesFrom(world, shop)), ...(await derivedDifferences(shop))]),
    end: () => simulator.close(),
  };
}

async function newPlace(): Promise<Place> {
  if (SERVER_URL !== null) return { url: await createServerDatabase(SERVER_URL) };
  const dataDir = mkdtempSync(join(tmpdir(), "till-killed-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  return { dataDir };
}

/** Runs a process of the app's own; answers whether it was killed, as opposed to having nothing left to do. */
async function runUntilKilled(orders: Orders, killAfterMs: number | null): Promise<boolean> {
  const child = fork(join(import.meta.dirname, "sync-until-killed.ts"), [JSON.stringify(orders)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.on("data", (text: Buffer) => (complaint += String(text)));
  const ended = once(child, "exit");
  if (killAfterMs !== null) {
    await Promise.race([once(child, "message"), ended]);
    await Promise.race([sleep(killAfterMs), ended]);
    child.kill("SIGKILL");
  }
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  if (signal === "SIGKILL") return true;
  if (code !== 0) throw new Error(`The process ended with ${code ?? signal}: ${complaint.slice(-2_000)}`);
  return false;
}
