import type { DemoWorld } from "./demo-shop.ts";

/**
 * Keeps the registers of the demo shop at work until `stop` is called: they open by local hours, sell, and close, and
 * late totals become complete. It does not keep the process alive.
 *
 * Nothing is left to chance: the days to come are as determined as those before. Sales drawn at random would be gone
 * after a restart, and the app's mirror would hold sessions that the shop has never heard of.
 */
export function startRegisters(world: DemoWorld, options: { everyMs: number; now?: () => Date }): { stop(): void } {
  const { everyMs, now = () => world.now() } = options;
  const timer = setInterval(() => void world.advanceTo(now()), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
