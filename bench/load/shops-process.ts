// A process of its own for the stand-in: what it computes must not stand in the way of those who measure.
import { startSimulator } from "#simulator/server.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { startRegisters } from "#simulator/shop/living-registers.ts";
import { markOf, type ShopPlan } from "./load-options.ts";

export interface ShopOrders {
  port: number;
  plans: ShopPlan[];
  appUrl: string;
  apiKey: string;
  apiSecret: string;
}

/** Some sales a second over twenty shops: each moves its shop's mirror at the next poll. */
const REGISTERS_EVERY_MS = 2_000;

const { plans, ...where } = JSON.parse(process.argv[2] ?? "") as ShopOrders;
const now = new Date();
const worlds = plans.map(({ domain, seed, scale }) => {
  const world = createDemoWorld({ seed, scale, now });
  world.shop.domain = domain;
  for (const place of world.locations.values()) place.name += ` ${markOf(domain)}`;
  return world;
});
const simulator = await startSimulator({ ...where, worlds });
const registers = worlds.map((world) => startRegisters(world, { everyMs: REGISTERS_EVERY_MS }));

process.once("SIGTERM", () => {
  for (const register of registers) register.stop();
  void simulator.close();
});
