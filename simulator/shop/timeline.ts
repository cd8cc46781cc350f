import { type LooseEnds, type Step, stepsOf } from "./day-at-the-register.ts";
import { addDays } from "./local-time.ts";
import { dateAt, type Plan, planSessions } from "./plans.ts";
import type { Post } from "./premises.ts";
import { settleTotals } from "./commands.ts";
import type { World } from "./world.ts";

const DAY = 24 * 60 * 60 * 1000;

/** What happened at the registers, and what they were refused because somebody else had used them. */
export interface Progress {
  steps: number;
  refused: number;
}

/**
 * Carries plans out in the order of time over all registers, since devices share drawers and ids grow with time, and
 * plans further days as they come. Going in many small steps or in one great one makes the same shop: this is what
 * lets the stand-in be started again without losing what its registers did.
 */
export class Timeline {
  readonly #world: World;
  readonly #posts: Post[];
  readonly #seed: number;
  readonly #retired: ReadonlySet<string>;
  readonly #looseEnds: LooseEnds = { uncounted: new Map(), refused: 0 };
  #plans: Plan[];
  #plannedTo: string;
  #waiting: Step[] = [];
  #reached: number;

  constructor(input: {
    world: World;
    posts: Post[];
    seed: number;
    plans: Plan[];
    plannedTo: string;
    /** Devices that open no session on days still to be planned. */
    retired: ReadonlySet<string>;
  }) {
    this.#world = input.world;
    this.#posts = input.posts;
    this.#seed = input.seed;
    this.#retired = input.retired;
    this.#plannedTo = input.plannedTo;
    this.#plans = [...input.plans].sort((a, b) => a.opens - b.opens);
    this.#reached = this.#plans[0]?.opens ?? 0;
  }

  /** Does everything that is due by then. */
  advanceTo(instant: Date): Progress {
    this.#planUntil(instant);
    const target = instant.getTime();
    let steps = 0;
    const refusedBefore = this.#looseEnds.refused;
    // A day at a time: all steps of thirteen months at once would be a quarter of a million closures.
    while (this.#reached < target) {
      this.#reached = Math.min(target, this.#reached + DAY);
      steps += this.#run(this.#reached);
    }
    settleTotals(this.#world, instant);
    return { steps, refused: this.#looseEnds.refused - refusedBefore };
  }

  #run(until: number): number {
    const beginning = this.#plans.findIndex((plan) => plan.opens > until);
    const begun = this.#plans.splice(0, beginning === -1 ? this.#plans.length : beginning);
    for (const plan of begun) this.#waiting.push(...stepsOf(this.#world, this.#looseEnds, plan));
    this.#waiting.sort((a, b) => a.time - b.time);
    const later = this.#waiting.findIndex((step) => step.time > until);
    const due = this.#waiting.splice(0, later === -1 ? this.#waiting.length : later);
    for (const step of due) step.run();
    return due.length;
  }

  #planUntil(instant: Date): void {
    const last = this.#posts.map((post) => dateAt(instant, post)).reduce((a, b) => (a > b ? a : b));
    if (last <= this.#plannedTo) return;
    const more = planSessions(this.#posts, this.#seed, addDays(this.#plannedTo, 1), last, this.#retired);
    this.#plans = [...this.#plans, ...more].sort((a, b) => a.opens - b.opens);
    this.#plannedTo = last;
  }
}
