import { type Clock, runningClock } from "./clock.ts";
import { type Ledger, type Step, stepsOf } from "./day-at-the-register.ts";
import { addDays } from "./local-time.ts";
import { dateAt, type Plan, planSessions } from "./plans.ts";
import { furnishShop, type Post } from "./premises.ts";
import { plantStories } from "./stories.ts";
import type { World } from "./world.ts";

export interface DemoOptions {
  seed: number;
  /** The last instant of the shop's history; what is open then stays open. */
  now: Date;
  /** The share of thirteen months to make; stories older than that are left out. */
  scale?: number;
  /** Runs on from `now` with the machine's time unless told otherwise. */
  clock?: Clock;
}

export interface DemoWorld extends World {
  /** By the id of a story: the sessions that tell it, oldest first. */
  storySessions: Map<string, string[]>;
}

/** Thirteen months. */
const DAYS = 396;
const DAY = 24 * 60 * 60 * 1000;

/** Harbor & Pine with its history: the same seed and the same `now` make the same shop. */
export function createDemoWorld(options: DemoOptions): DemoWorld {
  const { world, posts } = furnishShop(options.clock ?? runningClock(options.now));
  const plans = planHistory(posts, options);
  const told = plantStories({ posts, plans, now: options.now });
  carryOut(world, plans, options.now);
  const storySessions = new Map<string, string[]>();
  for (const [storyId, of] of told) {
    storySessions.set(
      storyId,
      of.map((plan) => plan.sessionId).filter((id) => id !== null),
    );
  }
  return Object.assign(world, { storySessions });
}

function planHistory(posts: Post[], { seed, now, scale = 1 }: DemoOptions): Plan[] {
  const dates = posts.map((post) => dateAt(now, post)).sort();
  const [first = "", last = ""] = [dates[0], dates.at(-1)];
  const from = addDays(first, 1 - Math.max(2, Math.round(DAYS * scale)));
  return planSessions(posts, seed, from, last).filter((plan) => plan.opens <= now.getTime());
}

/**
 * Carries the plans out in the order of time over all registers, since devices share drawers and ids grow with time.
 * A day at a time: all steps of thirteen months at once would be half a million closures.
 */
function carryOut(world: World, plans: Plan[], now: Date): void {
  const ledger: Ledger = { carried: new Map() };
  plans.sort((a, b) => a.opens - b.opens);
  let waiting: Step[] = [];
  let next = 0;
  for (let until = (plans[0]?.opens ?? 0) + DAY; next < plans.length || waiting.length > 0; until += DAY) {
    for (let plan = plans[next]; plan && plan.opens < until; plan = plans[(next += 1)]) {
      waiting.push(...stepsOf(world, ledger, plan).filter((step) => step.time <= now.getTime()));
    }
    waiting.sort((a, b) => a.time - b.time);
    const later = waiting.findIndex((step) => step.time >= until);
    const due = later === -1 ? waiting : waiting.slice(0, later);
    waiting = later === -1 ? [] : waiting.slice(later);
    for (const step of due) step.run();
  }
}
