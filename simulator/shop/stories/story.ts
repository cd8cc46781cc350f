import { addDays } from "../local-time.ts";
import { dateAt, type Plan, type Twist } from "../plans.ts";
import type { Post } from "../premises.ts";

/** Something that happened at Harbor & Pine and can be found in its figures. */
export interface Story {
  id: string;
  title: string;
  /** Names of location and drawer as they stand on screen. */
  location: string;
  drawer: string;
  /** When, seen from the instant at which the shop was made. */
  when: string;
  /** What happened, and what to look at. */
  what: string;
  /** Changes plans and returns those that tell the story; none when the history does not reach back that far. */
  plant(shop: Planting): Plan[];
}

/** The plans of a shop while stories are put into them; no two stories share a session. */
export class Planting {
  readonly now: Date;
  readonly plans: Plan[];
  readonly retired = new Set<string>();
  readonly #posts: Post[];
  readonly #taken = new Set<Plan>();

  constructor(input: { posts: Post[]; plans: Plan[]; now: Date }) {
    this.now = input.now;
    this.plans = input.plans;
    this.#posts = input.posts;
  }

  post(tillKey: string): Post {
    const post = this.#posts.find((candidate) => candidate.till.key === tillKey);
    if (!post) throw new Error(`There is no till ${tillKey}`);
    return post;
  }

  /** What is over by now at a till, oldest first. */
  ended(tillKey: string): Plan[] {
    const latest = this.now.getTime() - 60 * 60 * 1000;
    return this.plans.filter((plan) => plan.post.till.key === tillKey && plan.closes < latest);
  }

  /** The free session that many days ago, or the nearest one before; `suits` may be pickier. */
  find(tillKey: string, daysAgo: number, suits: (plan: Plan) => boolean = () => true): Plan | undefined {
    const latest = addDays(dateAt(this.now, this.post(tillKey)), -daysAgo);
    return this.ended(tillKey).findLast((plan) => plan.date <= latest && this.isFree(plan) && suits(plan));
  }

  /** The session after this one at its till. */
  after(plan: Plan): Plan | undefined {
    const ended = this.ended(plan.post.till.key);
    const next = ended[ended.indexOf(plan) + 1];
    return next && this.isFree(next) ? next : undefined;
  }

  before(plan: Plan): Plan | undefined {
    const ended = this.ended(plan.post.till.key);
    const previous = ended[ended.indexOf(plan) - 1];
    return previous && this.isFree(previous) ? previous : undefined;
  }

  isFree(plan: Plan): boolean {
    return !this.#taken.has(plan);
  }

  /** Keeps other stories off a session and twists it. */
  twist(plan: Plan, twist: Twist): Plan {
    this.#taken.add(plan);
    plan.twist = { ...plan.twist, ...twist };
    return plan;
  }

  /** `find` and `twist` for a story of one session, which opens as expected unless the story says otherwise. */
  one(tillKey: string, daysAgo: number, twist: Twist): Plan[] {
    const plan = this.find(tillKey, daysAgo);
    return plan ? [this.twist(plan, { openingError: 0n, ...twist })] : [];
  }

  /** Takes a device out of use after a session. */
  retire(plan: Plan): void {
    this.retired.add(plan.deviceId);
    const kept = this.plans.filter((other) => other.deviceId !== plan.deviceId || other.opens <= plan.opens);
    this.plans.splice(0, this.plans.length, ...kept);
  }
}
