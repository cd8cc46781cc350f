import { type Clock, runningClock } from "./clock.ts";
import { fileHistory } from "./legacy-history.ts";
import { addDays } from "./local-time.ts";
import { dateAt, planSessions } from "./plans.ts";
import { furnishShop } from "./premises.ts";
import { plantStories } from "./stories.ts";
import { type Progress, Timeline } from "./timeline.ts";
import type { World } from "./world.ts";

export interface DemoOptions {
  seed: number;
  /** How far the shop's history goes; what is open then stays open until the registers move on. */
  now: Date;
  /** The instant that the stories are told from; earlier than `now` when a shop made before is made again. */
  startedAt?: Date;
  /** The share of thirteen months to make; stories older than that are left out. */
  scale?: number;
  /** Runs on from `now` with the machine's time unless told otherwise. */
  clock?: Clock;
}

export interface DemoWorld extends World {
  /** By the id of a story: the sessions that tell it, oldest first. */
  storySessions: Map<string, string[]>;
  /** Lets the registers do what is due by then. */
  advanceTo(instant: Date): Progress;
}

/** Thirteen months. */
const DAYS = 396;

/** Harbor & Pine with its history: the same seed and instants make the same shop. */
export function createDemoWorld(options: DemoOptions): DemoWorld {
  const { seed, now, startedAt = now, scale = 1, clock = runningClock(now) } = options;
  const { world, posts } = furnishShop(clock);
  const dates = posts.map((post) => dateAt(startedAt, post)).sort();
  const [earliest = "", plannedTo = ""] = [dates[0], dates.at(-1)];
  const from = addDays(earliest, 1 - Math.max(2, Math.round(DAYS * scale)));
  const plans = planSessions(posts, seed, from, plannedTo).sort((a, b) => a.opens - b.opens);
  const { told, retired } = plantStories({ posts, plans, now: startedAt });
  const timeline = new Timeline({ world, posts, seed, plans, plannedTo, retired });
  timeline.advanceTo(now);
  fileHistory(world);
  const storySessions = new Map<string, string[]>();
  for (const [storyId, ofStory] of told) {
    storySessions.set(
      storyId,
      ofStory.map((plan) => plan.sessionId).filter((id) => id !== null),
    );
  }
  return Object.assign(world, { storySessions, advanceTo: (instant: Date) => timeline.advanceTo(instant) });
}
