import { AMERICAN_HOLIDAYS } from "./harbor-and-pine.ts";
import { addDays, instantAt, localDate, weekday } from "./local-time.ts";
import type { Post } from "./premises.ts";
import { between, chance, pick, seededRandom, shuffled } from "./random.ts";

/** A session that is going to happen. Stories change plans; simulator/shop/day-at-the-register.ts carries them out. */
export interface Plan {
  /** Seeds the session's own stream of numbers, so that changing one session leaves all others as they were. */
  key: string;
  post: Post;
  deviceId: string;
  date: string;
  shift: number;
  /** Epoch milliseconds. */
  opens: number;
  closes: number;
  openedBy: string;
  closedBy: string;
  /** Nobody else opened this drawer on the same day before, or closes it after. */
  isFirstOnDrawer: boolean;
  isLastOnDrawer: boolean;
  twist: Twist;
  /** Known once the session has been opened. */
  sessionId: string | null;
}

/** What the register shows when something is counted, for twists that depend on it. */
export interface Moment {
  expected: bigint;
  float: bigint;
}

/** What a story changes about a session. Everything absent happens as on any day. */
export interface Twist {
  /** Counted less expected at opening, at closing. */
  openingError?: bigint | ((moment: Moment) => bigint);
  closingError?: bigint | ((moment: Moment) => bigint);
  opensItself?: boolean;
  /** Ended by Shopify with this reason, or closed with no count at all. */
  endsItself?: "AUTO_END_SESSION_LOGOUT" | "AUTO_END_SESSION_LOCATION_CHANGE" | "WITHOUT_COUNT";
  staysOpen?: boolean;
  leave?: bigint;
  /** The drawer's balance is changed by this before the opening, by nothing that a session shows. */
  slipBefore?: bigint;
  sales?: number;
  extraSteps?: ExtraStep[];
  /** No pickups, pay-outs, refunds or counts but the story's own. */
  isQuiet?: boolean;
  openingNote?: string;
  closingNote?: string;
  totalsReadyAt?: Date;
}

/** `at` is the share of the session that has passed. */
export type ExtraStep = { at: number } & (
  | { kind: "sale"; total: bigint; tendered: bigint }
  | { kind: "refund"; total: bigint }
  | { kind: "count"; error: bigint; note?: string }
  | { kind: "adjust"; cash: bigint; reason?: string; note?: string; payout?: boolean }
);

/** Every session of the days from `from` to `to` (local dates of each place), without those of retired devices. */
export function planSessions(
  posts: Post[],
  seed: number,
  from: string,
  to: string,
  retired: ReadonlySet<string> = new Set(),
): Plan[] {
  const plans: Plan[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    for (const place of new Set(posts.map((post) => post.place))) {
      if (place.countryCode === "US" && AMERICAN_HOLIDAYS.includes(date.slice(5))) continue;
      const here = posts.filter((post) => post.place === place);
      plans.push(...planDay(here, seed, date, retired));
    }
  }
  return plans;
}

/** The local date at a place; what `planSessions` counts in. */
export function dateAt(instant: Date, post: Post): string {
  return localDate(instant, post.place.timeZone);
}

function planDay(posts: Post[], seed: number, date: string, retired: ReadonlySet<string>): Plan[] {
  const random = seededRandom(seed, "day", posts[0]?.place.key ?? "", date);
  const day = weekday(date);
  const queue = shuffled(random, posts[0]?.staffIds ?? []);
  const next = (): string => {
    const id = queue.shift() ?? "";
    queue.push(id);
    return id;
  };
  return posts.flatMap((post) => {
    const [opens, closes] = (post.till.hours ?? post.place.hours)[day] ?? [0, 0];
    const plans: Plan[] = [];
    post.till.devices.forEach((rota, device) => {
      const shifts = Number(rota[day]);
      for (let shift = 0; shift < shifts; shift += 1) {
        const length = (closes - opens) / shifts;
        // Opened a little before the doors, the first device first; closed a little after.
        const starts = opens + Math.round(length * shift) + (shift === 0 ? -between(random, 4, 18) + device * 5 : 6);
        const ends = opens + Math.round(length * (shift + 1)) + (shift === shifts - 1 ? between(random, 3, 25) : -2);
        const isRegular = post.regularId !== null && post.till.regular?.shift === shift && hasShift(post, day);
        const openedBy = isRegular ? (post.regularId ?? "") : next();
        plans.push({
          key: `${seed}/${date}/${post.till.key}/${device}/${shift}`,
          post,
          deviceId: post.deviceIds[device] ?? "",
          date,
          shift,
          opens: instantAt(date, starts, post.place.timeZone) + between(random, 0, 59) * 1000,
          closes: instantAt(date, ends, post.place.timeZone) + between(random, 0, 59) * 1000,
          openedBy,
          closedBy: !isRegular && chance(random, 0.1) ? pick(random, post.staffIds) : openedBy,
          isFirstOnDrawer: false,
          isLastOnDrawer: false,
          twist: {},
          sessionId: null,
        });
      }
    });
    return markEnds(plans.filter((plan) => !retired.has(plan.deviceId)));
  });
}

function hasShift(post: Post, day: number): boolean {
  return post.till.regular?.days[day] === "1";
}

function markEnds(plans: Plan[]): Plan[] {
  if (plans.length === 0) return plans;
  plans.reduce((a, b) => (b.opens < a.opens ? b : a)).isFirstOnDrawer = true;
  plans.reduce((a, b) => (b.closes > a.closes ? b : a)).isLastOnDrawer = true;
  return plans;
}
